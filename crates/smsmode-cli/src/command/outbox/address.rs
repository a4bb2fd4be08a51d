//! Which outbox is meant: named by an argument, the environment or the profile, and nowhere by default.

use std::path::Path;

use smsmode_outbox::{Outbox, shown_address};

use crate::arguments::OutboxAt;
use crate::config;
use crate::context::Context;
use crate::failure::Failure;

use super::OutboxFailure;

/// The address of an outbox, such as `sqlite:till.db` or `postgres://till@db.example/shop`.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::command) struct Address {
    url: String,
}

const SCHEME: &str = "sqlite:";
const DATABASES: [&str; 2] = ["postgres://", "postgresql://"];

impl Address {
    /// The one that was given, or that of the environment, or that of the profile.
    pub(in crate::command) fn find(
        given: Option<&str>,
        profile: Option<&str>,
        context: &Context<'_, '_>,
    ) -> Result<Self, Failure> {
        if let Some(url) = given.or(context.environment.get("SMSMODE_OUTBOX")) {
            return Ok(Self::parse(url)?);
        }
        let url = config::outbox(context.environment, profile)?.ok_or(OutboxFailure::NoOutbox)?;
        let address = Self::parse(&url)?;
        // The folder of whoever runs the command must not decide which outbox that is.
        if address.path().is_some_and(Path::is_relative) {
            return Err(OutboxFailure::RelativeInProfile.into());
        }
        Ok(address)
    }

    pub(in crate::command) fn parse(url: &str) -> Result<Self, OutboxFailure> {
        match url.strip_prefix(SCHEME) {
            Some(path) if !path.is_empty() => Ok(Self { url: url.to_owned() }),
            Some(_) => Err(OutboxFailure::NoOutbox),
            None if DATABASES.iter().any(|scheme| url.starts_with(scheme)) => {
                Self::of_database(url)
            }
            None if url.contains("://") => Err(OutboxFailure::OtherAddress),
            None => Err(OutboxFailure::BarePath { path: url.to_owned() }),
        }
    }

    fn of_database(url: &str) -> Result<Self, OutboxFailure> {
        if cfg!(feature = "postgres") {
            Ok(Self { url: url.to_owned() })
        } else {
            Err(OutboxFailure::WithoutPostgres)
        }
    }

    /// With a password, if it has one: to be opened, and shown to nobody.
    pub(in crate::command) fn url(&self) -> &str {
        &self.url
    }

    /// As anybody may see it.
    pub(in crate::command) fn shown(&self) -> String {
        shown_address(&self.url)
    }

    fn path(&self) -> Option<&Path> {
        self.url.strip_prefix(SCHEME).map(Path::new)
    }

    /// The outbox, which is made where it is not there.
    pub(in crate::command) fn open_or_make(&self) -> Result<Outbox, OutboxFailure> {
        Ok(Outbox::open(&self.url)?)
    }

    /// The outbox, which has to be there: a file that somebody misspelled must not look like an empty one.
    /// Where that cannot be told, to open it tells why.
    pub(super) fn open(&self) -> Result<Outbox, OutboxFailure> {
        match self.path().map(Path::try_exists) {
            Some(Ok(false)) => Err(OutboxFailure::NotThere { url: self.shown() }),
            _ => self.open_or_make(),
        }
    }
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown())
    }
}

/// The outbox that is meant, which has to be there.
pub(super) fn open(at: &OutboxAt, context: &Context<'_, '_>) -> Result<Outbox, Failure> {
    let address = Address::find(at.outbox.as_deref(), at.common.profile.as_deref(), context)?;
    Ok(address.open()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_kind_of_outbox_it_is() {
        let path = |url| Address::parse(url).unwrap().path().map(Path::to_owned);
        assert_eq!(path("sqlite:till.db"), Some("till.db".into()));
        assert!(matches!(Address::parse("sqlite:"), Err(OutboxFailure::NoOutbox)));
        assert!(matches!(Address::parse("mysql://db"), Err(OutboxFailure::OtherAddress)));
        let bare = Address::parse("/var/lib/till.db").unwrap_err();
        assert!(bare.to_string().ends_with("write sqlite:/var/lib/till.db"), "{bare}");
    }

    #[cfg(feature = "postgres")]
    #[test]
    fn a_password_is_used_and_never_shown() {
        let address = Address::parse("postgres://till:geheim@db.example/shop").unwrap();
        assert_eq!(address.url(), "postgres://till:geheim@db.example/shop");
        assert_eq!(address.shown(), "postgres://till@db.example/shop");
        assert!(!format!("{address:?}").contains("geheim"));
        assert_eq!(address.path(), None);
    }

    #[cfg(not(feature = "postgres"))]
    #[test]
    fn a_build_without_postgresql_says_so() {
        let refused = Address::parse("postgres://db.example/shop").unwrap_err();
        assert!(matches!(refused, OutboxFailure::WithoutPostgres));
    }
}
