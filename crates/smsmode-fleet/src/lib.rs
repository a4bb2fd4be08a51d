//! Workers on many machines that send the SMS of one outbox in PostgreSQL: none lost, none sent twice by
//! us, and what cannot be known is shown as unknown.
//!
//! ```no_run
//! use smsmode_fleet::{BoardPassword, BoardSettings, Worker, WorkerSettings};
//! use smsmode_http::{Account, ApiKey, Client};
//! use smsmode_outbox::DispatcherSettings;
//!
//! let client = Client::new(Account::new(ApiKey::new("Ab1CD2efg3Hi")?))?;
//! let board = BoardSettings::new("127.0.0.1:8080".parse()?, BoardPassword::new("long enough")?);
//! let settings = WorkerSettings::new(DispatcherSettings::default())
//!     .with_concurrency(16)
//!     .with_board(board);
//! let worker = Worker::start("postgres://smsmode@db.example/shop", &client, settings)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | you want to | look at |
//! |---|---|
//! | send, with as many processes as you like | [`Worker`], [`WorkerSettings`] |
//! | see how the fleet stands | [`BoardSettings`], [`Worker::trouble`] |
//! | know why no worker starts | [`FleetError`] |
//! | put messages in, look at them, pause | [`Outbox`](smsmode_outbox::Outbox) |
//!
//! A job of the queue is the id of a message and no more; what is true stands in the outbox, so the queue
//! may be lost whole. The README of this crate tells who does what.

#![forbid(unsafe_code)]

mod board;
mod error;
mod queue;
mod worker;

pub use board::{BoardPassword, BoardSettings, NoPassword};
pub use error::FleetError;
pub use worker::{Worker, WorkerSettings};

/// The example of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadMe;
