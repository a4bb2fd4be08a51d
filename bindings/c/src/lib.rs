//! The C library `libsmsmode`. Its manual is `include/smsmode.h`, written from these files.
//!
//! One file per noun of the interface, in the order of the header. An exported function is one or
//! two lines over safe Rust; how C and Rust meet is in `boundary`, which has every `unsafe` block.

#![expect(clippy::doc_markdown, reason = "the documentation becomes comments of C")]

mod boundary;
mod changes;
mod constant;
mod date;
mod fault;
mod received;

pub mod version;

pub mod status;

pub mod words;

pub mod encoding;

pub mod error;

pub mod logging;

pub mod text;

pub mod segments;

pub mod treatment;

pub mod smart;

pub mod plan;

pub mod account;

pub mod settings;

pub mod client;

pub mod accepted;

pub mod send;

pub mod batch;

pub mod voice;

pub mod message;

pub mod report;

pub mod balance;

pub mod sent;

pub mod replies;

pub mod deletion;

pub mod transfer;

pub mod contact;

pub mod sub_account;

pub mod api_key;

pub mod request;

pub mod response;

pub mod callback;

#[cfg(feature = "outbox")]
pub mod outbox;

pub mod wide;

pub mod windows_1252;

pub mod conversion;

pub mod simple;
