//! What every store of events does.

use smsmode_core::Timestamp;

use crate::event::Event;

/// Keeps events. Whoever is told [`Kept::New`] or [`Kept::Known`] may thank the service.
pub(crate) trait Keep: Send + Sync {
    /// Keeps an event, which was read from these parameters, unless it is known.
    fn keep(&self, event: Event, query: &str, now: Timestamp) -> Kept;
}

/// What became of an event that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    New,
    Known,
    /// It is not kept: no room, no disk.
    NoRoom,
}
