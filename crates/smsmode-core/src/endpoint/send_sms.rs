//! Send a text message: sections 3, 13 and 16 of the API document.

use crate::account::{Account, CallbackUrl, Reach};
use crate::endpoint::{Accepted, Endpoint, Repeat};
use crate::error::{GET_RECIPIENTS, InvalidInput, ResponseError};
use crate::message::{Message, check_segments};
use crate::phone::PhoneNumber;
use crate::recipients::Destination;
use crate::reference::ClientReference;
use crate::request::{Method, Request, Response};
use crate::schedule::Schedule;
use crate::text::{OptOut, SegmentLimit};
use crate::wire::{dates, form::Form, param, path, value};

/// Sends one text to people or to a contact group, now or later.
///
/// The service has no idempotency key: when nobody knows what became of this call, it must not be
/// made again.
///
/// ```
/// use smsmode_core::{Account, ApiKey, Endpoint, GsmText, Recipients, Response, SendSms, Sender};
///
/// let account = Account::new(ApiKey::new("Ab1CD2efg3Hi")?);
/// let text = GsmText::new("Votre commande est arrivée")?;
/// let send = SendSms::new(Recipients::parse(["0639980011"])?, text.sent_by(Sender::new("BOULANGER")?));
///
/// let request = send.request(&account)?;
/// assert_eq!(request.content_type(), Some("application/x-www-form-urlencoded; charset=ISO-8859-15"));
///
/// let accepted = send.parse(Response::new(200, b"0 | Accept\xe9 | S7EpYZ5kmS87"))?;
/// assert_eq!(accepted.message_id.unwrap().as_str(), "S7EpYZ5kmS87");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Wire name: `sendSMS.do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendSms {
    to: Destination,
    message: Message,
    at: Option<Schedule>,
    reference: Option<ClientReference>,
    max_segments: Option<SegmentLimit>,
    opt_out: Option<OptOut>,
    delivery_url: Option<CallbackUrl>,
    reply_url: Option<CallbackUrl>,
}

impl SendSms {
    /// This message to these people, or to this group.
    pub fn new(to: impl Into<Destination>, message: impl Into<Message>) -> Self {
        Self {
            to: to.into(),
            message: message.into(),
            at: None,
            reference: None,
            max_segments: None,
            opt_out: None,
            delivery_url: None,
            reply_url: None,
        }
    }

    /// Sends it later.
    #[doc(alias = "date_envoi")]
    pub fn with_schedule(mut self, at: Schedule) -> Self {
        self.at = Some(at);
        self
    }

    /// A reference of the caller's, given back in receipts and replies.
    #[doc(alias = "refClient")]
    pub fn with_reference(mut self, reference: ClientReference) -> Self {
        self.reference = Some(reference);
        self
    }

    /// At most this many segments (5 without).
    ///
    /// # Errors
    ///
    /// [`InvalidInput::TooManySegments`] where the text needs more; the service would cut it.
    #[doc(alias = "nbr_msg")]
    pub fn with_max_segments(self, limit: SegmentLimit) -> Result<Self, InvalidInput> {
        check_segments(self.message.segments(), limit)?;
        Ok(self.cut_after(limit))
    }

    /// At most this many segments: the service **cuts the text** after them.
    pub fn cut_after(mut self, limit: SegmentLimit) -> Self {
        self.max_segments = Some(limit);
        self
    }

    /// Has the service append its STOP text.
    #[doc(alias = "stop")]
    pub fn with_opt_out(mut self, opt_out: OptOut) -> Self {
        self.opt_out = Some(opt_out);
        self
    }

    /// Has the service call this address with each delivery receipt.
    #[doc(alias = "notification_url")]
    pub fn with_delivery_url(mut self, url: CallbackUrl) -> Self {
        self.delivery_url = Some(url);
        self
    }

    /// Has the service call this address with each reply.
    #[doc(alias = "notification_url_reponse")]
    pub fn with_reply_url(mut self, url: CallbackUrl) -> Self {
        self.reply_url = Some(url);
        self
    }

    /// The message.
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// Whom it goes to.
    pub fn to(&self) -> &Destination {
        &self.to
    }

    /// The most segments that one recipient can cost: a STOP text may need one more.
    fn segments_each(&self) -> u32 {
        let limit = self.max_segments.unwrap_or_default();
        let stop = u32::from(self.opt_out.is_some());
        (self.message.segments() + stop).min(u32::from(limit.get()))
    }

    fn class(&self) -> Option<&'static str> {
        match self.message {
            Message::Standard { .. } => None,
            Message::ReplyAllowed { .. } => Some(value::CLASS_REPLIES),
            Message::Unicode { .. } => Some(value::CLASS_UNICODE),
        }
    }
}

impl Endpoint for SendSms {
    type Output = Accepted;
    const NAME: &'static str = "send_sms";

    fn repeat(&self) -> Repeat {
        Repeat::Costly
    }

    fn request(&self, account: &Account) -> Result<Request, InvalidInput> {
        check_get(account, self.to.numbers())?;
        let mut form = Form::new(account, self.message.wire_charset())?;
        form.add(param::TEXT, self.message.text())?;
        match &self.to {
            Destination::Recipients(recipients) => {
                form.add_list(param::RECIPIENTS, recipients.numbers());
            }
            Destination::Group(group) => form.add(param::GROUP, group.as_str())?,
        }
        form.add_optional(param::CLASS, self.class())?;
        form.add_optional(
            param::SCHEDULED_AT,
            self.at.map(|at| dates::write_minute(at.local())).as_deref(),
        )?;
        form.add_optional(
            param::CLIENT_REFERENCE,
            self.reference.as_ref().map(ClientReference::as_str),
        )?;
        form.add_optional(param::SENDER, self.message.sender().map(crate::Sender::as_str))?;
        let limit = self.max_segments.map(|limit| limit.get().to_string());
        form.add_optional(param::MAX_SEGMENTS, limit.as_deref())?;
        form.add_optional(
            param::DELIVERY_URL,
            self.delivery_url.as_ref().map(CallbackUrl::as_str),
        )?;
        form.add_optional(param::REPLY_URL, self.reply_url.as_ref().map(CallbackUrl::as_str))?;
        form.add_optional(param::OPT_OUT, self.opt_out.map(opt_out_value))?;
        Ok(form.into_request(account, path::SEND_SMS))
    }

    fn parse(&self, answer: Response<'_>) -> Result<Accepted, ResponseError> {
        Accepted::parse(answer)
    }

    fn reach(&self) -> Reach<'_> {
        let segments = self.segments_each();
        let group = matches!(self.to, Destination::Group(_));
        let messages = self.to.numbers().iter().map(|number| (*number, segments)).collect();
        Reach { messages, group, group_segments: if group { segments } else { 0 } }
    }
}

pub(super) fn check_get(account: &Account, numbers: &[PhoneNumber]) -> Result<(), InvalidInput> {
    match account.method() {
        Method::Get if numbers.len() > GET_RECIPIENTS => {
            Err(InvalidInput::TooManyRecipientsForGet { recipients: numbers.len() })
        }
        _ => Ok(()),
    }
}

pub(super) fn opt_out_value(opt_out: OptOut) -> &'static str {
    match opt_out {
        OptOut::Always => value::OPT_OUT_ALWAYS,
        OptOut::IfFree => value::OPT_OUT_IF_FREE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ApiKey, GsmText, Recipients, UnicodeText};

    fn account() -> Account {
        Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap())
    }

    fn body(send: &SendSms) -> String {
        String::from_utf8(send.request(&account()).unwrap().body().to_vec()).unwrap()
    }

    #[test]
    fn the_example_of_section_3_is_sent_in_the_body() {
        let to = Recipients::parse(["3363123456", "0623123457"]).unwrap();
        let send = SendSms::new(to, GsmText::new("Bonjour Maman").unwrap());
        assert_eq!(
            body(&send),
            "accessToken=Ab1CD2efg3Hi&message=Bonjour+Maman&numero=3363123456%2C33623123457"
        );
    }

    #[test]
    fn the_example_of_section_16_is_utf8() {
        let to = Recipients::parse(["3363123456"]).unwrap();
        let text = UnicodeText::new("\u{263a}").unwrap();
        let send = SendSms::new(to, text.sent_by(crate::Sender::new("PERSO").unwrap()));
        assert_eq!(
            body(&send),
            "accessToken=Ab1CD2efg3Hi&message=%E2%98%BA&numero=3363123456&classe_msg=9&emetteur=PERSO"
        );
    }

    #[test]
    fn more_than_300_recipients_need_post() {
        let numbers = (0..301).map(|index| format!("3363998{index:04}"));
        let send = SendSms::new(Recipients::parse(numbers).unwrap(), GsmText::new("a").unwrap());
        let by_get = send.request(&account().with_method(Method::Get));
        assert_eq!(by_get, Err(InvalidInput::TooManyRecipientsForGet { recipients: 301 }));
        assert!(send.request(&account()).is_ok());
    }

    #[test]
    fn a_text_that_would_be_cut_is_refused_unless_the_cut_is_asked_for() {
        let one = SegmentLimit::try_from(1).unwrap();
        let send = SendSms::new(
            Recipients::parse(["0639980011"]).unwrap(),
            GsmText::new("a".repeat(161)).unwrap(),
        );
        let refused = send.clone().with_max_segments(one).unwrap_err();
        assert_eq!(refused, InvalidInput::TooManySegments { needed: 2, allowed: 1 });
        assert!(body(&send.cut_after(one)).ends_with("&nbr_msg=1"));
    }

    #[test]
    fn the_euro_is_one_byte_on_the_wire() {
        let send =
            SendSms::new(Recipients::parse(["0639980011"]).unwrap(), GsmText::new("12 €").unwrap());
        assert!(body(&send).contains("message=12+%A4&"));
    }
}
