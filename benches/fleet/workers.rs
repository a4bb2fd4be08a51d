//! How many messages do 1, 2, 4 and 8 workers send, beside apalis alone doing nothing?

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use smsmode_benches::{Figures, Result, is_measuring};
use smsmode_core::outbox::State;
use smsmode_fleet::{Worker, WorkerSettings};
use smsmode_fleet_benches::{Place, bare_apalis, messages};
use smsmode_outbox::{DispatcherSettings, Outbox};
use smsmode_outbox_benches::{Provider, Times};

/// How much of each is measured.
struct Size {
    /// Messages for each call that may be under way.
    each: u64,
    bare: u32,
    batches: u32,
}

const WHOLE: Size = Size { each: 100, bare: 4_000, batches: 30 };
/// Shows that it runs.
const SMALL: Size = Size { each: 4, bare: 20, batches: 1 };

fn main() -> Result<ExitCode> {
    let size = if is_measuring() { WHOLE } else { SMALL };
    let mut figures = Figures::new("Workers on one outbox in PostgreSQL, which waits for its disk");
    let [place, bare] = Place::two()?;
    for place in [&place, &bare] {
        place.psql("CREATE EXTENSION IF NOT EXISTS hstore");
    }
    for jobs in [1, 2, 8, 64] {
        let rate = bare_apalis(&bare, jobs, size.bare)?;
        figures.tell(&format!("apalis alone, {jobs} jobs at a time"), rate, "/s");
    }
    let fleet = |after, calls| Fleet { place: &place, size: &size, after, calls };
    // Where few calls are made and each takes long, the provider is the limit.
    let slow = fleet(50, 2);
    let rates = slow.rates(&mut figures)?;
    let [alone, others @ ..] = rates;
    for ((workers, rate), alone) in others.into_iter().zip([alone.1; 3]) {
        let linear = rate / (alone * workers) * 100.0;
        figures.at_least(80.0, &format!("  of linear, {workers} workers"), linear, "%");
    }
    let [_, (_, two), ..] = fleet(5, 8).rates(&mut figures)?;
    figures.at_least(250.0, "  two workers, answers after 5 ms", two, "/s");
    fleet(5, 1).rates(&mut figures)?;
    fleet(50, 8).rates(&mut figures)?;
    one_message(&mut figures, &fleet(5, 8))?;
    putting_in(&mut figures, &place, size.batches)?;
    Ok(figures.print())
}

/// Workers that each make so many calls at a time, to a provider that answers after so many milliseconds.
struct Fleet<'a> {
    place: &'a Place,
    size: &'a Size,
    after: u32,
    calls: u32,
}

/// How many workers, and the messages a second that they send.
type Rate = (f64, f64);

impl Fleet<'_> {
    fn rates(&self, figures: &mut Figures) -> Result<[Rate; 4]> {
        let provider = Provider::start_after(Duration::from_millis(u64::from(self.after)))?;
        let (after, calls) = (self.after, self.calls);
        let mut rate = |workers: u32| {
            let rate = self.rate(&provider, workers)?;
            let what = format!("{workers} workers, {calls} calls each, answers after {after} ms");
            figures.tell(&what, rate, "/s");
            let possible = f64::from(workers * calls) * 1e3 / f64::from(after);
            figures.tell("  of what the provider would take", rate / possible * 100.0, "%");
            Ok::<_, Box<dyn std::error::Error>>((f64::from(workers), rate))
        };
        Ok([rate(1)?, rate(2)?, rate(4)?, rate(8)?])
    }

    /// From the first that comes once all are busy to the last.
    fn rate(&self, provider: &Provider, workers: u32) -> Result<f64> {
        let busy = u64::from(workers * self.calls) * 4;
        let many = u64::from(workers * self.calls) * self.size.each;
        let first = provider.sent() + busy;
        let _workers = self.start(provider, workers)?;
        self.put_in(busy + many)?;
        provider.wait_for(first)?;
        let (begun, before) = (Instant::now(), provider.sent());
        provider.wait_for(first + many)?;
        Ok(per_second(provider.sent() - before, begun.elapsed()))
    }

    fn start(&self, provider: &Provider, workers: u32) -> Result<Vec<Worker>> {
        let client = Provider::client(&provider.url())?;
        let settings = WorkerSettings::new(DispatcherSettings::default())
            .with_concurrency(usize::try_from(self.calls)?);
        let start = |_| Ok(Worker::start(&self.place.url(), &client, settings.clone())?);
        (0..workers).map(start).collect()
    }

    fn put_in(&self, many: u64) -> Result<()> {
        static BATCH: AtomicU64 = AtomicU64::new(0);
        let label = format!("batch-{}", BATCH.fetch_add(1, Ordering::Relaxed));
        let outbox = Outbox::open(&self.place.url())?;
        for batch in messages(&label, many)?.chunks(1_000) {
            outbox.enqueue_all(batch)?;
        }
        Ok(())
    }
}

/// What a message takes with everything: the ledger, the queue, the keeper, whoever looks for news.
fn one_message(figures: &mut Figures, fleet: &Fleet<'_>) -> Result<()> {
    let many = u64::from(fleet.calls) * fleet.size.each * 2;
    let provider = Provider::start_after(Duration::from_millis(u64::from(fleet.after)))?;
    let spent = fleet.place.spent(|| {
        let _workers = fleet.start(&provider, 2)?;
        fleet.put_in(many)?;
        let outbox = Outbox::open(&fleet.place.url())?;
        while outbox.ledger().next_due(&[State::Queued])?.is_some() {
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    })?;
    let each = spent.each(u32::try_from(many)?);
    figures.tell("a message with everything: statements", each.statements, "ms");
    figures.tell("  begin and commit", each.ends, "ms");
    figures.tell("  the disk", each.disk, "ms");
    figures.tell("  log", each.log / 1e3, "kB");
    Ok(())
}

/// With a job for each: the queue is there now, and nobody takes from it.
fn putting_in(figures: &mut Figures, place: &Place, batches: u32) -> Result<()> {
    let (all, mut times) = (messages("jobs", u64::from(batches) * 1_000)?, Times::default());
    let spent = place.spent(|| {
        let outbox = Outbox::open(&place.url())?;
        all.chunks(1_000).try_for_each(|some| times.of(|| Ok(outbox.enqueue_all(some)?)).map(drop))
    })?;
    let what = "messages put in by 1,000, each with its job (mean)";
    figures.at_least(10_000.0, what, times.rate() * 1_000.0, "/s");
    figures.tell("  1,000 of them, median", times.p50(), "ms");
    let each = spent.each(batches);
    figures.tell("  time of the database for 1,000", each.statements + each.ends, "ms");
    figures.tell("  the disk for 1,000", each.disk, "ms");
    figures.tell("  log for 1,000", each.log / 1e3, "kB");
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
fn per_second(many: u64, time: Duration) -> f64 {
    many as f64 / time.as_secs_f64()
}
