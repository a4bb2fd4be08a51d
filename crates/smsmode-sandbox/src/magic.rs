//! Magic numbers: the last two digits of a number in France's range for fiction, 06 39 98 XX XX,
//! choose what happens.
//!
//! The table is what the sandbox does, what `smsmode sandbox --magic` prints and what the README
//! shows.

use smsmode_core::MessageStatus;

use crate::Fault;
use crate::state::delivery::Telling;

/// A number that makes something happen.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MagicNumber {
    /// Its last two digits.
    pub ending: u8,
    /// What happens, in words.
    pub meaning: &'static str,
    pub(crate) effect: Effect,
}

/// What a magic number does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The whole send goes wrong like this.
    GoesWrong(Fault),
    /// The recipient's copy ends so.
    Ends(MessageStatus),
    /// The recipient's copy stays at the operator for two days.
    Stays,
    /// The recipient's receipts are told so.
    Tells(Telling),
    /// The person answers as soon as they have the message.
    Answers(&'static str),
}

/// All magic numbers. Any other ending, 11 and those below among them, is delivered as usual.
pub const MAGIC_NUMBERS: &[MagicNumber] = &[
    magic(
        11,
        "received, as any number that is not magic (16 if it is spoken)",
        Effect::Tells(Telling::InOrder),
    ),
    magic(
        13,
        "stays at the operator (13); received when the clock is advanced by 48 hours",
        Effect::Stays,
    ),
    magic(21, "undeliverable (21)", Effect::Ends(MessageStatus::UNDELIVERABLE)),
    magic(31, "refused with 31: internal error", Effect::GoesWrong(Fault::Refuse { code: 31 })),
    magic(32, "refused with 32: authentication", Effect::GoesWrong(Fault::Refuse { code: 32 })),
    magic(33, "refused with 33: not enough credit", Effect::GoesWrong(Fault::Refuse { code: 33 })),
    magic(34, "routing error (34)", Effect::Ends(MessageStatus::ROUTING_ERROR)),
    magic(35, "refused with 35: bad parameter", Effect::GoesWrong(Fault::Refuse { code: 35 })),
    magic(
        39,
        "reception error (35, which the status call shows as 39)",
        Effect::Ends(MessageStatus::RECEPTION_ERROR),
    ),
    magic(
        50,
        "refused with 50: temporarily unavailable",
        Effect::GoesWrong(Fault::Refuse { code: 50 }),
    ),
    magic(
        90,
        "accepted, then the answer is lost: a reset",
        Effect::GoesWrong(Fault::CloseAfterAccepting { ending: crate::Ending::Reset }),
    ),
    magic(
        91,
        "a reset before anything is stored",
        Effect::GoesWrong(Fault::CloseBeforeStoring { ending: crate::Ending::Reset }),
    ),
    magic(92, "accepted and never answered", Effect::GoesWrong(Fault::Stall)),
    magic(
        93,
        "accepted, the answer cut after `0 |`",
        Effect::GoesWrong(Fault::CutAnswer { bytes: None }),
    ),
    magic(
        94,
        "HTTP 502 with a page of a proxy, nothing stored",
        Effect::GoesWrong(Fault::BadGateway),
    ),
    magic(
        95,
        "HTTP 429 with `Retry-After: 7`, nothing stored",
        Effect::GoesWrong(Fault::TooManyRequests { retry_after: 7 }),
    ),
    magic(96, "received, the last receipt comes twice", Effect::Tells(Telling::LastTwice)),
    magic(
        97,
        "received, the last receipt comes before that of the operator",
        Effect::Tells(Telling::LastFirst),
    ),
    magic(98, "received, and the person answers STOP", Effect::Answers("STOP")),
    magic(99, "received, and the person answers OUI", Effect::Answers("OUI")),
];

const fn magic(ending: u8, meaning: &'static str, effect: Effect) -> MagicNumber {
    MagicNumber { ending, meaning, effect }
}

/// 06 39 98 in international form; four digits follow.
const FICTION: &str = "3363998";

/// What a number in international form makes happen.
pub(crate) fn effect(number: &str) -> Option<&'static Effect> {
    let own = number.strip_prefix(FICTION).filter(|own| own.len() == 4)?;
    let ending: u8 = own.get(2..)?.parse().ok()?;
    let magic = MAGIC_NUMBERS.iter().find(|magic| magic.ending == ending)?;
    Some(&magic.effect)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_two_digits_of_the_range_for_fiction_choose() {
        for number in ["33639980050", "33639987750"] {
            assert_eq!(effect(number), Some(&Effect::GoesWrong(Fault::Refuse { code: 50 })));
        }
        for number in ["33639980012", "33612340050", "3363998050", "336399800050", "50"] {
            assert_eq!(effect(number), None, "{number}");
        }
    }

    #[test]
    fn endings_are_in_order_and_there_once() {
        assert!(MAGIC_NUMBERS.is_sorted_by(|one, other| one.ending < other.ending));
    }
}
