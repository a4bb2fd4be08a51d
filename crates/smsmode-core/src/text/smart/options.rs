//! What may be replaced, and when.

use crate::text::scan::{GsmCount, Refused};
use crate::text::{WireCharset, gsm7};

/// How a text is made fit.
///
/// By default letters and typography are replaced, if that makes the whole text sendable as GSM in
/// a message of the classes 2 and 4.
///
/// ```
/// use smsmode_core::text::smart::{Level, SmartOptions, When, apply};
///
/// let options = SmartOptions::default().with_level(Level::Symbols).with_when(When::Always);
/// assert_eq!(apply("5 °C ☀", &options).text(), "5 degC ☀");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct SmartOptions {
    pub(super) level: Level,
    pub(super) when: When,
    pub(super) wire: WireCharset,
    pub(super) dropping: bool,
}

impl SmartOptions {
    /// How far replacements may go.
    pub const fn with_level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// When anything is replaced at all.
    pub const fn with_when(mut self, when: When) -> Self {
        self.when = when;
        self
    }

    /// The charset of the request, ISO-8859-15 by default. With it the GSM alphabet lacks its
    /// Greek capitals, `¤` and the form feed; with UTF-8 it is whole.
    pub const fn with_wire_charset(mut self, wire: WireCharset) -> Self {
        self.wire = wire;
        self
    }

    /// Whether to drop what nothing can stand for, emoji above all. Off by default.
    ///
    /// ```
    /// use smsmode_core::text::smart::{SmartOptions, apply};
    ///
    /// let options = SmartOptions::default().with_dropping(true);
    /// assert_eq!(apply("Reçu 😀 !", &options).text(), "Recu  !");
    /// ```
    pub const fn with_dropping(mut self, dropping: bool) -> Self {
        self.dropping = dropping;
        self
    }

    /// The characters that cannot stay, with their places in bytes.
    pub(super) fn refused(self, text: &str) -> Refused<'_> {
        Refused::by(self.wire, text)
    }

    /// Whether the message can carry the character as it is.
    pub(super) const fn keeps(self, ch: char) -> bool {
        match self.wire {
            WireCharset::Latin9 => WireCharset::Latin9.can_carry(ch),
            WireCharset::Utf8 => gsm7::septets(ch).is_some(),
        }
    }

    /// Whether the message can carry a text of GSM as it is.
    pub(super) fn sends(self, count: GsmCount) -> bool {
        self.wire == WireCharset::Utf8 || !count.beyond_latin9
    }
}

impl Default for SmartOptions {
    fn default() -> Self {
        Self {
            level: Level::Letters,
            when: When::IfItMakesTheTextGsm,
            wire: WireCharset::Latin9,
            dropping: false,
        }
    }
}

/// How far replacements may go; each level includes those before it.
/// The numbers are those of the generated table. A letter and a combining
/// accent that are one character of the alphabet are composed at every level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[repr(u16)]
pub enum Level {
    /// What looks nearly the same: quotation marks, dashes, spaces, bullets; what nobody sees is
    /// left out.
    Typography = 1,
    /// Letters without their accents, ligatures as two letters.
    Letters = 2,
    /// Signs that can be written in characters: `°` is `deg`, `→` is `->`.
    Symbols = 3,
}

impl Level {
    /// The name for programs: `typography`, `letters` or `symbols`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Typography => "typography",
            Self::Letters => "letters",
            Self::Symbols => "symbols",
        }
    }
}

/// When anything is replaced at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum When {
    /// Only if the text then takes fewer segments.
    OnlyIfItSavesASegment,
    /// Only if then the whole text can be sent as GSM.
    IfItMakesTheTextGsm,
    /// Wherever something can be replaced.
    Always,
}

impl When {
    /// The name for programs: `saves_a_segment`, `makes_gsm` or `always`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnlyIfItSavesASegment => "saves_a_segment",
            Self::IfItMakesTheTextGsm => "makes_gsm",
            Self::Always => "always",
        }
    }
}
