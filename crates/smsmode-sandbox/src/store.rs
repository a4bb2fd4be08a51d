//! The state in one SQLite file, for a sandbox that goes on where it was.
//!
//! The state in memory is what counts while the sandbox runs. A writer follows it as any other
//! reader of its changes, and saves what is new in one transaction for all who wait for it.

mod delta;
mod error;
mod file;
mod opening;
mod restoring;
mod writer;

pub(crate) use opening::open;
pub(crate) use writer::Writer;

#[cfg(test)]
mod tests;
