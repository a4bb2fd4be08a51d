//! Messages that are sent for sure, once: put in, and sent as soon as that is possible.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

pub mod bundle;
pub mod changes;
pub mod dispatcher;
pub mod dispatcher_settings;
pub mod entries;
pub mod looking;
pub mod overview;
pub mod state;
pub mod tally;
pub mod terms;

mod bound;
mod signal;
pub(crate) mod trouble;
mod watcher;

use std::ffi::c_char;

use crate::boundary::{Out, call, free, needed, optional, text};
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;
use bound::Bound;
use trouble::Trouble;

/// An outbox: messages are put into it, and one dispatcher sends them. Made by smsmode_outbox_open,
/// freed by smsmode_outbox_free.
///
/// Once a message was put in, it is never lost, whatever happens to the program or the machine; and it
/// is never sent a second time before it is proven that the service did not accept the first one. What
/// cannot be known is SMSMODE_OUTBOX_UNKNOWN while it is looked up, and SMSMODE_OUTBOX_PARKED where
/// nothing can be proven: see smsmode_outbox_entries_known and smsmode_outbox_entries_advice.
///
/// What is not promised: a process that is frozen for longer than the quiet time within one system call;
/// a service that lists a message later than that; a disk that loses what it said it had written; a copy
/// of the file that is sent from elsewhere at the same time; the operators.
///
/// Several processes may have the same outbox open and put messages in; one of them sends. Free outboxes,
/// changes and dispatchers before a fork: a process that is forked off while there are any can use and
/// open none before it executes another program, and fails with SMSMODE_OUTBOX_FORKED.
///
/// The functions fail with the statuses 500 to 539, and with those that they name.
///
/// Threads: any number may use one outbox at once.
#[derive(Debug)]
pub struct Outbox {
    outbox: Bound<smsmode_outbox::Outbox>,
}

impl Outbox {
    fn open(url: &str) -> Result<Self, Trouble> {
        let outbox = Bound::make(|| smsmode_outbox::Outbox::open(url).map_err(Trouble::from))?;
        Ok(Self { outbox })
    }

    pub(crate) fn of(handle: Option<&Self>) -> Result<&smsmode_outbox::Outbox, Fault> {
        needed(handle, "outbox")?.outbox.get()
    }
}

/// Opens an outbox, or makes it: a file for the owner of the process alone, or a schema of a database.
///
/// `url`: its address, such as "sqlite:till.db". Where the library was built with its feature postgres,
/// "postgres://till:secret@db.example/shop" is an outbox in PostgreSQL, which many machines share; the
/// promises are the same. `outbox`, which must not be NULL, receives a handle that the caller frees.
///
/// Fails with SMSMODE_OUTBOX_ADDRESS, _WITHOUT_POSTGRES, _OPEN, _NOT_A_LEDGER, _NEWER, _READ_ONLY,
/// _DISK_FULL, _CORRUPT, _UNREACHABLE, _FORBIDDEN, _BUSY, _STORAGE or _FORKED, SMSMODE_NOT_UTF8,
/// SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_open(
    url: *const c_char,
    url_length: usize,
    outbox: *mut *mut Outbox,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(outbox, "outbox")?;
        out.give(Outbox::open(text(url, url_length, "url")?)?);
        Ok(())
    })
}

/// Sends nothing new from now on, whichever process would. Messages can still be put in; what was
/// accepted is still followed, what is unknown still looked up.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_pause(outbox: Option<&Outbox>, error: *mut *mut Error) -> Status {
    call(error, || Ok(Outbox::of(outbox)?.pause().map_err(Trouble::from)?))
}

/// Sends again, whatever the reason of the pause was.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_resume(outbox: Option<&Outbox>, error: *mut *mut Error) -> Status {
    call(error, || Ok(Outbox::of(outbox)?.resume().map_err(Trouble::from)?))
}

/// Takes over an outbox that was moved to this machine, or restored from a backup, once it is certain
/// that nobody sends from the other one. What was to be sent may have been sent since: it becomes
/// SMSMODE_OUTBOX_UNKNOWN, and is looked up before it is sent.
///
/// `doubted`, unless NULL, receives how many messages that are. Fails with
/// SMSMODE_OUTBOX_ANOTHER_DISPATCHER while somebody sends from it.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_take_over(
    outbox: Option<&Outbox>,
    doubted: *mut usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let taken = Outbox::of(outbox)?.take_over().map_err(Trouble::from)?;
        optional(doubted, taken);
        Ok(())
    })
}

/// Whether somebody sends from the outbox at this time, in this process or in another one.
///
/// `is_dispatched`, which must not be NULL, receives 1 or 0, or -1 where nobody can tell.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_is_dispatched(
    outbox: Option<&Outbox>,
    is_dispatched: *mut i32,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(is_dispatched, "is_dispatched")?;
        let told = Outbox::of(outbox)?.is_dispatched().map_err(Trouble::from)?;
        out.write(told.map_or(-1, i32::from));
        Ok(())
    })
}

/// Frees the outbox; NULL is allowed. Its messages stay; so do dispatchers and changes that were made of
/// it.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_free(outbox: Option<Box<Outbox>>) {
    free(outbox);
}
