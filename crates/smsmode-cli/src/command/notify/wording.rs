//! The text of an alert: whatever was given becomes something that can be sent.

use smsmode_http::text::smart::{Level, SmartOptions, When, apply};
use smsmode_http::text::{Alphabet, Limits, PlanOptions, SegmentLimit, TextMode, plan, truncate};

/// The alphabet and the length that an alert may have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) alphabet: Alphabet,
    pub(super) max_segments: SegmentLimit,
}

/// A text that can be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    pub(super) text: String,
    /// Whether the end of the alert is missing.
    pub(super) cut: bool,
}

/// An alert on two lines: what it is about, and what there is to say.
pub(super) fn compose(subject: Option<&str>, text: &str) -> String {
    let [subject, text] = [subject.unwrap_or_default(), text].map(tidied);
    match (subject.as_str(), text.as_str()) {
        ("", "") => EMPTY.to_owned(),
        (only, "") | ("", only) => only.to_owned(),
        (subject, text) if text.starts_with(subject) => text.to_owned(),
        (subject, text) => format!("{subject}\n{text}"),
    }
}

/// Something must be said: that an alert came is news, too.
const EMPTY: &str = "(no text)";

/// Lines without blanks around them, colours and other signs to terminals; no empty lines.
fn tidied(text: &str) -> String {
    let text = plain(text);
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Without what steers a terminal: `ESC [ … m` and its kin.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(ch) = rest.next() {
        if ch == '\u{1b}' && rest.next_if_eq(&'[').is_some() {
            // The last character of a sequence is the first of these.
            let _ = rest.by_ref().find(|ch| matches!(ch, '@'..='~'));
        } else if ch.is_control() && ch != '\n' {
            plain.push(' ');
        } else {
            plain.push(ch);
        }
    }
    plain
}

impl Form {
    pub(super) fn new(unicode: bool, max_segments: SegmentLimit) -> Self {
        let alphabet = if unicode { Alphabet::Ucs2 } else { Alphabet::Gsm7 };
        Self { alphabet, max_segments }
    }

    /// What the plan of a text of this form is made with.
    pub(super) fn plan_options(self) -> PlanOptions {
        let mode = match self.alphabet {
            Alphabet::Gsm7 => TextMode::Exact,
            Alphabet::Ucs2 => TextMode::Unicode,
        };
        PlanOptions::default().with_mode(mode).with_max_segments(self.max_segments)
    }

    /// The alert in this form, with the number of those before it that were left out.
    pub(super) fn word(self, alert: &str, left_out: u64) -> Wording {
        let alert = self.carried(alert);
        let count = if left_out > 0 { format!(" (+{left_out})") } else { String::new() };
        let whole = format!("{alert}{count}");
        if self.fits(&whole) {
            return Wording { text: whole, cut: false };
        }
        let end = format!("{}{count}", self.ellipsis());
        let text = format!("{}{end}", self.beginning(&alert, &end));
        Wording { text, cut: true }
    }

    /// How many segments a text takes.
    pub(super) fn segments(self, wording: &Wording) -> u64 {
        plan(&wording.text, &self.plan_options()).segments().max
    }

    /// The text with other characters for those that the message cannot carry, `?` in the end.
    fn carried(self, text: &str) -> String {
        let carried = match self.alphabet {
            Alphabet::Ucs2 => text.to_owned(),
            Alphabet::Gsm7 => {
                let options =
                    SmartOptions::default().with_level(Level::Symbols).with_when(When::Always);
                apply(text, &options).into_text().into_owned()
            }
        };
        let plan = plan(&carried, &self.plan_options());
        let lost: Vec<char> = plan.unsendable().iter().map(|at| at.ch).collect();
        carried.chars().map(|ch| if lost.contains(&ch) { '?' } else { ch }).collect()
    }

    /// The longest beginning that leaves room for the end, without half a word if one ends near.
    fn beginning(self, alert: &str, end: &str) -> String {
        let mut kept = truncate(alert, self.max_segments.get(), &self.limits());
        while !self.fits(&format!("{kept}{end}")) {
            let Some((last, _)) = kept.char_indices().next_back() else { break };
            kept = kept.get(..last).unwrap_or_default();
        }
        let within_word =
            alert.get(kept.len()..).is_some_and(|rest| !rest.starts_with([' ', '\n']));
        let word = kept.rfind([' ', '\n']).filter(|_| within_word);
        let word = word.filter(|place| kept.len() - place <= LONGEST_WORD);
        kept.get(..word.unwrap_or(kept.len())).unwrap_or_default().trim_end().to_owned()
    }

    fn fits(self, text: &str) -> bool {
        truncate(text, self.max_segments.get(), &self.limits()).len() == text.len()
    }

    fn limits(self) -> Limits {
        Limits::default().with_alphabet(self.alphabet)
    }

    /// GSM has no `…`.
    const fn ellipsis(self) -> &'static str {
        match self.alphabet {
            Alphabet::Gsm7 => "...",
            Alphabet::Ucs2 => "…",
        }
    }
}

/// In bytes. What is longer, such as an address or a path, is cut within.
const LONGEST_WORD: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn form(unicode: bool, segments: u8) -> Form {
        Form::new(unicode, SegmentLimit::try_from(segments).unwrap())
    }

    fn words(text: &str) -> Wording {
        form(false, 1).word(text, 0)
    }

    #[test]
    fn subject_and_text_stand_on_lines_of_their_own() {
        assert_eq!(compose(Some("disk full"), "/var: 99 %"), "disk full\n/var: 99 %");
        assert_eq!(compose(Some("disk full"), " \n"), "disk full");
        assert_eq!(compose(None, "\r\n a \t b \r\n\r\n c\n"), "a b\nc");
        assert_eq!(compose(Some("DOWN"), "DOWN: web1"), "DOWN: web1");
    }

    #[test]
    fn an_alert_without_a_text_says_so() {
        assert_eq!(compose(None, ""), "(no text)");
        assert_eq!(compose(Some(" "), "\u{1b}[0m\0"), "(no text)");
    }

    #[test]
    fn colours_of_a_terminal_are_left_out() {
        assert_eq!(compose(None, "\u{1b}[1;31mfailed\u{1b}[0m\u{7} now"), "failed now");
        assert_eq!(compose(None, "end \u{1b}[31"), "end");
    }

    #[test]
    fn characters_outside_the_alphabet_are_replaced_and_never_refused() {
        assert_eq!(words("Forêt « 5 °C » → 😀 ж \u{fffd}").text, "Foret \" 5 degC \" -> ? ? ?");
        assert_eq!(form(true, 1).word("ж 😀", 0).text, "ж 😀");
    }

    #[test]
    fn a_long_alert_is_cut_at_a_word_with_an_ellipsis() {
        let long = "disk ".repeat(40);
        let wording = words(long.trim_end());
        assert_eq!(wording.text, format!("{}...", "disk ".repeat(31).trim_end()));
        assert!(wording.cut);
        assert_eq!(words(&"x".repeat(161)).text, format!("{}...", "x".repeat(157)));
        assert_eq!(words(&"x".repeat(160)), Wording { text: "x".repeat(160), cut: false });
        let cyrillic = form(true, 1).word(&"ж".repeat(71), 0);
        assert_eq!(cyrillic.text, format!("{}…", "ж".repeat(69)));
    }

    #[test]
    fn the_number_of_those_left_out_is_never_cut_off() {
        assert_eq!(form(false, 1).word("down", 3).text, "down (+3)");
        let text = form(false, 1).word(&"€".repeat(81), 1_234).text;
        assert!(text.ends_with("...(+1234)") || text.ends_with("... (+1234)"), "{text}");
    }

    proptest! {
        #[test]
        fn every_alert_can_be_sent_as_it_is(
            text in "\\PC{0,400}|[a-zàê€ж😀\\x00-\\x1f \\n]{0,700}",
            unicode: bool,
            segments in 1_u8..=5,
            left_out in 0_u64..2_000,
        ) {
            let form = form(unicode, segments);
            let wording = form.word(&compose(None, &text), left_out);
            let plan = plan(&wording.text, &form.plan_options());
            prop_assert!(plan.is_sendable(), "{:?}", wording);
            prop_assert_eq!(plan.cut(), None);
            prop_assert_eq!(plan.text(), wording.text.as_str());
            prop_assert!(!plan.text().trim().is_empty());
        }
    }
}
