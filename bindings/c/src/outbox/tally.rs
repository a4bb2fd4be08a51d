//! What came of the transmissions of a dispatcher, counted.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;
use std::time::Instant;

use crate::boundary::{Out, OutText, call, free, lend, needed, read};
use crate::error::Error;
use crate::outbox::dispatcher::Dispatcher;
use crate::status::Status;

/// What came of the transmissions of a dispatcher since it began, for monitoring. Made by
/// smsmode_outbox_get_tally, freed by smsmode_outbox_tally_free.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Tally {
    accepted: u64,
    failed: Vec<(OutText, u64)>,
    since_accepted_ms: i64,
}

impl From<smsmode_outbox::Tally> for Tally {
    fn from(tally: smsmode_outbox::Tally) -> Self {
        let since = |last: Instant| i64::try_from(last.elapsed().as_millis()).unwrap_or(i64::MAX);
        Self {
            accepted: tally.accepted,
            failed: tally.failed.into_iter().map(|(what, count)| (what.into(), count)).collect(),
            since_accepted_ms: tally.last_accepted.map_or(-1, since),
        }
    }
}

/// What came of the transmissions of a dispatcher since it began.
///
/// `tally`, which must not be NULL, receives a handle that the caller frees. Fails with
/// SMSMODE_OUTBOX_FORKED or SMSMODE_NULL_ARGUMENT.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_get_tally(
    dispatcher: Option<&Dispatcher>,
    tally: *mut *mut Tally,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(tally, "tally")?;
        out.give(needed(dispatcher, "dispatcher")?.tally()?.into());
        Ok(())
    })
}

/// How many transmissions were accepted; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_tally_accepted(tally: Option<&Tally>) -> u64 {
    read(tally, |tally| tally.accepted)
}

/// How many milliseconds before the tally was made the last one was accepted; -1 if none was, and for
/// NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_tally_since_accepted_ms(tally: Option<&Tally>) -> i64 {
    // Not `read`: what that gives for NULL is a time.
    tally.map_or(-1, |tally| tally.since_accepted_ms)
}

/// How many different things went wrong; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_tally_failure_count(tally: Option<&Tally>) -> usize {
    read(tally, |tally| tally.failed.len())
}

/// The name of what went wrong, such as "refusal 50" or "timeout"; `index` counts from 0.
///
/// ASCII, ended by a NUL, lent until `tally` is freed; `length`, unless NULL, receives its bytes. NULL,
/// with the length 0, beyond the last and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_tally_failure(
    tally: Option<&Tally>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(tally, length, |tally| Some(&tally.failed.get(index)?.0))
}

/// How many transmissions were not accepted, or perhaps not, because of that; 0 beyond the last and for
/// NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_tally_failed(tally: Option<&Tally>, index: usize) -> u64 {
    read(tally, |tally| tally.failed.get(index).map_or(0, |(_, count)| *count))
}

/// Frees it; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_tally_free(tally: Option<Box<Tally>>) {
    free(tally);
}
