//! What a text becomes before it is sent.

use std::borrow::Cow;

use super::smart::{self, SmartOptions};
use super::{At, Replacement, TextMode, WireCharset, outside_wire};

/// A text as its message is to carry it.
pub(super) struct Treatment<'t> {
    pub(super) text: Cow<'t, str>,
    /// In order, in the text as it was written.
    pub(super) replacements: Vec<Replacement>,
    /// What keeps the message from being sent, in the text as it was written.
    pub(super) unsendable: Vec<At>,
}

impl<'t> Treatment<'t> {
    pub(super) fn new(text: &'t str, mode: TextMode) -> Self {
        match mode {
            TextMode::Smart(options) => Self::smart(text, options),
            _ => Self::untouched(text, outside_wire(text, mode.wire_charset()).collect()),
        }
    }

    fn untouched(text: &'t str, unsendable: Vec<At>) -> Self {
        Self { text: Cow::Borrowed(text), replacements: Vec::new(), unsendable }
    }

    fn smart(text: &'t str, options: SmartOptions) -> Self {
        let wire = WireCharset::Latin9;
        let outcome = smart::apply(text, &options.with_wire_charset(wire));
        if outcome.is_sendable() {
            let replacements = outcome.changes().map(Replacement::from).collect();
            return Self { text: outcome.into_text(), replacements, unsendable: Vec::new() };
        }
        // Where everything could be replaced and nothing was, it is the options that ask for more
        // than that.
        let unsendable = match outcome.irreplaceable() {
            [] => outside_wire(text, wire).collect(),
            irreplaceable => irreplaceable.to_vec(),
        };
        Self::untouched(text, unsendable)
    }

    /// Where a place in the treated text is in the text as it was written; a place within a
    /// replacement is where that begins.
    pub(super) fn written_place(&self, place: usize) -> usize {
        let (mut written, mut treated) = (0, 0);
        for change in &self.replacements {
            let kept = change.range.start - written;
            if place < treated + kept + change.replacement.len() {
                return written + kept.min(place - treated);
            }
            treated += kept + change.replacement.len();
            written = change.range.end;
        }
        written + (place - treated)
    }
}
