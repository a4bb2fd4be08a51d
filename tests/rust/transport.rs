//! What becomes of a call on a hostile network: the tables of the transport, row by row.
//!
//! Its inner workings lean on a module of ureq that no version number promises to keep: these tests
//! say whether a new version still behaves.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod hostile;

#[path = "transport/answers.rs"]
mod answers;
#[path = "transport/given_up.rs"]
mod given_up;
#[path = "transport/in_flight.rs"]
mod in_flight;
#[path = "transport/late_delivery.rs"]
mod late_delivery;
#[path = "transport/not_sent.rs"]
mod not_sent;
#[path = "transport/pool.rs"]
mod pool;
#[path = "transport/proxies.rs"]
mod proxies;
#[path = "transport/queries.rs"]
mod queries;
#[path = "transport/repeats.rs"]
mod repeats;
