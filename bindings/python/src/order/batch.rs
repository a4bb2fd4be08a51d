//! A batch: each recipient with a text of their own.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use smsmode_http::{
    BatchClass, BatchRow, CallbackUrl, ClientReference, InvalidInput, PhoneNumber, SendBatch,
    Sender,
};

use crate::errors::invalid_row;
use crate::input::{Number, Text};
use crate::order::treatment::{Treatment, max_segments, opt_out};
use crate::order::{checked, optional};
use crate::value::date::When;
use crate::value::field::Private;
use crate::value::value;

value! {
    /// One message of a batch. A tuple of a number and a text does as well.
    BatchMessage {
        /// The number, in any usual spelling.
        to: Private,
        /// The text.
        text: Private,
        /// Whom it seems to come from.
        sender: Option<String> = None,
        /// A reference of the caller's.
        reference: Option<String> = None,
    }
}

/// The arguments of a batch.
pub(crate) struct BatchArguments<'a> {
    pub(crate) messages: Rows,
    pub(crate) sender: Option<Text>,
    pub(crate) replies: bool,
    pub(crate) at: Option<When>,
    pub(crate) reference: Option<Text>,
    pub(crate) max_segments: Option<Number<u8>>,
    pub(crate) opt_out: Option<&'a str>,
    pub(crate) delivery_url: Option<Text>,
    pub(crate) mode: &'a str,
    pub(crate) level: &'a str,
    pub(crate) when: &'a str,
}

pub(crate) fn batch(py: Python<'_>, given: BatchArguments<'_>) -> PyResult<SendBatch> {
    let treatment = Treatment::new(py, given.mode, given.level, given.when)?;
    let rows = given.messages.rows(py, treatment)?;
    let class = class(py, given.sender, given.replies)?;
    let mut batch = checked(py, SendBatch::of_class(class, rows))?;
    if let Some(limit) = max_segments(py, given.max_segments)? {
        batch = checked(py, batch.with_max_segments(limit))?;
    }
    if let Some(at) = given.at {
        batch = batch.with_schedule(checked(py, at.schedule())?);
    }
    if let Some(reference) = optional(py, given.reference, ClientReference::new)? {
        batch = batch.with_reference(reference);
    }
    if let Some(opt_out) = opt_out(py, given.opt_out)? {
        batch = batch.with_opt_out(opt_out);
    }
    match optional(py, given.delivery_url, |url| CallbackUrl::new(url.as_str()))? {
        Some(url) => Ok(batch.with_delivery_url(url)),
        None => Ok(batch),
    }
}

fn class(py: Python<'_>, sender: Option<Text>, replies: bool) -> PyResult<BatchClass> {
    match (optional(py, sender, Sender::new)?, replies) {
        (Some(_), true) => checked(py, Err(InvalidInput::SenderWithReplies)),
        (None, true) => Ok(BatchClass::ReplyAllowed),
        (sender, false) => Ok(BatchClass::Standard { sender }),
    }
}

/// The messages of a batch, as they were given.
pub(crate) struct Rows(Vec<BatchMessage>);

impl FromPyObject<'_, '_> for Rows {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let rows = object.try_iter()?.map(|item| message(&item?));
        Ok(Self(rows.collect::<PyResult<_>>()?))
    }
}

fn message(item: &Bound<'_, PyAny>) -> PyResult<BatchMessage> {
    if item.len().is_ok_and(|parts| parts == 2) && item.is_instance_of::<PyTuple>() {
        let (to, text) = item.extract::<(Text, Text)>()?;
        return Ok(BatchMessage::to(to, text));
    }
    item.extract().map_err(|_| {
        let kinds = "a message of a batch is a BatchMessage, or a tuple of a number and a text";
        PyTypeError::new_err(kinds)
    })
}

impl Rows {
    fn rows(self, py: Python<'_>, treatment: Treatment) -> PyResult<Vec<BatchRow>> {
        let rows = self.0.into_iter().zip(1..);
        rows.map(|(message, place): (_, usize)| {
            message.row(treatment).map_err(|error| invalid_row(py, place, &error))
        })
        .collect()
    }
}

impl BatchMessage {
    fn to(to: Text, text: Text) -> Self {
        let (to, text) = (String::from(to).into(), String::from(text).into());
        Self { to, text, sender: None, reference: None }
    }

    fn row(self, treatment: Treatment) -> Result<BatchRow, InvalidInput> {
        let text = treatment.gsm_text(self.text.as_str())?;
        let mut row = BatchRow::new(PhoneNumber::parse(self.to.as_str())?, text);
        if let Some(sender) = self.sender {
            row = row.with_sender(Sender::new(sender)?);
        }
        match self.reference {
            Some(reference) => Ok(row.with_reference(ClientReference::new(reference)?)),
            None => Ok(row),
        }
    }
}
