//! Delivery report, recipient by recipient: section 4 of the API document.

use crate::account::Account;
use crate::endpoint::{AnswerSize, Endpoint, Repeat};
use crate::error::{InvalidInput, ResponseError};
use crate::id::MessageId;
use crate::phone::PhoneNumber;
use crate::request::{Request, Response};
use crate::status::MessageStatus;
use crate::text::WireCharset;
use crate::wire::answer::{Answer, trim};
use crate::wire::records::DamagedRecord;
use crate::wire::{form::Form, param, path};

/// Asks what became of a message, recipient by recipient, for 30 days after it was sent.
///
/// ```
/// use smsmode_core::{Endpoint, GetDeliveryReport, MessageId, MessageStatus, Response};
///
/// let ask = GetDeliveryReport::new(MessageId::new("12345678")?);
/// let report = ask.parse(Response::new(200, b"33600000000 11 | 33611111111 13"))?;
/// assert_eq!(report.recipients[0].recipient.to_string(), "33600000000");
/// assert_eq!(report.recipients[1].status, MessageStatus::AT_OPERATOR);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Wire name: `compteRendu.do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetDeliveryReport {
    message_id: MessageId,
}

impl GetDeliveryReport {
    /// The question for one message.
    pub fn new(message_id: MessageId) -> Self {
        Self { message_id }
    }
}

/// What became of a message, recipient by recipient, in the order of the service.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct DeliveryReport {
    /// The recipients with their statuses. An empty report alone does not prove that the message is
    /// unknown (grade D).
    pub recipients: Vec<RecipientStatus>,
    /// Parts that could not be read.
    pub damaged: Vec<DamagedRecord>,
}

/// What became of a message to one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecipientStatus {
    /// The recipient.
    pub recipient: PhoneNumber,
    /// The status.
    pub status: MessageStatus,
}

impl Endpoint for GetDeliveryReport {
    type Output = DeliveryReport;
    const NAME: &'static str = "get_delivery_report";
    const ANSWER: AnswerSize = AnswerSize::List;

    fn repeat(&self) -> Repeat {
        Repeat::Safe
    }

    fn request(&self, account: &Account) -> Result<Request, InvalidInput> {
        let mut form = Form::new(account, WireCharset::Latin9)?;
        form.add(param::MESSAGE_ID, self.message_id.as_str())?;
        Ok(form.into_request(account, path::DELIVERY_REPORT))
    }

    fn parse(&self, answer: Response<'_>) -> Result<DeliveryReport, ResponseError> {
        let answer = Answer::of(answer);
        if let Some(coded) = answer.coded() {
            return Err(answer.refused(coded));
        }
        let report = read(answer.whole()?);
        if report.recipients.is_empty() && !report.damaged.is_empty() {
            return Err(answer.no_code());
        }
        Ok(report)
    }
}

/// Empty parts and a trailing separator occur (grade A) and are passed over.
fn read(body: &[u8]) -> DeliveryReport {
    let mut report = DeliveryReport::default();
    let parts = body.split(|byte| *byte == b'|').map(trim).filter(|part| !part.is_empty());
    for (position, part) in parts.enumerate() {
        match read_part(part) {
            Some(status) => report.recipients.push(status),
            None => report.damaged.push(DamagedRecord { position, raw: part.to_vec() }),
        }
    }
    report
}

fn read_part(part: &[u8]) -> Option<RecipientStatus> {
    let blank = part.iter().rposition(u8::is_ascii_whitespace)?;
    let (number, status) = part.split_at_checked(blank)?;
    let recipient = PhoneNumber::parse(std::str::from_utf8(trim(number)).ok()?).ok()?;
    let status = read_status(trim(status))?;
    Some(RecipientStatus { recipient, status })
}

fn read_status(digits: &[u8]) -> Option<MessageStatus> {
    let plausible = (1..=4).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    let code = || digits.iter().fold(0, |code, digit| code * 10 + u16::from(digit - b'0'));
    plausible.then(|| MessageStatus::new(code()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(body: &[u8]) -> Result<DeliveryReport, ResponseError> {
        GetDeliveryReport::new(MessageId::new("12345678").unwrap()).parse(Response::new(200, body))
    }

    #[test]
    fn empty_parts_and_a_trailing_bar_are_passed_over() {
        let report = parse(b"33600000000 11 | | 33611111111 13 |\r\n").unwrap();
        assert_eq!((report.recipients.len(), report.damaged.len()), (2, 0));
    }

    #[test]
    fn an_empty_body_is_an_empty_report() {
        assert_eq!(parse(b"\r\n"), Ok(DeliveryReport::default()));
    }

    #[test]
    fn a_damaged_part_leaves_the_others_whole() {
        let report = parse(b"33600000000 11 | 336x 11 | 33611111111 34").unwrap();
        assert_eq!(report.recipients.len(), 2);
        assert_eq!(
            (report.damaged[0].position, report.damaged[0].raw.as_slice()),
            (1, &b"336x 11"[..])
        );
    }

    #[test]
    fn a_code_is_a_refusal_and_a_page_is_no_report() {
        assert!(matches!(parse(b"61 | SMS non trouv\xe9"), Err(ResponseError::Refused(_))));
        assert!(matches!(parse(b"61"), Err(ResponseError::Refused(_))));
        assert!(matches!(parse(b"<html></html>"), Err(ResponseError::Malformed(_))));
    }

    #[test]
    fn a_status_that_nobody_knows_survives() {
        assert_eq!(parse(b"33600000000 4242").unwrap().recipients[0].status.code(), 4242);
    }
}
