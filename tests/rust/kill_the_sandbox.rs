//! A service that dies at each point of a send: what the client says agrees with what was stored.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod hostile;

use std::sync::mpsc;
use std::thread;

use smsmode_http::{
    Accepted, Account, ApiKey, BaseUrl, Client, Error, Method, Outcome, TransportErrorKind as Kind,
};
use smsmode_sandbox::{
    DEMO_API_KEY, Ending, Fault, FaultRule, MessageFilter, Sandbox, SandboxOptions,
};

use hostile::PATIENCE;
use hostile::between::{Link, relay};
use hostile::calls::{assert_not_sent, assert_unknown, batch, client, send};

/// The three ways to send.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Way {
    Post,
    Get,
    Batch,
}

const WAYS: [Way; 3] = [Way::Post, Way::Get, Way::Batch];

impl Way {
    fn account(self, address: &str) -> Account {
        let method = if self == Self::Get { Method::Get } else { Method::Post };
        Account::new(ApiKey::new(DEMO_API_KEY).unwrap())
            .with_base_url(BaseUrl::new(address).unwrap())
            .with_method(method)
    }

    fn send(self, client: &Client) -> Result<Accepted, Error> {
        if self == Self::Batch { client.call(&batch()) } else { client.call(&send()) }
    }
}

fn sandbox() -> Sandbox {
    Sandbox::start(SandboxOptions::new()).unwrap()
}

/// Sends through a link, and kills the sandbox when the script is at its end.
fn send_and_kill(
    sandbox: &Sandbox,
    way: Way,
    script: impl Fn(&mut Link) + Send + Sync + 'static,
) -> Result<Accepted, Error> {
    let (reached, is_reached) = mpsc::channel();
    let relay = relay(sandbox.address(), reached, script);
    let client = client(way.account(&format!("http://{}", relay.address())));
    thread::scope(|threads| {
        let sending = threads.spawn(|| way.send(&client));
        is_reached.recv_timeout(PATIENCE).unwrap();
        sandbox.kill();
        sending.join().unwrap()
    })
}

fn stored(sandbox: &Sandbox) -> usize {
    sandbox.messages().len()
}

/// What a client says must never promise what is not so.
#[track_caller]
fn assert_agrees(result: &Result<Accepted, Error>, stored: usize) {
    match result.as_ref().map_err(Error::outcome) {
        Ok(_) => assert_eq!(stored, 1, "accepted"),
        Err(Outcome::Unknown) => assert!(stored <= 1),
        Err(surely_not) => assert_eq!(stored, 0, "{surely_not:?}"),
    }
}

#[test]
fn dead_before_the_connection_is_not_sent() {
    for way in WAYS {
        let sandbox = sandbox();
        sandbox.kill();
        let result = way.send(&client(way.account(&sandbox.base_url())));
        assert_agrees(&result, stored(&sandbox));
        assert_not_sent(&result.unwrap_err(), Kind::Unreachable);
    }
}

#[test]
fn what_was_not_sent_can_be_sent_when_the_service_is_back() {
    let dead = sandbox();
    let client = client(Way::Post.account(&dead.base_url()));
    dead.kill();
    assert!(client.call(&send()).unwrap_err().retry());
    let back = Sandbox::start(SandboxOptions::new().with_bind(dead.address())).unwrap();
    assert!(client.call(&send()).is_ok());
    assert_eq!((stored(&dead), stored(&back)), (0, 1));
}

/// Whether the reset overtakes the writes is chance; what is said agrees all the same.
#[test]
fn dead_after_accept_agrees_with_what_was_stored() {
    for way in WAYS {
        let sandbox = sandbox();
        sandbox.set_faults([FaultRule::always(Fault::CloseBeforeReading)]);
        let client = client(way.account(&sandbox.base_url()));
        for _ in 0..10 {
            let result = way.send(&client);
            assert!(result.is_err());
            assert_agrees(&result, stored(&sandbox));
        }
        assert_eq!(stored(&sandbox), 0);
    }
}

#[test]
fn dead_while_a_connection_was_idle_is_not_sent() {
    for way in WAYS {
        let sandbox = sandbox();
        let client = client(way.account(&sandbox.base_url()));
        way.send(&client).unwrap();
        sandbox.kill();
        assert_not_sent(&way.send(&client).unwrap_err(), Kind::Unreachable);
        assert_eq!(stored(&sandbox), 1);
    }
}

#[test]
fn dead_after_the_head_is_unknown_and_nothing_is_stored() {
    for way in [Way::Post, Way::Batch] {
        let sandbox = sandbox();
        let result = send_and_kill(&sandbox, way, Link::pass_head);
        assert_agrees(&result, stored(&sandbox));
        assert_unknown(&result.unwrap_err(), Kind::Interrupted);
        assert_eq!((sandbox.journal().len(), stored(&sandbox)), (0, 0));
    }
}

#[test]
fn dead_after_storing_is_unknown_and_stored() {
    for way in WAYS {
        let sandbox = sandbox();
        sandbox.set_faults([Fault::Stall]);
        let client = client(way.account(&sandbox.base_url()));
        let result = thread::scope(|threads| {
            let sending = threads.spawn(|| way.send(&client));
            assert_eq!(sandbox.wait_for(&MessageFilter::new(), 1, PATIENCE).len(), 1);
            sandbox.kill();
            sending.join().unwrap()
        });
        assert_agrees(&result, stored(&sandbox));
        assert_unknown(&result.unwrap_err(), Kind::Interrupted);
        assert_eq!((sandbox.journal().len(), stored(&sandbox)), (1, 1), "{way:?}");
    }
}

#[test]
fn a_service_that_stops_in_order_after_storing_is_unknown_too() {
    let sandbox = sandbox();
    sandbox.set_faults([Fault::Stall]);
    let client = client(Way::Post.account(&sandbox.base_url()));
    thread::scope(|threads| {
        let sending = threads.spawn(|| client.call(&send()));
        assert_eq!(sandbox.wait_for(&MessageFilter::new(), 1, PATIENCE).len(), 1);
        sandbox.stop();
        assert_unknown(&sending.join().unwrap().unwrap_err(), Kind::Interrupted);
    });
}

#[test]
fn a_connection_that_ends_after_storing_is_unknown_and_stored() {
    for (way, ending) in WAYS.into_iter().zip([Ending::Reset, Ending::Close, Ending::Reset]) {
        let sandbox = sandbox();
        sandbox.set_faults([Fault::CloseAfterAccepting { ending }]);
        let result = way.send(&client(way.account(&sandbox.base_url())));
        assert_unknown(&result.unwrap_err(), Kind::Interrupted);
        assert_eq!((sandbox.journal().len(), stored(&sandbox)), (1, 1), "{way:?}");
    }
}

#[test]
fn dead_in_mid_answer_is_accepted_with_its_id_lost() {
    for way in WAYS {
        let sandbox = sandbox();
        let result = send_and_kill(&sandbox, way, |link| {
            link.pass_request();
            link.pass_answer_up_to(b"0 |");
        });
        assert_agrees(&result, stored(&sandbox));
        assert_eq!(result.unwrap().message_id, None);
    }
}

#[test]
fn dead_before_the_yes_of_the_answer_is_unknown() {
    for way in WAYS {
        let sandbox = sandbox();
        let result = send_and_kill(&sandbox, way, |link| {
            link.pass_request();
            link.pass_answer_up_to(b"\r\n\r\n");
        });
        assert_agrees(&result, stored(&sandbox));
        assert_unknown(&result.unwrap_err(), Kind::Interrupted);
    }
}

#[test]
fn an_answer_that_the_service_cuts_is_accepted_with_its_id_lost() {
    for way in WAYS {
        let sandbox = sandbox();
        sandbox.set_faults([Fault::cut_after_the_code()]);
        let result = way.send(&client(way.account(&sandbox.base_url())));
        assert_agrees(&result, stored(&sandbox));
        assert_eq!(result.unwrap().message_id, None);
    }
}
