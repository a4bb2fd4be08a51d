//! What became of messages.

use crate::value::field::{Many, Private};
use crate::value::lists::Damaged;
use crate::value::number::Status;
use crate::value::value;

value! {
    /// The state of a message now.
    CurrentStatus {
        /// The state.
        status: Status,
        /// What the service wrote for people.
        description: Private,
    }
}

impl From<smsmode_http::CurrentStatus> for CurrentStatus {
    fn from(current: smsmode_http::CurrentStatus) -> Self {
        Self { status: current.status.into(), description: current.description.into() }
    }
}

value! {
    /// What became of a message, recipient by recipient.
    DeliveryReport {
        /// Each recipient with the state of their message.
        recipients: Many<RecipientStatus>,
        /// What could not be read.
        damaged: Many<Damaged>,
    }
}

impl From<smsmode_http::DeliveryReport> for DeliveryReport {
    fn from(report: smsmode_http::DeliveryReport) -> Self {
        Self { recipients: Many::of(report.recipients), damaged: Many::of(report.damaged) }
    }
}

value! {
    /// A recipient and the state of their message.
    RecipientStatus {
        /// The number, in international form without a sign.
        recipient: Private,
        /// The state.
        status: Status,
    }
}

impl From<smsmode_http::RecipientStatus> for RecipientStatus {
    fn from(one: smsmode_http::RecipientStatus) -> Self {
        Self { recipient: one.recipient.to_string().into(), status: one.status.into() }
    }
}

value! {
    /// How waiting for a message ended.
    WaitEnd {
        /// The last state that was seen; None if none was.
        status: Option<Status>,
        /// Whether that state will not change any more; otherwise time ran out.
        is_final: bool,
    }
}

impl From<smsmode_http::WaitEnd> for WaitEnd {
    fn from(end: smsmode_http::WaitEnd) -> Self {
        match end {
            smsmode_http::WaitEnd::Final(status) => {
                Self { status: Some(status.into()), is_final: true }
            }
            smsmode_http::WaitEnd::Pending(status) => {
                Self { status: status.map(Status::from), is_final: false }
            }
        }
    }
}
