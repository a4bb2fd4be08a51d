//! Messages of an outbox that changed, for a program with an event loop.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_void;
use std::time::Duration;

use crate::boundary::{Out, Waker, call, free, needed};
use crate::error::Error;
use crate::fault::Fault;
use crate::outbox::Outbox;
use crate::outbox::bound::Bound;
use crate::outbox::entries::Entries;
use crate::outbox::trouble::Trouble;
use crate::outbox::watcher::Watcher;
use crate::status::Status;

/// Is called when messages have changed: see smsmode_outbox_subscribe.
pub type OutboxCallback = Option<extern "C" fn(context: *mut c_void)>;

/// The messages of an outbox that change, whichever process changes them: of this one at once, of
/// another one within 0.2 s. Who reads late gets each message in its last state, and never misses one.
/// Made by smsmode_outbox_subscribe and _subscribe_after, freed by smsmode_outbox_changes_free.
///
/// Threads: any number may use it; each change is given to one of them.
#[derive(Debug)]
pub struct Changes {
    watcher: Bound<Watcher>,
}

impl Changes {
    fn new(changes: smsmode_outbox::Changes, waker: Option<Waker>) -> Result<Self, Trouble> {
        Ok(Self { watcher: Bound::make(|| Watcher::start(changes, waker))? })
    }

    fn next(&self, timeout: Duration) -> Result<Entries, Fault> {
        let entries = self.watcher.get()?.next(timeout).map_err(Trouble::from)?;
        Ok(entries.into_iter().collect())
    }

    fn descriptor(&self) -> i32 {
        self.watcher.get().map_or(-1, Watcher::descriptor)
    }
}

fn waker(callback: OutboxCallback, context: *mut c_void) -> Option<Waker> {
    callback.map(|callback| Waker::new(callback, context))
}

/// Tells of all changes from now on. A program learns of them by smsmode_outbox_changes_fd or by a
/// callback, or waits for them, and takes them by smsmode_outbox_changes_next.
///
/// - `callback`: called with `context` whenever changes are there to be taken, on a thread of the
///   library, once until they are taken. It is to wake the program, such as by PostMessage or by a byte
///   into a pipe; it must not throw, nor free the changes. NULL for none;
/// - `context`: otherwise left alone; may be NULL;
/// - `changes`, which must not be NULL, receives a handle that the caller frees.
///
/// Fails with SMSMODE_OUTBOX_THREAD, SMSMODE_OUTBOX_FORKED or SMSMODE_NULL_ARGUMENT, and as any function
/// of an outbox.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_subscribe(
    outbox: Option<&Outbox>,
    callback: OutboxCallback,
    context: *mut c_void,
    changes: *mut *mut Changes,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(changes, "changes")?;
        let changes = Outbox::of(outbox)?.subscribe().map_err(Trouble::from)?;
        out.give(Changes::new(changes, waker(callback, context))?);
        Ok(())
    })
}

/// Tells of all changes after one, by its number from smsmode_outbox_entries_revision: who keeps the
/// number of the last one misses none, even while the program did not run. 0 for all messages.
/// Otherwise as smsmode_outbox_subscribe.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_subscribe_after(
    outbox: Option<&Outbox>,
    revision: u64,
    callback: OutboxCallback,
    context: *mut c_void,
    changes: *mut *mut Changes,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(changes, "changes")?;
        let changes = Outbox::of(outbox)?.subscribe_after(revision);
        out.give(Changes::new(changes, waker(callback, context))?);
        Ok(())
    })
}

/// A descriptor for poll, select or epoll: it can be read while changes are there to be taken. It is
/// lent until the changes are freed, and only to be waited for: do not read from it, and do not close
/// it.
///
/// -1 for NULL, in a process that was forked off, and on Windows, which has no such thing: use the
/// callback there.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_changes_fd(changes: Option<&Changes>) -> i32 {
    changes.map_or(-1, Changes::descriptor)
}

/// Takes the messages that changed, each as it was when it was read, in the order of their changes.
///
/// `timeout_ms`: how long to wait for one; 0 does not wait. `entries`, which must not be NULL, receives
/// a handle that the caller frees; without any message where time ran out. There may be more: take until
/// there are none, or wait for the descriptor or the callback again.
///
/// Fails as any function of an outbox; the changes are not lost by that.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_changes_next(
    changes: Option<&Changes>,
    timeout_ms: u32,
    entries: *mut *mut Entries,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(entries, "entries")?;
        let changes = needed(changes, "changes")?;
        out.give(changes.next(Duration::from_millis(timeout_ms.into()))?);
        Ok(())
    })
}

/// Frees the changes; NULL is allowed. When this returns, within 0.2 s, the callback is not running and
/// is not called any more. No thread may be in smsmode_outbox_changes_next.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_changes_free(changes: Option<Box<Changes>>) {
    free(changes);
}
