//! What became of a message, recipient by recipient.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::{DeliveryReport, GetDeliveryReport, RecipientStatus};

use crate::boundary::{Out, OutText, call, free, lend, needed, read};
use crate::client::Client;
use crate::error::Error;
use crate::fault::Fault;
use crate::message;
use crate::status::Status;

/// What became of a message, recipient by recipient. Made by smsmode_client_report, freed by
/// smsmode_report_free.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Report {
    entries: Vec<Entry>,
    damaged: usize,
}

#[derive(Debug)]
struct Entry {
    recipient: OutText,
    message_status: i32,
}

impl From<RecipientStatus> for Entry {
    fn from(entry: RecipientStatus) -> Self {
        let recipient = entry.recipient.to_string().into();
        Self { recipient, message_status: entry.status.code().into() }
    }
}

impl From<DeliveryReport> for Report {
    fn from(report: DeliveryReport) -> Self {
        let entries = report.recipients.into_iter().map(Entry::from).collect();
        Self { entries, damaged: report.damaged.len() }
    }
}

pub(crate) fn asked(message_id: *const c_char, length: usize) -> Result<GetDeliveryReport, Fault> {
    Ok(GetDeliveryReport::new(message::id(message_id, length)?))
}

/// Asks what became of a message, recipient by recipient, for 30 days after it was sent.
///
/// `message_id`: from smsmode_accepted_message_id. `report`, which must not be NULL, receives a handle
/// that the caller frees.
///
/// Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_NOT_UTF8, SMSMODE_BAD_LENGTH, SMSMODE_ID or
/// SMSMODE_CLOSED, SMSMODE_REFUSED_UNKNOWN_MESSAGE, and as any call of the client.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_report(
    client: Option<&Client>,
    message_id: *const c_char,
    message_id_length: usize,
    report: *mut *mut Report,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(report, "report")?;
        let ask = asked(message_id, message_id_length)?;
        out.give(needed(client, "client")?.call(&ask)?.into());
        Ok(())
    })
}

/// How many recipients the report has; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_report_count(report: Option<&Report>) -> usize {
    read(report, |report| report.entries.len())
}

/// The number of the recipient `index`, from 0: digits in international form, without a plus.
///
/// ASCII, ended by a NUL, lent until the report is freed; `length`, unless NULL, receives its bytes.
/// NULL, with the length 0, beyond the last and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_report_recipient(
    report: Option<&Report>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(report, length, |report| Some(&report.entries.get(index)?.recipient))
}

/// The message's status for the recipient `index`, from 0, as smsmode_client_message_status gives it;
/// -1 beyond the last, and 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_report_message_status(report: Option<&Report>, index: usize) -> i32 {
    read(report, |report| report.entries.get(index).map_or(-1, |entry| entry.message_status))
}

/// How many parts of the report could not be read; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_report_damaged_count(report: Option<&Report>) -> usize {
    read(report, |report| report.damaged)
}

/// Frees the report; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_report_free(report: Option<Box<Report>>) {
    free(report);
}
