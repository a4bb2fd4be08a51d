//! A host whose clock was set wrong.

use std::time::SystemTime;

use smsmode_core::Timestamp;
use smsmode_http::BootInstant;
use smsmode_outbox::Clock;

/// So many seconds ahead of all others, or behind them.
#[derive(Debug)]
pub(crate) struct Ahead(pub(crate) i64);

impl Clock for Ahead {
    fn now(&self) -> Timestamp {
        Timestamp::from(SystemTime::now()).plus_seconds(self.0)
    }

    fn boot(&self) -> BootInstant {
        BootInstant::now()
    }
}
