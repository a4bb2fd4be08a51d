//! A list that cannot be read is asked for less and less often.

use std::time::Duration;

use smsmode_http::{BootInstant, Error};

/// How it went with the list of messages sent.
#[derive(Debug, Default)]
pub(super) struct ListAccess {
    /// How often in a row it could not be read.
    failures: u32,
    not_before: Option<BootInstant>,
    trouble: Option<String>,
}

/// How long it is not read again after the first failure; twice as long after each more.
const FIRST: Duration = Duration::from_secs(15);
/// The longest delay between two readings.
const LONGEST: Duration = Duration::from_secs(600);

impl ListAccess {
    pub(super) fn note(&mut self, failure: Option<&Error>, boot: BootInstant) {
        let Some(error) = failure else {
            *self = Self::default();
            return;
        };
        log::warn!("the list cannot be read: {error}");
        self.not_before = Some(boot.plus(self.delay()));
        self.failures = self.failures.saturating_add(1);
        self.trouble = Some(format!(
            "the list of messages sent cannot be read, so what is unknown stays so; look whether the service and the connection work: {error}"
        ));
    }

    pub(super) fn may_be_read(&self, boot: BootInstant) -> bool {
        self.not_before.is_none_or(|until| boot >= until)
    }

    /// Whether it has failed so often that the delay grows no more: a network that comes up a minute
    /// after the machine is no reason to give up.
    pub(super) fn is_given_up(&self) -> bool {
        self.delay() == LONGEST
    }

    pub(super) fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    fn delay(&self) -> Duration {
        FIRST.saturating_mul(1_u32.checked_shl(self.failures).unwrap_or(u32::MAX)).min(LONGEST)
    }
}
