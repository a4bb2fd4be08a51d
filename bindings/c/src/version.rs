//! The version of the library that a program runs with.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");

/// The version of the library that is running, such as "0.1.0". SMSMODE_VERSION is that of the
/// header; the two differ when a program runs with another library than it was compiled for.
///
/// Static text, ended by a NUL. Never fails.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_version() -> *const c_char {
    VERSION.as_ptr().cast()
}
