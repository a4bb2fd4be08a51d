//! Messages that are put into an outbox, one or many at once.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_outbox::NewMessage;

use crate::boundary::{Out, OutText, call, free, lend, make, needed, read, text};
use crate::error::Error;
use crate::fault::Fault;
use crate::outbox::Outbox;
use crate::outbox::terms::Terms;
use crate::outbox::trouble::Trouble;
use crate::send::Send;
use crate::status::Status;

/// The message is new in the outbox.
pub const SMSMODE_OUTBOX_NEW: i32 = 1;
/// The same message was there already, under the same key: nothing was added.
pub const SMSMODE_OUTBOX_KNOWN: i32 = 2;
/// Another message is there under the same key: this one was **not** added.
pub const SMSMODE_OUTBOX_KEY_TAKEN: i32 = 3;

/// Messages to put into an outbox at once. Made by smsmode_outbox_bundle_new, freed by
/// smsmode_outbox_bundle_free; it may be put in again, which adds nothing.
///
/// Threads: only one at a time may use it.
#[derive(Debug, Default)]
pub struct Bundle {
    messages: Vec<NewMessage>,
}

/// What became of messages that were put into an outbox, in their order. Made by smsmode_outbox_enqueue
/// and smsmode_outbox_enqueue_all, freed by smsmode_outbox_added_free.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Added {
    messages: Vec<One>,
}

#[derive(Debug)]
struct One {
    result: i32,
    id: OutText,
}

impl From<smsmode_outbox::Added> for One {
    fn from(added: smsmode_outbox::Added) -> Self {
        let result = match added {
            smsmode_outbox::Added::New(_) => SMSMODE_OUTBOX_NEW,
            smsmode_outbox::Added::Known(_) => SMSMODE_OUTBOX_KNOWN,
            smsmode_outbox::Added::KeyTaken(_) => SMSMODE_OUTBOX_KEY_TAKEN,
        };
        Self { result, id: added.id().to_string().into() }
    }
}

impl Added {
    fn of(added: Vec<smsmode_outbox::Added>) -> Self {
        Self { messages: added.into_iter().map(One::from).collect() }
    }
}

/// A message, as the caller describes it.
fn message(
    key: *const c_char,
    key_length: usize,
    send: Option<&Send>,
    terms: Option<&Terms>,
) -> Result<NewMessage, Fault> {
    let (key, send) = (text(key, key_length, "key")?, needed(send, "send")?);
    let default = Terms::default();
    terms.unwrap_or(&default).message(key, send)
}

/// Puts a message into an outbox. It is on the disk when this returns, once, however often it is put in:
/// after any doubt, put it in again under the same key.
///
/// - `key`: your own name for the message, such as the number of an order and what the message is for:
///   1 to 200 characters in UTF-8;
/// - `send`: one recipient, and what is said: a group, a time and addresses for callbacks are refused,
///   and so is all that smsmode_client_send refuses before anything is sent. Copied;
/// - `terms`: copied; NULL stands for the defaults;
/// - `added`, which must not be NULL, receives a handle that the caller frees. Look at
///   smsmode_outbox_added_result: SMSMODE_OUTBOX_KEY_TAKEN is not in the outbox.
///
/// Where it fails, the message is not in the outbox. Fails with SMSMODE_OUTBOX_KEY,
/// SMSMODE_OUTBOX_MESSAGE, SMSMODE_EMPTY_TEXT, SMSMODE_OUTSIDE_ALPHABET, SMSMODE_TOO_MANY_SEGMENTS,
/// SMSMODE_SENDER_WITH_REPLIES, SMSMODE_REPLIES_WITH_UNICODE, SMSMODE_OUTBOX_FORKED,
/// SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH, and as any function of an outbox.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_enqueue(
    outbox: Option<&Outbox>,
    key: *const c_char,
    key_length: usize,
    send: Option<&Send>,
    terms: Option<&Terms>,
    added: *mut *mut Added,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(added, "added")?;
        let outbox = Outbox::of(outbox)?;
        let added =
            outbox.enqueue(&message(key, key_length, send, terms)?).map_err(Trouble::from)?;
        out.give(Added::of(vec![added]));
        Ok(())
    })
}

/// Puts many messages into an outbox with one durable write, otherwise as smsmode_outbox_enqueue. Where
/// it fails, none of them is in the outbox. A bundle without messages adds nothing.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_enqueue_all(
    outbox: Option<&Outbox>,
    bundle: Option<&Bundle>,
    added: *mut *mut Added,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(added, "added")?;
        let (outbox, bundle) = (Outbox::of(outbox)?, needed(bundle, "bundle")?);
        let added = outbox.enqueue_all(&bundle.messages).map_err(Trouble::from)?;
        out.give(Added::of(added));
        Ok(())
    })
}

/// A bundle without messages, a handle that the caller frees. NULL only if the library has a bug.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_bundle_new() -> Option<Box<Bundle>> {
    make(Bundle::default)
}

/// Adds a message to a bundle; the arguments and what it fails with are those of
/// smsmode_outbox_enqueue. Where it fails, the bundle is as it was.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_bundle_add(
    bundle: Option<&mut Bundle>,
    key: *const c_char,
    key_length: usize,
    send: Option<&Send>,
    terms: Option<&Terms>,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        needed(bundle, "bundle")?.messages.push(message(key, key_length, send, terms)?);
        Ok(())
    })
}

/// How many messages the bundle has; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_bundle_count(bundle: Option<&Bundle>) -> usize {
    read(bundle, |bundle| bundle.messages.len())
}

/// Frees the bundle; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_bundle_free(bundle: Option<Box<Bundle>>) {
    free(bundle);
}

/// How many messages were put in, known or not; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_added_count(added: Option<&Added>) -> usize {
    read(added, |added| added.messages.len())
}

/// What became of the message `index`, from 0: one of SMSMODE_OUTBOX_NEW, _KNOWN and _KEY_TAKEN; 0
/// beyond the last and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_added_result(added: Option<&Added>, index: usize) -> i32 {
    read(added, |added| added.messages.get(index).map_or(0, |one| one.result))
}

/// The identifier of the message that is in the outbox under the key of the message `index`, from 0.
///
/// ASCII, ended by a NUL, lent until `added` is freed; `length`, unless NULL, receives its bytes. NULL,
/// with the length 0, beyond the last and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_added_id(
    added: Option<&Added>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(added, length, |added| Some(&added.messages.get(index)?.id))
}

/// Frees it; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_added_free(added: Option<Box<Added>>) {
    free(added);
}
