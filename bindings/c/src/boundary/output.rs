//! What a function writes for its caller, and texts that a handle lends.

#![expect(unsafe_code, reason = "the memory belongs to a program in C")]

use std::ffi::c_char;
use std::ptr::NonNull;

use secrecy::zeroize::Zeroize;

use crate::boundary::input::Unit;
use crate::fault::Fault;

/// A place of the caller's that is written once, and only on success. It may hold anything before.
pub(crate) struct Out<T>(NonNull<T>);

impl<T> Out<T> {
    pub(crate) fn new(place: *mut T, argument: &'static str) -> Result<Self, Fault> {
        NonNull::new(place).map(Self).ok_or(Fault::Null { argument })
    }

    pub(crate) fn write(self, value: T) {
        // SAFETY: the header asks for NULL, which `new` refuses, or a place that can be written.
        unsafe { self.0.write(value) }
    }
}

impl<T> Out<*mut T> {
    /// Gives the caller a handle, with the duty to free it.
    pub(crate) fn give(self, value: T) {
        self.write(Box::into_raw(Box::new(value)));
    }
}

/// Writes where the caller wants to know; NULL says that it does not.
pub(crate) fn optional<T>(place: *mut T, value: T) {
    if let Some(place) = NonNull::new(place) {
        Out(place).write(value);
    }
}

/// An array of the caller's that is filled from its beginning.
pub(crate) struct Buffer<T> {
    next: *mut T,
    left: usize,
}

impl<T> Buffer<T> {
    pub(crate) fn new(
        place: *mut T,
        capacity: usize,
        argument: &'static str,
    ) -> Result<Self, Fault> {
        match (place.is_null(), isize::try_from(capacity.saturating_mul(size_of::<T>()))) {
            (true, Ok(1..)) => Err(Fault::Null { argument }),
            (_, Err(_)) => Err(Fault::Length { argument }),
            _ => Ok(Self { next: place, left: capacity }),
        }
    }

    /// Writes one more if there is room for it.
    pub(crate) fn push(&mut self, value: T) {
        if let Some(left) = self.left.checked_sub(1) {
            // SAFETY: the header asks for an array of `capacity` elements, and `left` of them are
            // still ahead; one past the last is a pointer that may be made.
            self.next = unsafe {
                self.next.write(value);
                self.next.add(1)
            };
            self.left = left;
        }
    }
}

impl<T: Unit> Buffer<T> {
    /// Writes all of a text and a NUL behind it, or nothing if they have no room. Says which.
    pub(crate) fn write(mut self, text: &[T]) -> bool {
        let fits = text.len() < self.left;
        if fits {
            text.iter().copied().chain([T::default()]).for_each(|unit| self.push(unit));
        }
        fits
    }

    pub(crate) fn left(&self) -> usize {
        self.left
    }
}

/// A text with a NUL at its end, lent as long as its handle lives.
#[derive(Debug)]
pub(crate) struct OutText(Box<[u8]>);

impl OutText {
    pub(crate) fn len(&self) -> usize {
        self.0.len() - 1
    }

    pub(crate) fn as_ptr(&self) -> *const c_char {
        self.0.as_ptr().cast()
    }
}

impl<T: AsRef<str>> From<T> for OutText {
    fn from(text: T) -> Self {
        Self([text.as_ref().as_bytes(), &[0]].concat().into())
    }
}

/// So that a secret can be one.
impl Zeroize for OutText {
    fn zeroize(&mut self) {
        self.0.zeroize();
    }
}
