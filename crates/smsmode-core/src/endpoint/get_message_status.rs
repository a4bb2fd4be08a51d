//! Status of a message: section 11 of the API document.

use crate::account::Account;
use crate::endpoint::{Endpoint, Repeat};
use crate::error::{InvalidInput, MalformedReason, ResponseError};
use crate::id::MessageId;
use crate::private_text::PrivateText;
use crate::refusal::RefusalCode;
use crate::request::{Ending, Request, Response};
use crate::status::MessageStatus;
use crate::text::WireCharset;
use crate::wire::{answer::Answer, form::Form, param, path};

/// Asks for the status of a message, for 30 days after it was sent.
///
/// For several recipients it is that of the campaign; [`GetDeliveryReport`](crate::GetDeliveryReport)
/// tells them one by one. Where no reports were selected for the message, 0 is the last status ever
/// shown: a wait needs an end.
///
/// ```
/// use smsmode_core::{Endpoint, GetMessageStatus, MessageId, MessageStatus, Response};
///
/// let ask = GetMessageStatus::new(MessageId::new("12345678")?);
/// let current = ask.parse(Response::new(200, b"0 | Envoy\xe9"))?;
/// assert_eq!(current.status, MessageStatus::SENT);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Wire name: `smsStatus.do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetMessageStatus {
    message_id: MessageId,
}

impl GetMessageStatus {
    /// The question for one message.
    pub fn new(message_id: MessageId) -> Self {
        Self { message_id }
    }
}

/// Where a message stands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CurrentStatus {
    /// The status.
    pub status: MessageStatus,
    /// What the service wrote for people.
    pub description: PrivateText,
}

impl Endpoint for GetMessageStatus {
    type Output = CurrentStatus;
    const NAME: &'static str = "get_message_status";

    fn repeat(&self) -> Repeat {
        Repeat::Safe
    }

    fn request(&self, account: &Account) -> Result<Request, InvalidInput> {
        let mut form = Form::new(account, WireCharset::Latin9)?;
        form.add(param::MESSAGE_ID, self.message_id.as_str())?;
        Ok(form.into_request(account, path::MESSAGE_STATUS))
    }

    /// 31, 32, 35 and 61 are refusals; every other number is a status, 33 and 50 included.
    fn parse(&self, answer: Response<'_>) -> Result<CurrentStatus, ResponseError> {
        let answer = Answer::of(answer);
        let Some(coded) = answer.coded() else { return Err(answer.no_code()) };
        let code = RefusalCode::new(coded.code);
        if REFUSALS.contains(&code) {
            return Err(answer.refused(coded));
        }
        if !answer.is_success() {
            return Err(answer.malformed(MalformedReason::Contradiction));
        }
        if !coded.separated && answer.ending() == Ending::Cut {
            return Err(answer.malformed(MalformedReason::Cut));
        }
        let description = answer.decode(coded.rest).into();
        Ok(CurrentStatus { status: MessageStatus::new(coded.code), description })
    }
}

const REFUSALS: [RefusalCode; 4] = [
    RefusalCode::INTERNAL_ERROR,
    RefusalCode::AUTHENTICATION,
    RefusalCode::BAD_PARAMETER,
    RefusalCode::UNKNOWN_MESSAGE,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(body: &[u8]) -> Result<CurrentStatus, ResponseError> {
        GetMessageStatus::new(MessageId::new("12345678").unwrap()).parse(Response::new(200, body))
    }

    #[test]
    fn only_four_numbers_are_refusals() {
        let refused = |code: &u16| {
            matches!(parse(format!("{code} | x").as_bytes()), Err(ResponseError::Refused(_)))
        };
        let refusals: Vec<u16> = (0..=9999).filter(refused).collect();
        assert_eq!(refusals, [31, 32, 35, 61]);
    }

    #[test]
    fn numbers_that_are_refusals_elsewhere_are_statuses_here() {
        assert_eq!(parse(b"33 | x").unwrap().status, MessageStatus::NO_CREDIT);
        assert_eq!(parse(b"50").unwrap().status, MessageStatus::NOT_DELIVERED);
        assert_eq!(parse(b"39 | x").unwrap().status.name(), "reception_error");
    }

    #[test]
    fn no_number_is_no_status() {
        assert!(parse(b"").is_err());
        assert!(parse("Envoyé".as_bytes()).is_err());
    }
}
