//! Receives what sMsmode calls on your server: delivery receipts and replies.
//!
//! ```
//! use std::io::Write as _;
//! use std::time::{Duration, SystemTime};
//! use smsmode_core::{CallbackKey, CallbackKind, CallbackSigner, ClientReference};
//! use smsmode_receiver::{Event, Receiver, ReceiverOptions};
//!
//! let signer = CallbackSigner::new(CallbackKey::new(*b"at least sixteen bytes")?);
//! let receiver = Receiver::start(ReceiverOptions::new(signer))?;
//!
//! // Hand this address out with the message …
//! let order = ClientReference::new("order-12")?;
//! let url = receiver.sign(CallbackKind::Delivery, &order, SystemTime::now().into())?;
//!
//! // … the service calls it …
//! let path = url.as_str().replace(&format!("http://{}", receiver.address()), "");
//! let mut service = std::net::TcpStream::connect(receiver.address())?;
//! write!(service, "GET {path}?numero=33639980011&statut=11&smsID=S7EpYZ5kmS87 HTTP/1.1\r\nHost: shop\r\n\r\n")?;
//!
//! // … and you wait for it.
//! let Some(Event::Delivery(receipt)) = receiver.next_event(Duration::from_secs(5)) else { panic!() };
//! assert_eq!(receipt.status.name(), "received");
//! assert_eq!(receipt.client_reference.as_deref(), Some("order-12"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | you want to | look at |
//! |---|---|
//! | say where to listen, and under which address the service finds you | [`ReceiverOptions`] |
//! | make the addresses that you hand out | [`Receiver::sign`], [`Receiver::sign_account_replies`] |
//! | wait for what comes | [`Receiver::next_event`], [`Event`] |
//! | look at what has come | [`Receiver::events`], [`Receiver::status_of`] |
//! | keep it in a file (feature `store`) | `StoringReceiver`, `CallbackStore` |
//! | read such a file, without a server in the program | feature `store` without the default feature `server` |
//!
//! # What is believed
//!
//! The service signs nothing: see [`CallbackSigner`](smsmode_core::CallbackSigner). Only an address
//! that was made with your key is answered with anything but 404.
//!
//! | what comes | answer | stored |
//! |---|---|---|
//! | a receipt or a reply on a signed address | 200, once it is stored | yes |
//! | the same once more | 200 | no |
//! | an address of somebody else's, an expired one, no such address | 404, always the same | no |
//! | a reference among the parameters that contradicts the signed one | the same 404 | no |
//! | parameters that cannot be read, too many, too long | 400 | no |
//! | another method than GET | 405 | no |
//! | no room for it | 503, so that the service may come again | no |
//!
//! A contradicting reference is not believed because whoever holds the address of one message could
//! otherwise report on another. Where the service gives none back, the signed one is filled in: the
//! reference of an [`Event`] is always the one that you signed. Only on the address of the whole
//! account, which carries no reference, is it what the service wrote.
//!
//! # What is not done
//!
//! - Nothing outlives a [`Receiver`]: its store is in memory, and it is bounded (see
//!   [`ReceiverOptions::with_capacity`]). A `StoringReceiver` keeps what comes in an SQLite file.
//! - No TLS: put a reverse proxy in front, and give its address as
//!   [`ReceiverOptions::with_public_url`].
//! - No logging of numbers, texts and addresses: the log (crate `log`) tells kinds and statuses.

#![forbid(unsafe_code)]
#![cfg_attr(
    not(feature = "server"),
    allow(
        dead_code,
        reason = "what comes is written down by a server; without one it is only read"
    )
)]

#[cfg(feature = "store")]
mod callback_store;
#[cfg(feature = "server")]
mod error;
mod event;
#[cfg(feature = "server")]
mod intake;
mod keeping;
#[cfg(feature = "server")]
mod listening;
#[cfg(feature = "server")]
mod memory;
#[cfg(feature = "server")]
mod options;
mod precedence;
#[cfg(feature = "server")]
mod receiver;
#[cfg(feature = "server")]
mod server;
#[cfg(all(feature = "server", feature = "store"))]
mod storing_receiver;

#[cfg(feature = "store")]
pub use callback_store::{CallbackStore, Retention, StoreClaim, StoreError, StoredCallback, Task};
#[cfg(feature = "server")]
pub use error::ReceiverError;
pub use event::Event;
#[cfg(feature = "server")]
pub use options::ReceiverOptions;
#[cfg(feature = "server")]
pub use receiver::Receiver;
#[cfg(all(feature = "server", feature = "store"))]
pub use storing_receiver::StoringReceiver;

/// The examples of the README run as tests.
#[cfg(all(doctest, feature = "server"))]
#[doc = include_str!("../README.md")]
struct ReadMe;
