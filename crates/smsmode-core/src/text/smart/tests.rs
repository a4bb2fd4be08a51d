use std::borrow::Cow;

use proptest::prelude::*;

use super::*;
use crate::text::{Alphabet, At, WireCharset, outside_wire, suggestion};

const LEVELS: [Level; 3] = [Level::Typography, Level::Letters, Level::Symbols];

fn cells() -> impl Iterator<Item = (char, Level, &'static str)> {
    ('\0'..=char::MAX)
        .filter_map(|ch| cell(ch).map(|(level, value)| (ch, LEVELS[usize::from(level) - 1], value)))
}

fn always(level: Level) -> SmartOptions {
    SmartOptions::default().with_level(level).with_when(When::Always)
}

fn replaced(text: &str) -> String {
    apply(text, &always(Level::Letters)).into_text().into_owned()
}

fn changes(outcome: &Outcome<'_>) -> Vec<(usize, usize, String, String)> {
    let owned = |change: Change<'_>| {
        let Change { range, original, replacement } = change;
        (range.start, range.end, original.to_owned(), replacement.to_owned())
    };
    outcome.changes().map(owned).collect()
}

#[test]
fn every_key_is_outside_the_alphabet_and_every_value_inside() {
    for (key, _, value) in cells() {
        assert!(!WireCharset::Latin9.can_carry(key), "{key:?}");
        assert_eq!(outside_wire(value, WireCharset::Latin9).next(), None, "{key:?}: {value:?}");
    }
}

#[test]
fn no_digit_comes_from_a_character_that_is_none() {
    for (key, _, value) in cells().filter(|(_, _, value)| value.contains(char::is_numeric)) {
        let digit = key.is_numeric() && value.len() == 1;
        let shaped = matches!(key, '\u{FF10}'..='\u{FF19}' | '\u{1D7CE}'..='\u{1D7FF}');
        assert!(digit && shaped, "{key:?}: {value:?}");
    }
}

#[test]
fn the_table_is_of_the_size_that_its_header_says() {
    assert_eq!(cells().count(), 2007);
    let empty = table::PAGES.iter().filter(|page| page.iter().all(|&cell| cell == 0)).count();
    assert_eq!((table::PAGES.len(), empty), (76, 1));
    assert!(table::VALUES.is_sorted());
}

#[test]
fn every_value_is_short_and_every_level_is_used() {
    assert!(cells().all(|(_, _, value)| value.chars().count() <= 5));
    for level in LEVELS {
        assert!(cells().any(|(_, of, _)| of == level), "{level:?}");
    }
}

#[test]
fn every_letter_of_latin_1_and_latin_extended_a_can_be_replaced() {
    for letter in ('\u{A0}'..='\u{17F}').filter(|ch| ch.is_alphabetic()) {
        let carried = WireCharset::Latin9.can_carry(letter);
        assert_eq!(suggestion(letter).is_none(), carried, "{letter:?}");
    }
}

#[test]
fn case_is_kept() {
    for (key, _, value) in cells() {
        let lower = value.chars().any(char::is_lowercase);
        let upper = value.chars().any(char::is_uppercase);
        assert!(!key.is_lowercase() || !upper, "{key:?}");
        assert!(!key.is_uppercase() || !lower || key == 'Þ', "{key:?}");
    }
}

#[test]
fn only_spaces_become_spaces() {
    let blank = |value: &str| !value.is_empty() && value.chars().all(char::is_whitespace);
    for (key, _, _) in cells().filter(|(_, _, value)| blank(value)) {
        assert!(key.is_whitespace(), "{key:?}");
    }
}

#[test]
fn an_emoji_is_never_spelt_out() {
    for ch in ('\u{1F000}'..='\u{1FAFF}').chain(['☺', '❤', '✓', '\u{FE0F}', '\u{200D}']) {
        assert_eq!(suggestion(ch), None, "{ch:?}");
    }
}

#[test]
fn a_sign_is_never_reversed_by_losing_its_stroke() {
    for (sign, value) in [('≠', Some("<>")), ('≮', None), ('≯', None), ('∉', None)] {
        assert_eq!(suggestion(sign), value, "{sign:?}");
    }
    assert_eq!(replaced("a <\u{338} b"), "a <\u{338} b");
}

#[test]
fn french_letters_outside_gsm_lose_their_accents() {
    assert_eq!(replaced("ç ê î œ À"), "c e i oe A");
}

#[test]
fn accented_letters_of_gsm_are_kept() {
    for text in ["é à ù", "àèéùìòÇØøÅåÆæßÉÄÖÑÜäöñü"] {
        let outcome = apply(text, &always(Level::Symbols));
        assert!(matches!(outcome.into_text(), Cow::Borrowed(_)), "{text}");
    }
}

#[test]
fn a_letter_and_a_combining_accent_become_one() {
    assert_eq!(replaced("e\u{301}"), "é");
    for level in LEVELS {
        let outcome = apply("Ne\u{301} a\u{300} E\u{301}vreux", &always(level));
        assert_eq!(outcome.text(), "Né à Évreux");
        assert_eq!(changes(&outcome)[0], (1, 4, "e\u{301}".into(), "é".into()));
    }
}

#[test]
fn guillemets_are_quotation_marks() {
    assert_eq!(replaced("« »"), "\" \"");
}

#[test]
fn apostrophe_dash_and_ellipsis_are_ascii() {
    assert_eq!(replaced("’ – …"), "' - ...");
}

#[test]
fn a_no_break_space_is_a_space() {
    assert_eq!(replaced("12\u{A0}€\u{202F}!"), "12 € !");
}

#[test]
fn a_tab_is_a_space() {
    assert_eq!(replaced("a\tb"), "a b");
}

#[test]
fn a_degree_sign_is_reported_or_deg_never_zero() {
    let text = "20 °";
    let outcome = apply(text, &SmartOptions::default());
    assert_eq!(outcome.text(), text);
    assert_eq!(outcome.irreplaceable(), [At { byte: 3, scalar: 3, ch: '°' }]);
    let symbols = SmartOptions::default().with_level(Level::Symbols);
    assert_eq!(apply(text, &symbols).text(), "20 deg");
}

#[test]
fn a_backtick_is_an_apostrophe() {
    assert_eq!(replaced("`"), "'");
}

#[test]
fn an_emoji_is_reported_and_dropped_only_if_asked() {
    let text = "Fête 😀";
    let outcome = apply(text, &SmartOptions::default());
    assert_eq!(outcome.irreplaceable(), [At { byte: 6, scalar: 5, ch: '😀' }]);
    assert!(!outcome.is_changed() && !outcome.is_sendable());
    let dropped = apply(text, &SmartOptions::default().with_dropping(true));
    assert_eq!(dropped.text(), "Fete ");
    assert_eq!(changes(&dropped)[1], (6, 10, "😀".into(), String::new()));
    assert_eq!(dropped.irreplaceable(), []);
}

#[test]
fn a_text_that_stays_unicode_anyway_is_left_exactly_as_written() {
    let text = "« L’été » … 😀 ";
    for when in [When::IfItMakesTheTextGsm, When::OnlyIfItSavesASegment] {
        let outcome = apply(text, &SmartOptions::default().with_when(when));
        assert!(matches!(outcome.into_text(), Cow::Borrowed(unchanged) if unchanged == text));
    }
}

#[test]
fn raised_and_circled_numbers_are_reported() {
    let outcome = apply("10² ½ ①", &always(Level::Symbols));
    let left: String = outcome.irreplaceable().iter().map(|at| at.ch).collect();
    assert_eq!((outcome.text(), left.as_str()), ("10² ½ ①", "²½①"));
}

#[test]
fn a_level_includes_those_before_it() {
    let at = |level| apply("‘ê→’", &always(level)).into_text().into_owned();
    assert_eq!(LEVELS.map(at), ["'ê→'", "'e→'", "'e->'"]);
}

#[test]
fn nothing_is_changed_if_no_segment_is_saved() {
    let saving = SmartOptions::default().with_when(When::OnlyIfItSavesASegment);
    let short = "ê".repeat(70);
    assert_eq!(apply(&short, &saving).text(), short);
    assert_eq!(apply(&"ê".repeat(71), &saving).text(), "e".repeat(71));
}

#[test]
fn a_segment_saved_is_worth_it_even_if_the_text_stays_unicode() {
    let saving = SmartOptions::default().with_when(When::OnlyIfItSavesASegment);
    let accents = format!("😀{}", "e\u{301}".repeat(40));
    let outcome = apply(&accents, &saving);
    assert_eq!(outcome.text(), format!("😀{}", "é".repeat(40)));
    assert_eq!((outcome.before().segments(), outcome.after().segments()), (2, 1));
    assert!(!outcome.is_sendable());
}

#[test]
fn greek_capitals_currency_sign_and_form_feed_depend_on_the_wire() {
    let latin9 = always(Level::Symbols);
    let utf8 = latin9.with_wire_charset(WireCharset::Utf8);
    let text = "ΔT ¤\u{C}";
    assert_eq!(apply(text, &utf8).text(), text);
    assert!(apply(text, &utf8).is_sendable());
    let outcome = apply(text, &latin9);
    assert_eq!(outcome.text(), "ΔT ¤\n");
    let left: String = outcome.irreplaceable().iter().map(|at| at.ch).collect();
    assert_eq!(left, "Δ¤");
}

#[test]
fn greek_letters_that_look_latin_become_latin() {
    assert_eq!(replaced("ΑΒΕ"), "ABE");
}

#[test]
fn a_mark_that_nothing_composes_with_is_left_out_after_a_letter_only() {
    assert_eq!(replaced("e\u{302} o\u{302}\u{301}"), "e o");
    assert_eq!(replaced("и\u{306} 1\u{302} \u{302}"), "и\u{306} 1\u{302} \u{302}");
    let typography = apply("e\u{302}", &always(Level::Typography));
    assert_eq!(typography.text(), "e\u{302}");
}

#[test]
fn a_mark_reaches_its_letter_across_what_is_left_out() {
    let outcome = apply("xe\u{200B}\u{AD}\u{301}y", &always(Level::Typography));
    assert_eq!(outcome.text(), "xéy");
    assert_eq!(changes(&outcome), [(1, 9, "e\u{200B}\u{AD}\u{301}".into(), "é".into())]);
}

#[test]
fn a_mark_composes_with_what_another_replacement_brought() {
    let outcome = apply("œ\u{301}Ａ\u{30A}", &always(Level::Letters));
    assert_eq!(outcome.text(), "oéÅ");
    assert_eq!(
        changes(&outcome),
        [(0, 4, "œ\u{301}".into(), "oé".into()), (4, 9, "Ａ\u{30A}".into(), "Å".into())]
    );
}

#[test]
fn escape_and_nul_are_reported() {
    let outcome = apply("a\u{1B}\0", &SmartOptions::default());
    assert_eq!(outcome.irreplaceable().len(), 2);
    assert_eq!(apply("a\u{1B}\0", &SmartOptions::default().with_dropping(true)).text(), "a");
}

#[test]
fn the_text_stays_out_of_logs() {
    let logged = format!("{:?}", apply("Jérôme", &SmartOptions::default()));
    assert!(!logged.contains("Jé") && !logged.contains("Jer"), "{logged}");
}

fn any_options() -> impl Strategy<Value = SmartOptions> {
    let level = prop::sample::select(LEVELS.to_vec());
    let when = prop::sample::select(vec![
        When::OnlyIfItSavesASegment,
        When::IfItMakesTheTextGsm,
        When::Always,
    ]);
    let wire = prop::sample::select(vec![WireCharset::Latin9, WireCharset::Utf8]);
    (level, when, wire, any::<bool>()).prop_map(|(level, when, wire, dropping)| SmartOptions {
        level,
        when,
        wire,
        dropping,
    })
}

fn any_text() -> impl Strategy<Value = String> {
    let replaceable: Vec<char> = cells().map(|(key, _, _)| key).collect();
    let letters: Vec<char> = "aeiounAEOUNCcéÉà Δ¤\u{C}€[1<".chars().collect();
    let marks: Vec<char> = ('\u{300}'..='\u{338}').collect();
    let ch = prop_oneof![
        8 => prop::sample::select(letters),
        2 => prop::sample::select(replaceable),
        2 => prop::sample::select(marks),
        1 => prop::sample::select(vec!['\u{200B}', '\u{AD}', '’', 'ê', '😀', 'ж', '\u{1B}']),
        1 => any::<char>(),
    ];
    prop::collection::vec(ch, 0..120).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn the_changes_lead_from_the_one_text_to_the_other(
        text in any_text(), options in any_options(),
    ) {
        let outcome = apply(&text, &options);
        let (mut rebuilt, mut end) = (String::new(), 0);
        for change in outcome.changes() {
            prop_assert!(change.range.start >= end);
            prop_assert_eq!(&text[change.range.clone()], change.original);
            prop_assert!(change.original.chars().any(|ch| !options.keeps(ch)));
            rebuilt += &text[end..change.range.start];
            rebuilt += change.replacement;
            end = change.range.end;
        }
        rebuilt += &text[end..];
        prop_assert_eq!(rebuilt.as_str(), outcome.text());
        let changed = matches!(outcome.clone().into_text(), Cow::Owned(_));
        prop_assert_eq!(changed, outcome.is_changed());
    }

    #[test]
    fn a_second_time_changes_nothing(text in any_text(), options in any_options()) {
        let once = apply(&text, &options).into_text().into_owned();
        prop_assert!(!apply(&once, &options).is_changed());
    }

    #[test]
    fn what_is_called_sendable_can_be_sent_and_nothing_else(
        text in any_text(), options in any_options(),
    ) {
        let outcome = apply(&text, &options);
        let sendable = outcome.text().chars().all(|ch| options.keeps(ch));
        prop_assert_eq!(outcome.is_sendable(), sendable);
        prop_assert!(!sendable || outcome.after().alphabet() == Alphabet::Gsm7);
        prop_assert_eq!(*outcome.before(), analyse(&text));
        prop_assert_eq!(outcome.after(), analyse(outcome.text()));
    }

    #[test]
    fn a_change_helps_as_was_asked(text in any_text(), options in any_options()) {
        let outcome = apply(&text, &options);
        if outcome.is_changed() {
            match options.when {
                When::Always => {}
                When::IfItMakesTheTextGsm => prop_assert!(outcome.is_sendable()),
                When::OnlyIfItSavesASegment => {
                    prop_assert!(outcome.after().segments() < outcome.before().segments());
                }
            }
        }
    }

    /// Without marks every character stands for itself.
    #[test]
    fn a_text_without_marks_is_replaced_character_by_character(
        text in any_text(), options in any_options(),
    ) {
        let text: String = text.chars().filter(|ch| !matches!(ch, '\u{300}'..='\u{36F}')).collect();
        let options = options.with_when(When::Always);
        let mut left = Vec::new();
        let mut expected = String::new();
        for (scalar, (byte, ch)) in text.char_indices().enumerate() {
            match cell(ch) {
                _ if options.keeps(ch) => expected.push(ch),
                Some((level, value)) if level <= options.level as u16 => expected.push_str(value),
                _ if options.dropping => {}
                _ => {
                    expected.push(ch);
                    left.push(At { byte, scalar, ch });
                }
            }
        }
        let outcome = apply(&text, &options);
        prop_assert_eq!(outcome.text(), expected.as_str());
        prop_assert_eq!(outcome.irreplaceable(), left);
    }

    #[test]
    fn what_cannot_be_replaced_is_where_it_is_said_to_be(
        text in any_text(), options in any_options(),
    ) {
        for at in apply(&text, &options).irreplaceable() {
            prop_assert!(text[at.byte..].starts_with(at.ch));
            prop_assert_eq!(text[..at.byte].chars().count(), at.scalar);
            prop_assert!(!options.keeps(at.ch));
        }
    }
}
