//! How a worker works.

use std::time::Duration;

use smsmode_outbox::DispatcherSettings;

use crate::board::BoardSettings;

/// How a worker works. Each has a default that suits most fleets.
///
/// ```
/// use smsmode_fleet::WorkerSettings;
/// use smsmode_outbox::DispatcherSettings;
///
/// let settings = WorkerSettings::new(DispatcherSettings::default())
///     .with_concurrency(16)
///     .with_name("paris");
/// ```
#[derive(Debug, Clone)]
pub struct WorkerSettings {
    pub(crate) dispatcher: DispatcherSettings,
    pub(crate) concurrency: usize,
    pub(crate) name: Option<String>,
    pub(crate) poll: Duration,
    pub(crate) sweep: Duration,
    pub(crate) board: Option<BoardSettings>,
}

impl WorkerSettings {
    /// With these for the sending itself. Their rate is that of the whole fleet.
    pub fn new(dispatcher: DispatcherSettings) -> Self {
        Self {
            dispatcher,
            concurrency: 8,
            name: None,
            poll: Duration::from_millis(250),
            sweep: Duration::from_secs(10),
            board: None,
        }
    }

    /// How many messages it sends at a time: 8 unless set, from 1 to 256.
    pub fn with_concurrency(mut self, calls: usize) -> Self {
        self.concurrency = calls.clamp(1, 256);
        self
    }

    /// What its name begins with: that of the host unless set. The number of the process and a random
    /// one follow, since a name is that of one process for ever.
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// How often it looks for jobs that nobody told it of: each 250 ms unless set, at least each 10 ms.
    pub fn with_poll_interval(mut self, interval: Duration) -> Self {
        self.poll = interval.max(Duration::from_millis(10));
        self
    }

    /// How often messages are looked for that have lost their job: each 10 s unless set, at least each
    /// 10 ms.
    pub fn with_sweep_interval(mut self, interval: Duration) -> Self {
        self.sweep = interval.max(Duration::from_millis(10));
        self
    }

    /// Shows in a browser how the fleet stands.
    pub fn with_board(mut self, board: BoardSettings) -> Self {
        self.board = Some(board);
        self
    }

    /// Those of its sender and its keeper.
    pub(crate) fn dispatcher(&self) -> DispatcherSettings {
        self.dispatcher.clone().with_in_flight(self.concurrency)
    }
}
