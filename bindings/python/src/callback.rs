//! What the service calls on the caller's server, and addresses that only we can have signed.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use smsmode_http::{
    CallbackError, CallbackKey, CallbackKind, ClientReference, InvalidInput, SignatureError,
};

use crate::errors::of_callback;
use crate::input::{Text, str_of};
use crate::order::checked;
use crate::order::treatment::word;
use crate::value::callback::{DeliveryReceipt, ReplyReceipt, VerifiedCallback};
use crate::value::date::Moment;

/// Reads the query of a delivery receipt, without its "?": a str or bytes, as it came.
///
/// Raises CallbackError for what is none.
///
/// >>> parse_delivery_receipt(environ["QUERY_STRING"]).status
/// <MessageStatus.RECEIVED: 11>
#[pyfunction]
#[pyo3(signature = (query, /))]
pub(crate) fn parse_delivery_receipt(query: &Bound<'_, PyAny>) -> PyResult<DeliveryReceipt> {
    parse(query, smsmode_http::DeliveryReceipt::parse_query).map(DeliveryReceipt::from)
}

/// Reads the query of a reply, without its "?": a str or bytes, as it came.
///
/// Raises CallbackError for what is none.
///
/// >>> parse_reply(environ["QUERY_STRING"]).text
/// 'STOP'
#[pyfunction]
#[pyo3(signature = (query, /))]
pub(crate) fn parse_reply(query: &Bound<'_, PyAny>) -> PyResult<ReplyReceipt> {
    parse(query, smsmode_http::ReplyReceipt::parse_query).map(ReplyReceipt::from)
}

fn parse<T>(
    query: &Bound<'_, PyAny>,
    read: impl FnOnce(&[u8]) -> Result<T, CallbackError>,
) -> PyResult<T> {
    let parsed = match query.cast::<PyBytes>() {
        Ok(bytes) => read(bytes.as_bytes()),
        Err(_) => read(query.extract::<Text>()?.as_str().as_bytes()),
    };
    parsed.map_err(|error| of_callback(query.py(), "CallbackError", &error))
}

/// Makes and checks callback addresses that only the owner of the key can have made.
///
/// key: at least 16 bytes, never the API key. previous: the key before, during a rotation.
///
/// >>> signer = CallbackSigner(key)
/// >>> url = signer.sign("https://shop.example/sms", kind="delivery", reference="order-12")
/// >>> signer.verify(path_below_the_base).reference
/// 'order-12'
#[pyclass(module = "smsmode", frozen)]
pub(crate) struct CallbackSigner(smsmode_http::CallbackSigner);

#[pymethods]
impl CallbackSigner {
    #[new]
    #[pyo3(signature = (key, *, previous=None))]
    fn new(py: Python<'_>, key: &[u8], previous: Option<&[u8]>) -> PyResult<Self> {
        let signer = smsmode_http::CallbackSigner::new(checked(py, CallbackKey::new(key))?);
        Ok(Self(match previous {
            Some(previous) => signer.with_previous(checked(py, CallbackKey::new(previous))?),
            None => signer,
        }))
    }

    /// An address for one message, good for 7 days (receipts) or 90 (replies).
    ///
    /// base: where your server takes callbacks. kind: "delivery" or "reply". reference: that of the message, up to
    /// 40 characters. sent_at: from when it is good, an aware datetime; now without.
    ///
    /// Raises InvalidInputError for what cannot stand in an address.
    ///
    /// >>> signer.sign("https://shop.example/sms", kind="delivery", reference="order-12")
    /// 'https://shop.example/sms/dlr/order-12/…'
    #[pyo3(signature = (base, *, kind, reference, sent_at=None))]
    fn sign(
        &self,
        py: Python<'_>,
        #[pyo3(from_py_with = str_of)] base: &str,
        #[pyo3(from_py_with = str_of)] kind: &str,
        reference: Text,
        sent_at: Option<Moment>,
    ) -> PyResult<String> {
        let kinds = [("delivery", CallbackKind::Delivery), ("reply", CallbackKind::Reply)];
        let kind = word(py, "kind", kind, &kinds)?;
        let reference = checked(py, ClientReference::new(reference))?;
        let sent_at = sent_at.unwrap_or_else(Moment::now).timestamp();
        let url = self.0.sign(base, kind, &reference, sent_at);
        let url = checked(py, url.map_err(|error| InvalidInput::from(error.0)))?;
        Ok(url.as_str().to_owned())
    }

    /// The address for all replies of an account, which does not expire.
    ///
    /// >>> signer.sign_account_replies("https://shop.example/sms")
    /// 'https://shop.example/sms/…'
    #[pyo3(signature = (base, /))]
    fn sign_account_replies(
        &self,
        py: Python<'_>,
        #[pyo3(from_py_with = str_of)] base: &str,
    ) -> PyResult<String> {
        let url = self.0.sign_account_replies(base);
        let url = checked(py, url.map_err(|error| InvalidInput::from(error.0)))?;
        Ok(url.as_str().to_owned())
    }

    /// Checks the path of a callback, as it came, below the base. now: an aware datetime, for tests.
    ///
    /// Raises ForgedCallbackError or ExpiredCallbackError: answer both alike.
    ///
    /// >>> signer.verify(path_below_the_base).reference
    /// 'order-12'
    #[pyo3(signature = (path, /, *, now=None))]
    fn verify(
        &self,
        py: Python<'_>,
        path: &Bound<'_, PyString>,
        now: Option<Moment>,
    ) -> PyResult<VerifiedCallback> {
        let now = now.unwrap_or_else(Moment::now).timestamp();
        // Half of a character was signed by nobody.
        let verified = self.0.verify(path.to_str().unwrap_or_default(), now);
        verified.map(VerifiedCallback::from).map_err(|error| {
            let expired = error == SignatureError::Expired;
            let class = if expired { "ExpiredCallbackError" } else { "ForgedCallbackError" };
            of_callback(py, class, &error)
        })
    }

    #[expect(clippy::unused_self, reason = "it is a method in Python")]
    fn __repr__(&self) -> &'static str {
        "CallbackSigner(***)"
    }
}
