//! A local, stateful, hostile-on-request imitation of the sMsmode HTTP SMS API.
//!
//! ```
//! use std::io::{Read, Write};
//! use std::net::TcpStream;
//! use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};
//!
//! let sandbox = Sandbox::start(SandboxOptions::new())?;
//!
//! let mut socket = TcpStream::connect(sandbox.address())?;
//! write!(
//!     socket,
//!     "GET /http/1.6/sendSMS.do?accessToken={DEMO_API_KEY}&message=Bonjour&numero=0639980011 HTTP/1.1\r\n\
//!      Host: sandbox\r\nConnection: close\r\n\r\n"
//! )?;
//! let mut answer = Vec::new();
//! socket.read_to_end(&mut answer)?; // HTTP/1.1 200 OK … 0 | Accepté … | S7EpYZ5kmS87
//!
//! let messages = sandbox.messages();
//! assert_eq!(messages[0].recipient, "33639980011");
//! assert_eq!(messages[0].text, "Bonjour");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! It runs on a thread of its own, on a free port of 127.0.0.1, and stops when the handle is
//! dropped. No caller needs an async runtime.
//!
//! | you want to | look at |
//! |---|---|
//! | start and stop it | [`Sandbox`], [`SandboxOptions`], [`AccountOptions`], [`TlsOptions`] |
//! | see what arrived on the phones | [`Sandbox::messages`], [`Sandbox::wait_for`], [`StoredMessage`], [`MessageFilter`] |
//! | see what was sent twice | [`Sandbox::duplicates`], [`Sandbox::duplicates_by_text`] |
//! | see what came over the wire | [`Sandbox::journal`], [`JournalEntry`] |
//! | let time pass, answer as a customer, give a status | [`Sandbox::advance`], [`Sandbox::reply`], [`Sandbox::trigger`] |
//! | see what was called on your server | [`Sandbox::callbacks`], [`CallbackRecord`] |
//! | make things go wrong | [`MAGIC_NUMBERS`], [`Sandbox::set_faults`], [`Fault`], [`FaultRule`], [`FaultProfile`], [`RawAnswer`], [`Call`] |
//! | have the same in every run | [`SandboxOptions::with_seed`] |
//! | know what it bears | [`Limits`] |
//! | decide what nobody knows about the service | [`Switches`], [`Sandbox::set_switch`] |
//!
//! The same can be had over HTTP, under `/_sandbox/`, from any language: see the README.
//!
//! With the client it shares the names of the wire and the code tables, and nothing that reads,
//! writes or counts: both would be wrong in the same way.

#![forbid(unsafe_code)]

mod answer;
mod answering;
mod browsers;
mod call;
mod callbacks;
mod calls;
mod clock;
mod connection;
mod dates;
mod error;
mod faults;
mod inbox;
mod intake;
mod journal;
mod lifecycle;
mod limits;
mod magic;
mod management;
mod options;
mod parameters;
mod phone;
mod random;
mod reading;
mod routes;
mod sandbox;
#[cfg_attr(not(feature = "store"), allow(dead_code, reason = "only a store saves"))]
mod saving;
mod segments;
mod server;
mod service;
mod shaping;
mod spelling;
#[cfg_attr(not(feature = "store"), allow(dead_code, reason = "only a store takes it out and in"))]
mod state;
#[cfg(feature = "store")]
mod store;
mod switches;
mod tls;

pub use call::Call;
pub use callbacks::{CallbackAttempt, CallbackKind, CallbackOutcome, CallbackRecord};
pub use error::{ManagementError, SandboxError};
pub use faults::{
    ChanceError, Ending, Fault, FaultError, FaultProfile, FaultRule, Probability, RawAnswer,
    RawBody, ShortFormError, Sigma,
};
pub use jiff::Timestamp;
pub use journal::{DecodedParameter, JournalEntry};
pub use limits::Limits;
pub use magic::{MAGIC_NUMBERS, MagicNumber};
pub use management::{
    AdvanceRequest, Alphabet, FoundDuplicates, MessageFilter, ReplyRequest, StatusChange,
    StoredMessage, StoredReply, TriggerRequest,
};
pub use options::{
    AccountOptions, DEMO_API_KEY, DEMO_LOGIN, DEMO_PASSWORD, EMPTY_API_KEY, READ_ONLY_API_KEY,
    SandboxOptions, TlsOptions,
};
pub use reading::{CharsetReason, Source};
pub use rust_decimal::Decimal;
pub use sandbox::Sandbox;
pub use state::duplicates::Duplicate;
pub use state::message::MessageKind;
pub use switches::{
    AnswerCharset, BatchOptOut, BatchRowReference, CallbackCharset, CallbackQuery, CapitalEGrave,
    CreatedKey, DeclaredCharset, DuplicateRecipients, EmptyList, Grade, KeyErrorStatus,
    ListSentFirst, ListSeparator, LongOptOut, MultipartFields, OptOutAbroad, OutsideAlphabet,
    PastSchedule, PlusPrefix, ReceiptCost, RepliesTrailingPipe, ReportSeparator, ReportsShown,
    Switch, SwitchError, Switches, TrailingPipe, UnicodeOptOut, Zone,
};

/// Runs the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
