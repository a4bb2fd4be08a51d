//! What a plan must know beside the text.

use thiserror::Error;

use super::{Alphabet, OptOut, TextMode, WireCharset};
use crate::language::{Describe, Language};
use crate::message_class::MessageClass;

/// How a message is going to be sent.
///
/// ```
/// use smsmode_core::text::smart::SmartOptions;
/// use smsmode_core::text::{Channel, OptOut, PlanOptions, SegmentLimit, TextMode};
///
/// let options = PlanOptions::default()
///     .with_mode(TextMode::Smart(SmartOptions::default()))
///     .with_max_segments(SegmentLimit::try_from(2)?)
///     .with_opt_out(OptOut::Always)
///     .with_recipients(1_200)
///     .with_personal_sender(true)
///     .with_channel(Channel::Marketing);
/// # Ok::<(), smsmode_core::text::SegmentLimitError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PlanOptions {
    pub(super) mode: TextMode,
    pub(super) replies: bool,
    pub(super) max_segments: SegmentLimit,
    pub(super) opt_out: Option<OptOut>,
    pub(super) stop_units: u8,
    pub(super) recipients: Option<usize>,
    pub(super) personal_sender: bool,
    pub(super) channel: Option<Channel>,
}

impl PlanOptions {
    /// How the text may be treated, and with that the class of the message.
    /// [`TextMode::Exact`] by default.
    #[doc(alias = "classe_msg")]
    pub const fn with_mode(mut self, mode: TextMode) -> Self {
        self.mode = mode;
        self
    }

    /// Whether people can answer. Off by default; a message in Unicode cannot be answered.
    pub const fn with_replies(mut self, replies: bool) -> Self {
        self.replies = replies;
        self
    }

    /// The most segments that the service sends; it cuts the text there. 5 by default.
    #[doc(alias = "nbr_msg")]
    pub const fn with_max_segments(mut self, max_segments: SegmentLimit) -> Self {
        self.max_segments = max_segments;
        self
    }

    /// Asks the service to append its STOP mention. Not asked by default.
    #[doc(alias = "stop")]
    pub const fn with_opt_out(mut self, opt_out: OptOut) -> Self {
        self.opt_out = Some(opt_out);
        self
    }

    /// The length of the STOP mention. 11 by default, a blank and `STOP 36034`; the service may
    /// change its short code.
    pub const fn with_stop_units(mut self, stop_units: u8) -> Self {
        self.stop_units = stop_units;
        self
    }

    /// The number of recipients. Unknown by default, as for a contact group.
    pub const fn with_recipients(mut self, recipients: usize) -> Self {
        self.recipients = Some(recipients);
        self
    }

    /// Whether the message has a sender of its own instead of a short code. Off by default.
    pub const fn with_personal_sender(mut self, personal_sender: bool) -> Self {
        self.personal_sender = personal_sender;
        self
    }

    /// The channel of the account, which no call tells. Unknown by default.
    pub const fn with_channel(mut self, channel: Channel) -> Self {
        self.channel = Some(channel);
        self
    }

    /// How the text may be treated.
    pub const fn mode(&self) -> TextMode {
        self.mode
    }

    pub(super) const fn class(&self) -> MessageClass {
        match (self.mode, self.replies) {
            (TextMode::Unicode, _) => MessageClass::Unicode,
            (_, true) => MessageClass::ReplyAllowed,
            (_, false) => MessageClass::Standard,
        }
    }

    pub(super) const fn alphabet(&self) -> Alphabet {
        self.mode.alphabet()
    }

    pub(super) const fn wire_charset(&self) -> WireCharset {
        self.mode.wire_charset()
    }
}

impl Default for PlanOptions {
    fn default() -> Self {
        Self {
            mode: TextMode::default(),
            replies: false,
            max_segments: SegmentLimit::default(),
            opt_out: None,
            stop_units: 11,
            recipients: None,
            personal_sender: false,
            channel: None,
        }
    }
}

/// The most segments of a message that the service sends: 1 to 5.
///
/// ```
/// use smsmode_core::text::SegmentLimit;
///
/// assert_eq!(SegmentLimit::default().get(), 5);
/// assert!(SegmentLimit::try_from(6).is_err());
/// ```
#[doc(alias = "nbr_msg")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentLimit(u8);

impl SegmentLimit {
    /// The number, 1 to 5.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Default for SegmentLimit {
    fn default() -> Self {
        Self(5)
    }
}

impl TryFrom<u8> for SegmentLimit {
    type Error = SegmentLimitError;

    fn try_from(segments: u8) -> Result<Self, SegmentLimitError> {
        match segments {
            1..=5 => Ok(Self(segments)),
            _ => Err(SegmentLimitError { segments }),
        }
    }
}

impl From<SegmentLimit> for u8 {
    fn from(limit: SegmentLimit) -> Self {
        limit.0
    }
}

/// A number of segments that the service does not accept as a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error("the most segments of a message must be 1 to 5, not {segments}")]
#[non_exhaustive]
pub struct SegmentLimitError {
    /// The number.
    pub segments: u8,
}

impl Describe for SegmentLimitError {
    fn describe(&self, language: Language) -> String {
        let Self { segments } = self;
        language.pick(
            self.to_string(),
            format!("le nombre maximal de segments va de 1 à 5, {segments} est refusé"),
        )
    }
}

/// The channel of an account, a setting that the service makes for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// The default: any text, at lower priority.
    Marketing,
    /// High priority, no commercial text.
    Notifications,
}

impl Channel {
    /// The name for programs: `marketing` or `notifications`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Marketing => "marketing",
            Self::Notifications => "notifications",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_to_five_segments_are_a_limit() {
        for segments in 0..=u8::MAX {
            let limit = SegmentLimit::try_from(segments);
            assert_eq!(limit.is_ok(), (1..=5).contains(&segments), "{segments}");
            assert!(limit.is_err() || limit.map(u8::from) == Ok(segments));
        }
    }
}
