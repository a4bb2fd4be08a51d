//! The fourteen calls over HTTP against the sandbox: each with both credentials, by POST and by GET,
//! in success and failure.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

#[path = "fourteen_calls/access.rs"]
mod access;
mod all_calls;

#[path = "fourteen_calls/accounts.rs"]
mod accounts;
#[path = "fourteen_calls/everywhere.rs"]
mod everywhere;
#[path = "fourteen_calls/reading.rs"]
mod reading;
#[path = "fourteen_calls/sending.rs"]
mod sending;
