//! One kind of work, done by turns on outboxes that differ in what is in them.

use smsmode_benches::{Figures, Result, median};

use crate::times::Times;
use crate::trial::Trial;

/// How long the same work took on each of them, window by window.
#[derive(Debug, Default)]
pub struct Work {
    windows: [Vec<Times>; 3],
}

/// What the other two may take more than the first, in percent.
const AT_MOST_MORE: f64 = 20.0;
/// What a single lookup may take more, where that is less strict: two more pages of SQLite, in milliseconds.
const TWO_PAGES: f64 = 0.02;

impl Work {
    /// Does it so often in each window, on one after the other each time, so that whatever else the machine
    /// and its disk do meets all alike.
    ///
    /// # Errors
    ///
    /// What the work fails with.
    pub fn by_turns<F>(trials: &[Trial; 3], windows: usize, often: u64, act: F) -> Result<Self>
    where
        F: Fn(&Trial, u64) -> Result<()>,
    {
        let mut work = Self::default();
        for window in 0..windows as u64 {
            let mut times: [Times; 3] = Default::default();
            for turn in window * often..(window + 1) * often {
                for (trial, times) in trials.iter().zip(&mut times) {
                    times.of(|| act(trial, turn))?;
                }
            }
            for (all, times) in work.windows.iter_mut().zip(times) {
                all.push(times);
            }
        }
        Ok(work)
    }

    /// How long each took, one after the other.
    pub fn times(&self) -> [Times; 3] {
        self.windows.each_ref().map(|windows| windows.iter().cloned().collect())
    }

    /// Tells the median on an outbox with nothing else in it, and judges how much more the others took for
    /// all of a window, with whatever checkpoints fell into it: the median of the windows, for a stall of
    /// the disk in one of them is no matter of the rows.
    pub fn tell(&self, figures: &mut Figures, what: &str) {
        self.base(figures, what);
        for (name, more) in self.more() {
            figures.at_most(AT_MOST_MORE, &format!("  more with the {name} ones"), more, "%");
        }
        let [first, others @ ..] = self.times();
        for (name, other) in NAMES.into_iter().zip(others) {
            let more = percent(other.sum(), first.sum());
            figures.tell(&format!("  more with the {name} ones, all windows together"), more, "%");
        }
    }

    /// The same of a lookup of a single row, by its median, which may take twenty microseconds more, too: the
    /// rows of a million are two pages away that SQLite does not keep, and those of a thousand are not. The
    /// mean is told: it is that of the few that wait for pages which the machine has put away.
    pub fn tell_lookup(&self, figures: &mut Figures, what: &str) {
        self.base(figures, what);
        let [first, others @ ..] = self.times();
        let bar = AT_MOST_MORE.max(TWO_PAGES / first.p50() * 100.0).round();
        for (name, other) in NAMES.into_iter().zip(others) {
            figures.tell(&format!("  with the {name} ones, median"), other.p50() * 1e3, "µs");
            figures.tell(&format!("  with the {name} ones, mean"), other.mean() * 1e3, "µs");
            let more = percent(other.p50(), first.p50());
            figures.at_most(bar, "    more at the median, or 0.02 ms", more, "%");
        }
    }

    fn base(&self, figures: &mut Figures, what: &str) {
        let [first, ..] = self.times();
        figures.tell(&format!("{what}, median"), first.p50() * 1e3, "µs");
    }

    fn more(&self) -> [(&'static str, f64); 2] {
        let [first, waiting, finished] = &self.windows;
        let more = |others: &[Times]| {
            let windows = others.iter().zip(first);
            median(windows.map(|(other, first)| percent(other.sum(), first.sum())).collect())
        };
        let [of_waiting, of_finished] = NAMES;
        [(of_waiting, more(waiting)), (of_finished, more(finished))]
    }
}

const NAMES: [&str; 2] = ["waiting", "finished"];

fn percent(time: f64, base: f64) -> f64 {
    (time / base - 1.0) * 100.0
}
