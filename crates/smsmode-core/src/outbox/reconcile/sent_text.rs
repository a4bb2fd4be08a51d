//! What the service may have made of a text.

use crate::private_text::PrivateText;
use crate::text::{OptOutEffect, PlanOptions, WireCharset, plan};

/// A text that was sent, to be recognised in the list: with `?` for what the service cannot carry,
/// with its STOP mention, and cut.
///
/// ```
/// use smsmode_core::outbox::SentText;
/// use smsmode_core::text::{OptOut, PlanOptions};
///
/// let sent = SentText::new("Rue de la Forêt", &PlanOptions::default().with_opt_out(OptOut::Always));
/// assert!(sent.may_be_listed_as("Rue de la For?t STOP 36034"));
/// assert!(!sent.may_be_listed_as("Rue de la Paix STOP 36034"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentText {
    text: PrivateText,
    comparable: PrivateText,
    /// The fewest characters of the comparable text that the service may leave.
    fewest: usize,
    opt_out: bool,
}

impl SentText {
    /// A text as it was handed to the service, with the options under which it was sent.
    pub fn new(text: &str, options: &PlanOptions) -> Self {
        let planned = plan(text, options);
        let comparable = comparable(text);
        let opt_out = planned.opt_out() != OptOutEffect::NotAsked;
        let roomy = format!("{text}{}", " ".repeat(if opt_out { MENTION_AT_MOST } else { 0 }));
        let fewest = match plan(&roomy, options).cut() {
            None => comparable.chars().count(),
            Some(_) => fewest_after_cut(planned.text(), opt_out),
        };
        Self { text: text.trim().into(), comparable: comparable.into(), fewest, opt_out }
    }

    /// Whether the list shows the very text.
    pub fn is(&self, listed: &str) -> bool {
        self.text.as_str() == listed.trim()
    }

    /// Whether the list may show the text like this.
    pub fn may_be_listed_as(&self, listed: &str) -> bool {
        let listed = comparable(listed);
        let without_mention = without_mention(&listed).filter(|_| self.opt_out);
        self.is_left_as(&listed) || without_mention.is_some_and(|left| self.is_left_as(left))
    }

    fn is_left_as(&self, left: &str) -> bool {
        let whole = self.comparable.as_str();
        whole == left || (whole.starts_with(left) && left.chars().count() >= self.fewest)
    }
}

/// The document says where it cuts; grade D how much of that room the mention takes.
fn fewest_after_cut(kept: &str, opt_out: bool) -> usize {
    let room = if opt_out { MENTION_AT_MOST } else { 0 } + CUT_DOUBT;
    comparable(kept).chars().count().saturating_sub(room)
}

/// `?` for each run of characters that ISO-8859-15 or GSM may lose, one line end for another, and no
/// blanks round it. What stood as one character may have become two.
fn comparable(text: &str) -> String {
    let mut comparable = String::with_capacity(text.len());
    for ch in text.trim().chars().filter(|ch| *ch != '\r') {
        let kept = if WireCharset::Latin9.can_carry(ch) { ch } else { '?' };
        if kept != '?' || !comparable.ends_with('?') {
            comparable.push(kept);
        }
    }
    comparable
}

/// The short code "can change arbitrarily".
fn without_mention(listed: &str) -> Option<&str> {
    let before_code = listed.trim_end_matches(|ch: char| ch.is_ascii_digit());
    let has_code = before_code.len() < listed.len();
    let before = before_code.strip_suffix("STOP ").filter(|_| has_code);
    let before = before.or_else(|| listed.strip_suffix("no-sms.eu"));
    before.map(str::trim_end)
}

/// A blank, `STOP`, a blank and a short code, with room for longer ones.
const MENTION_AT_MOST: usize = 20;
/// Characters about whose length in units the service may think otherwise.
const CUT_DOUBT: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{OptOut, SegmentLimit, TextMode};

    fn sent(text: &str) -> SentText {
        SentText::new(text, &PlanOptions::default())
    }

    #[test]
    fn what_the_service_substitutes_is_recognised() {
        for (text, listed) in [
            ("Ça, ma sœur", "Ça, ma s?ur"),
            ("Forêt", "For?t"),
            ("Forêt", "Forêt"),
            ("😀 ok", "?? ok"),
            (" a\r\nb ", "a\nb"),
        ] {
            assert!(sent(text).may_be_listed_as(listed), "{listed}");
        }
        assert!(!sent("Forêt").may_be_listed_as("Fort"));
        assert!(!sent("Code 1234").may_be_listed_as("Code 1235"));
    }

    #[test]
    fn a_mention_is_recognised_only_where_it_was_asked_for() {
        let asked = SentText::new("Soldes", &PlanOptions::default().with_opt_out(OptOut::IfFree));
        for listed in ["Soldes", "Soldes STOP 36034", "Soldes STOP 36180", "Soldes no-sms.eu"] {
            assert!(asked.may_be_listed_as(listed), "{listed}");
        }
        assert!(!asked.may_be_listed_as("STOP 36034"));
        assert!(!sent("Soldes").may_be_listed_as("Soldes STOP 36034"));
    }

    #[test]
    fn a_text_that_is_too_long_is_recognised_where_the_service_cuts_it() {
        let one = PlanOptions::default().with_max_segments(SegmentLimit::try_from(1).unwrap());
        let long = "ab".repeat(100);
        let cut = SentText::new(&long, &one);
        assert!(cut.may_be_listed_as(&long[..160]));
        assert!(!cut.may_be_listed_as(&long[..100]));
        let asked = SentText::new(&long, &one.with_opt_out(OptOut::Always));
        assert!(asked.may_be_listed_as(&format!("{} STOP 36034", &long[..149])));
        assert!(!sent(&long[..100]).may_be_listed_as(&long[..99]));
    }

    #[test]
    fn unicode_is_recognised_as_it_is_and_as_latin() {
        let unicode = PlanOptions::default().with_mode(TextMode::Unicode);
        let sent = SentText::new("Reçu 😀", &unicode);
        for listed in ["Reçu 😀", "Re?u ?", "Reçu ??"] {
            assert!(sent.may_be_listed_as(listed), "{listed}");
        }
    }

    #[test]
    fn no_text_is_shown_by_debug() {
        assert!(!format!("{:?}", sent("secret")).contains("secret"));
    }
}
