//! How messages leave one ledger and come to another.

use std::fmt;

use smsmode_core::outbox::OutboxId;

use crate::claimant::Claim;
use crate::ledger::Ledger;

/// Where messages move to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// Its address, as anybody may see it.
    pub address: String,
    /// What tells its ledger from every other one, whatever its address is.
    pub mark: String,
}

impl Destination {
    /// A ledger at an address; of the address, what [`shown_address`](crate::shown_address) leaves.
    pub fn new(ledger: &dyn Ledger, address: &str) -> Self {
        let address = crate::address::shown_address(address);
        Self { address, mark: ledger.secret().mark() }
    }
}

/// A ledger that messages leave. Nothing is added to it and nothing is sent from it any more; it can be
/// read.
pub struct Departure {
    /// Nobody else moves them at the same time.
    pub claim: Claim,
    /// The number of the last change whose message left.
    pub through: u64,
    /// Those of them that stayed behind: another message has their key there.
    pub behind: Vec<OutboxId>,
}

impl fmt::Debug for Departure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let behind = self.behind.len();
        write!(f, "Departure(through {}, {behind} behind)", self.through)
    }
}

/// What became of a message that came from another ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Imported {
    /// It is here, from now on or since an earlier time.
    Here,
    /// Another message is here under its key: it was not taken in.
    KeyTaken,
}
