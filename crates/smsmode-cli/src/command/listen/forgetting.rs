//! `--keep`: deletes old callbacks, a few at a time.

use std::time::{Duration, SystemTime};

use smsmode_receiver::{CallbackStore, Retention};

use crate::interrupt::Interrupt;

/// Between two steps, so that what comes meanwhile is kept at once.
const BREATH: Duration = Duration::from_millis(50);

/// Between two rounds through what is old.
const ROUND: Duration = Duration::from_secs(600);

/// Until it is over. What cannot be deleted now is deleted in a later round.
pub(super) fn run(store: &CallbackStore, retention: Retention, over: &Interrupt) {
    let mut place = 0;
    while !over.is_fired() {
        let next = store.forget(place, retention, SystemTime::now().into());
        let next = next.ok().flatten();
        place = next.unwrap_or_default();
        over.wait(Some(if next.is_some() { BREATH } else { ROUND }));
    }
}
