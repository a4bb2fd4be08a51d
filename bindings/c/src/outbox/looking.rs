//! Messages of an outbox are looked at, and told what to do.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::outbox::OutboxId;
use smsmode_outbox::{Entry, LedgerError, MessageKey, ReconcileError, WillError};

use crate::boundary::{Out, call, needed, text};
use crate::client::Client;
use crate::error::Error;
use crate::fault::Fault;
use crate::outbox::Outbox;
use crate::outbox::dispatcher_settings::DispatcherSettings;
use crate::outbox::entries::Entries;
use crate::outbox::state;
use crate::outbox::trouble::Trouble;
use crate::status::Status;

fn id(pointer: *const c_char, length: usize) -> Result<OutboxId, Fault> {
    Ok(text(pointer, length, "id")?.parse::<OutboxId>().map_err(Trouble::from)?)
}

/// The body of a function that gives messages.
fn give(
    outbox: Option<&Outbox>,
    entries: *mut *mut Entries,
    error: *mut *mut Error,
    find: impl FnOnce(&smsmode_outbox::Outbox) -> Result<Entries, Fault>,
) -> Status {
    call(error, || {
        let out = Out::new(entries, "entries")?;
        out.give(find(Outbox::of(outbox)?)?);
        Ok(())
    })
}

fn one_or_none(found: Result<Option<Entry>, LedgerError>) -> Result<Entries, Fault> {
    Ok(found.map_err(Trouble::from)?.into_iter().collect())
}

fn changed(entry: Result<Entry, WillError>) -> Result<Entries, Fault> {
    Ok([entry.map_err(Trouble::from)?].into_iter().collect())
}

fn looked_up(entries: Result<Vec<Entry>, ReconcileError>) -> Result<Entries, Fault> {
    match entries {
        Ok(entries) => Ok(entries.into_iter().collect()),
        Err(ReconcileError::List(error)) => Err(Fault::Call(error)),
        Err(error) => Err(Trouble::from(error).into()),
    }
}

/// The message with an identifier of smsmode_outbox_added_id.
///
/// `entries`, which must not be NULL, receives a handle that the caller frees: one message, or none where
/// there is no such message. Fails with SMSMODE_OUTBOX_ID for what is no identifier.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_get(
    outbox: Option<&Outbox>,
    id: *const c_char,
    id_length: usize,
    entries: *mut *mut Entries,
    error: *mut *mut Error,
) -> Status {
    give(outbox, entries, error, |outbox| one_or_none(outbox.get(self::id(id, id_length)?)))
}

/// The message that was put in under a key, otherwise as smsmode_outbox_get. Fails with
/// SMSMODE_OUTBOX_KEY for what is no key.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_find(
    outbox: Option<&Outbox>,
    key: *const c_char,
    key_length: usize,
    entries: *mut *mut Entries,
    error: *mut *mut Error,
) -> Status {
    give(outbox, entries, error, |outbox| {
        let key = MessageKey::new(text(key, key_length, "key")?).map_err(Trouble::from)?;
        one_or_none(outbox.find(&key))
    })
}

/// The newest messages, the newest first.
///
/// `state`: only those in it, one of SMSMODE_OUTBOX_QUEUED and its sisters; 0 for any. `limit`: so many
/// at most. `entries`, which must not be NULL, receives a handle that the caller frees. Fails with
/// SMSMODE_BAD_CONSTANT for another state.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_list(
    outbox: Option<&Outbox>,
    state: i32,
    limit: usize,
    entries: *mut *mut Entries,
    error: *mut *mut Error,
) -> Status {
    give(outbox, entries, error, |outbox| {
        let newest = outbox.list(state::or_any(state)?, limit).map_err(Trouble::from)?;
        Ok(newest.into_iter().collect())
    })
}

/// Does not send a message any more: one that waits, or that is parked.
///
/// `entries`, which must not be NULL, receives the message as it is then, a handle that the caller frees.
/// Fails with SMSMODE_OUTBOX_REFUSED where it is too late or nobody knows whether it is,
/// SMSMODE_OUTBOX_NO_SUCH_MESSAGE or SMSMODE_OUTBOX_ID; the message is then as it was.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_cancel(
    outbox: Option<&Outbox>,
    id: *const c_char,
    id_length: usize,
    entries: *mut *mut Entries,
    error: *mut *mut Error,
) -> Status {
    give(outbox, entries, error, |outbox| changed(outbox.cancel(self::id(id, id_length)?)))
}

/// Sends a message again that is parked or was rejected, otherwise as smsmode_outbox_cancel. For a parked
/// one, somebody has made sure that it did not arrive, or would rather have it arrive twice.
///
/// Fails with SMSMODE_OUTBOX_FORGOTTEN too.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_retry(
    outbox: Option<&Outbox>,
    id: *const c_char,
    id_length: usize,
    entries: *mut *mut Entries,
    error: *mut *mut Error,
) -> Status {
    give(outbox, entries, error, |outbox| changed(outbox.retry(self::id(id, id_length)?)))
}

/// Looks up now what is SMSMODE_OUTBOX_UNKNOWN or SMSMODE_OUTBOX_PARKED, and what was accepted without an
/// identifier, in the list of the service. It makes calls that only read, and sends nothing; a dispatcher
/// does the same by itself, in its own time.
///
/// - `client`: makes the calls, with its own time for them;
/// - `settings`: the quiet time and the time to look again of the dispatcher; NULL stands for the defaults;
/// - `entries`, which must not be NULL, receives each such message as it is then, a handle that the
///   caller frees: none where nothing had to be looked up.
///
/// Fails with SMSMODE_OUTBOX_ANOTHER_DISPATCHER while somebody sends from the outbox, who looks them up as
/// well, SMSMODE_OUTBOX_MOVED or SMSMODE_OUTBOX_RESTORED (see smsmode_outbox_take_over), SMSMODE_CLOSED or
/// SMSMODE_NULL_ARGUMENT, and as any call where the list cannot be read.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_reconcile(
    outbox: Option<&Outbox>,
    client: Option<&Client>,
    settings: Option<&DispatcherSettings>,
    entries: *mut *mut Entries,
    error: *mut *mut Error,
) -> Status {
    give(outbox, entries, error, |outbox| {
        let client = needed(client, "client")?.open()?;
        let default = DispatcherSettings::default();
        looked_up(outbox.reconcile(client, &settings.unwrap_or(&default).built()))
    })
}
