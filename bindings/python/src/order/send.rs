//! A text message, and a voice message.

use pyo3::prelude::*;
use smsmode_http::{
    Account, CallbackUrl, ClientReference, ContactGroup, Destination, PhoneNumber, SendSms,
    SendVoice, Sender, VoiceLanguage,
};

use crate::input::{Number, Text};
use crate::order::recipients::{allowed, recipients};
use crate::order::treatment::{Treatment, max_segments, opt_out, word};
use crate::order::{checked, optional};
use crate::value::date::When;

/// The arguments of a send.
pub(crate) struct SendArguments<'a, 'py> {
    pub(crate) to: Option<Bound<'py, PyAny>>,
    pub(crate) group: Option<Text>,
    pub(crate) text: Text,
    pub(crate) sender: Option<Text>,
    pub(crate) replies: bool,
    pub(crate) at: Option<When>,
    pub(crate) reference: Option<Text>,
    pub(crate) max_segments: Option<Number<u8>>,
    pub(crate) opt_out: Option<&'a str>,
    pub(crate) delivery_url: Option<Text>,
    pub(crate) reply_url: Option<Text>,
    pub(crate) mode: &'a str,
    pub(crate) level: &'a str,
    pub(crate) when: &'a str,
}

pub(crate) fn sms(
    py: Python<'_>,
    account: &Account,
    given: SendArguments<'_, '_>,
) -> PyResult<SendSms> {
    let treatment = Treatment::new(py, given.mode, given.level, given.when)?;
    let sender = optional(py, given.sender, Sender::new)?;
    let message = checked(py, treatment.message(given.text.as_str(), sender, given.replies))?;
    let may = |to| allowed(account, &SendSms::new(Destination::Recipients(to), message.clone()));
    let to = given.to.map(|to| recipients(&to, may)).transpose()?;
    let group = optional(py, given.group, ContactGroup::new)?;
    let mut send = SendSms::new(checked(py, Destination::either(to, group))?, message);
    if let Some(limit) = max_segments(py, given.max_segments)? {
        send = checked(py, send.with_max_segments(limit))?;
    }
    if let Some(at) = given.at {
        send = send.with_schedule(checked(py, at.schedule())?);
    }
    if let Some(reference) = optional(py, given.reference, ClientReference::new)? {
        send = send.with_reference(reference);
    }
    if let Some(opt_out) = opt_out(py, given.opt_out)? {
        send = send.with_opt_out(opt_out);
    }
    if let Some(url) = optional(py, given.delivery_url, |url| CallbackUrl::new(url.as_str()))? {
        send = send.with_delivery_url(url);
    }
    match optional(py, given.reply_url, |url| CallbackUrl::new(url.as_str()))? {
        Some(url) => Ok(send.with_reply_url(url)),
        None => Ok(send),
    }
}

/// The arguments of a voice message.
pub(crate) struct VoiceArguments<'a, 'py> {
    pub(crate) to: Bound<'py, PyAny>,
    pub(crate) text: Text,
    pub(crate) title: Option<Text>,
    pub(crate) language: Option<&'a str>,
    pub(crate) at: Option<When>,
    pub(crate) unlimited: bool,
}

pub(crate) fn voice(
    py: Python<'_>,
    account: &Account,
    given: VoiceArguments<'_, '_>,
) -> PyResult<SendVoice> {
    let new = if given.unlimited { SendVoice::unlimited } else { SendVoice::new };
    let may = |to| allowed(account, &new(to, given.text.as_str().to_owned())?);
    let mut call = checked(py, new(recipients(&given.to, may)?, given.text.as_str().to_owned()))?;
    if let Some(title) = given.title {
        call = checked(py, call.with_title(title))?;
    }
    if let Some(language) = given.language {
        let all: Vec<_> = VoiceLanguage::ALL.iter().map(|one| (one.tag(), *one)).collect();
        call = call.with_language(word(py, "language", language, &all)?);
    }
    match given.at {
        Some(at) => Ok(call.with_schedule(checked(py, at.schedule())?)),
        None => Ok(call),
    }
}

pub(crate) fn number(py: Python<'_>, number: &Text) -> PyResult<PhoneNumber> {
    checked(py, PhoneNumber::parse(number.as_str()))
}
