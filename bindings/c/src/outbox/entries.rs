//! Messages as an outbox has them.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_outbox::Entry;

use crate::boundary::{OutText, free, lend, read};
use crate::outbox::state;
use crate::words::Words;

/// Messages as an outbox had them when it was asked. Made by smsmode_outbox_get, _find, _list, _cancel,
/// _retry and _reconcile, and by smsmode_outbox_changes_next; freed by smsmode_outbox_entries_free.
///
/// Each function has an argument `index`, from 0; beyond the last message and for NULL it gives 0 or
/// NULL. A text is ended by a NUL and lent until the entries are freed; `length`, unless NULL, receives
/// its bytes without that NUL.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Entries {
    entries: Vec<One>,
}

#[derive(Debug)]
struct One {
    id: OutText,
    key: OutText,
    number: Option<OutText>,
    text: Option<OutText>,
    reference: Option<OutText>,
    state: i32,
    known: Words,
    advice: Option<Words>,
    message_id: Option<OutText>,
    message_status: i32,
    trouble: Option<OutText>,
    was_accepted_twice: bool,
    transmissions: u32,
    added: i64,
    changed: i64,
    revision: u64,
}

impl From<Entry> for One {
    fn from(entry: Entry) -> Self {
        Self {
            id: entry.id.to_string().into(),
            key: entry.key.as_str().into(),
            number: entry.to.number().map(|number| number.to_string().into()),
            text: entry.content.as_ref().map(|content| content.message.text().into()),
            reference: entry.own_reference.as_ref().map(|own| own.as_str().into()),
            state: state::number(entry.state()),
            known: Words::new(|language| entry.standing(language).known),
            advice: advice(&entry),
            message_id: entry.message_id().map(|id| id.as_str().into()),
            message_status: entry.status.map_or(-1, |status| status.code().into()),
            trouble: entry.trouble.as_ref().map(OutText::from),
            was_accepted_twice: entry.was_accepted_twice(),
            transmissions: entry.progress.attempt.count().into(),
            added: entry.created_at.unix_seconds(),
            changed: entry.changed_at.unix_seconds(),
            revision: entry.revision,
        }
    }
}

/// What can be done, in both languages or in none.
fn advice(entry: &Entry) -> Option<Words> {
    let advice = |language| entry.standing(language).advice;
    advice(smsmode_http::Language::English)?;
    Some(Words::new(|language| advice(language).unwrap_or_default()))
}

impl FromIterator<Entry> for Entries {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        Self { entries: entries.into_iter().map(One::from).collect() }
    }
}

/// The body of a function that lends a text of a message.
fn lend_of(
    entries: Option<&Entries>,
    index: usize,
    length: *mut usize,
    body: impl FnOnce(&One) -> Option<&OutText>,
) -> *const c_char {
    lend(entries, length, |entries| body(entries.entries.get(index)?))
}

/// How many messages there are; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_count(entries: Option<&Entries>) -> usize {
    read(entries, |entries| entries.entries.len())
}

/// The identifier that the outbox gave it, in ASCII.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_id(
    entries: Option<&Entries>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend_of(entries, index, length, |one| Some(&one.id))
}

/// The key under which it was put in, in UTF-8.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_key(
    entries: Option<&Entries>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend_of(entries, index, length, |one| Some(&one.key))
}

/// Whom it goes to: digits in international form, without a plus; NULL once that was forgotten.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_number(
    entries: Option<&Entries>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend_of(entries, index, length, |one| one.number.as_ref())
}

/// What is said, as it is sent, in UTF-8; NULL once that was forgotten.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_text(
    entries: Option<&Entries>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend_of(entries, index, length, |one| one.text.as_ref())
}

/// The reference of smsmode_send_set_reference, in UTF-8; NULL if there is none. It stays here: the
/// service is given one that proves acceptance.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_reference(
    entries: Option<&Entries>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend_of(entries, index, length, |one| one.reference.as_ref())
}

/// Where it stands: one of SMSMODE_OUTBOX_QUEUED and its sisters.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_state(entries: Option<&Entries>, index: usize) -> i32 {
    read(entries, |entries| entries.entries.get(index).map_or(0, |one| one.state))
}

/// What is known of it, in words for people: SMSMODE_ENGLISH or SMSMODE_FRENCH. UTF-8, without number
/// and text, so that it can be logged; NULL for another language.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_known(
    entries: Option<&Entries>,
    index: usize,
    language: i32,
    length: *mut usize,
) -> *const c_char {
    lend_of(entries, index, length, |one| one.known.in_language(language))
}

/// What somebody can do about it, as smsmode_outbox_entries_known; NULL where nothing is to be done.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_advice(
    entries: Option<&Entries>,
    index: usize,
    language: i32,
    length: *mut usize,
) -> *const c_char {
    lend_of(entries, index, length, |one| one.advice.as_ref()?.in_language(language))
}

/// The identifier that the service gave it, in ASCII; NULL while none is known.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_message_id(
    entries: Option<&Entries>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend_of(entries, index, length, |one| one.message_id.as_ref())
}

/// The last that the service said of its delivery, a number for smsmode_message_name and its sisters; -1
/// if it said nothing yet, beyond the last and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_message_status(
    entries: Option<&Entries>,
    index: usize,
) -> i32 {
    // Not `read`: what that gives for NULL is a status of the service.
    entries.and_then(|entries| entries.entries.get(index)).map_or(-1, |one| one.message_status)
}

/// The name of what went wrong last, such as "refusal 50", "http 502" or "unreachable", in ASCII; NULL
/// if nothing did.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_trouble(
    entries: Option<&Entries>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend_of(entries, index, length, |one| one.trouble.as_ref())
}

/// 1 if the service told two identifiers of it, else 0: it was sent twice, which only a freeze, a restored
/// copy or a person can bring about.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_was_accepted_twice(
    entries: Option<&Entries>,
    index: usize,
) -> i32 {
    let twice = |one: &One| one.was_accepted_twice.into();
    read(entries, |entries| entries.entries.get(index).map_or(0, twice))
}

/// How often it was transmitted, or may have been: 0 to 32.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_transmissions(
    entries: Option<&Entries>,
    index: usize,
) -> u32 {
    read(entries, |entries| entries.entries.get(index).map_or(0, |one| one.transmissions))
}

/// When it was put in, in seconds since 1970 in UTC.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_added_at(entries: Option<&Entries>, index: usize) -> i64 {
    read(entries, |entries| entries.entries.get(index).map_or(0, |one| one.added))
}

/// When it last changed, in seconds since 1970 in UTC.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_changed_at(
    entries: Option<&Entries>,
    index: usize,
) -> i64 {
    read(entries, |entries| entries.entries.get(index).map_or(0, |one| one.changed))
}

/// The number of that change among those of all messages, for smsmode_outbox_subscribe_after.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_revision(entries: Option<&Entries>, index: usize) -> u64 {
    read(entries, |entries| entries.entries.get(index).map_or(0, |one| one.revision))
}

/// Frees the entries; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_entries_free(entries: Option<Box<Entries>>) {
    free(entries);
}
