//! Hostility on request: what goes wrong, for which call, how often.

mod book;
mod raw_answer;
mod rule;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use smsmode_core::RefusalCode;

pub(crate) use book::{FaultBook, Plan};
pub use raw_answer::{RawAnswer, RawBody};
pub use rule::FaultRule;

/// Something that goes wrong.
///
/// In JSON it is an object with a `kind`: `{"kind":"refuse","code":33}`, `{"kind":"stall"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Fault {
    /// The service says no, and does nothing.
    Refuse {
        /// The refusal code: 31, 32, 33, 35, 41, 50, 61, or any other number.
        code: u16,
    },
    /// The answer comes late. The call is done at once.
    Delay {
        /// How late.
        milliseconds: u64,
    },
    /// The connection is reset before anything is read. Counts connections, whatever they carry, so
    /// it cannot be for one call.
    CloseBeforeReading,
    /// The call is done, then the connection ends without an answer.
    CloseAfterAccepting {
        /// How it ends; by a reset unless said otherwise.
        #[serde(default)]
        ending: Ending,
    },
    /// The call is done, its answer announced in full length and cut.
    CutAnswer {
        /// So many bytes of the body arrive; unless said otherwise, all up to the first pipe.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bytes: Option<usize>,
    },
    /// The call is done and never answered.
    Stall,
    /// Something else answers, in place of the service or after it.
    Answer(RawAnswer),
    /// The call is done and answered without a length: only the end of the connection ends the body.
    WithoutLength,
}

impl Fault {
    /// A refusal with this code.
    pub fn refuse(code: RefusalCode) -> Self {
        Self::Refuse { code: code.code() }
    }

    /// An answer that comes so late.
    pub fn delay(delay: Duration) -> Self {
        Self::Delay { milliseconds: u64::try_from(delay.as_millis()).unwrap_or(u64::MAX) }
    }

    /// The call is done, then the connection is reset.
    pub fn reset_after_accepting() -> Self {
        Self::CloseAfterAccepting { ending: Ending::Reset }
    }

    /// The call is done and the answer cut after `0 |`.
    pub fn cut_after_the_code() -> Self {
        Self::CutAnswer { bytes: None }
    }
}

/// How a connection ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Ending {
    /// By a TCP reset.
    #[default]
    Reset,
    /// By an orderly close.
    Close,
}
