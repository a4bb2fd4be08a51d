//! What sending gives.

use crate::value::field::Private;
use crate::value::value;

value! {
    /// The service accepted the message and will charge for it.
    Accepted {
        /// The id of the message; None where the answer lost it. The message was accepted all the same.
        message_id: Option<String>,
        /// Whether the id may be cut, since nothing in the answer marked its end.
        provisional: bool,
        /// What the service wrote for people.
        description: Private,
    }
}

impl From<smsmode_http::Accepted> for Accepted {
    fn from(accepted: smsmode_http::Accepted) -> Self {
        Self {
            message_id: accepted.message_id.map(|id| id.as_str().to_owned()),
            provisional: accepted.provisional,
            description: accepted.description.into(),
        }
    }
}
