//! The three calls that send.

use serde::Deserialize;
use serde_json::{Value, json};
use smsmode_core::text::{OptOut, SegmentLimit};
use smsmode_core::{
    Accepted, BatchClass, BatchRow, CallbackUrl, ClientReference, ClockChange, ContactGroup,
    DateError, Destination, GsmText, InvalidInput, LocalDate, LocalDateTime, Message, PhoneNumber,
    Recipients, Schedule, SendBatch, SendSms, SendVoice, Sender, ServiceZone, Timestamp,
    UnicodeText, VoiceLanguage,
};

use crate::call::Call;

/// A date: what the clocks of the service show, or an instant.
#[derive(Deserialize)]
#[serde(untagged)]
enum At {
    Local(String),
    Instant(i64),
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum OptOutInput {
    Always,
    IfFree,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "the options of a vector are what they are")]
pub(crate) struct SmsInput {
    to: Option<Vec<String>>,
    #[serde(default)]
    keep_duplicates: bool,
    group: Option<String>,
    text: String,
    #[serde(default)]
    unicode: bool,
    #[serde(default)]
    replies: bool,
    sender: Option<String>,
    #[serde(default)]
    any_ascii_sender: bool,
    at: Option<At>,
    now: Option<i64>,
    reference: Option<String>,
    max_segments: Option<u8>,
    #[serde(default)]
    cut: bool,
    opt_out: Option<OptOutInput>,
    delivery_url: Option<String>,
    reply_url: Option<String>,
}

impl Call for SendSms {
    type Input = SmsInput;

    fn build(input: SmsInput) -> Result<Self, InvalidInput> {
        let recipients = input.to.map(|to| recipients(&to, input.keep_duplicates)).transpose()?;
        let group = input.group.map(ContactGroup::new).transpose()?;
        let sender = input.sender.map(|name| sender(name, input.any_ascii_sender)).transpose()?;
        let message = if input.unicode {
            Message::unicode(unicode(input.text, input.cut)?, sender, input.replies)?
        } else {
            Message::gsm(gsm(input.text, input.cut)?, sender, input.replies)?
        };
        let mut send = Self::new(Destination::either(recipients, group)?, message);
        if let Some(at) = schedule(input.at, input.now)? {
            send = send.with_schedule(at);
        }
        if let Some(reference) = input.reference {
            send = send.with_reference(ClientReference::new(reference)?);
        }
        if let Some(limit) = input.max_segments {
            let limit = SegmentLimit::try_from(limit)?;
            send = if input.cut { send.cut_after(limit) } else { send.with_max_segments(limit)? };
        }
        if let Some(opt_out) = input.opt_out {
            send = send.with_opt_out(opt_out.into());
        }
        if let Some(url) = input.delivery_url {
            send = send.with_delivery_url(CallbackUrl::new(&url)?);
        }
        if let Some(url) = input.reply_url {
            send = send.with_reply_url(CallbackUrl::new(&url)?);
        }
        Ok(send)
    }

    fn show(output: Accepted) -> Value {
        show_accepted(&output)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BatchInput {
    rows: Vec<RowInput>,
    #[serde(default)]
    replies: bool,
    sender: Option<String>,
    at: Option<At>,
    now: Option<i64>,
    reference: Option<String>,
    max_segments: Option<u8>,
    #[serde(default)]
    cut: bool,
    opt_out: Option<OptOutInput>,
    delivery_url: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowInput {
    to: String,
    text: String,
    sender: Option<String>,
    reference: Option<String>,
}

impl RowInput {
    fn build(self, cut: bool) -> Result<BatchRow, InvalidInput> {
        let mut row = BatchRow::new(PhoneNumber::parse(&self.to)?, gsm(self.text, cut)?);
        if let Some(sender) = self.sender {
            row = row.with_sender(Sender::new(sender)?);
        }
        if let Some(reference) = self.reference {
            row = row.with_reference(ClientReference::new(reference)?);
        }
        Ok(row)
    }
}

impl Call for SendBatch {
    type Input = BatchInput;
    const BY_GET: bool = false;

    fn build(input: BatchInput) -> Result<Self, InvalidInput> {
        let class = match (input.sender.map(Sender::new).transpose()?, input.replies) {
            (Some(_), true) => return Err(InvalidInput::SenderWithReplies),
            (None, true) => BatchClass::ReplyAllowed,
            (sender, false) => BatchClass::Standard { sender },
        };
        let rows: Result<Vec<BatchRow>, InvalidInput> =
            input.rows.into_iter().map(|row| row.build(input.cut)).collect();
        let mut batch = Self::of_class(class, rows?)?;
        if let Some(at) = schedule(input.at, input.now)? {
            batch = batch.with_schedule(at);
        }
        if let Some(reference) = input.reference {
            batch = batch.with_reference(ClientReference::new(reference)?);
        }
        if let Some(limit) = input.max_segments {
            let limit = SegmentLimit::try_from(limit)?;
            batch =
                if input.cut { batch.cut_after(limit) } else { batch.with_max_segments(limit)? };
        }
        if let Some(opt_out) = input.opt_out {
            batch = batch.with_opt_out(opt_out.into());
        }
        if let Some(url) = input.delivery_url {
            batch = batch.with_delivery_url(CallbackUrl::new(&url)?);
        }
        Ok(batch)
    }

    fn show(output: Accepted) -> Value {
        show_accepted(&output)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VoiceInput {
    to: Vec<String>,
    text: String,
    #[serde(default)]
    unlimited: bool,
    title: Option<String>,
    at: Option<At>,
    now: Option<i64>,
    language: Option<String>,
}

impl Call for SendVoice {
    type Input = VoiceInput;

    fn build(input: VoiceInput) -> Result<Self, InvalidInput> {
        let to = recipients(&input.to, false)?;
        let mut voice = if input.unlimited {
            Self::unlimited(to, input.text)?
        } else {
            Self::new(to, input.text)?
        };
        if let Some(title) = input.title {
            voice = voice.with_title(title)?;
        }
        if let Some(at) = schedule(input.at, input.now)? {
            voice = voice.with_schedule(at);
        }
        if let Some(tag) = input.language {
            let language = VoiceLanguage::ALL.iter().find(|language| language.tag() == tag);
            voice = voice.with_language(*language.unwrap());
        }
        Ok(voice)
    }

    fn show(output: Accepted) -> Value {
        show_accepted(&output)
    }
}

impl From<OptOutInput> for OptOut {
    fn from(opt_out: OptOutInput) -> Self {
        match opt_out {
            OptOutInput::Always => Self::Always,
            OptOutInput::IfFree => Self::IfFree,
        }
    }
}

fn recipients(to: &[String], keep_duplicates: bool) -> Result<Recipients, InvalidInput> {
    if keep_duplicates { Recipients::parse_with_duplicates(to) } else { Recipients::parse(to) }
}

fn sender(name: String, any_ascii: bool) -> Result<Sender, InvalidInput> {
    Ok(if any_ascii { Sender::any_ascii(name)? } else { Sender::new(name)? })
}

fn gsm(text: String, cut: bool) -> Result<GsmText, InvalidInput> {
    if cut { GsmText::unlimited(text) } else { GsmText::new(text) }
}

fn unicode(text: String, cut: bool) -> Result<UnicodeText, InvalidInput> {
    if cut { UnicodeText::unlimited(text) } else { UnicodeText::new(text) }
}

fn schedule(at: Option<At>, now: Option<i64>) -> Result<Option<Schedule>, InvalidInput> {
    let Some(at) = at else { return Ok(None) };
    let now = Timestamp::from_unix_seconds(now.unwrap());
    Ok(Some(match at {
        At::Local(text) => Schedule::in_paris(local(&text)?, now)?,
        At::Instant(seconds) => {
            let instant = Timestamp::from_unix_seconds(seconds);
            Schedule::at(instant, &ServiceZone::PARIS, ClockChange::Refuse, now)?
        }
    }))
}

/// `2026-12-24T09:05`.
pub(crate) fn local(text: &str) -> Result<LocalDateTime, DateError> {
    let (day, time) = text.split_once('T').unwrap();
    let (hour, minute) = time.split_once(':').unwrap();
    LocalDateTime::new(date(day)?, hour.parse().unwrap(), minute.parse().unwrap(), 0)
}

/// `2026-12-24`.
pub(crate) fn date(text: &str) -> Result<LocalDate, DateError> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { panic!("no date: {text}") };
    LocalDate::new(year.parse().unwrap(), month.parse().unwrap(), day.parse().unwrap())
}

fn show_accepted(accepted: &Accepted) -> Value {
    json!({
        "message_id": accepted.message_id.as_ref().map(ToString::to_string),
        "provisional": accepted.provisional,
        "description": accepted.description.as_str(),
    })
}
