//! What is asked for a message of an outbox, beside what a message says.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use smsmode_http::Timestamp;
use smsmode_outbox::{MessageKey, NewMessage};

use crate::boundary::{self, free, make};
use crate::constant::flag;
use crate::error::Error;
use crate::fault::Fault;
use crate::outbox::trouble::Trouble;
use crate::send::Send;
use crate::status::Status;

/// What is asked for a message of an outbox. Made by smsmode_outbox_terms_new, freed by
/// smsmode_outbox_terms_free; messages keep a copy.
///
/// Each setter fails with SMSMODE_NULL_ARGUMENT if `terms` is NULL; where it fails, they are as they
/// were.
///
/// Threads: only one at a time may use it.
#[derive(Debug, Default)]
pub struct Terms {
    not_before: Option<Timestamp>,
    expiry: Option<Timestamp>,
    at_least_once: bool,
}

impl Terms {
    /// A message of an outbox.
    pub(crate) fn message(&self, key: &str, send: &Send) -> Result<NewMessage, Fault> {
        let is_alone = send.group.is_none() && send.at.is_none();
        let is_silent = send.delivery_url.is_none() && send.reply_url.is_none();
        let &[number] = send.numbers.as_slice() else { return Err(not_for_an_outbox()) };
        let key = MessageKey::new(key).map_err(Trouble::from)?;
        if !(is_alone && is_silent) {
            return Err(not_for_an_outbox());
        }
        let message = NewMessage::new(key, number, send.message()?);
        Ok(self.applied(with_options(message, send)?))
    }

    fn applied(&self, mut message: NewMessage) -> NewMessage {
        if let Some(instant) = self.not_before {
            message = message.with_not_before(instant);
        }
        if let Some(instant) = self.expiry {
            message = message.with_expiry(instant);
        }
        if self.at_least_once { message.at_least_once() } else { message }
    }
}

fn with_options(mut message: NewMessage, send: &Send) -> Result<NewMessage, Fault> {
    if let Some(limit) = send.max_segments {
        message = message.with_max_segments(limit)?;
    }
    if let Some(opt_out) = send.opt_out {
        message = message.with_opt_out(opt_out);
    }
    Ok(match &send.reference {
        Some(reference) => message.with_reference(reference.clone()),
        None => message,
    })
}

fn not_for_an_outbox() -> Fault {
    Fault::Outbox(Trouble::Message)
}

fn instant(unix_seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(unix_seconds)
}

/// Terms with their defaults, a handle that the caller frees. NULL only if the library has a bug.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_terms_new() -> Option<Box<Terms>> {
    make(Terms::default)
}

/// Sends it at this time or later, in seconds since 1970 in UTC; as soon as possible by default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_terms_set_not_before(
    terms: Option<&mut Terms>,
    unix_seconds: i64,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        terms,
        "terms",
        |all| &mut all.not_before,
        error,
        |_| Ok(Some(instant(unix_seconds))),
    )
}

/// Does not send it from this time on, in seconds since 1970 in UTC: it is then SMSMODE_OUTBOX_EXPIRED.
/// It never is by default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_terms_set_expiry(
    terms: Option<&mut Terms>,
    unix_seconds: i64,
    error: *mut *mut Error,
) -> Status {
    boundary::set(terms, "terms", |all| &mut all.expiry, error, |_| Ok(Some(instant(unix_seconds))))
}

/// Rather twice than not at all, for alerts: 1, or 0, which is the default. What can be found out is
/// found out first; then, what would be SMSMODE_OUTBOX_PARKED is sent again. Fails with
/// SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_terms_set_at_least_once(
    terms: Option<&mut Terms>,
    at_least_once: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        terms,
        "terms",
        |all| &mut all.at_least_once,
        error,
        |_| flag(at_least_once, "at_least_once"),
    )
}

/// Frees the terms; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_terms_free(terms: Option<Box<Terms>>) {
    free(terms);
}
