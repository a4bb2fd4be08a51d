//! What the service said when it took a message.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use crate::boundary::{OutText, free, lend, read};

/// The service accepted a message. Made by smsmode_client_send, smsmode_client_send_batch or
/// smsmode_client_send_voice, freed by smsmode_accepted_free.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Accepted {
    message_id: Option<OutText>,
    is_provisional: bool,
    description: OutText,
}

impl From<smsmode_http::Accepted> for Accepted {
    fn from(accepted: smsmode_http::Accepted) -> Self {
        Self {
            message_id: accepted.message_id.map(|id| id.as_str().into()),
            is_provisional: accepted.provisional,
            description: accepted.description.as_str().into(),
        }
    }
}

/// The identifier by which the message is asked after. NULL, with the length 0, if it was lost on the
/// way: the message is accepted all the same.
///
/// ASCII, ended by a NUL, lent until the handle is freed; `length`, unless NULL, receives its bytes
/// without that NUL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_accepted_message_id(
    accepted: Option<&Accepted>,
    length: *mut usize,
) -> *const c_char {
    lend(accepted, length, |accepted| accepted.message_id.as_ref())
}

/// 1 if nothing proves that the identifier is whole, because the answer had no marked end; else 0.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_accepted_is_provisional(accepted: Option<&Accepted>) -> i32 {
    read(accepted, |accepted| accepted.is_provisional.into())
}

/// What the service wrote for people, lent as the identifier is.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_accepted_description(
    accepted: Option<&Accepted>,
    length: *mut usize,
) -> *const c_char {
    lend(accepted, length, |accepted| Some(&accepted.description))
}

/// Frees what the service said; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_accepted_free(accepted: Option<Box<Accepted>>) {
    free(accepted);
}
