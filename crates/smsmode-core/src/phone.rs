//! Phone numbers, in the international form that the service wants.

use std::fmt;
use std::str::FromStr;

use crate::error::describe_as_error;
use crate::language::{Describe, Language};

/// A phone number in international form without `+`: 7 to 15 digits, such as `33639980011`.
///
/// The French national form and the usual separators are understood. Well formed is enough: whether
/// a number is assigned is for the operator to say. `Display` shows it, `Debug` masks it.
///
/// ```
/// use smsmode_core::PhoneNumber;
///
/// for spelling in ["0639980011", "+33 6 39 98 00 11", "0033 (0)6.39.98.00.11", "33639980011"] {
///     assert_eq!(PhoneNumber::parse(spelling)?.to_string(), "33639980011");
/// }
/// # Ok::<(), smsmode_core::PhoneNumberError>(())
/// ```
///
/// Wire name: `numero`. Sections 3 and 15 of the API document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhoneNumber(u64);

impl PhoneNumber {
    /// Reads a number in any usual spelling.
    ///
    /// - Blanks (also no-break ones), dots, dashes, slashes and brackets are passed over, and `(0)`.
    /// - `+` or `00` begins the international form; without them, digits that do not begin with 0
    ///   are taken as international.
    /// - `0` and nine digits is the French national form; overseas numbers get their own country
    ///   code (`0690…` is Guadeloupe's, +590).
    ///
    /// # Errors
    ///
    /// Whatever is no number: another character, fewer than 7 or more than 15 digits, a national
    /// form that has not ten digits, `330…`.
    pub fn parse(spelling: &str) -> Result<Self, PhoneNumberError> {
        if let Some(number) = Self::plain(spelling.as_bytes()) {
            return Ok(number);
        }
        let digits = Digits::read(spelling)?;
        match digits.significant() {
            ([b'0', national @ ..], false) => Self::national(national),
            (international, _) => Self::international(international),
        }
    }

    /// The number as an integer: the digits of its international form.
    pub fn as_u64(self) -> u64 {
        self.0
    }

    /// The common case without any work: digits in international form, nothing else.
    fn plain(spelling: &[u8]) -> Option<Self> {
        let shape = (MIN_DIGITS..=MAX_DIGITS).contains(&spelling.len())
            && spelling.first() != Some(&b'0')
            && !spelling.starts_with(b"330")
            && spelling.iter().all(u8::is_ascii_digit);
        shape.then(|| Self(value(spelling)))
    }

    fn international(digits: &[u8]) -> Result<Self, PhoneNumberError> {
        if digits.first() == Some(&b'0') || digits.starts_with(b"330") {
            return Err(PhoneNumberError::ZeroAfterCountryCode);
        }
        match digits.len() {
            0 => Err(PhoneNumberError::Empty),
            count if count < MIN_DIGITS => Err(PhoneNumberError::TooShort { digits: count }),
            count if count > MAX_DIGITS => Err(PhoneNumberError::TooLong { digits: count }),
            _ => Ok(Self(value(digits))),
        }
    }

    fn national(digits: &[u8]) -> Result<Self, PhoneNumberError> {
        if digits.len() != 9 || digits.first() == Some(&b'0') {
            return Err(PhoneNumberError::NotNational { digits: digits.len() + 1 });
        }
        let code = OVERSEAS.iter().find(|(prefix, _)| digits.starts_with(prefix.as_bytes()));
        let code =
            if digits.starts_with(FICTION) { 33 } else { code.map_or(33, |(_, code)| *code) };
        Ok(Self(code * 1_000_000_000 + value(digits)))
    }
}

const MIN_DIGITS: usize = 7;
const MAX_DIGITS: usize = 15;

/// France's range for fiction, 06 39 98 XX XX, lies within Mayotte's 0639 and stays in +33.
const FICTION: &[u8] = b"63998";

/// National prefixes (without the 0) whose country code is not 33, by the numbering plan of the
/// French regulator; landlines too, since a voice message may go to one.
const OVERSEAS: &[(&str, u64)] = &[
    ("690", 590), // Guadeloupe, Saint-Martin, Saint-Barthélemy
    ("691", 590),
    ("590", 590),
    ("692", 262), // La Réunion
    ("693", 262),
    ("262", 262),
    ("263", 262),
    ("639", 262), // Mayotte
    ("269", 262),
    ("694", 594), // Guyane
    ("594", 594),
    ("696", 596), // Martinique
    ("697", 596),
    ("596", 596),
];

fn value(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |value, digit| value * 10 + u64::from(digit - b'0'))
}

/// The digits of a spelling; one more than allowed is enough to know that it is too long.
struct Digits {
    ascii: [u8; MAX_DIGITS + 4],
    count: usize,
    plus: bool,
}

impl Digits {
    fn read(spelling: &str) -> Result<Self, PhoneNumberError> {
        let mut read = Self { ascii: [0; MAX_DIGITS + 4], count: 0, plus: false };
        let mut rest = spelling.trim();
        while let Some(ch) = rest.chars().next() {
            let optional_zero = rest.starts_with("(0)") && read.is_international();
            if !optional_zero {
                read.push(ch, spelling.len() - rest.len())?;
            }
            let taken = if optional_zero { 3 } else { ch.len_utf8() };
            rest = rest.get(taken..).unwrap_or_default();
        }
        Ok(read)
    }

    fn push(&mut self, ch: char, position: usize) -> Result<(), PhoneNumberError> {
        match ch {
            '+' if self.count == 0 && !self.plus => self.plus = true,
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' | '.' | '-' | '\u{2011}' | '/'
            | '(' | ')' => {}
            ',' | ';' => return Err(PhoneNumberError::SeveralNumbers),
            '0'..='9' => self.push_digit(ch as u8)?,
            _ => return Err(PhoneNumberError::NotADigit { position }),
        }
        Ok(())
    }

    fn push_digit(&mut self, digit: u8) -> Result<(), PhoneNumberError> {
        let too_long = PhoneNumberError::TooLong { digits: self.count + 1 };
        *self.ascii.get_mut(self.count).ok_or(too_long)? = digit;
        self.count += 1;
        Ok(())
    }

    fn is_international(&self) -> bool {
        self.plus || self.all().starts_with(b"00")
    }

    fn all(&self) -> &[u8] {
        self.ascii.get(..self.count).unwrap_or_default()
    }

    /// The digits after `+` or `00`, and whether there was one.
    fn significant(&self) -> (&[u8], bool) {
        match self.all() {
            digits if self.plus => (digits, true),
            [b'0', b'0', digits @ ..] => (digits, true),
            digits => (digits, false),
        }
    }
}

impl FromStr for PhoneNumber {
    type Err = PhoneNumberError;

    fn from_str(spelling: &str) -> Result<Self, Self::Err> {
        Self::parse(spelling)
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        write!(f, "PhoneNumber({}***)", digits.get(..3).unwrap_or_default())
    }
}

/// Why a spelling is no phone number. Nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PhoneNumberError {
    /// There is no digit at all.
    Empty,
    /// Fewer than 7 digits.
    TooShort {
        /// Number of digits.
        digits: usize,
    },
    /// More than 15 digits.
    TooLong {
        /// Number of digits, counted up to the first that is too many.
        digits: usize,
    },
    /// A character that no phone number has.
    NotADigit {
        /// Its byte offset in the spelling.
        position: usize,
    },
    /// A comma or semicolon: one number at a time.
    SeveralNumbers,
    /// The French national form has ten digits, and its second is not 0.
    NotNational {
        /// Number of digits, the leading 0 included.
        digits: usize,
    },
    /// The 0 of the national form was left in after the country code.
    ZeroAfterCountryCode,
}

impl Describe for PhoneNumberError {
    fn describe(&self, language: Language) -> String {
        let english = language == Language::English;
        match *self {
            Self::Empty if english => "a phone number is empty".to_owned(),
            Self::Empty => "un numéro de téléphone est vide".to_owned(),
            Self::TooShort { digits } if english => {
                format!("a phone number has {digits} digits; the shortest have {MIN_DIGITS}")
            }
            Self::TooShort { digits } => {
                format!("un numéro de téléphone a {digits} chiffres ; les plus courts en ont {MIN_DIGITS}")
            }
            Self::TooLong { digits } if english => {
                format!("a phone number has {digits} digits or more; the longest have {MAX_DIGITS}")
            }
            Self::TooLong { digits } => {
                format!("un numéro de téléphone a au moins {digits} chiffres ; les plus longs en ont {MAX_DIGITS}")
            }
            Self::NotADigit { position } if english => {
                format!("a phone number has something else than a digit at byte {position}")
            }
            Self::NotADigit { position } => {
                format!("un numéro de téléphone contient autre chose qu'un chiffre à l'octet {position}")
            }
            Self::SeveralNumbers if english => {
                "a phone number has a comma or a semicolon; give one number at a time".to_owned()
            }
            Self::SeveralNumbers => {
                "un numéro de téléphone contient une virgule ou un point-virgule ; donnez un numéro à la fois"
                    .to_owned()
            }
            Self::NotNational { digits } if english => format!(
                "a French national number has ten digits and this one has {digits}; begin a foreign number with + or 00"
            ),
            Self::NotNational { digits } => format!(
                "un numéro national français a dix chiffres et celui-ci en a {digits} ; commencez un numéro étranger par + ou 00"
            ),
            Self::ZeroAfterCountryCode if english => {
                "a phone number has a 0 after its country code; leave it out".to_owned()
            }
            Self::ZeroAfterCountryCode => {
                "un numéro de téléphone a un 0 après son indicatif ; supprimez-le".to_owned()
            }
        }
    }
}

describe_as_error!(PhoneNumberError);

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(spelling: &str) -> Result<String, PhoneNumberError> {
        PhoneNumber::parse(spelling).map(|number| number.to_string())
    }

    #[test]
    fn french_spellings_mean_one_number() {
        for spelling in [
            "0639980011",
            "06 39 98 00 11",
            "06.39.98.00.11",
            "06-39-98-00-11",
            "06\u{a0}39\u{202f}98 0011",
            "+33639980011",
            "+33 6 39 98 00 11",
            "+33 (0)6 39 98 00 11",
            "0033639980011",
            "0033(0)639980011",
            "33639980011",
            " 33 639 980 011 ",
        ] {
            assert_eq!(parsed(spelling).as_deref(), Ok("33639980011"), "{spelling}");
        }
    }

    #[test]
    fn overseas_numbers_get_their_own_country_code() {
        for (national, international) in [
            ("0690000000", "590690000000"),
            ("0691000000", "590691000000"),
            ("0692000000", "262692000000"),
            ("0693000000", "262693000000"),
            ("0694000000", "594694000000"),
            ("0696000000", "596696000000"),
            ("0697000000", "596697000000"),
            ("0639000000", "262639000000"),
            ("0596000000", "596596000000"),
        ] {
            assert_eq!(parsed(national).as_deref(), Ok(international));
        }
    }

    #[test]
    fn the_range_for_fiction_stays_in_metropolitan_france() {
        assert_eq!(parsed("0639980000").as_deref(), Ok("33639980000"));
        assert_eq!(parsed("0639970000").as_deref(), Ok("262639970000"));
    }

    #[test]
    fn numbers_printed_in_the_api_document_keep_their_digits() {
        for number in ["3363123456", "33600000000", "99999911", "88888888"] {
            assert_eq!(parsed(number).as_deref(), Ok(number));
        }
        assert_eq!(parsed("0623123457").as_deref(), Ok("33623123457"));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        use PhoneNumberError as E;
        for (spelling, error) in [
            ("", E::Empty),
            ("  ", E::Empty),
            ("+", E::Empty),
            ("123456", E::TooShort { digits: 6 }),
            ("+1234567890123456", E::TooLong { digits: 16 }),
            ("06XXXXXXXXXX", E::NotADigit { position: 2 }),
            ("0639980011é", E::NotADigit { position: 10 }),
            ("0639980011,0639980012", E::SeveralNumbers),
            ("0639980011;", E::SeveralNumbers),
            ("063998001", E::NotNational { digits: 9 }),
            ("06399800111", E::NotNational { digits: 11 }),
            ("+330639980011", E::ZeroAfterCountryCode),
            ("330639980011", E::ZeroAfterCountryCode),
            ("33+639980011", E::NotADigit { position: 2 }),
            ("12345678901234567890123", E::TooLong { digits: 20 }),
        ] {
            assert_eq!(parsed(spelling), Err(error), "{spelling}");
        }
    }

    #[test]
    fn debug_masks_the_number() {
        let number = PhoneNumber::parse("0639980011").unwrap();
        assert_eq!(format!("{number:?}"), "PhoneNumber(336***)");
    }
}
