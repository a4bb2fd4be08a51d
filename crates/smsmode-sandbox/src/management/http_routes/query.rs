//! The query of a management request: a parameter that is not known is refused by its name.

use std::time::Duration;

use axum::extract::{FromRequestParts, Query as Pairs};
use http::request::Parts;

use super::rejection::Rejection;
use crate::management::MessageFilter;

/// Parameters that are taken one by one, until none is left.
#[derive(Debug)]
pub(super) struct Query(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Rejection> {
        let pairs = Pairs::from_request_parts(parts, state).await;
        let Pairs(pairs) = pairs.map_err(|error| Rejection::bad_request(error.to_string()))?;
        Ok(Self(pairs))
    }
}

impl Query {
    /// Takes a parameter that may be given once.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Rejection> {
        let mut values = self.0.extract_if(.., |(found, _)| found == name).map(|(_, value)| value);
        let value = values.next();
        match values.next() {
            Some(_) => Err(Rejection::bad_request(format!("{name} is given twice"))),
            None => Ok(value),
        }
    }

    /// Takes a parameter, whose form `expected` describes.
    pub(super) fn take<T>(
        &mut self,
        name: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Rejection> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        let wrong = || Rejection::bad_request(format!("{name}: {expected} is expected"));
        read(&text).map(Some).ok_or_else(wrong)
    }

    pub(super) fn count(&mut self, name: &str) -> Result<Option<usize>, Rejection> {
        self.take(name, "a whole number", |text| text.parse().ok())
    }

    /// `5s`, `200ms`; a number alone is seconds.
    pub(super) fn duration(&mut self, name: &str) -> Result<Option<Duration>, Rejection> {
        self.take(name, "a whole number with ms, s or nothing", duration)
    }

    /// The filters of messages.
    pub(super) fn filter(&mut self) -> Result<MessageFilter, Rejection> {
        const MOMENT: &str = "a moment such as 2026-01-05T09:00:00Z";
        Ok(MessageFilter {
            recipient: self.text("recipient")?,
            reference: self.text("reference")?,
            text: self.text("text")?,
            message_id: self.text("message_id")?,
            status: self.take("status", "the number of a status", |text| text.parse().ok())?,
            account: self.text("account")?,
            since: self.take("since", MOMENT, |text| text.parse().ok())?,
            until: self.take("until", MOMENT, |text| text.parse().ok())?,
            newest: self.count("newest")?,
        })
    }

    /// Nothing else may be left.
    pub(super) fn end(self) -> Result<(), Rejection> {
        match self.0.first() {
            Some((name, _)) => Err(Rejection::bad_request(format!("{name}: unknown parameter"))),
            None => Ok(()),
        }
    }
}

fn duration(text: &str) -> Option<Duration> {
    if let Some(milliseconds) = text.strip_suffix("ms") {
        return milliseconds.parse().ok().map(Duration::from_millis);
    }
    text.strip_suffix('s').unwrap_or(text).parse().ok().map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_has_a_unit_or_is_in_seconds() {
        assert_eq!(duration("5s"), Some(Duration::from_secs(5)));
        assert_eq!(duration("250ms"), Some(Duration::from_millis(250)));
        assert_eq!(duration("3"), Some(Duration::from_secs(3)));
        assert_eq!(duration("soon"), None);
    }
}
