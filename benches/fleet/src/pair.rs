//! One kind of work, done by turns in two databases that differ in what is in them.

use smsmode_benches::{Figures, Result, median};
use smsmode_outbox_benches::Times;

/// How long the same work took in each of them, window by window.
#[derive(Debug, Default)]
pub struct Pair {
    windows: [Vec<Times>; 2],
}

/// What the second may take more than the first, in percent.
const AT_MOST_MORE: f64 = 20.0;

impl Pair {
    /// Does it so often in each window, once in the one and once in the other each time, so that whatever
    /// else the machine and its disk do meets both alike.
    ///
    /// # Errors
    ///
    /// What the work fails with.
    pub fn by_turns<T>(
        both: [&mut T; 2],
        windows: usize,
        often: usize,
        mut act: impl FnMut(&mut T) -> Result<()>,
    ) -> Result<Self> {
        let (mut pair, [first, second]) = (Self::default(), both);
        // Whatever is prepared at the first time is no matter of the rows.
        act(first)?;
        act(second)?;
        for _ in 0..windows {
            let mut times: [Times; 2] = Default::default();
            let [of_first, of_second] = &mut times;
            for _ in 0..often {
                of_first.of(|| act(first))?;
                of_second.of(|| act(second))?;
            }
            for (all, times) in pair.windows.iter_mut().zip(times) {
                all.push(times);
            }
        }
        Ok(pair)
    }

    /// Tells both medians, and judges how much more the second is: the median of the windows.
    pub fn tell(&self, figures: &mut Figures, what: &str) {
        let [first, second] = self.windows.each_ref().map(|all| all.iter().map(Times::p50));
        let both: Vec<(f64, f64)> = first.zip(second).collect();
        let median_of = |one: fn(&(f64, f64)) -> f64| median(both.iter().map(one).collect());
        figures.tell(&format!("{what}, nothing finished"), median_of(|both| both.0), "ms");
        figures.tell("  with the finished ones", median_of(|both| both.1), "ms");
        let more = median_of(|both| (both.1 / both.0 - 1.0) * 100.0);
        figures.at_most(AT_MOST_MORE, "  more", more, "%");
    }
}
