//! An outbox for SMS on one machine: never lost, never sent twice, and what cannot be known is shown as
//! unknown.
//!
//! ```no_run
//! use smsmode_http::{Account, ApiKey, Client, GsmText, PhoneNumber};
//! use smsmode_outbox::{DispatcherSettings, MessageKey, NewMessage, Outbox};
//!
//! let outbox = Outbox::open("sqlite:till.db")?;
//! let client = Client::new(Account::new(ApiKey::new("Ab1CD2efg3Hi")?))?;
//! let dispatcher = outbox.dispatch(&client, DispatcherSettings::default())?; // sends until dropped
//!
//! let text = GsmText::new("Votre commande est arrivée")?;
//! let key = MessageKey::new("order-12/ready")?; // put in again, it is there once
//! outbox.enqueue(&NewMessage::new(key, PhoneNumber::parse("0639980011")?, text))?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | you want to | look at |
//! |---|---|
//! | put messages in, look at them, cancel them | [`Outbox`], [`NewMessage`], [`Entry`] |
//! | send them | [`Outbox::dispatch`], [`Dispatcher`], [`DispatcherSettings`] |
//! | send them from many machines | [`Outbox::send_given`], [`Sender`], [`Outbox::keep`], [`Keeper`] |
//! | learn what becomes of them | [`Outbox::subscribe`], [`Changes`] |
//! | know what the states mean | [`State`](smsmode_core::outbox::State) |
//! | know what can be the matter with the file | [`LedgerError`] |
//! | move them to another outbox, such as a PostgreSQL that many machines share | [`Outbox::move_to`] |
//! | keep messages elsewhere | [`Ledger`] |
//! | read receipts from elsewhere | [`Receipts`] |
//! | drive a dispatcher without threads, on a clock of your own | [`Engine`], [`perform`], [`Clock`] |
//!
//! # What is promised
//!
//! Once [`Outbox::enqueue`] has returned, a message is never lost. It is never sent a second time before
//! it is proven that the service did not accept the first one. What cannot be known is
//! [unknown](smsmode_core::outbox::State::Unknown) while it is looked up, and
//! [parked](smsmode_core::outbox::State::Parked) where nothing can be proven.
//!
//! # What is not
//!
//! A process that is frozen for longer than the quiet time within one system call; a service that lists a
//! message later than that; a disk that loses what it said it had written; a copy of the file that is
//! sent from elsewhere at the same time; the operators.

#![forbid(unsafe_code)]

mod address;
mod answer;
mod changes;
mod claimant;
mod clock;
mod commit;
mod departure;
mod dispatcher;
mod draft;
mod engine;
mod entry;
mod error;
mod job;
mod keeper;
mod key;
mod ledger;
#[cfg(feature = "metrics")]
mod metrics;
mod moving;
mod new_message;
mod news;
mod outbox;
mod pool;
#[cfg(feature = "postgres")]
mod postgres;
mod rate;
mod receipts;
mod reconciliation;
mod role;
mod secret;
mod sender;
mod settings;
mod sqlite;
mod standing;
mod tally;
mod will;
mod work;

pub use address::shown_address;
pub use changes::Changes;
pub use claimant::{Claim, Claimant};
pub use clock::{Clock, ManualClock, SystemClock};
pub use commit::{Commit, Step};
pub use departure::{Departure, Destination, Imported};
pub use dispatcher::{Dispatcher, StartError};
pub use engine::{Engine, Turn};
pub use entry::{Entry, EntryRecipient};
pub use error::LedgerError;
pub use job::{Done, Job, Listed, Ticket, perform};
pub use keeper::Keeper;
pub use key::{MessageKey, MessageKeyError};
pub use ledger::{Added, Ledger, Overview, Paused, Which};
#[cfg(feature = "metrics")]
pub use metrics::Metrics;
pub use moving::{Move, MoveError, Moved};
pub use new_message::{Content, NewMessage};
pub use outbox::Outbox;
#[cfg(feature = "postgres")]
pub use postgres::{POSTGRES_ROLES, PostgresLedger, enqueue_in, prepared};
pub use rate::Rights;
pub use receipts::{Receipts, Received};
pub use reconciliation::ReconcileError;
pub use role::Role;
pub use secret::LedgerSecret;
pub use sender::{Handled, Sender};
pub use settings::DispatcherSettings;
pub use sqlite::SqliteLedger;
pub use standing::Standing;
pub use tally::Tally;
pub use will::WillError;

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadMe;
