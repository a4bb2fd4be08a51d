//! A message that is sent.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

pub mod delivery;
pub mod message;

use std::borrow::Cow;
use std::ffi::c_char;

use smsmode_http::text::{OptOut, SegmentLimit};
use smsmode_http::{
    CallbackUrl, ClientReference, ContactGroup, Destination, InvalidInput, Message, PhoneNumber,
    Recipients, Schedule, SendSms, Sender, UnicodeText,
};

use crate::accepted::Accepted;
use crate::boundary::{self, Out, call, free, make, needed};
use crate::client::Client;
use crate::encoding::Charset;
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;
use crate::treatment::{Mode, Treatment};

/// A message to send. Made by smsmode_send_new, freed by smsmode_send_free; it may be sent more than
/// once, and each time is a message of its own that costs.
///
/// Each setter fails with SMSMODE_NULL_ARGUMENT if `send` is NULL; where it fails, the message is as
/// it was.
///
/// Threads: only one at a time may use it.
#[derive(Debug, Default)]
pub struct Send {
    encoding: Charset,
    pub(crate) numbers: Vec<PhoneNumber>,
    pub(crate) group: Option<ContactGroup>,
    pub(crate) text: String,
    pub(crate) treatment: Treatment,
    pub(crate) sender: Option<Sender>,
    pub(crate) replies: bool,
    pub(crate) at: Option<Schedule>,
    pub(crate) reference: Option<ClientReference>,
    pub(crate) max_segments: Option<SegmentLimit>,
    pub(crate) opt_out: Option<OptOut>,
    pub(crate) delivery_url: Option<CallbackUrl>,
    pub(crate) reply_url: Option<CallbackUrl>,
}

impl Send {
    pub(crate) fn built(&self) -> Result<SendSms, Fault> {
        let mut send = SendSms::new(self.destination()?, self.message()?);
        if let Some(limit) = self.max_segments {
            send = send.with_max_segments(limit)?;
        }
        if let Some(at) = self.at {
            send = send.with_schedule(at);
        }
        if let Some(reference) = &self.reference {
            send = send.with_reference(reference.clone());
        }
        if let Some(opt_out) = self.opt_out {
            send = send.with_opt_out(opt_out);
        }
        if let Some(url) = &self.delivery_url {
            send = send.with_delivery_url(url.clone());
        }
        if let Some(url) = &self.reply_url {
            send = send.with_reply_url(url.clone());
        }
        Ok(send)
    }

    fn destination(&self) -> Result<Destination, InvalidInput> {
        let recipients = match self.numbers.as_slice() {
            [] => None,
            numbers => Some(Recipients::new(numbers.iter().copied())?),
        };
        Destination::either(recipients, self.group.clone())
    }

    pub(crate) fn message(&self) -> Result<Message, InvalidInput> {
        let sender = self.sender.clone();
        match self.treatment.mode {
            Mode::Unicode => {
                Message::unicode(UnicodeText::new(self.text.as_str())?, sender, self.replies)
            }
            Mode::Exact | Mode::Smart => {
                let text = self.treatment.gsm_text(&self.text, SegmentLimit::default())?;
                Message::gsm(text, sender, self.replies)
            }
        }
    }
}

/// The body of a setter of what is written in the encoding of the message.
fn set_written<P>(
    send: Option<&mut Send>,
    written: Written,
    part: impl FnOnce(&mut Send) -> &mut P,
    error: *mut *mut Error,
    value: impl FnOnce(&str) -> Result<P, Fault>,
) -> Status {
    let encoding = send.as_ref().map_or_else(Charset::default, |send| send.encoding);
    boundary::set(send, "send", part, error, |_| value(&written.decoded(encoding)?))
}

/// A text of the caller before somebody knows how it is written, and its name.
#[derive(Clone, Copy)]
struct Written(*const c_char, usize, &'static str);

impl Written {
    fn decoded<'a>(self, encoding: Charset) -> Result<Cow<'a, str>, Fault> {
        let Self(text, length, argument) = self;
        encoding.decoded(text, length, argument)
    }
}

/// A message without recipient and text, a handle that the caller frees. NULL only if the library has
/// a bug.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_new() -> Option<Box<Send>> {
    make(Send::default)
}

/// Sends a message, once: where nobody knows whether the service received it, it is not sent again,
/// and smsmode_error_outcome says SMSMODE_OUTCOME_UNKNOWN.
///
/// `accepted`, which must not be NULL, receives a handle that the caller frees. It waits for the
/// answer, at most as long as the settings of the client allow.
///
/// Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_CLOSED, SMSMODE_EMPTY_TEXT, SMSMODE_OUTSIDE_ALPHABET,
/// SMSMODE_TOO_MANY_SEGMENTS, SMSMODE_NO_RECIPIENT, SMSMODE_RECIPIENTS_AND_GROUP,
/// SMSMODE_SENDER_WITH_REPLIES, SMSMODE_REPLIES_WITH_UNICODE, SMSMODE_TOO_MANY_RECIPIENTS or
/// SMSMODE_POLICY before anything is sent, and as any call of the client after.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_send(
    client: Option<&Client>,
    send: Option<&Send>,
    accepted: *mut *mut Accepted,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(accepted, "accepted")?;
        let (client, send) = (needed(client, "client")?, needed(send, "send")?);
        out.give(client.call(&send.built()?)?.into());
        Ok(())
    })
}

/// Frees the message; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_free(send: Option<Box<Send>>) {
    free(send);
}
