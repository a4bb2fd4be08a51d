//! How a text may be treated, and in what class of message it then goes out.

use super::smart::SmartOptions;
use super::{Alphabet, WireCharset};

/// How a text may be treated before it is sent.
///
/// ```
/// use smsmode_core::text::smart::SmartOptions;
/// use smsmode_core::text::{PlanOptions, TextMode, plan};
///
/// let shown = |mode| plan("Forêt", &PlanOptions::default().with_mode(mode)).text().to_owned();
/// assert_eq!(shown(TextMode::Exact), "For?t");
/// assert_eq!(shown(TextMode::Smart(SmartOptions::default())), "Foret");
/// assert_eq!(shown(TextMode::Unicode), "Forêt");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TextMode {
    /// As GSM (class 2, or 4 with replies), with nothing changed. The default of the libraries.
    #[default]
    Exact,
    /// As GSM (class 2, or 4 with replies), after [`smart::apply`](super::smart::apply) where that
    /// makes the whole text sendable; else nothing is changed.
    ///
    /// Whatever the options say of the charset of the request, it is that of the class,
    /// ISO-8859-15.
    Smart(SmartOptions),
    /// As Unicode (class 9), as it is written: 70 units instead of 160.
    Unicode,
}

impl TextMode {
    /// The name for programs: `exact`, `smart` or `unicode`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Smart(_) => "smart",
            Self::Unicode => "unicode",
        }
    }

    pub(super) const fn alphabet(self) -> Alphabet {
        match self {
            Self::Exact | Self::Smart(_) => Alphabet::Gsm7,
            Self::Unicode => Alphabet::Ucs2,
        }
    }

    pub(super) const fn wire_charset(self) -> WireCharset {
        match self {
            Self::Exact | Self::Smart(_) => WireCharset::Latin9,
            Self::Unicode => WireCharset::Utf8,
        }
    }
}
