//! What concerns all messages of an outbox.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use smsmode_http::outbox::Pause;
use smsmode_outbox::Paused;

use crate::boundary::{Out, call, free, read};
use crate::error::Error;
use crate::outbox::trouble::Trouble;
use crate::outbox::{Outbox, state};
use crate::status::Status;

/// Somebody wanted the pause.
pub const SMSMODE_OUTBOX_PAUSED_ON_REQUEST: i32 = 1;
/// The service refused the key or the password: mend it, then smsmode_outbox_resume.
pub const SMSMODE_OUTBOX_PAUSED_AUTHENTICATION: i32 = 2;
/// The account has not enough credit: buy some, then smsmode_outbox_resume.
pub const SMSMODE_OUTBOX_PAUSED_NOT_ENOUGH_CREDIT: i32 = 3;

/// What concerns all messages of an outbox. Made by smsmode_outbox_get_overview, freed by
/// smsmode_outbox_overview_free.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Overview {
    overview: smsmode_outbox::Overview,
}

fn number(paused: Paused) -> i32 {
    match paused {
        Paused::OnRequest => SMSMODE_OUTBOX_PAUSED_ON_REQUEST,
        Paused::ByService(Pause::Authentication) => SMSMODE_OUTBOX_PAUSED_AUTHENTICATION,
        Paused::ByService(Pause::NotEnoughCredit) => SMSMODE_OUTBOX_PAUSED_NOT_ENOUGH_CREDIT,
    }
}

/// Looks at an outbox as a whole.
///
/// `overview`, which must not be NULL, receives a handle that the caller frees.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_get_overview(
    outbox: Option<&Outbox>,
    overview: *mut *mut Overview,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(overview, "overview")?;
        out.give(Overview { overview: Outbox::of(outbox)?.overview().map_err(Trouble::from)? });
        Ok(())
    })
}

/// How many messages are in a state, one of SMSMODE_OUTBOX_QUEUED and its sisters; 0 for another number
/// and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_overview_count(overview: Option<&Overview>, state: i32) -> u64 {
    read(overview, |overview| {
        let count = state::of_number(state).and_then(|state| overview.overview.counts.get(&state));
        count.copied().unwrap_or(0)
    })
}

/// Why nothing is sent: one of SMSMODE_OUTBOX_PAUSED_ON_REQUEST, _AUTHENTICATION and
/// _NOT_ENOUGH_CREDIT; 0 if the outbox is not paused, and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_overview_paused(overview: Option<&Overview>) -> i32 {
    read(overview, |overview| overview.overview.paused.map_or(0, number))
}

/// The number of the last change, for smsmode_outbox_subscribe_after; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_overview_revision(overview: Option<&Overview>) -> u64 {
    read(overview, |overview| overview.overview.revision)
}

/// Frees it; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_overview_free(overview: Option<Box<Overview>>) {
    free(overview);
}
