//! The messages that are put in.

use smsmode_core::{GsmText, PhoneNumber, Timestamp};
use smsmode_outbox::{MessageKey, NewMessage};

/// One key, one text; every third one takes two segments. Some may not be sent yet, some not for long.
pub(crate) fn message(number: u64, now: Timestamp) -> NewMessage {
    let long =
        if number.is_multiple_of(3) { "Merci de votre visite. ".repeat(6) } else { String::new() };
    let text = GsmText::new(format!("{long}Votre commande {number} est arrivée, 3 €")).unwrap();
    let to = PhoneNumber::parse(&format!("06399800{:02}", number % 100)).unwrap();
    let message = NewMessage::new(key(number), to, text);
    match number % 16 {
        5 => message.with_not_before(now.plus_seconds(2)),
        11 => message.with_expiry(now.plus_seconds(2)),
        _ => message,
    }
}

pub(crate) fn key(number: u64) -> MessageKey {
    MessageKey::new(format!("commande-{number}")).unwrap()
}
