//! What becomes of a message that must be neither lost nor sent twice: the rules alone.
//!
//! An outbox stores each message with its [`Progress`], tells [`decide`] what happened, and stores
//! the [`Decision`] before it does anything. Nothing here reads a clock, a file or a network.
//!
//! ```
//! use smsmode_core::Timestamp;
//! use smsmode_core::outbox::{Answer, Event, Moment, Progress, Rules, State, Terms, decide};
//!
//! let (rules, terms) = (Rules::default(), Terms::default());
//! let now = Timestamp::from_unix_seconds(1_795_353_900);
//! let moment = Moment { now, random: 0, rules: &rules, terms: &terms };
//! let lease_until = now.plus_seconds(60);
//!
//! let queued = Progress::queued(now);
//! let claimed = decide(&queued, &Event::Claim { lease_until }, &moment)?.next;
//! let submit = Event::Submit { fence: claimed.fence, lease_until };
//! let submitting = decide(&claimed, &submit, &moment)?.next; // stored before the first byte leaves
//! let answered = Event::Answered { fence: submitting.fence, answer: Answer::Unknown };
//! let unknown = decide(&submitting, &answered, &moment)?.next;
//! assert_eq!(unknown.state(), State::Unknown);
//! assert!(decide(&unknown, &Event::Claim { lease_until }, &moment).is_err()); // never again blindly
//! # Ok::<(), smsmode_core::outbox::Refused>(())
//! ```
//!
//! | you want to | look at |
//! |---|---|
//! | know where a message stands | [`State`], [`Progress`], [`Stage`] |
//! | say what happened | [`Event`], [`Answer`], [`Verdict`] |
//! | know what follows | [`decide`], [`Decision`], [`Refused`] |
//! | mark an attempt so that its receipts prove it | [`OutboxId`], [`ReferenceKey`] |
//! | find a message of unknown fate | [`reconcile`] |
//! | set how long things wait | [`Rules`], [`BackOff`], [`next_poll`] |

mod answer;
mod attempt;
mod back_off;
mod base32;
mod decide;
mod disproved;
mod event;
mod id;
mod polling;
mod progress;
mod reconcile;
mod reference;
mod refused;
mod rules;
mod state;

pub use answer::Answer;
pub use attempt::{Attempt, AttemptError};
pub use back_off::BackOff;
pub use decide::{Decision, Moment, Pause, decide};
pub use disproved::disproved;
pub use event::{Event, EventKind, Verdict};
pub use id::{OutboxId, OutboxIdError};
pub use polling::next_poll;
pub use progress::{Evidence, Fence, KnownId, Look, ParkedBecause, Progress, Sent, Stage};
pub use reconcile::{DateTolerance, Fate, Listing, SentText, Sought, reconcile};
pub use reference::{ForeignReference, ReferenceKey};
pub use refused::Refused;
pub use rules::{Guarantee, Rules, Terms};
pub use state::{State, StateError};

#[cfg(test)]
mod simulation;
