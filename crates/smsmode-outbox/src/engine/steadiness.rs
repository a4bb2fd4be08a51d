//! A clock that is set forward makes a wait seem over that is not.

use std::time::Duration;

use smsmode_core::Timestamp;
use smsmode_http::BootInstant;

/// Whether the time of day goes as the clock goes that nobody sets.
///
/// A till without a battery for its clock boots with a time of long ago, and the network sets it right
/// hours ahead. What was sent just before would then seem to be older than the quiet time.
#[derive(Debug, Default)]
pub(super) struct Steadiness {
    last: Option<(Timestamp, BootInstant)>,
    doubtful_until: Option<BootInstant>,
}

/// What a clock may gain within one turn: it is set right little by little, and tells whole seconds.
const SLACK: i64 = 5;

impl Steadiness {
    /// Notes both clocks. After the time of day was set forward, nothing counts as old for this long.
    pub(super) fn note(&mut self, now: Timestamp, boot: BootInstant, quiet_time: Duration) {
        if self.last.is_some_and(|(then, booted)| gained(then, booted, now, boot) > SLACK) {
            log::warn!("the clock was set forward: what is unknown is looked up later");
            self.doubtful_until = Some(boot.plus(quiet_time));
        }
        self.last = Some((now, boot));
    }

    /// Whether a wait that seems over may not be.
    pub(super) fn is_doubtful(&self, boot: BootInstant) -> bool {
        self.doubtful_until.is_some_and(|until| boot < until)
    }
}

fn gained(then: Timestamp, booted: BootInstant, now: Timestamp, boot: BootInstant) -> i64 {
    let told = now.unix_seconds().saturating_sub(then.unix_seconds());
    let passed = boot.since_boot().saturating_sub(booted.since_boot()).as_secs();
    told.saturating_sub(i64::try_from(passed).unwrap_or(i64::MAX))
}
