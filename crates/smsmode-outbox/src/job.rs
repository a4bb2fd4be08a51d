//! What a dispatcher has others do on the network: one call each.

use std::time::Duration;

use smsmode_core::outbox::{Fence, OutboxId};
use smsmode_core::{
    Accepted, CurrentStatus, DamagedRecord, GetMessageStatus, ListSent, MessageId, SendSms,
    SentList, SentMessage, ServiceZone, Timestamp,
};
use smsmode_http::{
    BootInstant, CallOptions, Cause, Client, Error, Sent, Transport, TransportError,
    TransportErrorKind,
};

/// A row as somebody knew it: nobody else has changed it as long as its fence is the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ticket {
    /// The message.
    pub id: OutboxId,
    /// The fence of its row.
    pub fence: Fence,
}

/// One call to make.
#[derive(Debug, Clone)]
pub enum Job {
    /// Send a message. That this is about to happen is in the ledger already.
    Send {
        /// Whose message.
        ticket: Ticket,
        /// The call.
        call: Box<SendSms>,
        /// From this instant on it may not leave.
        leave_before: BootInstant,
        /// Time for the call.
        timeout: Duration,
    },
    /// Read the list of what was sent.
    ReadList {
        /// So far back.
        back_to: Timestamp,
    },
    /// Ask for the status of a message that was accepted.
    AskStatus {
        /// Whose message.
        ticket: Ticket,
        /// Its id.
        message_id: MessageId,
    },
}

/// What came of a call.
#[derive(Debug)]
pub enum Done {
    /// A message was sent, or not.
    Sent {
        /// Whose message.
        ticket: Ticket,
        /// The answer.
        answer: Result<Accepted, Error>,
    },
    /// The list was read, or not.
    Listed {
        /// What it shows.
        list: Result<Listed, Error>,
    },
    /// The status was asked for.
    Status {
        /// Whose message.
        ticket: Ticket,
        /// The answer.
        answer: Result<CurrentStatus, Error>,
    },
}

/// What the list of messages sent shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The messages, the newest first.
    pub messages: Vec<SentMessage>,
    /// The records that could not be read.
    pub damaged: Vec<DamagedRecord>,
    /// Whether the list ended there.
    pub whole: bool,
}

/// Makes a call, on this thread.
pub fn perform<T: Transport>(client: &Client<T>, zone: &ServiceZone, job: Job) -> Done {
    match job {
        Job::Send { ticket, call, leave_before, timeout } => {
            let options =
                CallOptions::default().with_leave_before(leave_before).with_timeout(timeout);
            Done::Sent { ticket, answer: client.call_with(call.as_ref(), options) }
        }
        Job::ReadList { back_to } => Done::Listed { list: read_list(client, zone, back_to) },
        Job::AskStatus { ticket, message_id } => {
            Done::Status { ticket, answer: client.call(&GetMessageStatus::new(message_id)) }
        }
    }
}

/// What a call comes to that was not made, or that broke off.
pub(crate) fn not_made(job: Job, sent: Sent) -> Done {
    let broken = || TransportError::new(TransportErrorKind::Interrupted, sent);
    match job {
        Job::Send { ticket, call, .. } => {
            Done::Sent { ticket, answer: Err(Error::of(call.as_ref(), broken())) }
        }
        Job::ReadList { .. } => Done::Listed { list: Err(Error::of(&ListSent::new(), broken())) },
        Job::AskStatus { ticket, message_id } => {
            let question = GetMessageStatus::new(message_id);
            Done::Status { ticket, answer: Err(Error::of(&question, broken())) }
        }
    }
}

/// Reads back until a number of entries in a row are older: the list is the newest first by our reading
/// only (grade D), and one older entry does not prove that all that follow are.
fn read_list<T: Transport>(
    client: &Client<T>,
    zone: &ServiceZone,
    back_to: Timestamp,
) -> Result<Listed, Error> {
    let mut pages = client.sent_messages();
    let (mut messages, mut older) = (Vec::new(), 0);
    while older < ENOUGH_OLDER {
        let message: SentMessage = match pages.next() {
            None => {
                return Ok(Listed { messages, damaged: pages.damaged().to_vec(), whole: true });
            }
            Some(Err(error)) if matches!(error.cause(), Cause::PageRepeated(_)) => {
                return read_at_once(client);
            }
            Some(message) => message?,
        };
        let sent_at = message.sent_at.instant(zone);
        older = if sent_at.is_some_and(|sent| sent.instant < back_to) { older + 1 } else { 0 };
        messages.push(message);
    }
    Ok(Listed { messages, damaged: pages.damaged().to_vec(), whole: false })
}

const ENOUGH_OLDER: u32 = 100;

/// For an edition of the service that knows no pages.
fn read_at_once<T: Transport>(client: &Client<T>) -> Result<Listed, Error> {
    let ask = ListSent::new();
    let ask =
        ask.with_page_size(LARGEST_PAGE).map_err(|error| Error::of(&ListSent::new(), error))?;
    let SentList { messages, damaged, .. } = client.call(&ask)?;
    let whole = messages.len() + damaged.len() < LARGEST_PAGE as usize;
    Ok(Listed { messages, damaged, whole })
}

const LARGEST_PAGE: u32 = 10_000;
