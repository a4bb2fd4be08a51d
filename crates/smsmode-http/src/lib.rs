//! Sends sMsmode requests over HTTP, and says what became of them.
//!
//! ```no_run
//! use smsmode_http::{Account, ApiKey, Client, GetBalance, GsmText, Recipients, SendSms};
//!
//! let client = Client::new(Account::new(ApiKey::new("Ab1CD2efg3Hi")?))?;
//! println!("{} credits", client.call(&GetBalance::new())?.credits);
//!
//! let send = SendSms::new(Recipients::parse(["0639980011"])?, GsmText::new("Bonjour Maman")?);
//! match client.call(&send) {
//!     Ok(accepted) => println!("accepted: {:?}", accepted.message_id),
//!     Err(error) => println!("{}: {error}", error.outcome().name()), // not_sent, refused or unknown
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | you want to | look at |
//! |---|---|
//! | make a call | [`Client::call`] with any [`Endpoint`] |
//! | know what became of it | [`Error::outcome`], [`Error::retry`] |
//! | set times, proxies, certificates | [`HttpSettings`] |
//! | give up a call that waits | [`Interrupt`] |
//! | follow a message | [`Client::wait`] |
//! | go through all messages or replies | [`Client::sent_messages`], [`Client::replies`] |
//! | test your own code without a network | [`StubTransport`] |
//! | send with another HTTP client | [`Transport`], or [`Endpoint::request`] and [`read_answer`] |
//!
//! The service has no idempotency key. A call that costs is therefore never repeated when nobody
//! knows whether it was received; calls that only read are repeated by themselves.
//!
//! Everything of `smsmode-core` is re-exported here.

#![forbid(unsafe_code)]

mod answer;
mod boot_clock;
mod client;
mod error;
mod interrupt;
mod pages;
mod retry;
mod settings;
mod span;
mod stub;
mod transport;
mod ureq;
mod wait;

pub use answer::read_answer;
pub use boot_clock::BootInstant;
pub use client::{CallOptions, Client};
pub use error::{Cause, Error, Outcome};
pub use interrupt::Interrupt;
pub use pages::{PageRepeated, Pages};
pub use retry::RetryPolicy;
pub use settings::{HttpSettings, ProxySetting, RootCertificates, SettingsError};
pub use smsmode_core::*;
pub use stub::{StubAnswer, StubTransport};
pub use transport::{
    AnswerBody, RawAnswer, SendLimits, Sent, Transport, TransportError, TransportErrorKind,
};
pub use ureq::UreqTransport;
pub use wait::{WaitEnd, WaitOptions};

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadMe;
