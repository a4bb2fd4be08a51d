//! What was received.

use std::fmt;

use smsmode_core::{
    CallbackError, CallbackKind, DeliveryReceipt, MessageId, MessageStatus, PrivateText, ReplyId,
    ReplyReceipt,
};

/// What was received on an address that we signed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// What became of a message.
    Delivery(DeliveryReceipt),
    /// What a person answered.
    Reply(ReplyReceipt),
}

impl Event {
    /// Reads the parameters of a callback, without their `?`.
    pub(crate) fn read(kind: CallbackKind, query: &[u8]) -> Result<Self, CallbackError> {
        match kind {
            CallbackKind::Delivery => DeliveryReceipt::parse_query(query).map(Self::Delivery),
            CallbackKind::Reply => ReplyReceipt::parse_query(query).map(Self::Reply),
        }
    }

    /// What kind of address it came on.
    pub fn kind(&self) -> CallbackKind {
        match self {
            Self::Delivery(_) => CallbackKind::Delivery,
            Self::Reply(_) => CallbackKind::Reply,
        }
    }

    /// The reference of the message: the one that was signed into the address.
    pub fn client_reference(&self) -> Option<&str> {
        match self {
            Self::Delivery(receipt) => receipt.client_reference.as_deref(),
            Self::Reply(reply) => reply.client_reference.as_deref(),
        }
    }

    /// The message; a reply may not tell it.
    pub fn message_id(&self) -> Option<&MessageId> {
        match self {
            Self::Delivery(receipt) => Some(&receipt.message_id),
            Self::Reply(reply) => reply.message_id.as_ref(),
        }
    }

    pub(crate) fn client_reference_mut(&mut self) -> &mut Option<String> {
        match self {
            Self::Delivery(receipt) => &mut receipt.client_reference,
            Self::Reply(reply) => &mut reply.client_reference,
        }
    }

    /// What a log may know.
    pub(crate) fn summary(&self) -> Summary {
        Summary(match self {
            Self::Delivery(receipt) => Some(receipt.status),
            Self::Reply(_) => None,
        })
    }
}

/// The kind of an event and its status, nothing about people.
pub(crate) struct Summary(Option<MessageStatus>);

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(status) => write!(f, "a delivery receipt with status {}", status.code()),
            None => f.write_str("a reply"),
        }
    }
}

/// What makes two events the same one, come twice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum EventKey {
    Delivery {
        message_id: MessageId,
        recipient: Option<PrivateText>,
        status: MessageStatus,
        received_at: Option<String>,
    },
    Reply(ReplyId),
    /// A reply without an id is known by all that it says.
    NamelessReply {
        from: PrivateText,
        text: PrivateText,
        received_at: Option<String>,
        message_id: Option<MessageId>,
    },
}

impl EventKey {
    pub(crate) fn of(event: &Event) -> Self {
        match event {
            Event::Delivery(receipt) => Self::Delivery {
                message_id: receipt.message_id.clone(),
                recipient: receipt.recipient.clone(),
                status: receipt.status,
                received_at: receipt.received_at.as_ref().map(|date| date.raw().to_owned()),
            },
            Event::Reply(ReplyReceipt { reply_id: Some(id), .. }) => Self::Reply(id.clone()),
            Event::Reply(reply) => Self::NamelessReply {
                from: reply.from.clone(),
                text: reply.text.clone(),
                received_at: reply.received_at.as_ref().map(|date| date.raw().to_owned()),
                message_id: reply.message_id.clone(),
            },
        }
    }
}

#[cfg(feature = "store")]
impl EventKey {
    /// For a file: two keys are written alike only if they are alike.
    pub(crate) fn written(&self) -> String {
        let (kind, fields) = match self {
            Self::Delivery { message_id, recipient, status, received_at } => {
                let status = status.code().to_string();
                let recipient = recipient.as_deref().map(str::to_owned);
                let id = Some(message_id.as_str().to_owned());
                ("delivery", vec![id, recipient, Some(status), received_at.clone()])
            }
            Self::Reply(id) => ("reply", vec![Some(id.as_str().to_owned())]),
            Self::NamelessReply { from, text, received_at, message_id } => {
                let [from, text] = [from, text].map(|text| Some(text.as_str().to_owned()));
                let id = message_id.as_ref().map(|id| id.as_str().to_owned());
                ("nameless", vec![from, text, received_at.clone(), id])
            }
        };
        let write = |field: &Option<String>| match field {
            // With the length in front no field can imitate two.
            Some(text) => format!(" {}:{text}", text.len()),
            None => " -".to_owned(),
        };
        fields.iter().map(write).fold(kind.to_owned(), |all, field| all + &field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivery(query: &str) -> Event {
        Event::Delivery(DeliveryReceipt::parse_query(query.as_bytes()).unwrap())
    }

    fn reply(query: &str) -> Event {
        Event::Reply(ReplyReceipt::parse_query(query.as_bytes()).unwrap())
    }

    #[test]
    fn a_receipt_is_known_by_message_number_status_and_date() {
        let key = |query: &str| EventKey::of(&delivery(query));
        let one = "smsID=A1&statut=11&numero=33639980011&date_reception=2026-11-22+13%3A45%3A00";
        assert_eq!(key(one), key(&format!("{one}&mcc_mnc=20801")));
        for (from, to) in [("A1", "A2"), ("=11", "=13"), ("0011", "0012"), ("45", "46")] {
            assert_ne!(key(one), key(&one.replacen(from, to, 1)), "{to}");
        }
    }

    #[test]
    fn a_reply_is_known_by_its_id_or_else_by_what_it_says() {
        let key = |query: &str| EventKey::of(&reply(query));
        assert_eq!(
            key("emetteur=33639980011&message=oui&responseID=r1"),
            key("emetteur=33639980011&responseID=r1"),
        );
        let nameless = key("emetteur=33639980011&message=oui");
        assert_eq!(nameless, key("emetteur=33639980011&message=oui&numero=36034"));
        assert_ne!(nameless, key("emetteur=33639980011&message=non"));
    }

    #[test]
    fn a_log_learns_nothing_about_people() {
        let told = reply("emetteur=33639980011&message=oui").summary().to_string();
        assert_eq!(told, "a reply");
        assert_eq!(
            delivery("smsID=A1&statut=11&numero=33639980011").summary().to_string(),
            "a delivery receipt with status 11"
        );
    }
}
