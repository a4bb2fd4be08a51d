//! The text of a message, checked before anything is sent.

use std::fmt;

use crate::error::{InvalidInput, OutsideAlphabet};
use crate::message_class::MessageClass;
use crate::sender::Sender;
use crate::text::{Alphabet, At, SegmentLimit, WireCharset, analyse, outside_wire};

/// A text that the ordinary message classes carry without loss.
///
/// Nothing but the GSM alphabet, less the ten Greek capitals, the currency sign and the form feed;
/// whatever else would arrive as `?`. `Debug` shows only how long it is.
///
/// ```
/// use smsmode_core::{GsmText, InvalidInput};
///
/// assert_eq!(GsmText::new("Votre commande est arrivée")?.segments(), 1);
/// let Err(InvalidInput::OutsideAlphabet(refused)) = GsmText::new("Ça a été reçu") else { panic!() };
/// assert_eq!(refused.characters()[0].ch, 'ç');
/// # Ok::<(), InvalidInput>(())
/// ```
///
/// Section 3 of the API document, "caractères et encodage".
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct GsmText(Checked);

/// A text of any characters, sent as Unicode: 70 units to a segment instead of 160.
///
/// NUL and ESC cannot be sent at all. `Debug` shows only how long it is.
///
/// ```
/// use smsmode_core::UnicodeText;
///
/// assert_eq!(UnicodeText::new("Ça a été reçu 😀")?.units(), 16);
/// # Ok::<(), smsmode_core::InvalidInput>(())
/// ```
///
/// Section 16 of the API document.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnicodeText(Checked);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Checked {
    text: String,
    units: usize,
    segments: u32,
}

macro_rules! checked_text {
    ($name:ident, $charset:expr, $alphabet:expr) => {
        impl $name {
            /// A text of at least one character and at most five segments.
            ///
            /// # Errors
            ///
            /// [`InvalidInput::EmptyText`]; [`InvalidInput::OutsideAlphabet`] with every character
            /// that would be lost; [`InvalidInput::TooManySegments`].
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidInput> {
                Self::unlimited(text)?.0.at_most(SegmentLimit::default()).map(Self)
            }

            /// A text that the service may cut: of any length.
            ///
            /// # Errors
            ///
            /// As [`new`](Self::new), but for the length.
            pub fn unlimited(text: impl Into<String>) -> Result<Self, InvalidInput> {
                Checked::new(text.into(), $charset, $alphabet).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0.text
            }

            /// Its length in units of its alphabet.
            pub fn units(&self) -> usize {
                self.0.units
            }

            /// How many segments it takes, without any STOP text.
            pub fn segments(&self) -> u32 {
                self.0.segments
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({} units)", stringify!($name), self.0.units)
            }
        }
    };
}

checked_text!(GsmText, WireCharset::Latin9, Alphabet::Gsm7);
checked_text!(UnicodeText, WireCharset::Utf8, Alphabet::Ucs2);

impl Checked {
    fn new(text: String, charset: WireCharset, alphabet: Alphabet) -> Result<Self, InvalidInput> {
        if text.trim().is_empty() {
            return Err(InvalidInput::EmptyText);
        }
        let outside: Vec<At> = outside_wire(&text, charset).collect();
        if !outside.is_empty() {
            return Err(OutsideAlphabet::new(outside, charset).into());
        }
        let analysis = match alphabet {
            Alphabet::Gsm7 => analyse(&text),
            Alphabet::Ucs2 => crate::text::analyse_as_ucs2(&text),
        };
        let (units, segments) = (analysis.units(), analysis.segments());
        Ok(Self { text, units, segments })
    }

    fn at_most(self, limit: SegmentLimit) -> Result<Self, InvalidInput> {
        check_segments(self.segments, limit)?;
        Ok(self)
    }
}

pub(crate) fn check_segments(needed: u32, limit: SegmentLimit) -> Result<(), InvalidInput> {
    let allowed = u32::from(limit.get());
    if needed > allowed { Err(InvalidInput::TooManySegments { needed, allowed }) } else { Ok(()) }
}

/// A text together with what its class allows: combinations that the service excludes cannot be
/// written.
///
/// Wire name: `classe_msg`. Sections 3, 13 and 16 of the API document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// An ordinary message (class 2), with a personal sender or the service's own.
    Standard {
        /// The text.
        text: GsmText,
        /// Whom it seems to come from.
        sender: Option<Sender>,
    },
    /// A message that can be answered (class 4): it comes from a number, so it has no sender.
    ReplyAllowed {
        /// The text.
        text: GsmText,
    },
    /// A Unicode message (class 9), with a personal sender or the service's own.
    Unicode {
        /// The text.
        text: UnicodeText,
        /// Whom it seems to come from.
        sender: Option<Sender>,
    },
}

impl Message {
    /// An ordinary message or one that can be answered, where a caller can ask for anything.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::SenderWithReplies`].
    pub fn gsm(text: GsmText, sender: Option<Sender>, replies: bool) -> Result<Self, InvalidInput> {
        match (sender, replies) {
            (Some(_), true) => Err(InvalidInput::SenderWithReplies),
            (None, true) => Ok(Self::ReplyAllowed { text }),
            (sender, false) => Ok(Self::Standard { text, sender }),
        }
    }

    /// A Unicode message, where a caller can ask for anything.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::RepliesWithUnicode`].
    pub fn unicode(
        text: UnicodeText,
        sender: Option<Sender>,
        replies: bool,
    ) -> Result<Self, InvalidInput> {
        if replies {
            Err(InvalidInput::RepliesWithUnicode)
        } else {
            Ok(Self::Unicode { text, sender })
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        match self {
            Self::Standard { text, .. } | Self::ReplyAllowed { text } => text.as_str(),
            Self::Unicode { text, .. } => text.as_str(),
        }
    }

    /// The personal sender.
    pub fn sender(&self) -> Option<&Sender> {
        match self {
            Self::Standard { sender, .. } | Self::Unicode { sender, .. } => sender.as_ref(),
            Self::ReplyAllowed { .. } => None,
        }
    }

    /// The class.
    pub const fn class(&self) -> MessageClass {
        match self {
            Self::Standard { .. } => MessageClass::Standard,
            Self::ReplyAllowed { .. } => MessageClass::ReplyAllowed,
            Self::Unicode { .. } => MessageClass::Unicode,
        }
    }

    /// The alphabet in which it goes over the air.
    pub fn alphabet(&self) -> Alphabet {
        match self {
            Self::Unicode { .. } => Alphabet::Ucs2,
            _ => Alphabet::Gsm7,
        }
    }

    /// The charset in which it goes to the service.
    pub fn wire_charset(&self) -> WireCharset {
        match self {
            Self::Unicode { .. } => WireCharset::Utf8,
            _ => WireCharset::Latin9,
        }
    }

    /// How many segments the text takes, without any STOP text.
    pub fn segments(&self) -> u32 {
        match self {
            Self::Standard { text, .. } | Self::ReplyAllowed { text } => text.segments(),
            Self::Unicode { text, .. } => text.segments(),
        }
    }
}

impl From<GsmText> for Message {
    fn from(text: GsmText) -> Self {
        Self::Standard { text, sender: None }
    }
}

impl From<UnicodeText> for Message {
    fn from(text: UnicodeText) -> Self {
        Self::Unicode { text, sender: None }
    }
}

impl GsmText {
    /// This text with a personal sender.
    pub fn sent_by(self, sender: Sender) -> Message {
        Message::Standard { text: self, sender: Some(sender) }
    }

    /// This text as a message that can be answered.
    pub fn with_replies(self) -> Message {
        Message::ReplyAllowed { text: self }
    }
}

impl UnicodeText {
    /// This text with a personal sender.
    pub fn sent_by(self, sender: Sender) -> Message {
        Message::Unicode { text: self, sender: Some(sender) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_text_is_refused() {
        assert_eq!(GsmText::new(""), Err(InvalidInput::EmptyText));
        assert_eq!(UnicodeText::new(" \n"), Err(InvalidInput::EmptyText));
    }

    #[test]
    fn every_lost_character_is_named() {
        let Err(InvalidInput::OutsideAlphabet(refused)) = GsmText::new("Forêt reçue") else {
            panic!()
        };
        let found: Vec<_> = refused.characters().iter().map(|at| (at.scalar, at.ch)).collect();
        assert_eq!(found, [(3, 'ê'), (8, 'ç')]);
    }

    #[test]
    fn more_than_five_segments_are_refused_unless_a_cut_is_allowed() {
        let long = "a".repeat(766);
        let refused = GsmText::new(long.clone());
        assert_eq!(refused, Err(InvalidInput::TooManySegments { needed: 6, allowed: 5 }));
        assert_eq!(GsmText::unlimited(long).unwrap().segments(), 6);
        assert!(GsmText::new("a".repeat(765)).is_ok());
    }

    #[test]
    fn a_gsm_text_sent_as_unicode_counts_as_unicode() {
        let text = UnicodeText::new("a".repeat(71)).unwrap();
        assert_eq!((text.units(), text.segments()), (71, 2));
    }

    #[test]
    fn debug_shows_no_text() {
        let message = GsmText::new("Bonjour Maman").unwrap().with_replies();
        assert_eq!(format!("{message:?}"), "ReplyAllowed { text: GsmText(13 units) }");
    }
}
