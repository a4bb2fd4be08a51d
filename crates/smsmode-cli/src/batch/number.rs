//! Phone numbers, also those that a spreadsheet took for amounts.

use smsmode_http::{PhoneNumber, PhoneNumberError};

use super::bad_line::BadLineReason;

/// What a spreadsheet did to a number, which only one number can have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Repair {
    /// `612345678`: the leading zero is lost.
    LostZero,
    /// `33612345678.0`: it has decimals.
    Decimals,
    /// `="0612345678"` or `'0612345678`: it is wrapped so as not to be an amount.
    Wrapped,
}

impl Repair {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::LostZero, Self::Decimals, Self::Wrapped];
}

/// Reads a number; what is repaired is told, and what could be two numbers is refused.
pub(super) fn read(field: &str) -> Result<(PhoneNumber, Option<Repair>), BadLineReason> {
    let field = field.trim();
    if is_plain(field) {
        return Ok((PhoneNumber::parse(field)?, None));
    }
    let (field, unwrapped) = unwrap(field);
    if is_scientific(field) {
        return Err(BadLineReason::ScientificNotation);
    }
    let (field, rounded) = without_decimals(field)?;
    let (number, completed) = complete(field)?;
    Ok((number, completed.or(rounded).or(unwrapped)))
}

/// Reads a number that only one person can be meant by, also one that a spreadsheet changed.
pub(crate) fn without_doubt(field: &str) -> Option<PhoneNumber> {
    read(field).ok().map(|(number, _)| number)
}

/// Whether a first field is meant to be a number, and no name of a column.
pub(super) fn is_meant_by(field: &str) -> bool {
    let (field, _) = unwrap(field.trim());
    let digits = field.bytes().filter(u8::is_ascii_digit).count();
    let is_foreign =
        |ch: char| matches!(ch, ';' | '\t') || (ch.is_alphabetic() && !matches!(ch, 'e' | 'E'));
    digits >= 3 && !field.contains(is_foreign)
}

/// Whether a first field has a number in it, whatever else: no name of a column has so many digits.
pub(super) fn is_within(field: &str) -> bool {
    let digits = field.bytes().filter(u8::is_ascii_digit).count();
    digits >= LOST_ZERO && !field.contains([';', '\t', ','])
}

/// The common case: eleven digits, the first of which is no 0.
fn is_plain(field: &str) -> bool {
    field.len() == 11 && !field.starts_with('0') && field.bytes().all(|byte| byte.is_ascii_digit())
}

fn unwrap(field: &str) -> (&str, Option<Repair>) {
    let formula = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    match formula.or_else(|| field.strip_prefix('\'')) {
        Some(inner) => (inner.trim(), Some(Repair::Wrapped)),
        None => (field, None),
    }
}

/// `6,12E+08`, of which most digits are lost.
fn is_scientific(field: &str) -> bool {
    let Some((amount, exponent)) = field.split_once(['e', 'E']) else { return false };
    let is_amount = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    let exponent = exponent.trim_start_matches(['+', '-']);
    !amount.is_empty()
        && amount.bytes().all(is_amount)
        && !exponent.is_empty()
        && exponent.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads `612345678.0` as the whole number that it is. Dots are otherwise blanks between digits, and
/// the zero would be one digit more.
fn without_decimals(field: &str) -> Result<(&str, Option<Repair>), BadLineReason> {
    let Some((whole, decimals)) = field.split_once(['.', ',']) else { return Ok((field, None)) };
    let are_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() < LOST_ZERO || !are_digits(whole) || !are_digits(decimals) {
        return Ok((field, None));
    }
    if decimals.bytes().all(|byte| byte == b'0') {
        Ok((whole, Some(Repair::Decimals)))
    } else {
        Err(BadLineReason::AmbiguousNumber)
    }
}

/// Gives a French mobile number its zero back. Nine digits are otherwise somebody's in another
/// country, or a landline's.
fn complete(field: &str) -> Result<(PhoneNumber, Option<Repair>), BadLineReason> {
    let is_blank = |ch: &char| matches!(ch, ' ' | '\u{a0}' | '\u{202f}');
    let digits: String = field.chars().filter(|ch| !is_blank(ch)).collect();
    let is_short = digits.len() == LOST_ZERO && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_short || digits.starts_with('0') {
        return Ok((PhoneNumber::parse(field)?, None));
    }
    let is_mobile = digits.starts_with(['6', '7']);
    if !is_mobile || ELSEWHERE.iter().any(|code| digits.starts_with(code)) {
        return Err(BadLineReason::AmbiguousNumber);
    }
    Ok((PhoneNumber::parse(&format!("0{digits}"))?, Some(Repair::LostZero)))
}

/// The digits of a French number without its zero.
const LOST_ZERO: usize = 9;

/// Wallis and Futuna, and New Caledonia, whose numbers have nine digits with the country code.
const ELSEWHERE: [&str; 2] = ["681", "687"];

impl From<PhoneNumberError> for BadLineReason {
    fn from(error: PhoneNumberError) -> Self {
        Self::Number(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(field: &str) -> Result<(String, Option<Repair>), BadLineReason> {
        read(field).map(|(number, repair)| (number.to_string(), repair))
    }

    #[test]
    fn every_usual_spelling_is_read_as_it_is() {
        for field in
            ["33639980011", "0639980011", "+33 6 39 98 00 11", "06.39.98.00.11", " 06-39-98-00-11 "]
        {
            assert_eq!(said(field), Ok(("33639980011".to_owned(), None)), "{field}");
        }
        assert_eq!(said("99999911"), Ok(("99999911".to_owned(), None)));
    }

    #[test]
    fn what_a_spreadsheet_did_is_undone_where_it_is_certain() {
        for (field, repair) in [
            ("639980011", Repair::LostZero),
            ("639 98 00 11", Repair::LostZero),
            ("639980011.0", Repair::LostZero),
            ("33639980011.0", Repair::Decimals),
            ("33639980011,00", Repair::Decimals),
            ("0639980011.0", Repair::Decimals),
            ("=\"0639980011\"", Repair::Wrapped),
            ("'0639980011", Repair::Wrapped),
        ] {
            assert_eq!(said(field), Ok(("33639980011".to_owned(), Some(repair))), "{field}");
        }
        assert_eq!(said("692000000"), Ok(("262692000000".to_owned(), Some(Repair::LostZero))));
    }

    #[test]
    fn what_could_be_two_numbers_is_refused() {
        for field in
            ["145678901", "298123456", "687751234", "681123456", "33639980011.5", "639980011,7"]
        {
            assert_eq!(said(field), Err(BadLineReason::AmbiguousNumber), "{field}");
        }
        assert_eq!(said("+687 75 12 34"), Ok(("687751234".to_owned(), None)));
    }

    #[test]
    fn an_amount_that_lost_its_digits_is_refused() {
        for field in ["6,12E+08", "6.12E+08", "3,36399800E+10", "6e8"] {
            assert_eq!(said(field), Err(BadLineReason::ScientificNotation), "{field}");
        }
    }

    #[test]
    fn a_damaged_number_is_still_meant_as_one() {
        for field in ["0639980011", "6,12E+08", "=\"0639980011\"", "06 39", "+336…"] {
            assert!(is_meant_by(field), "{field}");
        }
        for field in ["numero", "tel1", "N°", "", "Mobile 2024", "12", "0639980011;12"] {
            assert!(!is_meant_by(field), "{field}");
        }
    }
}
