//! A message that is put into an outbox.

use std::time::SystemTime;

use pyo3::prelude::*;
use pyo3::types::{PyDelta, PyDict, PyTuple};
use smsmode_http::text::{OptOut, SegmentLimit};
use smsmode_http::{ClientReference, Message, PhoneNumber, Sender, ServiceZone, Timestamp};
use smsmode_outbox::MessageKey;

use crate::errors::{invalid, of_input};
use crate::input::{Number, Text, optional_str_of, seconds, str_of};
use crate::order::treatment::{Treatment, max_segments, opt_out};
use crate::order::{checked, optional};
use crate::value::date::{Moment, When};

/// A message to one person, to be put into an outbox: its options are those of Outbox.enqueue.
///
/// It is checked when it is made, so that only what can be sent is put in. Its times are to the second; a
/// timedelta counts from then.
/// Raises InvalidInputError.
///
/// >>> message = NewMessage(key="order-12/ready", to="0639980011", text="Votre commande est arrivée")
/// >>> outbox.enqueue_many([message])[0].outcome
/// 'new'
#[pyclass(module = "smsmode", frozen, eq)]
#[derive(PartialEq)]
pub(crate) struct NewMessage(pub(crate) smsmode_outbox::NewMessage);

#[pymethods]
impl NewMessage {
    #[new]
    #[pyo3(signature = (*, key, to, text, sender=None, replies=false, reference=None, max_segments=None, opt_out=None, not_before=None, expires=None, at_least_once=false, mode="exact", level="letters", when="makes_gsm"))]
    #[expect(
        clippy::too_many_arguments,
        reason = "the options of Python are the arguments of Rust"
    )]
    fn new(
        py: Python<'_>,
        key: Text,
        to: Text,
        text: Text,
        sender: Option<Text>,
        replies: bool,
        reference: Option<Text>,
        max_segments: Option<Number<u8>>,
        #[pyo3(from_py_with = optional_str_of)] opt_out: Option<&str>,
        not_before: Option<Later>,
        expires: Option<Later>,
        at_least_once: bool,
        #[pyo3(from_py_with = str_of)] mode: &str,
        #[pyo3(from_py_with = str_of)] level: &str,
        #[pyo3(from_py_with = str_of)] when: &str,
    ) -> PyResult<Self> {
        let given = MessageArguments {
            key,
            to,
            text,
            sender,
            replies,
            reference,
            max_segments,
            opt_out,
            not_before,
            expires,
            at_least_once,
            mode,
            level,
            when,
        };
        given.message(py).map(Self)
    }

    /// The caller's name for it.
    #[getter]
    fn key(&self) -> &str {
        self.0.key().as_str()
    }

    /// The number, in international form without a sign.
    #[getter]
    fn to(&self) -> String {
        self.0.to().to_string()
    }

    /// The text as it will be sent.
    #[getter]
    fn text(&self) -> &str {
        self.0.content().message.text()
    }

    /// What it can be made of again, by name: with the text as it will be sent.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let content = self.0.content();
        let dict = PyDict::new(py);
        dict.set_item("key", self.key())?;
        dict.set_item("to", self.to())?;
        dict.set_item("text", self.text())?;
        dict.set_item("sender", content.message.sender().map(ToString::to_string))?;
        dict.set_item("replies", content.message.class().name() == "reply_allowed")?;
        dict.set_item("reference", self.0.own_reference().map(ClientReference::as_str))?;
        dict.set_item("max_segments", content.max_segments.map(SegmentLimit::get))?;
        dict.set_item("opt_out", content.opt_out.map(OptOut::name))?;
        dict.set_item("not_before", self.0.not_before().map(Moment::from))?;
        dict.set_item("expires", self.0.terms().expires_at.map(Moment::from))?;
        dict.set_item("at_least_once", super::is_at_least_once(self.0.terms()))?;
        dict.set_item("mode", mode(&content.message))?;
        Ok(dict)
    }

    fn __getnewargs_ex__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        Ok((PyTuple::empty(py), self.to_dict(py)?))
    }

    #[expect(clippy::unused_self, reason = "whatever is in it, it is shown the same")]
    fn __repr__(&self) -> &'static str {
        "<smsmode.NewMessage>"
    }
}

fn mode(message: &Message) -> &'static str {
    match message {
        Message::Unicode { .. } => "unicode",
        _ => "exact",
    }
}

/// The messages of an iterable.
pub(super) fn all(messages: &Bound<'_, PyAny>) -> PyResult<Vec<smsmode_outbox::NewMessage>> {
    let message =
        |item: PyResult<Bound<'_, PyAny>>| Ok(item?.cast_into::<NewMessage>()?.get().0.clone());
    messages.try_iter()?.map(message).collect()
}

/// The arguments of a message for an outbox.
pub(crate) struct MessageArguments<'a> {
    pub(crate) key: Text,
    pub(crate) to: Text,
    pub(crate) text: Text,
    pub(crate) sender: Option<Text>,
    pub(crate) replies: bool,
    pub(crate) reference: Option<Text>,
    pub(crate) max_segments: Option<Number<u8>>,
    pub(crate) opt_out: Option<&'a str>,
    pub(crate) not_before: Option<Later>,
    pub(crate) expires: Option<Later>,
    pub(crate) at_least_once: bool,
    pub(crate) mode: &'a str,
    pub(crate) level: &'a str,
    pub(crate) when: &'a str,
}

impl MessageArguments<'_> {
    pub(crate) fn message(self, py: Python<'_>) -> PyResult<smsmode_outbox::NewMessage> {
        let key = MessageKey::new(String::from(self.key));
        let key = key.map_err(|error| invalid(py, error.to_string()))?;
        let to = checked(py, PhoneNumber::parse(self.to.as_str()))?;
        let sender = optional(py, self.sender, Sender::new)?;
        let treatment = Treatment::new(py, self.mode, self.level, self.when)?;
        let content = checked(py, treatment.message(self.text.as_str(), sender, self.replies))?;
        let mut message = smsmode_outbox::NewMessage::new(key, to, content);
        if let Some(limit) = max_segments(py, self.max_segments)? {
            message = checked(py, message.with_max_segments(limit))?;
        }
        if let Some(reference) = optional(py, self.reference, ClientReference::new)? {
            message = message.with_reference(reference);
        }
        if let Some(opt_out) = opt_out(py, self.opt_out)? {
            message = message.with_opt_out(opt_out);
        }
        if let Some(Later { last, .. }) = self.not_before {
            message = message.with_not_before(last);
        }
        if let Some(Later { first, .. }) = self.expires {
            message = message.with_expiry(first);
        }
        Ok(if self.at_least_once { message.at_least_once() } else { message })
    }
}

/// A time to come: an aware datetime, a time of Paris, or a timedelta from now. When the clocks there
/// go back, a time comes twice.
pub(crate) struct Later {
    first: Timestamp,
    last: Timestamp,
}

impl FromPyObject<'_, '_> for Later {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let py = object.py();
        if let Ok(delta) = object.cast::<PyDelta>() {
            let span = seconds(py, "a timedelta", delta.call_method0("total_seconds")?.extract()?)?;
            let now = Timestamp::from(SystemTime::now());
            let at = now.plus_seconds(i64::try_from(span.as_secs()).unwrap_or(i64::MAX));
            return Ok(Self { first: at, last: at });
        }
        match object.extract::<When>()? {
            When::Instant(moment) => {
                Ok(Self { first: moment.timestamp(), last: moment.timestamp() })
            }
            When::Local(local) => {
                let local = local.local().map_err(|error| of_input(py, error))?;
                let instants = ServiceZone::PARIS.instants(local);
                Ok(Self { first: instants.first(), last: instants.last() })
            }
        }
    }
}
