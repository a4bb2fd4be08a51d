//! A function of the caller's that the library calls.

#![expect(unsafe_code, reason = "the context is the caller's, who says that threads may share it")]

use std::ffi::{c_char, c_void};

use super::OutText;

type Function = extern "C" fn(*mut c_void, i32, *const c_char, *const c_char, usize);

/// A function and what it is called with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sink {
    function: Function,
    context: *mut c_void,
}

// SAFETY: nothing here looks at what the context points to; the header asks for a function that any thread
// may call with it.
unsafe impl Send for Sink {}
// SAFETY: as above.
unsafe impl Sync for Sink {}

impl Sink {
    pub(crate) fn new(function: Function, context: *mut c_void) -> Self {
        Self { function, context }
    }

    pub(crate) fn write(&self, level: i32, target: &OutText, text: &OutText) {
        (self.function)(self.context, level, target.as_ptr(), text.as_ptr(), text.len());
    }
}
