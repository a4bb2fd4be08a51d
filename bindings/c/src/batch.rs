//! Many messages in one call, each recipient with a text of its own.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

pub mod delivery;
pub mod message;

use smsmode_http::text::{OptOut, SegmentLimit};
use smsmode_http::{
    BatchClass, BatchRow, CallbackUrl, ClientReference, InvalidInput, PhoneNumber, Schedule,
    SendBatch, Sender,
};

use crate::accepted::Accepted;
use crate::boundary::{Out, call, free, make, needed};
use crate::client::Client;
use crate::encoding::Charset;
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;
use crate::treatment::Treatment;

/// Many messages to send in one call, one row each. Made by smsmode_batch_new, freed by
/// smsmode_batch_free; it may be sent more than once, and each time costs.
///
/// Each function with an argument `batch` fails with SMSMODE_NULL_ARGUMENT if that is NULL; where it
/// fails, the batch is as it was.
///
/// Threads: only one at a time may use it.
#[derive(Debug, Default)]
pub struct Batch {
    encoding: Charset,
    rows: Vec<Row>,
    treatment: Treatment,
    sender: Option<Sender>,
    replies: bool,
    at: Option<Schedule>,
    reference: Option<ClientReference>,
    max_segments: Option<SegmentLimit>,
    opt_out: Option<OptOut>,
    delivery_url: Option<CallbackUrl>,
}

#[derive(Debug)]
struct Row {
    to: PhoneNumber,
    text: String,
    sender: Option<Sender>,
    reference: Option<ClientReference>,
}

impl Batch {
    pub(crate) fn built(&self) -> Result<SendBatch, Fault> {
        let mut batch = SendBatch::of_class(self.class()?, self.built_rows()?)?;
        if let Some(limit) = self.max_segments {
            batch = batch.with_max_segments(limit)?;
        }
        if let Some(at) = self.at {
            batch = batch.with_schedule(at);
        }
        if let Some(reference) = &self.reference {
            batch = batch.with_reference(reference.clone());
        }
        if let Some(opt_out) = self.opt_out {
            batch = batch.with_opt_out(opt_out);
        }
        if let Some(url) = &self.delivery_url {
            batch = batch.with_delivery_url(url.clone());
        }
        Ok(batch)
    }

    fn class(&self) -> Result<BatchClass, InvalidInput> {
        match (self.replies, &self.sender) {
            (true, Some(_)) => Err(InvalidInput::SenderWithReplies),
            (true, None) => Ok(BatchClass::ReplyAllowed),
            (false, sender) => Ok(BatchClass::Standard { sender: sender.clone() }),
        }
    }

    fn built_rows(&self) -> Result<Vec<BatchRow>, Fault> {
        let limit = self.max_segments.unwrap_or_default();
        let built = |(index, row): (usize, &Row)| {
            row.built(self.treatment, limit).map_err(|input| Fault::Row { index, input })
        };
        self.rows.iter().enumerate().map(built).collect()
    }
}

impl Row {
    fn built(&self, treatment: Treatment, limit: SegmentLimit) -> Result<BatchRow, InvalidInput> {
        let mut row = BatchRow::new(self.to, treatment.gsm_text(&self.text, limit)?);
        if let Some(sender) = &self.sender {
            row = row.with_sender(sender.clone());
        }
        if let Some(reference) = &self.reference {
            row = row.with_reference(reference.clone());
        }
        Ok(row)
    }
}

/// A batch without rows, a handle that the caller frees. NULL only if the library has a bug.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_new() -> Option<Box<Batch>> {
    make(Batch::default)
}

/// Sends a batch, once: where nobody knows whether the service received it, it is not sent again, and
/// smsmode_error_outcome says SMSMODE_OUTCOME_UNKNOWN. Its identifier stands for all rows together.
///
/// `accepted`, which must not be NULL, receives a handle that the caller frees. It waits for the
/// answer, at most as long as the settings of the client allow. The key stands in the address of the
/// request, as the service asks for it, unless smsmode_account_set_batch_credential says otherwise.
///
/// Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_CLOSED, SMSMODE_EMPTY_BATCH, SMSMODE_EMPTY_TEXT,
/// SMSMODE_OUTSIDE_ALPHABET, SMSMODE_TOO_MANY_SEGMENTS, SMSMODE_SENDER_WITH_REPLIES,
/// SMSMODE_OUTSIDE_CHARSET, SMSMODE_MULTIPART_BOUNDARY, SMSMODE_BATCH_BY_GET or SMSMODE_POLICY before
/// anything is sent, and as any call of the client after. Where the text of a row cannot be sent,
/// smsmode_error_text says which row it is.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_send_batch(
    client: Option<&Client>,
    batch: Option<&Batch>,
    accepted: *mut *mut Accepted,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(accepted, "accepted")?;
        let (client, batch) = (needed(client, "client")?, needed(batch, "batch")?);
        out.give(client.call(&batch.built()?)?.into());
        Ok(())
    })
}

/// Frees the batch; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_free(batch: Option<Box<Batch>>) {
    free(batch);
}
