//! A function of the caller's that wakes its program.

#![expect(unsafe_code, reason = "the context is the caller's, who says that threads may share it")]

use std::ffi::c_void;

type Wake = extern "C" fn(*mut c_void);

/// A function that wakes the caller's program, and what it is called with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Waker {
    function: Wake,
    context: *mut c_void,
}

// SAFETY: nothing here looks at what the context points to; the header says that a thread of the library
// calls the function with it.
unsafe impl Send for Waker {}
// SAFETY: as above.
unsafe impl Sync for Waker {}

impl Waker {
    pub(crate) fn new(function: Wake, context: *mut c_void) -> Self {
        Self { function, context }
    }

    pub(crate) fn wake(&self) {
        (self.function)(self.context);
    }
}
