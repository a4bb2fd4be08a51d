//! What does the ledger in PostgreSQL take, and what do ten million finished messages in it cost?

use std::process::ExitCode;
use std::time::Duration;

use smsmode_benches::{Figures, Result, is_measuring};
use smsmode_core::Timestamp;
use smsmode_core::outbox::{Fence, OutboxId, Sent, Stage, State};
use smsmode_fleet_benches::{Pair, Place, Spent, finished, make_queue, messages};
use smsmode_outbox::{
    Added, Commit, DispatcherSettings, Entry, Ledger, NewMessage, Outbox, PostgresLedger, Step,
    Which,
};
use smsmode_outbox_benches::{Provider, Times};

/// How much of each is measured.
struct Size {
    finished: u64,
    sent: u32,
    batches: usize,
    windows: usize,
    often: usize,
}

const WHOLE: Size = Size { finished: 10_000_000, sent: 4_000, batches: 30, windows: 9, often: 60 };
/// Shows that it runs.
const SMALL: Size = Size { finished: 10_000, sent: 50, batches: 2, windows: 1, often: 2 };

/// Messages put in at once.
const BATCH: u64 = 1_000;
/// What a worker has in one turn.
const TURN: usize = 8;

fn main() -> Result<ExitCode> {
    let size = if is_measuring() { WHOLE } else { SMALL };
    let mut figures = Figures::new("The ledger in PostgreSQL, which waits for its disk");
    let [place, full] = Place::two()?;
    disk(&mut figures, &place, &size)?;
    putting_in(&mut figures, &place, &size)?;
    one_message(&mut figures, &place, &size)?;
    let many = std::env::var("FINISHED").ok().and_then(|many| many.parse().ok());
    let many = many.unwrap_or(size.finished);
    finished(&full, many);
    sizes(&mut figures, &full, many)?;
    beside(&mut figures, [&place, &full], &size)?;
    sweep(&mut figures, [&place, &full], &size)?;
    Ok(figures.print())
}

/// A transaction that writes one row, as anybody would.
fn disk(figures: &mut Figures, place: &Place, size: &Size) -> Result<()> {
    place.psql(
        "CREATE TABLE bare (number integer); CREATE PROCEDURE bare(count integer)
        LANGUAGE plpgsql AS $$ BEGIN FOR number IN 1..count LOOP INSERT INTO bare VALUES (number);
        COMMIT; END LOOP; END $$",
    );
    let mut times = Times::default();
    for _ in 0..size.windows {
        times.of(|| Ok(place.psql(&format!("CALL bare({})", size.often))))?;
    }
    let each = times.p50() / f64::from(u32::try_from(size.often)?);
    figures.tell("the database alone: one row and a commit", each, "ms");
    Ok(())
}

fn putting_in(figures: &mut Figures, place: &Place, size: &Size) -> Result<()> {
    let mut times = Times::default();
    let all = messages("batches", BATCH * (size.batches as u64 + 1))?;
    let mut batches = all.chunks(usize::try_from(BATCH)?);
    let spent = place.spent(|| {
        let outbox = Outbox::open(&place.url())?;
        // The first one prepares whatever is prepared once.
        batches.next().map(|first| outbox.enqueue_all(first)).transpose()?;
        batches.try_for_each(|batch| times.of(|| Ok(outbox.enqueue_all(batch)?)).map(drop))
    })?;
    let rate = times.rate() * 1_000.0;
    figures.at_least(10_000.0, "messages put in by 1,000 (mean)", rate, "/s");
    figures.tell("  1,000 of them, median", times.p50(), "ms");
    let each = spent.each(u32::try_from(size.batches)? + 1);
    figures.tell("  time of the database for 1,000", each.statements + each.ends, "ms");
    figures.tell("  the disk for 1,000", each.disk, "ms");
    figures.tell("  log for 1,000", each.log / 1e3, "kB");
    place
        .psql("UPDATE smsmode.messages SET state = 'cancelled', due = NULL WHERE state = 'queued'");
    Ok(())
}

/// A message from where it is put in until it is accepted, and until it is delivered: with a sender and a
/// keeper as a fleet has them, whose ids nobody has to carry.
fn one_message(figures: &mut Figures, place: &Place, size: &Size) -> Result<()> {
    let provider = Provider::start()?;
    let client = Provider::client(&provider.url())?;
    let open = || Outbox::open(&place.url());
    let settings = DispatcherSettings::default().with_in_flight(TURN);
    let all = messages("one", u64::from(size.sent))?;
    let mut added = Vec::new();
    let put_in = place.spent(|| {
        let outbox = open()?;
        for batch in all.chunks(TURN) {
            added.extend(outbox.enqueue_all(batch)?);
        }
        Ok(())
    })?;
    let sent = place.spent(|| {
        let sender = open()?.send_given(&client, settings.clone())?;
        for added in &added {
            sender.send(added.id(), drop);
        }
        provider.wait_for(u64::from(size.sent))?;
        drop(sender);
        Ok(())
    })?;
    place.psql("UPDATE smsmode.messages SET at = 0, due = 0 WHERE state = 'accepted'");
    let kept = place.spent(|| {
        let outbox = open()?;
        let keeper = outbox.keep(&client, settings)?;
        while outbox.ledger().next_due(&[State::Accepted])?.is_some() {
            std::thread::sleep(Duration::from_millis(500));
        }
        drop(keeper);
        Ok(())
    })?;
    let [put_in, sent, kept] = [put_in, sent, kept].map(|spent| spent.each(size.sent));
    tell(figures, "put in by 8", put_in);
    tell(figures, "sent by a sender with 8 calls", sent);
    let both = put_in.statements + put_in.ends + sent.statements + sent.ends;
    figures.at_most(1.0, "time of the database until it is accepted", both, "ms");
    tell(figures, "kept until it is delivered", kept);
    figures.at_most(1.0, "  time of the database", kept.statements + kept.ends, "ms");
    let work = |spent: Spent| spent.statements + spent.ends - spent.disk;
    let whole = [put_in, sent, kept].map(work).iter().sum();
    figures.at_most(1.0, "the whole way, without waiting for the disk", whole, "ms");
    Ok(())
}

fn tell(figures: &mut Figures, what: &str, each: Spent) {
    figures.tell(&format!("a message, {what}: statements"), each.statements, "ms");
    figures.tell("  begin and commit", each.ends, "ms");
    figures.tell("  the disk", each.disk, "ms");
    figures.tell("  log", each.log / 1e3, "kB");
}

/// Bytes of a row, and of it in each index.
fn sizes(figures: &mut Figures, place: &Place, many: u64) -> Result<()> {
    let sizes = place.psql(
        "SELECT relname || ' ' || pg_relation_size(oid) FROM pg_class
        WHERE relnamespace = 'smsmode'::regnamespace AND relname LIKE 'messages%' AND relkind IN ('r', 'i')
        ORDER BY pg_relation_size(oid) DESC",
    );
    for (name, size) in sizes.lines().filter_map(|line| line.split_once(' ')) {
        let each = size.parse::<f64>()? / f64::from(u32::try_from(many)?);
        figures.tell(&format!("a finished message in {name}"), each, "bytes");
    }
    Ok(())
}

/// Where the same is done in a database with finished messages, and in one without.
struct Side {
    ledger: PostgresLedger,
    label: &'static str,
    put_in: u64,
    waiting: Vec<OutboxId>,
}

impl Side {
    /// So many wait in each of them.
    const WAITING: u64 = 20_000;

    fn of(place: &Place, label: &'static str) -> Result<Self> {
        let (ledger, mut waiting) = (place.ledger()?, Vec::new());
        for batch in messages(label, Self::WAITING)?.chunks(usize::try_from(BATCH)?) {
            waiting.extend(ledger.add(batch, NOW)?.iter().map(Added::id));
        }
        place.psql("VACUUM (ANALYZE) smsmode.messages");
        Ok(Self { ledger, label, put_in: 0, waiting })
    }

    fn next(&mut self, many: u64) -> Result<Vec<NewMessage>> {
        self.put_in += 1;
        messages(&format!("{}-{}", self.label, self.put_in), many)
    }

    /// The next turn of a worker: claims and sends, or settles.
    fn turn(&mut self) -> Result<()> {
        let begin = self.waiting.len().saturating_sub(TURN);
        let ids = self.waiting.split_off(begin);
        self.go_on(&ids, &Stage::Submitting { started_at: NOW, lease_until: NOW })?;
        let sent = Sent { started_at: NOW, ended_at: NOW };
        self.go_on(&ids, &Stage::Accepted { message_id: None, sent, poll_at: Some(NOW) })
    }

    fn go_on(&self, ids: &[OutboxId], onto: &Stage) -> Result<()> {
        let mut commit = Commit::at(NOW);
        let entries = self.ledger.entries(&Which::Ids(ids), ids.len())?;
        commit.steps = entries.iter().map(|entry| step(entry, onto)).collect();
        let taken = self.ledger.commit(&commit)?;
        if taken.len() < ids.len() || taken.contains(&false) {
            return Err("somebody else works here".into());
        }
        Ok(())
    }
}

const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_353_900);

fn step(entry: &Entry, onto: &Stage) -> Step {
    let mut next = entry.progress.clone();
    (next.stage, next.fence) = (onto.clone(), Fence::new(entry.progress.fence.get() + 1));
    let (fence, state) = (entry.progress.fence, entry.state());
    Step { id: entry.id, fence, state, next, status: None, trouble: None }
}

fn beside(figures: &mut Figures, [few, many]: [&Place; 2], size: &Size) -> Result<()> {
    let (mut few, mut many) = (Side::of(few, "few")?, Side::of(many, "many")?);
    let mut pair = |what: &str, often: usize, act: &dyn Fn(&mut Side) -> Result<()>| {
        let pair = Pair::by_turns([&mut few, &mut many], size.windows, often, act)?;
        pair.tell(figures, what);
        Ok::<(), Box<dyn std::error::Error>>(())
    };
    let often = size.often;
    pair("one put in", often, &|side| {
        let next = side.next(1)?;
        Ok(side.ledger.add(&next, NOW).map(drop)?)
    })?;
    pair("1,000 put in", often.div_ceil(12), &|side| {
        let next = side.next(BATCH)?;
        Ok(side.ledger.add(&next, NOW).map(drop)?)
    })?;
    pair("8 sent: read, written, read and written", often, &Side::turn)?;
    let due = Which::Due(State::Queued, NOW);
    pair("8 that are due", often, &|side| Ok(side.ledger.entries(&due, TURN).map(drop)?))?;
    pair("8 by their ids", often, &|side| {
        let ids = side.waiting.get(..TURN).unwrap_or_default();
        Ok(side.ledger.entries(&Which::Ids(ids), TURN).map(drop)?)
    })?;
    pair("overview", often, &|side| Ok(side.ledger.overview().map(drop)?))?;
    pair("the last change", often, &|side| Ok(side.ledger.revision().map(drop)?))?;
    pair("8 changes", often, &|side| {
        let after = side.ledger.revision()?.saturating_sub(9);
        Ok(side.ledger.entries(&Which::ChangedAfter(after), TURN).map(drop)?)
    })?;
    pair("8 newest", often, &|side| {
        Ok(side.ledger.entries(&Which::Newest(None), TURN).map(drop)?)
    })?;
    pair("8 to ask for", often, &|side| {
        Ok(side.ledger.entries(&Which::ToAsk(NOW), TURN).map(drop)?)
    })?;
    pair("next due", often, &|side| {
        Ok(side.ledger.next_due(&[State::Unknown, State::Accepted, State::Queued]).map(drop)?)
    })
}

/// What whoever keeps the outbox does each 10 s: it looks whether what waits has its job. Several steps at a time,
/// since the program that asks takes a moment itself.
const SWEEP: &str =
    "SELECT sum((smsmode.push_lost('00000000-0000-0000-0000-000000000000', 5000)).pushed)
    FROM generate_series(1, 20)";

fn sweep(figures: &mut Figures, both: [&Place; 2], size: &Size) -> Result<()> {
    both.into_iter().try_for_each(make_queue)?;
    let [mut few, mut many] = both;
    let look = |place: &mut &Place| {
        place.psql(SWEEP);
        Ok(())
    };
    Pair::by_turns([&mut few, &mut many], size.windows, 3, look)?
        .tell(figures, "20 steps of the sweep, 5,000 that wait each");
    Ok(())
}
