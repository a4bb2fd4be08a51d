//! Where a message of an outbox stands.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;
use std::sync::LazyLock;

use smsmode_http::outbox::State;

use crate::boundary::{OutText, lend};
use crate::fault::Fault;
use crate::words::Words;

/// It waits to be sent.
pub const SMSMODE_OUTBOX_QUEUED: i32 = 1;
/// A dispatcher has it, and no byte of it has left.
pub const SMSMODE_OUTBOX_CLAIMED: i32 = 2;
/// It is on its way to the service.
pub const SMSMODE_OUTBOX_SUBMITTING: i32 = 3;
/// It may or may not have been accepted: it is being looked up, and is not sent again meanwhile.
pub const SMSMODE_OUTBOX_UNKNOWN: i32 = 4;
/// It waits for a person: look it up, then smsmode_outbox_retry or smsmode_outbox_cancel it.
pub const SMSMODE_OUTBOX_PARKED: i32 = 5;
/// The service accepted it.
pub const SMSMODE_OUTBOX_ACCEPTED: i32 = 6;
/// It arrived.
pub const SMSMODE_OUTBOX_DELIVERED: i32 = 7;
/// It was accepted and could not be delivered.
pub const SMSMODE_OUTBOX_UNDELIVERED: i32 = 8;
/// It was refused for good.
pub const SMSMODE_OUTBOX_REJECTED: i32 = 9;
/// It was not sent before its deadline, and will not be.
pub const SMSMODE_OUTBOX_EXPIRED: i32 = 10;
/// It was cancelled before it was sent.
pub const SMSMODE_OUTBOX_CANCELLED: i32 = 11;

pub(crate) const fn number(state: State) -> i32 {
    match state {
        State::Queued => SMSMODE_OUTBOX_QUEUED,
        State::Claimed => SMSMODE_OUTBOX_CLAIMED,
        State::Submitting => SMSMODE_OUTBOX_SUBMITTING,
        State::Unknown => SMSMODE_OUTBOX_UNKNOWN,
        State::Parked => SMSMODE_OUTBOX_PARKED,
        State::Accepted => SMSMODE_OUTBOX_ACCEPTED,
        State::Delivered => SMSMODE_OUTBOX_DELIVERED,
        State::Undelivered => SMSMODE_OUTBOX_UNDELIVERED,
        State::Rejected => SMSMODE_OUTBOX_REJECTED,
        State::Expired => SMSMODE_OUTBOX_EXPIRED,
        State::Cancelled => SMSMODE_OUTBOX_CANCELLED,
    }
}

pub(crate) fn of_number(value: i32) -> Option<State> {
    State::ALL.iter().copied().find(|state| number(*state) == value)
}

/// A state, or nothing for 0.
pub(crate) fn or_any(value: i32) -> Result<Option<State>, Fault> {
    match of_number(value) {
        None if value != 0 => Err(Fault::Constant { argument: "state", value }),
        state => Ok(state),
    }
}

/// What a state is called, kept for as long as the program runs.
struct Named {
    number: i32,
    name: OutText,
    words: Words,
}

static NAMED: LazyLock<Vec<Named>> = LazyLock::new(|| {
    let named = |state: &State| Named {
        number: number(*state),
        name: state.name().into(),
        words: Words::of(state),
    };
    State::ALL.iter().map(named).collect()
});

fn named(state: i32) -> Option<&'static Named> {
    NAMED.iter().find(|named| named.number == state)
}

/// The name of a state for programs, such as "parked", the same in every language; NULL for a number
/// that is none. Static text, ended by a NUL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_state_name(state: i32) -> *const c_char {
    lend(named(state), std::ptr::null_mut(), |named| Some(&named.name))
}

/// What a state says of a message, in words for people that go on after "the message": SMSMODE_ENGLISH
/// or SMSMODE_FRENCH. Static text, ended by a NUL; NULL for another language or a number that is no
/// state. What is known of one message, smsmode_outbox_entries_known says.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_state_text(state: i32, language: i32) -> *const c_char {
    lend(named(state), std::ptr::null_mut(), |named| named.words.in_language(language))
}
