//! A message that is sent.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

pub mod delivery;
pub mod message;

use smsmode_http::text::{OptOut, SegmentLimit};
use smsmode_http::{
    CallbackUrl, ClientReference, ContactGroup, Destination, InvalidInput, Message, PhoneNumber,
    Recipients, Schedule, SendSms, Sender, UnicodeText,
};

use crate::accepted::Accepted;
use crate::boundary::{Out, call, free, make, needed};
use crate::client::Client;
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
    numbers: Vec<PhoneNumber>,
    group: Option<ContactGroup>,
    text: String,
    treatment: Treatment,
    sender: Option<Sender>,
    replies: bool,
    at: Option<Schedule>,
    reference: Option<ClientReference>,
    max_segments: Option<SegmentLimit>,
    opt_out: Option<OptOut>,
    delivery_url: Option<CallbackUrl>,
    reply_url: Option<CallbackUrl>,
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

    fn message(&self) -> Result<Message, InvalidInput> {
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
