//! Hostility on request: what goes wrong, for which call, how often.

mod book;
mod chance;
mod profile;
mod raw_answer;
mod rule;
mod short_form;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use smsmode_core::RefusalCode;

use crate::AnswerCharset;
pub(crate) use book::{FaultBook, Plan};
pub use chance::{ChanceError, Probability, Sigma};
pub use profile::{FaultError, FaultProfile};
pub use raw_answer::{RawAnswer, RawBody};
pub use rule::FaultRule;
pub use short_form::ShortFormError;

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
    /// The answer comes late, as networks are: mostly a little, sometimes a lot.
    LogNormalDelay {
        /// Half of the answers are not as late.
        median_milliseconds: u64,
        /// The spread, of the logarithm: with 0.5, one answer in ten takes twice the median.
        sigma: Sigma,
    },
    /// The connection is reset before anything is read. Counts connections, whatever they carry, so
    /// it cannot be for one call.
    CloseBeforeReading,
    /// The request is read and not done; the connection ends without an answer.
    CloseBeforeStoring {
        /// How it ends; by a reset unless said otherwise.
        #[serde(default)]
        ending: Ending,
    },
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
    /// The call is done and answered without a length: only the end of the connection ends the body.
    WithoutLength,
    /// The call is done and answered byte by byte, head and body; then the connection ends.
    Trickle {
        /// The pause before each byte: 100 unless said otherwise.
        #[serde(default = "usual_pause")]
        milliseconds: u64,
    },
    /// The call is done and answered by bytes that are no HTTP; then the connection ends.
    Garbage,
    /// A proxy answers with HTTP 502 and a page in HTML; nothing is done.
    BadGateway,
    /// Something answers with HTTP 429; nothing is done.
    TooManyRequests {
        /// The seconds of `Retry-After`: 7 unless said otherwise.
        #[serde(default = "usual_retry_after")]
        retry_after: u32,
    },
    /// Something else answers, in place of the service or after it.
    Answer(RawAnswer),
    /// The answer is in this charset, whatever the switch says.
    AnswerCharset {
        /// The charset.
        charset: AnswerCharset,
    },
    /// The last receipt of each recipient of a send is made twice.
    DuplicateCallbacks,
    /// The last receipt of each recipient of a send is made before the others.
    ReorderedCallbacks,
}

fn usual_pause() -> u64 {
    100
}

fn usual_retry_after() -> u32 {
    7
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

    /// Whether the service never does what was asked for.
    pub(crate) fn is_in_place_of_the_service(&self) -> bool {
        match self {
            Self::CloseBeforeStoring { .. } | Self::BadGateway | Self::TooManyRequests { .. } => {
                true
            }
            Self::Answer(answer) => !answer.after_accepting,
            _ => false,
        }
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
