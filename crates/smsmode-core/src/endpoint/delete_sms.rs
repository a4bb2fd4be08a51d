//! Delete a message: section 9 of the API document.

use crate::account::Account;
use crate::endpoint::{Acknowledged, Endpoint, Repeat};
use crate::error::{InvalidInput, ResponseError};
use crate::id::MessageId;
use crate::phone::PhoneNumber;
use crate::request::{Request, Response};
use crate::text::WireCharset;
use crate::wire::{form::Form, param, path};

/// Deletes a message, scheduled or sent.
///
/// ```
/// use smsmode_core::{DeleteSms, Endpoint, MessageId, PhoneNumber, Repeat};
///
/// assert_eq!(DeleteSms::by_id(MessageId::new("06000000")?).repeat(), Repeat::Safe);
/// let newest = DeleteSms::most_recent_to(PhoneNumber::parse("0639980011")?);
/// assert_eq!(newest.repeat(), Repeat::Costly);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Wire name: `deleteSMS.do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeleteSms(Target);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Id(MessageId),
    MostRecentTo(PhoneNumber),
}

impl DeleteSms {
    /// Deletes the message with this id. Twice is once.
    pub fn by_id(message_id: MessageId) -> Self {
        Self(Target::Id(message_id))
    }

    /// Deletes the most recent message to this number. Twice deletes another one too.
    pub fn most_recent_to(number: PhoneNumber) -> Self {
        Self(Target::MostRecentTo(number))
    }
}

impl Endpoint for DeleteSms {
    type Output = Acknowledged;
    const NAME: &'static str = "delete_sms";

    fn repeat(&self) -> Repeat {
        match self.0 {
            Target::Id(_) => Repeat::Safe,
            Target::MostRecentTo(_) => Repeat::Costly,
        }
    }

    fn request(&self, account: &Account) -> Result<Request, InvalidInput> {
        let mut form = Form::new(account, WireCharset::Latin9)?;
        match &self.0 {
            Target::Id(message_id) => form.add(param::MESSAGE_ID, message_id.as_str())?,
            Target::MostRecentTo(number) => form.add_list(param::RECIPIENTS, &[*number]),
        }
        Ok(form.into_request(account, path::DELETE_SMS))
    }

    fn parse(&self, answer: Response<'_>) -> Result<Acknowledged, ResponseError> {
        Acknowledged::parse(answer)
    }
}
