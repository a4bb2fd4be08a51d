//! What one process of a fleet does for all.

use std::fmt;

use smsmode_http::{Client, Transport};

use crate::dispatcher::StartError;
use crate::role::Role;
use crate::settings::DispatcherSettings;
use crate::work::{Place, Running};

/// Keeps the outbox of a fleet until it is dropped: ends the leases of senders that are gone, looks up
/// what is unknown, asks what became of what was accepted, reads receipts, and forgets what is old. It
/// sends nothing.
///
/// There is one at a time. Where its claim was lost, because the connection to the database was cut, it
/// claims it anew; while another one keeps, it does nothing and tells so in [`trouble`](Self::trouble).
pub struct Keeper(Running);

impl Keeper {
    pub(crate) fn start<T: Transport + 'static>(
        place: Place,
        client: &Client<T>,
        settings: DispatcherSettings,
    ) -> Result<Self, StartError> {
        Ok(Self(Running::start(place, Role::Keeper, client, settings, None)?))
    }

    /// Whether it is this one that keeps: not while its claim is lost, which it learns within a second
    /// where the database can be asked.
    pub fn keeps(&self) -> bool {
        self.0.has_claim()
    }

    /// What is the matter at this time; nothing where all is well.
    pub fn trouble(&self) -> Option<String> {
        self.0.trouble()
    }

    /// Whether it has stopped for good, for the reason that [`trouble`](Self::trouble) tells.
    pub fn has_given_up(&self) -> bool {
        self.0.has_given_up()
    }
}

impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keeper")
    }
}
