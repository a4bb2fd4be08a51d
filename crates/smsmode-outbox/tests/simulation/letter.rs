//! The messages of a world: few numbers and texts, so that many are equal.

use fastrand::Rng;
use smsmode_core::outbox::Guarantee;
use smsmode_core::{GsmText, Message, PhoneNumber, UnicodeText};
use smsmode_outbox::{MessageKey, NewMessage};

use super::clock::VirtualClock;

/// As it is written, and as the service keeps it.
const TEXTS: [(&str, &str); 5] = [
    ("Votre commande est prête", "Votre commande est pr?te"),
    ("Bonjour", "Bonjour"),
    ("Code 1234", "Code 1234"),
    ("Code 5678", "Code 5678"),
    ("Alerte : pression basse", "Alerte : pression basse"),
];

/// What is to be said, to whom.
pub(crate) struct Letter {
    pub(crate) message: NewMessage,
    pub(crate) kept_text: &'static str,
    /// When its caller puts it in, and how often it does so for want of an answer.
    pub(crate) written_at: u64,
}

impl Letter {
    pub(crate) fn new(rng: &mut Rng, key: &str, clock: &VirtualClock, since: u64) -> Self {
        let (text, kept_text) = TEXTS[rng.usize(..TEXTS.len())];
        let number = PhoneNumber::parse(&format!("063998{:04}", rng.u32(..12))).unwrap();
        let mut message = NewMessage::new(MessageKey::new(key).unwrap(), number, say(text));
        let written_at = since + rng.u64(0..7_200);
        let written = clock.true_time(written_at);
        if rng.u8(..10) == 0 {
            message = message.with_expiry(written.plus_seconds(rng.i64(60..4_000)));
        }
        if rng.u8(..10) == 0 {
            message = message.with_not_before(written.plus_seconds(rng.i64(1..2_000)));
        }
        if rng.u8(..20) == 0 {
            message = message.at_least_once();
        }
        Self { message, kept_text, written_at }
    }

    /// What the service cannot tell apart.
    pub(crate) fn looks(&self) -> (PhoneNumber, &'static str) {
        (self.message.to(), self.kept_text)
    }

    /// Rather twice than not at all.
    pub(crate) fn insists(&self) -> bool {
        self.message.terms().guarantee == Guarantee::AtLeastOnce
    }
}

fn say(text: &str) -> Message {
    match GsmText::new(text) {
        Ok(text) => text.into(),
        Err(_) => UnicodeText::new(text).unwrap().into(),
    }
}
