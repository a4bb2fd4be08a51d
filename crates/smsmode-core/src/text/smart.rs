//! Smart replacement: a text in the characters that GSM has, where that helps and no further.
//!
//! - A character that the alphabet has is never touched: `é` stays `é`.
//! - `e` and a combining acute become `é` before anything is lost.
//! - Nothing becomes a digit that is not one, and nothing is spelt out: `10²` and `😀` are reported
//!   as irreplaceable.
//! - Each change is reported with its place; a text that gains nothing is handed back as it is.
//!
//! ```
//! use smsmode_core::text::Alphabet;
//! use smsmode_core::text::smart::{SmartOptions, apply};
//!
//! let outcome = apply("L’hôtel où naît l’été", &SmartOptions::default());
//! assert_eq!(outcome.text(), "L'hotel où nait l'été");
//! assert_eq!(outcome.before().alphabet(), Alphabet::Ucs2);
//! assert_eq!(outcome.after().alphabet(), Alphabet::Gsm7);
//! let changes: Vec<_> = outcome.changes().map(|c| (c.original, c.replacement)).collect();
//! assert_eq!(changes, [("’", "'"), ("ô", "o"), ("î", "i"), ("’", "'")]);
//!
//! let hopeless = apply("Reçu 😀", &SmartOptions::default());
//! assert_eq!(hopeless.text(), "Reçu 😀");
//! assert_eq!(hopeless.irreplaceable().first().map(|at| at.ch), Some('😀'));
//! ```

mod options;
mod outcome;
mod rewriter;
mod table;

pub use options::{Level, SmartOptions, When};
pub use outcome::{Change, Outcome};

use rewriter::Rewriter;

use super::scan::{self, GsmCount};
use super::{Analysis, At, Limits, analyse};

/// Replaces what the options allow, if that helps as they ask.
///
/// The outcome borrows the text if nothing is changed. Applied to its own outcome with the same
/// options it changes nothing more.
pub fn apply<'t>(text: &'t str, options: &SmartOptions) -> Outcome<'t> {
    let scanned = scan::gsm(text);
    match scanned {
        Ok(count) if options.sends(count) => match Analysis::of_one_segment(count) {
            Some(analysis) => Outcome::sendable(text, analysis),
            None => look_closer(text, scanned, *options),
        },
        _ => look_closer(text, scanned, *options),
    }
}

/// What is not short and sendable as it is; apart, so that what is need not wait for it.
#[inline(never)]
fn look_closer(text: &str, scanned: Result<GsmCount, At>, options: SmartOptions) -> Outcome<'_> {
    match scanned {
        Ok(count) => {
            let before = Analysis::gsm(text, count, Limits::default());
            if options.sends(count) {
                Outcome::sendable(text, before)
            } else {
                attempt(text, before, options)
            }
        }
        Err(at) => attempt(text, Analysis::ucs2(text, Some(at), Limits::default()), options),
    }
}

/// Replaces in a text that cannot be sent as it is.
fn attempt(text: &str, before: Analysis, options: SmartOptions) -> Outcome<'_> {
    let rewriter = Rewriter::run(text, options);
    let helps = match options.when {
        When::Always => true,
        When::IfItMakesTheTextGsm => rewriter.left.is_empty(),
        When::OnlyIfItSavesASegment => analyse(&rewriter.out).segments() < before.segments(),
    };
    if helps && !rewriter.edits.is_empty() {
        Outcome::rewritten(rewriter, before)
    } else {
        Outcome::left_alone(rewriter, before)
    }
}

/// What stands for a character, at the levels up to `most`.
pub(super) fn replacement(ch: char, most: Level) -> Option<&'static str> {
    let (level, value) = cell(ch)?;
    (level <= most as u16).then_some(value)
}

/// The number of the level and the replacement of a character that has one. A number, since a match
/// on the level would be a branch that no processor foresees.
fn cell(ch: char) -> Option<(u16, &'static str)> {
    let point = u32::from(ch) as usize;
    let page = *table::PAGE_NUMBERS.get(point >> 6)?;
    let cell = *table::PAGES.get(usize::from(page))?.get(point & 0x3F)?;
    let value = *table::VALUES.get(usize::from(cell & 0x3FFF))?;
    (cell != 0).then_some((cell >> 14, value))
}

#[cfg(test)]
mod tests;
