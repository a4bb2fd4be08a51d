//! Which numbers the service takes.

use crate::switches::PlusPrefix;

const FRANCE: &str = "33";

/// The number in international form: `33639980011` for `0639980011` and for itself.
///
/// The document allows ten digits from 0 for France and international digits; its own examples have
/// 8 to 11 of them, so 6 to 15 pass.
pub(crate) fn international(text: &str, plus: PlusPrefix) -> Option<String> {
    let digits = match text.strip_prefix('+') {
        Some(rest) if plus == PlusPrefix::Accepted => rest,
        _ => text,
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match digits.strip_prefix('0') {
        Some(national) if digits.len() == 10 => Some(format!("{FRANCE}{national}")),
        Some(_) => None,
        None => (6..=15).contains(&digits.len()).then(|| digits.to_owned()),
    }
}

/// Whether a number in international form is one of France.
pub(crate) fn is_french(international: &str) -> bool {
    international.starts_with(FRANCE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn national_numbers_become_international() {
        let read = |text| international(text, PlusPrefix::Refused);
        assert_eq!(read("0639980011").as_deref(), Some("33639980011"));
        assert_eq!(read("33639980011").as_deref(), Some("33639980011"));
        assert_eq!(read("99999911").as_deref(), Some("99999911"));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in
            ["", "12345", "06399800", "0033639980011", "+33639980011", "06 39 98 00 11", "Paul"]
        {
            assert_eq!(international(text, PlusPrefix::Refused), None, "{text}");
        }
        assert!(international("+33639980011", PlusPrefix::Accepted).is_some());
    }
}
