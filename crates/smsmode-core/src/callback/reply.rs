//! Replies of people: section 13 of the API document.

use crate::callback::CallbackError;
use crate::callback::query::Fields;
use crate::id::{MessageId, ReplyId};
use crate::phone::PhoneNumber;
use crate::private_text::PrivateText;
use crate::received_date::ReceivedDate;
use crate::wire::{dates, param};

/// What a person answered, told by the service.
///
/// Anyone who knows the address can send one: check its signature first.
///
/// ```
/// use smsmode_core::ReplyReceipt;
///
/// let query = b"numero=36034&message=bonjour&emetteur=33639980011&date_reception=01012013-122233\
///     &smsID=abcd1234&refClient=monclient123&responseID=azertyu123";
/// let reply = ReplyReceipt::parse_query(query)?;
/// assert_eq!(reply.text.as_str(), "bonjour");
/// assert_eq!(reply.from_number().unwrap().to_string(), "33639980011");
/// # Ok::<(), smsmode_core::CallbackError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReplyReceipt {
    /// The person. Wire name: `emetteur`.
    pub from: PrivateText,
    /// What the person wrote; may be empty.
    pub text: PrivateText,
    /// The number that was answered to. Wire name: `numero`.
    pub to: Option<PrivateText>,
    /// When it came.
    pub received_at: Option<ReceivedDate>,
    /// The message that was answered; may be missing.
    pub message_id: Option<MessageId>,
    /// The reference that the caller gave with that message.
    pub client_reference: Option<String>,
    /// The id of the reply.
    pub reply_id: Option<ReplyId>,
    /// Parameters that we do not know, in their order.
    pub unknown: Vec<(String, PrivateText)>,
}

impl ReplyReceipt {
    /// Reads the query of a callback, without its `?`.
    ///
    /// # Errors
    ///
    /// More than 8 KiB or 32 parameters; nobody whom it comes from.
    pub fn parse_query(query: &[u8]) -> Result<Self, CallbackError> {
        let mut fields = Fields::parse(query)?;
        let from =
            fields.take(param::SENDER).ok_or(CallbackError::Missing { field: param::SENDER })?;
        Ok(Self {
            from: from.into(),
            text: fields.take(param::TEXT).unwrap_or_default().into(),
            to: fields.take(param::RECIPIENTS).map(PrivateText::from),
            received_at: fields
                .take(param::RECEIVED_AT)
                .map(|date| ReceivedDate::new(date, dates::read_second)),
            message_id: fields.take(param::MESSAGE_ID).and_then(|id| MessageId::new(id).ok()),
            client_reference: fields.take(param::CLIENT_REFERENCE),
            reply_id: fields.take(param::REPLY_ID).and_then(|id| ReplyId::new(id).ok()),
            unknown: fields.rest(),
        })
    }

    /// The person's number, where it is one.
    pub fn from_number(&self) -> Option<PhoneNumber> {
        PhoneNumber::parse(&self.from).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_and_utf8_texts_are_both_read() {
        for query in [
            "emetteur=33639980011&message=arriv%E9+%A4",
            "emetteur=33639980011&message=arriv%C3%A9+%E2%82%AC",
        ] {
            assert_eq!(
                ReplyReceipt::parse_query(query.as_bytes()).unwrap().text.as_str(),
                "arrivé €"
            );
        }
    }

    #[test]
    fn a_reply_without_a_message_is_a_reply() {
        let reply =
            ReplyReceipt::parse_query(b"emetteur=33639980011&smsID=&responseID=r1").unwrap();
        assert_eq!((reply.message_id, reply.text.as_str()), (None, ""));
    }

    #[test]
    fn a_reply_from_nobody_is_refused() {
        assert_eq!(
            ReplyReceipt::parse_query(b"message=ok"),
            Err(CallbackError::Missing { field: param::SENDER })
        );
    }
}
