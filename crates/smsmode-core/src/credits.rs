//! Credits: decimals, never binary floats.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::error::describe_as_error;
use crate::language::{Describe, Language};

/// A number of credits, as the service counts them: a decimal, negative on a post-paid account.
///
/// ```
/// use smsmode_core::Credits;
///
/// assert_eq!("212.5".parse::<Credits>()?.to_string(), "212.5");
/// assert_eq!("1.0E7".parse::<Credits>()?.to_string(), "10000000");
/// assert!("-3".parse::<Credits>()?.is_negative());
/// # Ok::<(), smsmode_core::CreditsError>(())
/// ```
///
/// Sections 5 and 10 of the API document. Integers, decimals, signs and exponents occur (grade A).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Credits(Decimal);

impl Credits {
    /// This many credits.
    pub fn new(credits: Decimal) -> Self {
        Self(credits)
    }

    /// The decimal.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// Whether the account is in debt, as post-paid accounts are.
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }
}

impl FromStr for Credits {
    type Err = CreditsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim_matches(|ch: char| ch.is_ascii_whitespace());
        let digits =
            text.strip_prefix('+').filter(|rest| !rest.starts_with(['+', '-'])).unwrap_or(text);
        let decimal = if digits.contains(['e', 'E']) {
            Decimal::from_scientific(digits)
        } else {
            Decimal::from_str_exact(digits)
        };
        decimal.map(|decimal| Self(decimal.normalize())).map_err(|_| CreditsError::NotANumber)
    }
}

impl fmt::Display for Credits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whole credits, at least 1: what can be transferred.
///
/// ```
/// use smsmode_core::{CreditsError, WholeCredits};
///
/// assert_eq!("12".parse::<WholeCredits>()?.get(), 12);
/// assert_eq!("1.5".parse::<WholeCredits>(), Err(CreditsError::NotWhole));
/// assert_eq!(WholeCredits::new(0), Err(CreditsError::Zero));
/// # Ok::<(), CreditsError>(())
/// ```
///
/// Wire name: `creditAmount`. Section 7 of the API document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WholeCredits(u32);

impl WholeCredits {
    /// This many credits.
    ///
    /// # Errors
    ///
    /// [`CreditsError::Zero`].
    pub fn new(credits: u32) -> Result<Self, CreditsError> {
        if credits == 0 { Err(CreditsError::Zero) } else { Ok(Self(credits)) }
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl FromStr for WholeCredits {
    type Err = CreditsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let credits = text.parse::<Credits>()?.decimal();
        if credits.is_zero() {
            return Err(CreditsError::Zero);
        }
        if !credits.is_integer() {
            return Err(CreditsError::NotWhole);
        }
        u32::try_from(credits).map(Self).map_err(|_| CreditsError::OutOfRange)
    }
}

impl fmt::Display for WholeCredits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a text is no number of credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CreditsError {
    /// No decimal number.
    NotANumber,
    /// A fraction where only whole credits are possible.
    NotWhole,
    /// Zero where at least one credit is needed.
    Zero,
    /// Negative, or more than 4,294,967,295, where credits are to be transferred.
    OutOfRange,
}

impl Describe for CreditsError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::NotANumber => {
                ("the number of credits is no number", "le nombre de crédits n'est pas un nombre")
            }
            Self::NotWhole => (
                "only whole credits can be transferred",
                "seuls des crédits entiers peuvent être transférés",
            ),
            Self::Zero => ("at least one credit is needed", "il faut au moins un crédit"),
            Self::OutOfRange => (
                "the number of credits is negative or too large",
                "le nombre de crédits est négatif ou trop grand",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

describe_as_error!(CreditsError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_balance_is_read() {
        for (text, credits) in [
            ("212.5", "212.5"),
            ("32.0", "32"),
            ("32", "32"),
            ("-17.25", "-17.25"),
            ("+4", "4"),
            ("1.0E7", "10000000"),
            ("1.5e-1", "0.15"),
            (" 0 ", "0"),
            ("-0.0", "0"),
        ] {
            assert_eq!(text.parse::<Credits>().unwrap().to_string(), credits, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "+", "1,5", "12 credits", "NaN", "1e", "0x10", "+-1", "1e99999", "--1"] {
            assert_eq!(text.parse::<Credits>(), Err(CreditsError::NotANumber), "{text}");
        }
    }

    #[test]
    fn only_whole_credits_can_be_transferred() {
        assert_eq!("0".parse::<WholeCredits>(), Err(CreditsError::Zero));
        assert_eq!("1.5".parse::<WholeCredits>(), Err(CreditsError::NotWhole));
        assert_eq!("-1".parse::<WholeCredits>(), Err(CreditsError::OutOfRange));
        assert_eq!("12.0".parse::<WholeCredits>().unwrap().get(), 12);
    }
}
