//! What people answered.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

mod period;

use std::ffi::c_char;

use smsmode_http::{ListReplies, Reply, ReplyList};

use crate::boundary::{Out, OutText, call, free, lend, needed, read};
use crate::client::Client;
use crate::error::Error;
use crate::fault::Fault;
use crate::received::unix_seconds;
use crate::status::Status;

pub(crate) use period::between;

/// A page or a period of what people answered. Made by smsmode_client_list_replies or
/// smsmode_client_list_replies_between, freed by smsmode_replies_free.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Replies {
    entries: Vec<Entry>,
    damaged: usize,
}

#[derive(Debug)]
struct Entry {
    id: OutText,
    text: OutText,
    from: OutText,
    message_id: Option<OutText>,
    time: Option<i64>,
}

impl From<Reply> for Entry {
    fn from(reply: Reply) -> Self {
        Self {
            id: reply.reply_id.as_str().into(),
            text: reply.text.as_str().into(),
            from: reply.from.as_str().into(),
            message_id: reply.message_id.map(|id| id.as_str().into()),
            time: unix_seconds(&reply.received_at),
        }
    }
}

impl From<ReplyList> for Replies {
    fn from(list: ReplyList) -> Self {
        let entries = list.replies.into_iter().map(Entry::from).collect();
        Self { entries, damaged: list.damaged.len() }
    }
}

pub(crate) fn page(first: u32, page_size: u32) -> Result<ListReplies, Fault> {
    Ok(ListReplies::page(first, page_size)?)
}

/// Asks for a page of what people answered, the newest first.
///
/// `first`: how many to pass over. `page_size`: how many to give at most. `replies`, which must not be
/// NULL, receives a handle that the caller frees.
///
/// Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_PAGE_SIZE or SMSMODE_CLOSED, and as any call of the
/// client.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_list_replies(
    client: Option<&Client>,
    first: u32,
    page_size: u32,
    replies: *mut *mut Replies,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(replies, "replies")?;
        let ask = page(first, page_size)?;
        out.give(needed(client, "client")?.call(&ask)?.into());
        Ok(())
    })
}

/// Asks for what people answered in a period, all of it.
///
/// `from`, `to`: seconds since 1970 in UTC. The service counts by minutes of the clocks of Paris, so
/// what comes may begin and end a little outside: up to a minute, and up to two hours where the period
/// begins or ends in the hour that comes twice in autumn. `replies`, which must not be NULL, receives a
/// handle that the caller frees.
///
/// Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_DATE if it ends before it begins or in no year of the
/// calendar, or SMSMODE_CLOSED, and as any call of the client.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_list_replies_between(
    client: Option<&Client>,
    from: i64,
    to: i64,
    replies: *mut *mut Replies,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(replies, "replies")?;
        let ask = between(from, to)?;
        out.give(needed(client, "client")?.call(&ask)?.into());
        Ok(())
    })
}

/// How many replies the page has; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_replies_count(replies: Option<&Replies>) -> usize {
    read(replies, |replies| replies.entries.len())
}

/// The identifier of the reply `index`, from 0.
///
/// ASCII, ended by a NUL, lent until the page is freed; `length`, unless NULL, receives its bytes.
/// NULL, with the length 0, beyond the last and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_replies_id(
    replies: Option<&Replies>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(replies, length, |replies| Some(&replies.entries.get(index)?.id))
}

/// The text of the reply `index`, from 0, in UTF-8; otherwise as smsmode_replies_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_replies_text(
    replies: Option<&Replies>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(replies, length, |replies| Some(&replies.entries.get(index)?.text))
}

/// Who wrote the reply `index`, from 0, as the service writes the number; otherwise as
/// smsmode_replies_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_replies_from(
    replies: Option<&Replies>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(replies, length, |replies| Some(&replies.entries.get(index)?.from))
}

/// The identifier of the message that the reply `index`, from 0, answers; NULL, with the length 0,
/// also if the service does not say. Otherwise as smsmode_replies_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_replies_message_id(
    replies: Option<&Replies>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(replies, length, |replies| replies.entries.get(index)?.message_id.as_ref())
}

/// When the reply `index`, from 0, arrived, in seconds since 1970 in UTC; 0 if the date cannot be
/// read, beyond the last and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_replies_time(replies: Option<&Replies>, index: usize) -> i64 {
    read(replies, |replies| replies.entries.get(index).and_then(|entry| entry.time).unwrap_or(0))
}

/// How many records of the page could not be read; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_replies_damaged_count(replies: Option<&Replies>) -> usize {
    read(replies, |replies| replies.damaged)
}

/// Frees the page; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_replies_free(replies: Option<Box<Replies>>) {
    free(replies);
}
