//! The border between C and Rust. Every `unsafe` block of the crate is in this folder.
//!
//! What comes from C rests on promises that the header asks of its caller: a pointer is NULL or
//! points to what its type says, for as long as the function runs. Ownership is a type:
//!
//! | in C | here | who owns it |
//! |---|---|---|
//! | `const smsmode_plan *` | `Option<&Plan>` | the caller, who lends it |
//! | `smsmode_plan *` of a setter | `Option<&mut Plan>` | the caller, who lends it to one thread |
//! | `smsmode_plan *` of `_free` | `Option<Box<Plan>>` | the library again, which drops it |
//! | `smsmode_plan **` | [`Out`] | the caller, once it is written |
//! | `const char *`, `size_t` | [`text`], [`bytes`] | the caller, who lends it |
//! | `const uint16_t *`, `size_t` | [`units`] | the caller, who lends it |
//! | `const char *` alone | [`until_nul`] | the caller, who lends it |
//! | `char *`, `uint16_t *`, and a size | [`Buffer`] | the caller, who lends it |
//! | `const char *` that is returned | [`OutText`] | the handle that it was asked of |
//!
//! An `Option` of a reference or of a box is the pointer of C, NULL being `None`.

mod input;
mod output;
mod panic;
mod sink;
#[cfg(feature = "outbox")]
mod waker;

use std::ffi::c_char;

use crate::error::Error;
use crate::fault::Fault;
use crate::status::{SMSMODE_OK, Status};

pub(crate) use input::{Unit, bytes, text, units, until_nul};
pub(crate) use output::{Buffer, Out, OutText, optional};
pub(crate) use sink::Sink;
#[cfg(feature = "outbox")]
pub(crate) use waker::Waker;

/// The body of a function that can fail: gives its status, and the error where somebody wants it.
pub(crate) fn call(error: *mut *mut Error, body: impl FnOnce() -> Result<(), Fault>) -> Status {
    // Only the status leaves the guard; a fault is large, and would be moved on every success too.
    let status = panic::guard(|| match body() {
        Ok(()) => succeed(error),
        Err(fault) => report(error, &fault),
    });
    status.unwrap_or_else(|place| report(error, &Fault::Panic(place)))
}

fn succeed(error: *mut *mut Error) -> Status {
    optional(error, std::ptr::null_mut());
    SMSMODE_OK
}

#[cold]
fn report(error: *mut *mut Error, fault: &Fault) -> Status {
    if let Ok(error) = Out::new(error, "error") {
        // Should its words fail, the status has to do.
        let handle = panic::guard(|| Box::new(Error::new(fault)));
        error.write(handle.map_or(std::ptr::null_mut(), Box::into_raw));
    }
    fault.status()
}

/// A body whose caller takes no handle of an error.
pub(crate) fn attempt<R>(body: impl FnOnce() -> Result<R, Fault>) -> Result<R, Fault> {
    panic::guard(body).unwrap_or_else(|place| Err(Fault::Panic(place)))
}

/// The body of a setter: what it makes takes the place of what was, if it can be made.
pub(crate) fn set<T, P>(
    handle: Option<&mut T>,
    argument: &'static str,
    part: impl FnOnce(&mut T) -> &mut P,
    error: *mut *mut Error,
    change: impl FnOnce(&P) -> Result<P, Fault>,
) -> Status {
    call(error, || {
        let part = part(needed(handle, argument)?);
        *part = change(part)?;
        Ok(())
    })
}

/// The body of a function that only looks at a handle; nothing for NULL.
pub(crate) fn read<T, R: Nothing>(handle: Option<&T>, body: impl FnOnce(&T) -> R) -> R {
    let look = || handle.map_or(R::NOTHING, body);
    panic::guard(look).unwrap_or(R::NOTHING)
}

/// The body of a function that lends a text of a handle, with its length; NULL where there is none.
pub(crate) fn lend<T>(
    handle: Option<&T>,
    length: *mut usize,
    body: impl FnOnce(&T) -> Option<&OutText>,
) -> *const c_char {
    let lent = panic::guard(|| handle.and_then(body)).unwrap_or(None);
    optional(length, lent.map_or(0, OutText::len));
    lent.map_or(std::ptr::null(), OutText::as_ptr)
}

/// The same for bytes, which no NUL ends; NULL where there are none.
pub(crate) fn lend_bytes<T>(
    handle: Option<&T>,
    length: *mut usize,
    body: impl FnOnce(&T) -> &[u8],
) -> *const u8 {
    let lent = panic::guard(|| handle.map(body)).unwrap_or(None).unwrap_or_default();
    optional(length, lent.len());
    if lent.is_empty() { std::ptr::null() } else { lent.as_ptr() }
}

/// The body of a function that makes a handle and cannot fail; NULL if it panics all the same.
pub(crate) fn make<T>(body: impl FnOnce() -> T) -> Option<Box<T>> {
    panic::guard(|| Box::new(body())).ok()
}

/// The body of a `_free`.
pub(crate) fn free<T>(handle: Option<Box<T>>) {
    // Nobody is left who could be told.
    let _ = panic::guard(|| drop(handle));
}

/// What must not be NULL.
pub(crate) fn needed<T>(handle: Option<T>, argument: &'static str) -> Result<T, Fault> {
    handle.ok_or(Fault::Null { argument })
}

/// What a function gives when it was asked of NULL.
pub(crate) trait Nothing {
    const NOTHING: Self;
}

macro_rules! nothing {
    ($($type:ty => $value:expr),* $(,)?) => {
        $(impl Nothing for $type {
            const NOTHING: Self = $value;
        })*
    };
}

nothing! {
    i32 => 0,
    i64 => 0,
    u32 => 0,
    u64 => 0,
    usize => 0,
    *const c_char => std::ptr::null(),
}
