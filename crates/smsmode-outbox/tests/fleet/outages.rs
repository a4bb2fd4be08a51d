//! The database goes away, and somebody else begins meanwhile.

use std::thread;
use std::time::Duration;

use smsmode_core::outbox::State;
use smsmode_outbox::{Claimant, Dispatcher, Handled, Ledger as _, Outbox, PostgresLedger, Role};
use smsmode_sandbox::{Call, Fault, FaultRule, Sandbox, SandboxOptions};

use crate::scene::{self, Scene, client, messages, settings, until};
use crate::server::Server;

/// Ends the connections that hold a part in the sending.
pub(crate) const CUT: &str =
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'
    AND classid = 1397576559 AND objid = 1
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

impl Scene {
    /// Somebody sends alone, since all others have just lost their part: they soon have it again.
    fn dispatcher_of_one_moment(&self) -> Dispatcher {
        in_one_moment(|| {
            self.database.psql(CUT);
            self.other().dispatch(&self.client(), settings()).ok()
        })
    }
}

/// Until somebody comes to it first.
fn in_one_moment<T>(attempt: impl Fn() -> Option<T>) -> T {
    let done = std::cell::OnceCell::new();
    until(|| attempt().is_some_and(|it| done.set(it).is_ok()));
    done.into_inner().unwrap()
}

#[test]
fn a_keeper_whose_connection_was_cut_says_that_it_keeps_no_more_and_tries_again() {
    let scene = Scene::new();
    let keeper = scene.keeper().unwrap();
    let other = PostgresLedger::open(&scene.database.url()).unwrap();
    let claim = in_one_moment(|| {
        scene.database.psql(CUT);
        other.claim_as(&Claimant::new(Role::Keeper)).ok()
    });
    until(|| !keeper.keeps());
    until(|| keeper.trouble().is_some_and(|trouble| trouble.contains("another")));
    drop(claim);
    until(|| keeper.keeps() && keeper.trouble().is_none());
}

#[test]
fn whoever_sends_alone_and_has_lost_that_sends_nothing_once_a_fleet_has_begun() {
    let scene = Scene::new();
    let outbox = scene.other();
    let dispatcher = outbox.dispatch(&scene.client(), settings()).unwrap();
    let sender = in_one_moment(|| {
        scene.database.psql(CUT);
        scene.other().send_given(&scene.client(), settings()).ok()
    });
    let (id, other) = (scene.add(1)[0], scene.add(1)[0]);
    until(|| dispatcher.trouble().is_some());
    assert_eq!(scene.state(id), State::Queued);
    outbox.cancel(other).unwrap();
    drop(sender);
    until(|| scene.state(id) == State::Accepted);
    assert_eq!(dispatcher.trouble(), None);
    scene.assert_sent_once(1);
}

/// What it sent last may not have come to the standby.
#[test]
fn whoever_sends_alone_stops_where_a_standby_takes_over() {
    let (sandbox, mut server) = (Sandbox::start(SandboxOptions::new()).unwrap(), Server::start());
    let outbox = Outbox::open(&server.url("smsmode", "postgres")).unwrap();
    let dispatcher = outbox.dispatch(&client(&sandbox), settings()).unwrap();
    server.fail_over();
    until(|| dispatcher.trouble().is_some_and(|trouble| trouble.contains("take it over")));
    until(|| outbox.enqueue_all(&messages(1)).is_ok());
    assert!(sandbox.messages().is_empty());
}

#[test]
fn a_database_that_crashes_under_senders_loses_nothing_and_nothing_is_sent_twice() {
    const ALL: usize = 120;
    let (sandbox, mut server) = (Sandbox::start(SandboxOptions::new()).unwrap(), Server::start());
    let open = || Outbox::open(&server.url("smsmode", "postgres")).unwrap();
    let shop = open();
    let senders = [(); 2].map(|()| open().send_given(&client(&sandbox), settings()).unwrap());
    let keeper = open().keep(&client(&sandbox), settings()).unwrap();
    let delay = Fault::Delay { milliseconds: 20 };
    sandbox.set_faults([FaultRule::next(10_000, delay).on(Call::SendSms)]);
    shop.enqueue_all(&messages(ALL)).unwrap();
    // As a queue brings them: again and again, to whomever.
    let give = || {
        let waiting = shop.list(Some(State::Queued), ALL).unwrap_or_default();
        for (entry, sender) in waiting.iter().zip(senders.iter().cycle()) {
            sender.send(entry.id, |_| {});
        }
    };
    give();
    until(|| sandbox.messages().len() > 20);
    server.crash_and_restart();
    until(|| {
        give();
        let counts = shop.overview().map(|overview| overview.counts).unwrap_or_default();
        counts.get(&State::Accepted) == Some(&(ALL as u64))
    });
    until(|| senders.iter().all(|sender| sender.trouble().is_none()) && keeper.keeps());
    scene::assert_sent_once(&sandbox, ALL);
}

#[test]
fn a_sender_rests_while_somebody_sends_alone_and_goes_on_after_that() {
    let scene = Scene::new();
    let sender = scene.sender();
    let ids = scene.add(1);
    scene.outbox.pause().unwrap();
    let dispatcher = scene.dispatcher_of_one_moment();
    scene.outbox.resume().unwrap();
    let told = scene::give(&sender, &ids);
    until(|| scene.state(ids[0]) == State::Accepted);
    let more = scene.add(1);
    until(|| scene.state(more[0]) == State::Accepted);
    drop(dispatcher);
    assert_eq!(scene::wait(&told, 1), [(ids[0], Handled::Settled(State::Accepted))]);
    let last = scene.add(1);
    let told = scene::wait(&scene::give(&sender, &last), 1);
    assert_eq!(told, [(last[0], Handled::Settled(State::Accepted))]);
    scene.assert_sent_once(3);
}

/// Its answer comes when the database does not know any more who sends.
#[test]
fn an_answer_that_comes_while_the_claim_is_lost_is_written_once_it_is_back() {
    let scene = Scene::new();
    let patient = settings().with_timeout(Duration::from_secs(30));
    let sender = scene.sender_with(patient);
    let delay = Fault::Delay { milliseconds: 5000 };
    scene.sandbox.set_faults([FaultRule::next(1, delay).on(Call::SendSms)]);
    let ids = scene.add(1);
    let told = scene::give(&sender, &ids);
    until(|| scene.sandbox.faults().is_empty());
    let dispatcher = scene.dispatcher_of_one_moment();
    until(|| !scene.sandbox.messages().is_empty());
    until(|| sender.trouble().is_some());
    assert_eq!(scene.state(ids[0]), State::Submitting);
    drop(dispatcher);
    assert_eq!(scene::wait(&told, 1), [(ids[0], Handled::Settled(State::Accepted))]);
    scene.assert_sent_once(1);
}

#[test]
fn a_sender_that_ends_writes_its_last_answer_though_the_database_has_just_crashed() {
    let (sandbox, mut server) = (Sandbox::start(SandboxOptions::new()).unwrap(), Server::start());
    let open = || Outbox::open(&server.url("smsmode", "postgres")).unwrap();
    let (shop, worker) = (open(), open());
    let patient = settings().with_timeout(Duration::from_secs(30));
    let sender = worker.send_given(&client(&sandbox), patient).unwrap();
    let delay = Fault::Delay { milliseconds: 2000 };
    sandbox.set_faults([FaultRule::next(1, delay).on(Call::SendSms)]);
    let id = shop.enqueue_all(&messages(1)).unwrap()[0].id();
    let told = scene::give(&sender, &[id]);
    // Its call has begun.
    until(|| sandbox.faults().is_empty());
    let ends = thread::spawn(move || drop(sender));
    server.crash_and_restart();
    ends.join().unwrap();
    assert_eq!(scene::wait(&told, 1), [(id, Handled::Settled(State::Accepted))]);
    until(|| shop.get(id).is_ok_and(|entry| entry.unwrap().state() == State::Accepted));
}
