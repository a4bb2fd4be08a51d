//! Results that concern the account.

use crate::value::field::Private;
use crate::value::number::Money;
use crate::value::value;

value! {
    /// The balance of the account.
    Balance {
        /// How many credits are left; negative on a post-paid account.
        credits: Money,
    }
}

impl From<smsmode_http::Balance> for Balance {
    fn from(balance: smsmode_http::Balance) -> Self {
        Self { credits: balance.credits.into() }
    }
}

value! {
    /// The service did what was asked.
    Acknowledged {
        /// What the service wrote for people; often empty.
        description: Private,
    }
}

impl From<smsmode_http::Acknowledged> for Acknowledged {
    fn from(acknowledged: smsmode_http::Acknowledged) -> Self {
        Self { description: acknowledged.description.into() }
    }
}

value! {
    /// An API key that was created.
    CreatedApiKey {
        /// The key itself: keep it, and show it to nobody.
        api_key: Private,
        /// The id of the key.
        id: Option<String>,
        /// When it was created, as the service wrote it.
        creation_date: Option<String>,
        /// The state of the account.
        state: Option<String>,
        /// When it expires, as the service wrote it.
        expiration: Option<String>,
        /// The name of the account.
        account: Option<Private>,
    }
}

impl From<smsmode_http::CreatedApiKey> for CreatedApiKey {
    fn from(created: smsmode_http::CreatedApiKey) -> Self {
        Self {
            api_key: created.api_key.expose().to_owned().into(),
            id: created.id,
            creation_date: created.creation_date,
            state: created.state,
            expiration: created.expiration,
            account: created.account.map(Private::from),
        }
    }
}
