//! Every verb, against a sandbox that repeats itself: what people and programs read, and the exit code.

#![cfg(feature = "store")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

#[path = "../console/mod.rs"]
mod console;
mod listening;
mod scenes;
mod stage;
mod tree;
