//! Smart replacement.

use smsmode_core::text::smart::{Level, SmartOptions, When, apply};
use smsmode_core::text::{Alphabet, WireCharset, analyse, outside_wire};

use crate::as_text;

/// What an outcome claims of itself is true, and smart replacement of it changes nothing more.
pub fn smart(bytes: &[u8]) {
    let text = as_text(bytes);
    for level in [Level::Typography, Level::Letters, Level::Symbols] {
        for when in [When::OnlyIfItSavesASegment, When::IfItMakesTheTextGsm, When::Always] {
            for dropping in [false, true] {
                let options = SmartOptions::default()
                    .with_level(level)
                    .with_when(when)
                    .with_dropping(dropping);
                check(text, options);
                check(text, options.with_wire_charset(WireCharset::Utf8));
            }
        }
    }
}

fn check(text: &str, options: SmartOptions) {
    let outcome = apply(text, &options);
    assert_eq!(*outcome.before(), analyse(text));
    assert_eq!(outcome.after(), analyse(outcome.text()));
    if outcome.is_sendable() {
        assert_eq!(outcome.after().alphabet(), Alphabet::Gsm7);
    }
    let sendable = outside_wire(outcome.text(), WireCharset::Latin9).next().is_none();
    assert!(!sendable || outcome.is_sendable());
    let (mut rebuilt, mut end) = (String::new(), 0);
    for change in outcome.changes() {
        rebuilt += &text[end..change.range.start];
        rebuilt += change.replacement;
        end = change.range.end;
    }
    rebuilt += &text[end..];
    assert_eq!(rebuilt, outcome.text());
    assert!(!apply(outcome.text(), &options).is_changed());
}
