//! The messages of a world: few numbers and texts, so that many are equal.

use fastrand::Rng;

use crate::outbox::{Guarantee, SentText, Terms};
use crate::phone::PhoneNumber;
use crate::text::PlanOptions;
use crate::time::Timestamp;

/// As it is written, and as the service keeps it.
const TEXTS: [(&str, &str); 5] = [
    ("Votre commande est prête", "Votre commande est pr?te"),
    ("Bonjour", "Bonjour"),
    ("Code 1234", "Code 1234"),
    ("Code 5678", "Code 5678"),
    ("Alerte : pression basse", "Alerte : pression basse"),
];

/// What is to be said, to whom.
pub(super) struct Letter {
    pub(super) number: PhoneNumber,
    pub(super) text: SentText,
    pub(super) kept_text: &'static str,
    pub(super) terms: Terms,
    /// When its caller enqueues it.
    pub(super) written_at: Timestamp,
}

impl Letter {
    pub(super) fn new(rng: &mut Rng, now: Timestamp) -> Self {
        let (text, kept_text) = TEXTS[rng.usize(..TEXTS.len())];
        let written_at = now.plus_seconds(rng.i64(0..7_200));
        let expires_at = (rng.u8(..10) == 0).then(|| written_at.plus_seconds(rng.i64(60..4_000)));
        let insists = rng.u8(..20) == 0;
        let guarantee = if insists { Guarantee::AtLeastOnce } else { Guarantee::AtMostOnce };
        let number = format!("3363998{:04}", rng.u32(..12));
        Self {
            number: PhoneNumber::parse(&number).unwrap(),
            text: SentText::new(text, &PlanOptions::default()),
            kept_text,
            terms: Terms { expires_at, guarantee },
            written_at,
        }
    }

    /// What the service cannot tell apart.
    pub(super) fn looks(&self) -> (PhoneNumber, &'static str) {
        (self.number, self.kept_text)
    }
}
