//! What will happen to a message.

use smsmode_http::text;

use crate::value::field::{Many, Private, Word};
use crate::value::text::{At, Replacement, Segment, SegmentRange, alphabet, count};
use crate::value::value;

value! {
    /// What will happen to a message.
    Plan {
        /// "gsm7" or "ucs2": in what it goes to the phone.
        alphabet: Word,
        /// "standard", "reply_allowed" or "unicode".
        message_class: Word,
        /// The text as the phone shows it, without a STOP mention.
        text: Private,
        /// Whether the message can be sent without losing a character.
        is_sendable: bool,
        /// The characters that keep it from that.
        unsendable: Many<At>,
        /// What was changed so that it can be sent.
        replacements: Many<Replacement>,
        /// Where the service cuts the text as it was written; None if it does not.
        cut: Option<usize>,
        /// How many segments one recipient costs.
        segments: SegmentRange,
        /// How many segments the whole text would take, without a limit.
        whole_segments: u32,
        /// The length in units of the alphabet.
        units: usize,
        /// How many units the last segment can still take.
        free_units: usize,
        /// What becomes of the STOP mention: "not_asked", "appended", "not_appended", "extra_segment" or "uncertain".
        opt_out: Word,
        /// What somebody should know: "cut", "personal_sender_without_stop", "uncertain_stop", "opt_outs_cost_credits".
        warnings: Many<Word>,
        /// How many segments all recipients cost together; None where their number is not known.
        cost: Option<SegmentRange>,
        /// The text, segment by segment.
        text_segments: Many<Segment>,
    }
}

impl Plan {
    pub(crate) fn of(text: &str, plan: &text::Plan) -> Self {
        let changes = plan.replacements().iter();
        let changes = changes.map(|change| {
            (change.range.start, change.original.as_str(), change.replacement.as_str())
        });
        Self {
            alphabet: alphabet(plan.alphabet()),
            message_class: plan.class().name().into(),
            text: plan.text().to_owned().into(),
            is_sendable: plan.is_sendable(),
            unsendable: Many::of(plan.unsendable().iter().copied()),
            replacements: Replacement::all(text, changes),
            cut: plan.cut().map(|byte| count(text, 0, byte)),
            segments: plan.segments().into(),
            whole_segments: plan.whole_segments(),
            units: plan.units(),
            free_units: plan.free_units(),
            opt_out: plan.opt_out().name().into(),
            warnings: Many::of(plan.warnings().iter().map(|warning| warning.name())),
            cost: plan.cost().map(SegmentRange::from),
            text_segments: Segment::all(plan.text_segments()),
        }
    }
}
