//! How a text may be treated before it is sent.

use smsmode_http::text::smart::{Level, SmartOptions, When};
use smsmode_http::text::{self, PlanOptions, SegmentLimit, TextMode};
use smsmode_http::{GsmText, InvalidInput};

use crate::fault::Fault;

/// The text is sent as it is; what GSM cannot hold is refused.
pub const SMSMODE_MODE_EXACT: i32 = 1;
/// What GSM cannot hold is replaced as the level allows; what is then left is refused.
pub const SMSMODE_MODE_SMART: i32 = 2;
/// The text is sent as it is, in UCS-2.
pub const SMSMODE_MODE_UNICODE: i32 = 3;

/// Quotes, dashes, blanks: what changes no letter.
pub const SMSMODE_LEVEL_TYPOGRAPHY: i32 = 1;
/// Also letters that lose an accent.
pub const SMSMODE_LEVEL_LETTERS: i32 = 2;
/// Also symbols that become words or other signs.
pub const SMSMODE_LEVEL_SYMBOLS: i32 = 3;

/// Replace only if the whole text then is GSM.
pub const SMSMODE_WHEN_IT_MAKES_GSM: i32 = 1;
/// Replace only if it saves a segment.
pub const SMSMODE_WHEN_IT_SAVES_A_SEGMENT: i32 = 2;
/// Replace whatever can be.
pub const SMSMODE_WHEN_ALWAYS: i32 = 3;

/// A mode of C and, beside it, how smart it is if it is.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Treatment {
    pub(crate) mode: Mode,
    pub(crate) smart: SmartOptions,
}

impl Treatment {
    /// The text after replacement. What nothing can stand for is named alone in the error.
    pub(crate) fn gsm_text(self, text: &str, limit: SegmentLimit) -> Result<GsmText, InvalidInput> {
        let options = PlanOptions::default().with_mode(self.into()).with_max_segments(limit);
        let plan = text::plan(text, &options);
        match (plan.refusal(), plan.cut()) {
            (Some(refusal), _) => Err(refusal.into()),
            (None, Some(_)) => Err(InvalidInput::TooManySegments {
                needed: plan.whole_segments(),
                allowed: limit.get().into(),
            }),
            (None, None) => GsmText::new(plan.text()),
        }
    }
}

/// A mode without its options.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum Mode {
    #[default]
    Exact,
    Smart,
    Unicode,
}

impl Mode {
    pub(crate) fn new(mode: i32) -> Result<Self, Fault> {
        match mode {
            SMSMODE_MODE_EXACT => Ok(Self::Exact),
            SMSMODE_MODE_SMART => Ok(Self::Smart),
            SMSMODE_MODE_UNICODE => Ok(Self::Unicode),
            value => Err(Fault::Constant { argument: "mode", value }),
        }
    }

    /// A mode of what goes out in GSM only.
    pub(crate) fn in_gsm(mode: i32) -> Result<Self, Fault> {
        match Self::new(mode)? {
            Self::Unicode => Err(Fault::Constant { argument: "mode", value: mode }),
            gsm => Ok(gsm),
        }
    }
}

impl From<Treatment> for TextMode {
    fn from(treatment: Treatment) -> Self {
        match treatment.mode {
            Mode::Exact => Self::Exact,
            Mode::Smart => Self::Smart(treatment.smart),
            Mode::Unicode => Self::Unicode,
        }
    }
}

pub(crate) fn level(level: i32) -> Result<Level, Fault> {
    match level {
        SMSMODE_LEVEL_TYPOGRAPHY => Ok(Level::Typography),
        SMSMODE_LEVEL_LETTERS => Ok(Level::Letters),
        SMSMODE_LEVEL_SYMBOLS => Ok(Level::Symbols),
        value => Err(Fault::Constant { argument: "level", value }),
    }
}

pub(crate) fn when(when: i32) -> Result<When, Fault> {
    match when {
        SMSMODE_WHEN_IT_MAKES_GSM => Ok(When::IfItMakesTheTextGsm),
        SMSMODE_WHEN_IT_SAVES_A_SEGMENT => Ok(When::OnlyIfItSavesASegment),
        SMSMODE_WHEN_ALWAYS => Ok(When::Always),
        value => Err(Fault::Constant { argument: "when", value }),
    }
}
