//! The messages that an account has sent.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::{ListSent, SentList, SentMessage};

use crate::boundary::{Out, OutText, call, free, lend, needed, read};
use crate::client::Client;
use crate::error::Error;
use crate::fault::Fault;
use crate::received::unix_seconds;
use crate::status::Status;

/// A page of the messages that an account has sent. Made by smsmode_client_list_sent, freed by
/// smsmode_sent_free.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Sent {
    messages: Vec<Message>,
    damaged: usize,
}

#[derive(Debug)]
struct Message {
    id: OutText,
    date: OutText,
    time: Option<i64>,
    text: OutText,
    recipient: OutText,
    cost: OutText,
    recipients: u32,
}

impl From<SentMessage> for Message {
    fn from(message: SentMessage) -> Self {
        Self {
            id: message.message_id.as_str().into(),
            date: message.sent_at.raw().into(),
            time: unix_seconds(&message.sent_at),
            text: message.text.as_str().into(),
            recipient: message.recipient.as_str().into(),
            cost: message.cost.to_string().into(),
            recipients: message.recipients,
        }
    }
}

impl From<SentList> for Sent {
    fn from(list: SentList) -> Self {
        let messages = list.messages.into_iter().map(Message::from).collect();
        Self { messages, damaged: list.damaged.len() }
    }
}

pub(crate) fn page(first: u32, page_size: u32) -> Result<ListSent, Fault> {
    Ok(ListSent::new().with_first(first).with_page_size(page_size)?)
}

/// Asks for a page of the messages that were sent, the newest first.
///
/// `first`: how many to pass over. `page_size`: how many to give at most. `sent`, which must not be
/// NULL, receives a handle that the caller frees.
///
/// Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_PAGE_SIZE or SMSMODE_CLOSED, and as any call of the
/// client.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_list_sent(
    client: Option<&Client>,
    first: u32,
    page_size: u32,
    sent: *mut *mut Sent,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(sent, "sent")?;
        let ask = page(first, page_size)?;
        out.give(needed(client, "client")?.call(&ask)?.into());
        Ok(())
    })
}

/// How many messages the page has; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sent_count(sent: Option<&Sent>) -> usize {
    read(sent, |sent| sent.messages.len())
}

/// The identifier of the message `index`, from 0.
///
/// ASCII, ended by a NUL, lent until the page is freed; `length`, unless NULL, receives its bytes.
/// NULL, with the length 0, beyond the last and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sent_message_id(
    sent: Option<&Sent>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(sent, length, |sent| Some(&sent.messages.get(index)?.id))
}

/// When the message `index`, from 0, was sent, in seconds since 1970 in UTC; 0 if the date cannot be
/// read, beyond the last and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sent_time(sent: Option<&Sent>, index: usize) -> i64 {
    read(sent, |sent| sent.messages.get(index).and_then(|message| message.time).unwrap_or(0))
}

/// When the message `index`, from 0, was sent, as the service writes it, by the clocks of Paris;
/// otherwise as smsmode_sent_message_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sent_date(
    sent: Option<&Sent>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(sent, length, |sent| Some(&sent.messages.get(index)?.date))
}

/// The text of the message `index`, from 0, in UTF-8; otherwise as smsmode_sent_message_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sent_text(
    sent: Option<&Sent>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(sent, length, |sent| Some(&sent.messages.get(index)?.text))
}

/// Whom the message `index`, from 0, went to, as the service writes it: a number for one recipient;
/// otherwise as smsmode_sent_message_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sent_recipient(
    sent: Option<&Sent>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(sent, length, |sent| Some(&sent.messages.get(index)?.recipient))
}

/// What the message `index`, from 0, cost in credits, a decimal number with a point; otherwise as
/// smsmode_sent_message_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sent_cost(
    sent: Option<&Sent>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(sent, length, |sent| Some(&sent.messages.get(index)?.cost))
}

/// How many recipients the message `index`, from 0, has; 0 beyond the last and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sent_recipients(sent: Option<&Sent>, index: usize) -> u32 {
    read(sent, |sent| sent.messages.get(index).map_or(0, |message| message.recipients))
}

/// How many records of the page could not be read; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sent_damaged_count(sent: Option<&Sent>) -> usize {
    read(sent, |sent| sent.damaged)
}

/// Frees the page; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sent_free(sent: Option<Box<Sent>>) {
    free(sent);
}
