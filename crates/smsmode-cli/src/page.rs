//! What people read: so many columns wide, in their language.

use smsmode_http::{Credits, Language};
use unicode_width::UnicodeWidthStr as _;

use crate::cells;

/// What a text for people is written on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    pub(crate) language: Language,
    /// In columns of a terminal.
    pub(crate) width: usize,
}

impl Page {
    /// A label and what it says, on as many lines as that takes.
    pub(crate) fn row(self, label: &str, text: &str) -> Vec<String> {
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        let lines = cells::wrap(text, self.text_width());
        labels.zip(&lines).map(|(label, line)| row(label, line)).collect()
    }

    /// A label and a list, of which no item is broken that fits on a line.
    pub(crate) fn list(self, label: &str, items: &[String]) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for (place, item) in (1..).zip(items) {
            let item = format!("{item}{}", if place < items.len() { "," } else { "" });
            match lines.last_mut() {
                Some(line) if line.width() + 1 + item.width() <= self.text_width() => {
                    *line = format!("{line} {item}");
                }
                _ => lines.push(item),
            }
        }
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        labels.zip(&lines).flat_map(|(label, line)| self.row(label, line)).collect()
    }

    /// The columns that labels leave.
    pub(crate) const fn text_width(self) -> usize {
        self.width.saturating_sub(LABEL)
    }

    /// A number with its thousands apart: `1,234,567`, in French with thin blanks.
    pub(crate) fn number(self, count: u64) -> String {
        number(count, self.language)
    }

    /// Credits, as [`amount`] writes them.
    pub(crate) fn credits(self, credits: Credits) -> String {
        amount(credits, self.language)
    }

    pub(crate) fn pick<T>(self, english: T, french: T) -> T {
        self.language.pick(english, french)
    }
}

/// A number with its thousands apart.
pub(crate) fn number(count: u64, language: Language) -> String {
    apart(&count.to_string(), language)
}

/// Credits with their thousands apart: `1,234.5`, in French with a comma.
pub(crate) fn amount(credits: Credits, language: Language) -> String {
    let decimal = credits.to_string();
    let digits = decimal.trim_start_matches('-');
    let sign = if digits.len() < decimal.len() { "-" } else { "" };
    match digits.split_once('.') {
        Some((whole, part)) => {
            format!("{sign}{}{}{part}", apart(whole, language), language.pick('.', ','))
        }
        None => format!("{sign}{}", apart(digits, language)),
    }
}

fn apart(digits: &str, language: Language) -> String {
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(language.pick(',', '\u{202F}'));
        }
        shown.push(digit);
    }
    shown
}

/// A label and what it says, on one line.
pub(crate) fn row(label: &str, text: &str) -> String {
    format!("{label:<LABEL$}{text}")
}

const LABEL: usize = 11;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let page = |language| Page { language, width: 80 };
        let shown = [0, 999, 1_000, 1_234_567].map(|n| page(Language::English).number(n));
        assert_eq!(shown, ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(page(Language::French).number(12_345), "12\u{202F}345");
    }

    #[test]
    fn credits_are_written_as_other_numbers_are() {
        let shown = ["999", "-1000", "1234567.5", "1.0E7", "0.125"]
            .map(|credits| amount(credits.parse().unwrap(), Language::English));
        assert_eq!(shown, ["999", "-1,000", "1,234,567.5", "10,000,000", "0.125"]);
        assert_eq!(amount("4000.5".parse().unwrap(), Language::French), "4\u{202F}000,5");
    }

    #[test]
    fn a_long_row_goes_on_below_its_beginning() {
        let page = Page { language: Language::English, width: 30 };
        let rows = page.row("Advice", "one word after another until the end");
        assert_eq!(
            rows,
            ["Advice     one word after", "           another until the", "           end"]
        );
    }

    #[test]
    fn items_of_a_list_are_not_broken() {
        let page = Page { language: Language::English, width: 26 };
        let items = ["a → b ×2", "c → d", "e → f"].map(str::to_owned);
        assert_eq!(
            page.list("Changed", &items),
            ["Changed    a → b ×2,", "           c → d, e → f"]
        );
        assert_eq!(page.list("Changed", &[]), [""; 0]);
    }
}
