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

/// Verbs whose authors still owe a scene and examples. This must become empty: add a scene to
/// `scenes.rs` and examples to `src/arguments/examples.rs`, and take the verb out of here.
const EXPECTED_MISSING: &[&str] = &["batch"];
