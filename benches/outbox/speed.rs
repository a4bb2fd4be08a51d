//! How fast is the outbox beside the bare disk, and what does a million messages in it cost?

use std::path::Path;
use std::process::ExitCode;

use smsmode_benches::{Figures, Result, is_measuring, median};
use smsmode_core::outbox::State;
use smsmode_outbox::{DispatcherSettings, Entry, Outbox};
use smsmode_outbox_benches::{Provider, Till, Times, Trial, Work, bare_inserts, fsyncs};
use tempfile::TempDir;

/// How much of each is measured.
struct Size {
    stock: u64,
    windows: usize,
    drained: u64,
    kills: usize,
}

const WHOLE: Size = Size { stock: 1_000_000, windows: 5, drained: 500, kills: 5 };
/// Shows that it runs.
const SMALL: Size = Size { stock: 300, windows: 1, drained: 50, kills: 1 };

fn main() -> Result<ExitCode> {
    let size = if is_measuring() { WHOLE } else { SMALL };
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR"))?;
    let trials = [
        Trial::empty("nothing before", folder.path())?,
        Trial::empty("with the waiting ones", folder.path())?,
        Trial::empty("with the finished ones", folder.path())?,
    ];
    let [nothing, waiting, finished] = &trials;
    // So few that they are nothing, so that each can be looked up in it.
    nothing.fill(size.stock / 1_000 + 100)?;
    waiting.fill(size.stock)?;
    finished.fill(size.stock)?;
    finished.finish()?;
    let mut figures =
        Figures::new("The outbox with 1,000,000 messages waiting, or finished, and without");
    let sync_rate = disk(&mut figures, folder.path(), &size)?;
    one_by_one(&mut figures, &trials, &size)?;
    in_batches(&mut figures, &trials, &size)?;
    reading(&mut figures, &trials, &size)?;
    let provider = Provider::start()?;
    draining(&mut figures, &trials, &provider, &size, sync_rate)?;
    while_it_sends(&mut figures, waiting, &provider, &size)?;
    after_a_crash(&mut figures, waiting, &provider, &size)?;
    Ok(figures.print())
}

/// How many pages the disk syncs in a second.
fn disk(figures: &mut Figures, folder: &Path, size: &Size) -> Result<f64> {
    let syncs = fsyncs(folder, 500 * size.windows)?;
    figures.tell("the disk: a page of 4 kB written and synced", syncs.rate(), "/s");
    figures.tell("  p99", syncs.p99(), "ms");
    let bare = bare_inserts(folder, 500 * size.windows)?;
    figures.tell("bare SQLite: one row and a durable commit", bare.rate(), "/s");
    figures.tell("  p99", bare.p99(), "ms");
    Ok(syncs.rate())
}

fn one_by_one(figures: &mut Figures, trials: &[Trial; 3], size: &Size) -> Result<()> {
    let work = Work::by_turns(trials, size.windows, 400, |trial, _| {
        let message = trial.message()?;
        Ok(trial.outbox.enqueue(&message).map(drop)?)
    })?;
    work.tell(figures, "enqueue");
    for (trial, times) in trials.iter().zip(work.times()) {
        figures.at_most(25.0, &format!("  p99 {}", trial.name), times.p99(), "ms");
    }
    Ok(())
}

fn in_batches(figures: &mut Figures, trials: &[Trial; 3], size: &Size) -> Result<()> {
    let work = Work::by_turns(trials, size.windows, 100, |trial, _| {
        Ok(trial.outbox.enqueue_all(&trial.messages(100)?).map(drop)?)
    })?;
    work.tell(figures, "enqueue_all of 100");
    for (trial, times) in trials.iter().zip(work.times()) {
        figures.at_least(
            5_000.0,
            &format!("  messages {}", trial.name),
            times.rate() * 100.0,
            "/s",
        );
    }
    Ok(())
}

fn reading(figures: &mut Figures, trials: &[Trial; 3], size: &Size) -> Result<()> {
    let each =
        |act: &dyn Fn(&Trial, u64) -> Result<()>| Work::by_turns(trials, size.windows, 400, act);
    trials.iter().try_for_each(Trial::touch)?;
    let found = |entry: Option<Entry>| entry.map(drop).ok_or_else(|| "it is not there".into());
    each(&|trial, chance| found(trial.outbox.find(&trial.some_key(chance)?)?))?
        .tell_lookup(figures, "find by its key");
    each(&|trial, chance| {
        found(trial.outbox.get(trial.some_id(chance).ok_or("nothing is there")?)?)
    })?
    .tell_lookup(figures, "get by its id");
    each(&|trial, _| Ok(trial.outbox.list(None, 50).map(drop)?))?
        .tell(figures, "list of the newest 50");
    each(&|trial, _| Ok(trial.outbox.list(Some(State::Queued), 50).map(drop)?))?
        .tell(figures, "list of 50 that wait");
    each(&|trial, _| Ok(trial.outbox.overview().map(drop)?))?.tell(figures, "overview");
    each(&|trial, _| Ok(trial.outbox.subscribe()?.read().map(drop)?))?
        .tell(figures, "subscribe and read");
    Ok(())
}

fn draining(
    figures: &mut Figures,
    trials: &[Trial; 3],
    provider: &Provider,
    size: &Size,
    sync_rate: f64,
) -> Result<()> {
    let mut rates: [Vec<f64>; 3] = Default::default();
    for _ in 0..2 * size.windows {
        for (trial, rates) in trials.iter().zip(&mut rates) {
            trial.fill(size.drained + 100)?;
            rates.push(trial.drain(provider, size.drained)?);
        }
    }
    // Each message takes a synced write of its own at least where they come one by one.
    let bar = (0.6 * sync_rate).min(150.0).round();
    for (trial, rates) in trials.iter().zip(&rates) {
        let rate = median(rates.clone());
        figures.at_least(bar, &format!("sent {}", trial.name), rate, "/s");
    }
    let [first, others @ ..] = &rates;
    for (name, rates) in ["waiting", "finished"].into_iter().zip(others) {
        let rounds = first.iter().zip(rates);
        let more = median(rounds.map(|(first, rate)| (first / rate - 1.0) * 100.0).collect());
        figures.at_most(20.0, &format!("  more time with the {name} ones"), more, "%");
    }
    Ok(())
}

/// Whoever adds meanwhile waits for the dispatcher's writes: in its process, and in another one.
fn while_it_sends(
    figures: &mut Figures,
    trial: &Trial,
    provider: &Provider,
    size: &Size,
) -> Result<()> {
    let client = Provider::client(&provider.url())?;
    let other = Outbox::open(&trial.url)?;
    let _dispatcher = trial.outbox.dispatch(&client, DispatcherSettings::default())?;
    provider.wait_for(provider.sent() + 10)?;
    for (whose, outbox) in [("its own process", &trial.outbox), ("another process", &other)] {
        let mut times = Times::default();
        for _ in 0..100 * size.windows {
            let message = trial.message()?;
            times.of(|| Ok(outbox.enqueue(&message)?))?;
        }
        figures.tell(&format!("enqueue while it sends, {whose}, p99"), times.p99(), "ms");
        figures.tell("  longest", times.longest(), "ms");
    }
    let mut times = Times::default();
    for chance in 0..100 * size.windows as u64 {
        let id = trial.some_id(chance).ok_or("nothing is there")?;
        times.of(|| Ok(trial.outbox.get(id)?))?;
    }
    figures.tell("get while it sends, p99", times.p99(), "ms");
    Ok(())
}

/// A process that sends is killed, and another one goes on.
fn after_a_crash(
    figures: &mut Figures,
    trial: &Trial,
    provider: &Provider,
    size: &Size,
) -> Result<()> {
    let mut times = Times::default();
    for _ in 0..size.kills {
        let till = Till::start(env!("CARGO_BIN_EXE_till"), &trial.url, provider)?;
        provider.wait_for(provider.sent() + 20)?;
        till.kill()?;
        let before = provider.sent_once_still()?;
        times.of(|| {
            let till = Till::start(env!("CARGO_BIN_EXE_till"), &trial.url, provider)?;
            provider.wait_for(before + 1)?;
            Ok(till)
        })?;
    }
    figures.at_most(2.0, "from a kill to the first send", times.longest() / 1e3, "s");
    Ok(())
}
