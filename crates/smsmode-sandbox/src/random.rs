//! Chance: the same for the same seed, on every machine and in every version.

use rand::distr::{Alphabetic, Alphanumeric, Distribution as _};
use rand::{RngExt as _, SeedableRng as _};
use rand_distr::LogNormal;
use rand_pcg::Pcg64Mcg;
use serde::{Deserialize, Serialize};

/// PCG XSL RR 128/64 (MCG), an algorithm that its library promises to keep.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Random(Pcg64Mcg);

impl Random {
    /// Without a seed it is different in every run.
    pub(crate) fn new(seed: Option<u64>) -> Self {
        let seed = seed.unwrap_or_else(|| fastrand::u64(..));
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    /// True with this probability.
    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.0.random::<f64>() < probability
    }

    /// A sample of the log-normal distribution with this median; the median itself where the
    /// spread is none that can be.
    pub(crate) fn log_normal(&mut self, median: f64, sigma: f64) -> f64 {
        let distribution = LogNormal::new(median.ln(), sigma);
        distribution.map_or(median, |distribution| distribution.sample(&mut self.0))
    }

    pub(crate) fn letter(&mut self) -> char {
        char::from(Alphabetic.sample(&mut self.0))
    }

    pub(crate) fn letter_or_digit(&mut self) -> char {
        char::from(Alphanumeric.sample(&mut self.0))
    }
}

/// Different in every run.
impl Default for Random {
    fn default() -> Self {
        Self::new(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_for_ever() {
        let text = |seed| {
            let mut random = Random::new(seed);
            std::iter::repeat_with(|| random.letter_or_digit()).take(12).collect::<String>()
        };
        assert_eq!(text(Some(1)), "3MsQtO4iMI46");
        assert_ne!(text(Some(2)), text(Some(1)));
        assert_ne!(text(None), text(None));
    }

    #[test]
    fn half_of_a_log_normal_sample_is_below_its_median() {
        let mut random = Random::new(Some(1));
        let samples = std::iter::repeat_with(|| random.log_normal(200.0, 0.5)).take(10_000);
        let below = samples.filter(|sample| *sample < 200.0).count();
        assert!((4_800..5_200).contains(&below), "{below}");
        assert!((199.0..201.0).contains(&random.log_normal(200.0, 0.0)));
    }
}
