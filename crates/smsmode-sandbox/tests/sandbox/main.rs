//! The sandbox as a client sees it: raw bytes in, raw bytes out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a helper of a test fails as the test does: by a panic"
)]

mod accounts;
mod batch;
mod callbacks;
mod charsets;
mod contacts;
mod delivery;
mod faults;
mod http;
mod life;
mod lists;
mod logs;
mod magic;
mod management;
mod openapi;
mod refusals;
mod robust;
mod sending;
#[cfg(feature = "store")]
mod store;
mod switches;
mod tls;
mod voice;
mod watching;
