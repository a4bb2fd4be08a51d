//! Delivery receipts: section 12 of the API document.

use crate::callback::CallbackError;
use crate::callback::query::Fields;
use crate::credits::Credits;
use crate::id::MessageId;
use crate::phone::PhoneNumber;
use crate::private_text::PrivateText;
use crate::received_date::ReceivedDate;
use crate::status::MessageStatus;
use crate::wire::{dates, param};

/// What became of a message to one recipient, told by the service.
///
/// Several receipts for one message are normal, in any order; one can come before the sender has
/// stored the id. Anyone who knows the address can send one: check its signature first.
///
/// ```
/// use smsmode_core::{DeliveryReceipt, MessageStatus};
///
/// let query = b"numero=33639980011&date_reception=2010-03-25+09%3A52%3A17&statut=11\
///     &smsID=S7EpYZ5kmS87&refClient=12azer34&mcc_mnc=20801";
/// let receipt = DeliveryReceipt::parse_query(query)?;
/// assert_eq!(receipt.status, MessageStatus::RECEIVED);
/// assert_eq!(receipt.network.as_deref(), Some("20801"));
/// # Ok::<(), smsmode_core::CallbackError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeliveryReceipt {
    /// The message.
    pub message_id: MessageId,
    /// The status.
    pub status: MessageStatus,
    /// The recipient, as the service wrote it.
    pub recipient: Option<PrivateText>,
    /// When the report came in.
    pub received_at: Option<ReceivedDate>,
    /// The reference that the caller gave.
    pub client_reference: Option<String>,
    /// Country and network of the phone, as text since zeros lead. Wire name: `mcc_mnc`.
    pub network: Option<String>,
    /// What it cost (later editions of the document, grade B).
    pub cost: Option<Credits>,
    /// Parameters that we do not know, in their order.
    pub unknown: Vec<(String, PrivateText)>,
}

impl DeliveryReceipt {
    /// Reads the query of a callback, without its `?`.
    ///
    /// # Errors
    ///
    /// More than 8 KiB or 32 parameters; no message id or no status that can be read.
    pub fn parse_query(query: &[u8]) -> Result<Self, CallbackError> {
        let mut fields = Fields::parse(query)?;
        let required = |field| CallbackError::Missing { field };
        let unreadable = |field| CallbackError::Unreadable { field };
        let id = fields.take(param::MESSAGE_ID).ok_or(required(param::MESSAGE_ID))?;
        let status = fields.take(param::STATUS).ok_or(required(param::STATUS))?;
        let status: u16 = status.trim().parse().map_err(|_| unreadable(param::STATUS))?;
        Ok(Self {
            message_id: MessageId::new(id).map_err(|_| unreadable(param::MESSAGE_ID))?,
            status: MessageStatus::new(status),
            recipient: fields.take(param::RECIPIENTS).map(PrivateText::from),
            received_at: fields
                .take(param::RECEIVED_AT)
                .map(|date| ReceivedDate::new(date, dates::read_iso)),
            client_reference: fields.take(param::CLIENT_REFERENCE),
            network: fields.take(param::NETWORK),
            cost: fields.take(param::COST).and_then(|cost| cost.parse().ok()),
            unknown: fields.rest(),
        })
    }

    /// The recipient as a number, where it is one.
    pub fn recipient_number(&self) -> Option<PhoneNumber> {
        PhoneNumber::parse(self.recipient.as_deref()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_placeholder_of_the_document_is_kept_as_text() {
        let receipt =
            DeliveryReceipt::parse_query(b"numero=336xyyzzaa&statut=11&smsID=S7EpYZ5kmS87")
                .unwrap();
        assert_eq!(receipt.recipient.as_deref(), Some("336xyyzzaa"));
        assert_eq!(receipt.recipient_number(), None);
    }

    #[test]
    fn unknown_parameters_are_kept() {
        let receipt =
            DeliveryReceipt::parse_query(b"statut=13&smsID=A1&campagneID=B2&cost=1.5").unwrap();
        assert_eq!(receipt.unknown, [("campagneID".to_owned(), PrivateText::from("B2"))]);
        assert_eq!(receipt.cost.unwrap().to_string(), "1.5");
    }

    #[test]
    fn a_receipt_needs_an_id_and_a_status() {
        let parse = |query: &str| DeliveryReceipt::parse_query(query.as_bytes()).unwrap_err();
        assert_eq!(parse("statut=11"), CallbackError::Missing { field: param::MESSAGE_ID });
        assert_eq!(parse("smsID=A1&statut="), CallbackError::Missing { field: param::STATUS });
        assert_eq!(parse("smsID=A1&statut=x"), CallbackError::Unreadable { field: param::STATUS });
        assert_eq!(parse(&"a=b&".repeat(33)), CallbackError::TooManyFields);
        assert_eq!(parse(&"a".repeat(8193)), CallbackError::TooLong);
    }

    #[test]
    fn a_date_that_is_none_does_not_lose_the_receipt() {
        let receipt =
            DeliveryReceipt::parse_query(b"smsID=A1&statut=11&date_reception=hier").unwrap();
        assert_eq!(receipt.received_at.unwrap().raw(), "hier");
    }
}
