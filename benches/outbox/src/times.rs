//! How long things took.

use std::time::Instant;

use smsmode_benches::{Result, median};

/// How long one thing took each time, in milliseconds.
#[derive(Debug, Default, Clone)]
pub struct Times(Vec<f64>);

impl Times {
    /// Does it once more.
    ///
    /// # Errors
    ///
    /// What it fails with.
    pub fn of<T>(&mut self, act: impl FnOnce() -> Result<T>) -> Result<T> {
        let begun = Instant::now();
        let done = act()?;
        self.0.push(begun.elapsed().as_secs_f64() * 1e3);
        Ok(done)
    }

    /// The median.
    pub fn p50(&self) -> f64 {
        median(self.0.clone())
    }

    /// Of a hundred, one takes longer.
    pub fn p99(&self) -> f64 {
        let mut times = self.0.clone();
        times.sort_by(f64::total_cmp);
        times.get(times.len() * 99 / 100).copied().unwrap_or_default()
    }

    /// The longest.
    pub fn longest(&self) -> f64 {
        self.0.iter().copied().fold(0.0, f64::max)
    }

    /// All together.
    pub fn sum(&self) -> f64 {
        self.0.iter().sum()
    }

    /// How long one took, all in all.
    pub fn mean(&self) -> f64 {
        1e3 / self.rate()
    }

    /// How many a second, one after the other.
    pub fn rate(&self) -> f64 {
        self.0.iter().map(|_| 1e3).sum::<f64>() / self.sum()
    }
}

impl FromIterator<Self> for Times {
    fn from_iter<I: IntoIterator<Item = Self>>(all: I) -> Self {
        Self(all.into_iter().flat_map(|times| times.0).collect())
    }
}
