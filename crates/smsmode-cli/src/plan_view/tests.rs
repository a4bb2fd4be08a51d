use proptest::prelude::*;
use smsmode_http::Language;
use smsmode_http::text::{OptOut, PlanOptions, TextMode};

use unicode_width::UnicodeWidthStr as _;

use super::*;

fn brief_of(text: &str, options: PlanOptions, language: Language) -> String {
    let plan = smsmode_http::text::plan(text, &options.with_recipients(2));
    brief(&plan, Audience::People(2), Page { language, width: 80 }).join("\n")
}

#[test]
fn a_plan_reads_well_in_english() {
    let options = PlanOptions::default();
    insta::assert_snapshot!(brief_of("Ligne 1\nLigne 2 à 3 €", options, Language::English), @r"
    Plan       GSM, 1 segment, 22 of 160 septets used, 138 free
    Text       Ligne 1↵
               Ligne 2 à 3 €
    Cost       2 messages for 2 recipients
    ");
}

#[test]
fn a_plan_reads_well_in_french() {
    let options = PlanOptions::default().with_opt_out(OptOut::Always);
    insta::assert_snapshot!(brief_of(&"a".repeat(200), options, Language::French));
}

proptest! {
    #[test]
    fn every_border_is_straight_and_nothing_is_too_wide(
        text in "([a-z é€\\[]{1,20}|[😀🇫🇷👨‍👩‍👧e\u{301}你好لا\u{200B}\t]{1,9}|\\PC|\n){0,40}",
        width in 40..=80_usize,
    ) {
        let options = PlanOptions::default().with_mode(TextMode::Unicode);
        let page = Page { language: Language::French, width };
        for row in whole(&Forecast::new(&text, &options), &text, Audience::Unknown, page) {
            let border = row.chars().nth(11).is_some_and(|ch| "┌│├└".contains(ch));
            prop_assert!(row.width() <= width, "{row}");
            prop_assert!(!border || row.width() == width, "{row}");
        }
    }
}
