//! What the service calls on the caller's server.

use smsmode_http::PrivateText;

use crate::boundary::OutText;

pub mod receipt;

pub mod reply;

pub mod signer;

/// Delivery receipts.
pub const SMSMODE_CALLBACK_DELIVERY: i32 = 1;
/// Replies.
pub const SMSMODE_CALLBACK_REPLY: i32 = 2;

/// Parameters that the library does not know, in their order.
#[derive(Debug)]
struct Unknown(Vec<Parameter>);

#[derive(Debug)]
struct Parameter {
    name: OutText,
    value: OutText,
}

impl Unknown {
    fn name(&self, index: usize) -> Option<&OutText> {
        self.0.get(index).map(|parameter| &parameter.name)
    }

    fn value(&self, index: usize) -> Option<&OutText> {
        self.0.get(index).map(|parameter| &parameter.value)
    }
}

impl From<Vec<(String, PrivateText)>> for Unknown {
    fn from(unknown: Vec<(String, PrivateText)>) -> Self {
        let parameter = |(name, value): (String, PrivateText)| Parameter {
            name: name.into(),
            value: value.as_str().into(),
        };
        Self(unknown.into_iter().map(parameter).collect())
    }
}
