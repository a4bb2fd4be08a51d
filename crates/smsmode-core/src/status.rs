//! States of a message (annex of the API document). Refusal codes are another list: see
//! [`RefusalCode`](crate::RefusalCode).

use std::fmt;

use crate::language::{Describe, Language};

/// The state of a message, as the service numbers it. An unknown number is kept.
///
/// Refusal codes share numbers with statuses and mean other things: 33 and 50 are both. That is why
/// they are two types.
///
/// ```
/// use smsmode_core::{MessageStatus, StatusClass};
///
/// assert_eq!(MessageStatus::RECEIVED.code(), 11);
/// assert_eq!(MessageStatus::new(11).name(), "received");
/// assert!(MessageStatus::new(11).is_final());
/// assert_eq!(MessageStatus::new(4242).class(), StatusClass::Unknown);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageStatus(u16);

/// What a status means for whoever waits (grade D: our reading).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StatusClass {
    /// More will come: sent, in progress, scheduled, at the operator.
    Pending,
    /// It arrived.
    Delivered,
    /// A campaign of which part arrived.
    Mixed,
    /// It failed and the operator may still try again.
    FailedForNow,
    /// It failed and nobody will try again.
    FailedForGood,
    /// The number says nothing that we know.
    Unknown,
}

impl StatusClass {
    /// The name for programs, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Mixed => "mixed",
            Self::FailedForNow => "failed_for_now",
            Self::FailedForGood => "failed_for_good",
            Self::Unknown => "unknown",
        }
    }

    /// Whether the state will not change any more.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Delivered | Self::Mixed | Self::FailedForGood)
    }
}

macro_rules! statuses {
    ($($constant:ident $code:literal $name:literal $class:ident $english:literal $french:literal)*) => {
        impl MessageStatus {
            $(
                #[doc = concat!($english, ".")]
                pub const $constant: Self = Self($code);
            )*

            /// Every status of the API document.
            pub const ALL: &'static [Self] = &[$(Self::$constant),*];

            fn entry(self) -> Option<Entry> {
                match self.0 {
                    $($code => Some(Entry {
                        name: $name, class: StatusClass::$class, english: $english, french: $french,
                    }),)*
                    _ => None,
                }
            }
        }
    };
}

struct Entry {
    name: &'static str,
    class: StatusClass,
    english: &'static str,
    french: &'static str,
}

statuses! {
    SENT 0 "sent" Pending "Sent" "Envoyé"
    IN_PROGRESS 1 "in_progress" Pending "In progress" "En cours"
    INTERNAL_ERROR 2 "internal_error" FailedForGood "Internal error of the service" "Erreur interne du service"
    SCHEDULED 10 "scheduled" Pending "Scheduled" "Programmé"
    RECEIVED 11 "received" Delivered "Received by the phone" "Reçu par le téléphone"
    PARTLY_DELIVERED 12 "partly_delivered" Mixed "Partly delivered" "Partiellement délivré"
    AT_OPERATOR 13 "at_operator" Pending "Delivered to the operator" "Délivré à l'opérateur"
    DELIVERED 14 "delivered" Delivered "Delivered" "Délivré"
    PARTLY_RECEIVED 15 "partly_received" Mixed "Partly received" "Partiellement reçu"
    LISTENED_TO 16 "listened_to" Delivered "Listened to" "Écouté"
    UNDELIVERABLE 21 "undeliverable" FailedForGood "Undeliverable" "Non délivrable"
    REJECTED 22 "rejected" FailedForGood "Rejected" "Rejeté"
    NO_CREDIT 33 "no_credit" FailedForGood "Not sent, not enough credit" "Non envoyé, crédit insuffisant"
    ROUTING_ERROR 34 "routing_error" FailedForGood "Routing error" "Erreur de routage"
    RECEPTION_ERROR 35 "reception_error" FailedForGood "Reception error" "Erreur de réception"
    MESSAGE_ERROR 36 "message_error" FailedForGood "Message error" "Erreur de message"
    EXPIRED 37 "expired" FailedForGood "Expired" "Expiré"
    TOO_LONG 38 "too_long" FailedForGood "Message too long" "Message trop long"
    RECEPTION_ERROR_39 39 "reception_error" FailedForGood "Reception error" "Erreur de réception"
    TEMPLATE 40 "template" Unknown "Template" "Modèle"
    NOT_DELIVERED 50 "not_delivered" FailedForGood "Not delivered" "Non délivré"
    READ 100 "read" Delivered "Read" "Lu"
    UNREAD 101 "unread" Delivered "Unread" "Non lu"
    UNDEFINED 999 "undefined" Unknown "Undefined" "Indéfini"
    OPERATOR_FOR_NOW 3501 "operator_for_now" FailedForNow "Temporary error: operator" "Erreur temporaire : opérateur"
    ABSENT_FOR_NOW 3502 "absent_for_now" FailedForNow "Temporary error: absent" "Erreur temporaire : absence"
    PHONE_FOR_NOW 3503 "phone_for_now" FailedForNow "Temporary error: phone" "Erreur temporaire : téléphone"
    PORTABILITY_FOR_NOW 3504 "portability_for_now" FailedForNow "Temporary error: portability" "Erreur temporaire : portabilité"
    OPERATOR 3521 "operator" FailedForGood "Permanent error: operator" "Erreur permanente : opérateur"
    ABSENT 3522 "absent" FailedForGood "Permanent error: absent" "Erreur permanente : absence"
    PHONE 3523 "phone" FailedForGood "Permanent error: phone" "Erreur permanente : téléphone"
    SPAM 3524 "spam" FailedForGood "Permanent error: spam filter" "Erreur permanente : anti-spam"
    CONTENT 3525 "content" FailedForGood "Permanent error: content" "Erreur permanente : contenu"
    PORTABILITY 3526 "portability" FailedForGood "Permanent error: portability" "Erreur permanente : portabilité"
    ROAMING 3527 "roaming" FailedForGood "Permanent error: roaming" "Erreur permanente : itinérance"
    NOT_ROUTABLE 3560 "not_routable" FailedForGood "Not routable" "Non routable"
    OTHER 3599 "other" FailedForGood "Other error" "Autre erreur"
    INVALID_RECIPIENT 3998 "invalid_recipient" FailedForGood "Invalid recipient" "Destinataire invalide"
    BLACKLISTED 3999 "blacklisted" FailedForGood "Recipient on the blacklist" "Destinataire sur liste noire"
}

impl MessageStatus {
    /// The status with this number, known or not.
    pub const fn new(code: u16) -> Self {
        Self(code)
    }

    /// The number of the API document, 0 to 9999.
    pub const fn code(self) -> u16 {
        self.0
    }

    /// The name for programs, the same in every language; `unknown` for a number that we do not
    /// know.
    pub fn name(self) -> &'static str {
        self.entry().map_or("unknown", |entry| entry.name)
    }

    /// What it means for whoever waits.
    pub fn class(self) -> StatusClass {
        self.entry().map_or(StatusClass::Unknown, |entry| entry.class)
    }

    /// Whether the state will not change any more.
    pub fn is_final(self) -> bool {
        self.class().is_final()
    }
}

impl Describe for MessageStatus {
    fn describe(&self, language: Language) -> String {
        match self.entry() {
            Some(entry) => language.pick(entry.english, entry.french).to_owned(),
            None => format!("{} {}", language.pick("Unknown status", "Statut inconnu"), self.0),
        }
    }
}

impl fmt::Display for MessageStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl fmt::Debug for MessageStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MessageStatus({} {})", self.0, self.name())
    }
}

impl From<u16> for MessageStatus {
    fn from(code: u16) -> Self {
        Self(code)
    }
}

impl From<MessageStatus> for u16 {
    fn from(status: MessageStatus) -> Self {
        status.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes_of(class: StatusClass) -> Vec<u16> {
        let all = (0..=9999).map(MessageStatus::new);
        all.filter(|status| status.class() == class && status.name() != "unknown")
            .map(MessageStatus::code)
            .collect()
    }

    #[test]
    fn each_status_has_the_class_of_the_design() {
        assert_eq!(codes_of(StatusClass::Pending), [0, 1, 10, 13]);
        assert_eq!(codes_of(StatusClass::Delivered), [11, 14, 16, 100, 101]);
        assert_eq!(codes_of(StatusClass::Mixed), [12, 15]);
        assert_eq!(codes_of(StatusClass::FailedForNow), [3501, 3502, 3503, 3504]);
        assert_eq!(
            codes_of(StatusClass::FailedForGood),
            [
                2, 21, 22, 33, 34, 35, 36, 37, 38, 39, 50, 3521, 3522, 3523, 3524, 3525, 3526,
                3527, 3560, 3599, 3998, 3999
            ]
        );
        assert_eq!(codes_of(StatusClass::Unknown), [40, 999]);
    }

    #[test]
    fn an_unknown_number_survives() {
        let status = MessageStatus::new(7777);
        assert_eq!((status.code(), status.name(), status.is_final()), (7777, "unknown", false));
        assert_eq!(status.describe(Language::French), "Statut inconnu 7777");
    }

    #[test]
    fn delivered_mixed_and_failed_for_good_are_final() {
        assert!(MessageStatus::RECEIVED.is_final());
        assert!(MessageStatus::PARTLY_RECEIVED.is_final());
        assert!(MessageStatus::BLACKLISTED.is_final());
        assert!(!MessageStatus::ABSENT_FOR_NOW.is_final());
        assert!(!MessageStatus::AT_OPERATOR.is_final());
        assert!(!MessageStatus::UNDEFINED.is_final());
    }
}
