//! What a phone shows of a text: the alphabet, the STOP mention, the cut.

use std::borrow::Cow;

use rust_decimal::Decimal;
use smsmode_core::wire::value;

use crate::Switches;
use crate::phone;
use crate::segments::{self, Counting};
use crate::state::message::MessageKind;
use crate::switches::{CapitalEGrave, LongOptOut, OptOutAbroad, OutsideAlphabet, UnicodeOptOut};

/// Eleven characters, as the document counts them.
const STOP_MENTION: &str = " STOP 36034";

/// What the document names for messages to other countries.
const STOP_MENTION_ABROAD: &str = " no-sms.eu";

/// How a text is to be sent.
#[derive(Debug, Clone)]
pub(super) struct Wishes {
    pub(super) kind: MessageKind,
    pub(super) most_segments: u32,
    pub(super) opt_out: Option<OptOut>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OptOut {
    IfFree,
    Always,
}

impl OptOut {
    pub(super) fn read(text: &str) -> Option<Self> {
        match text {
            value::OPT_OUT_IF_FREE => Some(Self::IfFree),
            value::OPT_OUT_ALWAYS => Some(Self::Always),
            _ => None,
        }
    }
}

/// A text as phones get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OnAir<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) counting: Counting,
    pub(super) segments: u32,
}

impl<'a> OnAir<'a> {
    /// The text as it reaches this number.
    pub(super) fn new(text: &'a str, number: &str, wishes: &Wishes, switches: &Switches) -> Self {
        let (mut text, counting) = in_alphabet(text, wishes.kind, switches);
        let mention = mention(number, counting, switches);
        let is_taken = |opt_out| takes_mention(&text, mention, counting, opt_out, switches);
        if wishes.opt_out.is_some_and(is_taken) {
            text = with_mention(&text, mention, counting, wishes.most_segments).into();
        }
        let text = cut(text, counting, wishes.most_segments);
        Self { segments: segments::count(&text, counting), text, counting }
    }

    pub(super) fn cost(&self, segment_price: Decimal) -> Decimal {
        segment_price * Decimal::from(self.segments)
    }
}

fn cut(text: Cow<'_, str>, counting: Counting, most: u32) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => segments::cut(text, counting, most).into(),
        Cow::Owned(text) => segments::cut(&text, counting, most).to_owned().into(),
    }
}

/// The text itself where nothing is lost.
fn in_alphabet<'a>(
    text: &'a str,
    kind: MessageKind,
    switches: &Switches,
) -> (Cow<'a, str>, Counting) {
    let passes = |character| {
        let e_grave = character == 'È' && switches.capital_e_grave == CapitalEGrave::Passes;
        e_grave || segments::is_in_alphabet(character)
    };
    let all_pass = text.chars().all(passes);
    match kind {
        MessageKind::Voice => (text.into(), Counting::Voice),
        MessageKind::Unicode => (text.into(), Counting::Unicode),
        _ if all_pass => (text.into(), Counting::Gsm),
        _ if switches.outside_alphabet == OutsideAlphabet::Unicode => {
            (text.into(), Counting::Unicode)
        }
        _ => {
            let shown = |character| if passes(character) { character } else { '?' };
            (text.chars().map(shown).collect(), Counting::Gsm)
        }
    }
}

/// What is appended where the STOP mention is asked for; nothing where there is none.
fn mention(number: &str, counting: Counting, switches: &Switches) -> &'static str {
    if counting == Counting::Unicode && switches.unicode_opt_out == UnicodeOptOut::Never {
        return "";
    }
    match switches.opt_out_abroad {
        _ if phone::is_french(number) => STOP_MENTION,
        OptOutAbroad::NoSmsEu => STOP_MENTION_ABROAD,
        OptOutAbroad::ShortCode => STOP_MENTION,
        OptOutAbroad::Nothing => "",
    }
}

fn takes_mention(
    text: &str,
    mention: &str,
    counting: Counting,
    opt_out: OptOut,
    switches: &Switches,
) -> bool {
    let longer = format!("{text}{mention}");
    let fits_alone = segments::units(&longer, counting) <= counting.alone();
    let is_free = segments::count(&longer, counting) == segments::count(text, counting);
    match opt_out {
        OptOut::Always => true,
        OptOut::IfFree => fits_alone || (is_free && switches.long_opt_out == LongOptOut::IfFree),
    }
}

/// The mention survives the cut: the text gives way.
fn with_mention(text: &str, mention: &str, counting: Counting, most: u32) -> String {
    let mut text = segments::cut(text, counting, most).to_owned();
    while segments::count(&format!("{text}{mention}"), counting) > most && !text.is_empty() {
        text.pop();
    }
    text + mention
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text and segments.
    fn on_air(text: &str, opt_out: Option<OptOut>, most_segments: u32) -> (String, u32) {
        let wishes = Wishes { kind: MessageKind::Standard, most_segments, opt_out };
        let sent = OnAir::new(text, "33639980011", &wishes, &Switches::default());
        (sent.text.into_owned(), sent.segments)
    }

    #[test]
    fn what_gsm_lacks_arrives_as_a_question_mark() {
        assert_eq!(on_air("Fête à Besançon, 5 €", None, 5).0, "F?te à Besan?on, 5 €");
    }

    #[test]
    fn a_switch_sends_it_as_unicode_instead() {
        let switches =
            Switches { outside_alphabet: OutsideAlphabet::Unicode, ..Switches::default() };
        let wishes = Wishes { kind: MessageKind::Standard, most_segments: 5, opt_out: None };
        let text = "ê".repeat(71);
        let sent = OnAir::new(&text, "33639980011", &wishes, &switches);
        assert_eq!((&*sent.text, sent.segments), (text.as_str(), 2));
    }

    #[test]
    fn the_mention_comes_free_up_to_149_characters() {
        let (text, segments) = on_air(&"a".repeat(149), Some(OptOut::IfFree), 5);
        assert!(text.ends_with("a STOP 36034") && segments == 1);
        assert_eq!(on_air(&"a".repeat(150), Some(OptOut::IfFree), 5).0, "a".repeat(150));
        assert_eq!(on_air(&"a".repeat(150), Some(OptOut::Always), 5).1, 2);
        assert_eq!(on_air(&"a".repeat(170), Some(OptOut::IfFree), 5).0, "a".repeat(170));
    }

    #[test]
    fn the_mention_survives_the_cut() {
        let (text, segments) = on_air(&"a".repeat(200), Some(OptOut::Always), 1);
        assert_eq!((segments, text.len()), (1, 160));
        assert!(text.ends_with(STOP_MENTION));
    }
}
