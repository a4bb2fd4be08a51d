//! The sMsmode HTTP API without any I/O.
//!
//! ```
//! use smsmode_core::{Account, ApiKey, Endpoint, GsmText, Recipients, Response, SendSms};
//!
//! let account = Account::new(ApiKey::new("Ab1CD2efg3Hi")?);
//! let send = SendSms::new(Recipients::parse(["0639980011"])?, GsmText::new("Bonjour Maman")?);
//!
//! let request = send.request(&account)?; // method, address, headers, body: send it as you like
//! let answer = Response::new(200, b"0 | Accept\xe9 | S7EpYZ5kmS87"); // and hand the answer back
//! assert!(send.parse(answer)?.message_id.is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | you want to | look at |
//! |---|---|
//! | know before you send: alphabet, segments, what is lost | [`text`], [`text::plan`](fn@text::plan) |
//! | make a call | the [`Endpoint`]s: [`SendSms`], [`SendBatch`], [`SendVoice`], [`GetBalance`], … |
//! | say who you are and where the service is | [`Account`], [`ApiKey`], [`BaseUrl`], [`Policies`] |
//! | give values that cannot be wrong | [`GsmText`], [`UnicodeText`], [`Recipients`], [`Sender`], [`Schedule`], … |
//! | read what the service calls on your server | [`DeliveryReceipt`], [`ReplyReceipt`], [`CallbackSigner`] |
//! | lose no message and send none twice | [`outbox`] |
//! | know what went wrong | [`InvalidInput`] before, [`ResponseError`] after |
//! | speak to people in English or French | [`Describe`], [`Language`] |
//!
//! There is no clock, no environment, no file, no network, no randomness and no `unsafe` here: time
//! is an argument, and `smsmode-http` sends the requests.
//!
//! The names of the service are French; ours are English. Each item tells the wire name once.

#![forbid(unsafe_code)]

pub mod outbox;
pub mod text;
pub mod wire;

mod account;
mod callback;
mod credits;
mod endpoint;
mod error;
mod id;
#[cfg(feature = "jiff-02")]
mod jiff_02;
mod language;
mod message;
mod message_class;
mod phone;
mod private_text;
mod received_date;
mod recipients;
mod reference;
mod refusal;
mod request;
mod schedule;
mod sender;
mod status;
mod time;

pub use account::{
    Account, ApiKey, BaseUrl, BatchCredential, Boundary, CallbackUrl, Credential, Login, Password,
    Policies, Reach,
};
pub use callback::{
    CallbackError, CallbackKey, CallbackKind, CallbackSigner, DeliveryReceipt, ReplyReceipt,
    SignatureError, SignedUrlError, VerifiedCallback,
};
pub use credits::{Credits, CreditsError, WholeCredits};
pub use endpoint::{
    Accepted, Acknowledged, AddContact, AnswerSize, Balance, BatchClass, BatchRow, CreateApiKey,
    CreateSubAccount, CreatedApiKey, CurrentStatus, DeleteSms, DeleteSubAccount, DeliveryReport,
    Endpoint, GetBalance, GetDeliveryReport, GetMessageStatus, ListReplies, ListSent,
    RecipientStatus, Repeat, RepliesWindow, Reply, ReplyList, SendBatch, SendSms, SendVoice,
    SentList, SentMessage, TransferCredits, VoiceLanguage,
};
pub use error::{
    Excerpt, InvalidInput, LoginError, Malformed, MalformedReason, OutsideAlphabet, PolicyError,
    ResponseError, SecretError, UnexpectedStatus, UrlError,
};
pub use id::{IdError, MessageId, ReplyId};
pub use language::{Describe, Language};
pub use message::{GsmText, Message, UnicodeText};
pub use message_class::MessageClass;
pub use phone::{PhoneNumber, PhoneNumberError};
pub use private_text::PrivateText;
pub use received_date::{ReadInstant, ReceivedDate};
pub use recipients::{ContactGroup, ContactGroupError, Destination, Recipients};
pub use reference::{ClientReference, ClientReferenceError};
pub use refusal::{Refusal, RefusalCode};
pub use request::{Ending, Method, Request, Response};
pub use rust_decimal::Decimal;
pub use schedule::{ClockChange, Schedule};
pub use sender::{Sender, SenderError};
pub use status::{MessageStatus, StatusClass};
pub use time::{DateError, Instants, LocalDate, LocalDateTime, ServiceZone, Timestamp};
pub use wire::records::DamagedRecord;

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadMe;
