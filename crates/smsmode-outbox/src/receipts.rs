//! Where a dispatcher reads what the service told a receiver.

use std::error::Error as StdError;
use std::fmt;

use smsmode_core::DeliveryReceipt;
use smsmode_receiver::{CallbackStore, Event};

/// Keeps what the service told a receiver, in the order in which it came: a
/// [`CallbackStore`], or one of your own.
pub trait Receipts: Send + Sync + fmt::Debug {
    /// What came after this place, the oldest first, so many callbacks at most.
    ///
    /// # Errors
    ///
    /// It cannot be read. The service is asked instead.
    fn after(&self, place: u64, limit: usize) -> Result<Received, Box<dyn StdError + Send + Sync>>;
}

/// What was read of the receipts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Received {
    /// The receipts, the oldest first.
    pub receipts: Vec<DeliveryReceipt>,
    /// The place to read on from; nothing where nothing new came.
    pub place: Option<u64>,
}

impl Receipts for CallbackStore {
    fn after(&self, place: u64, limit: usize) -> Result<Received, Box<dyn StdError + Send + Sync>> {
        let stored = self.after(place, limit)?;
        let place = stored.last().map(|last| last.number);
        let receipts = stored.into_iter().filter_map(|one| match one.event {
            Event::Delivery(receipt) => Some(receipt),
            _ => None,
        });
        Ok(Received { receipts: receipts.collect(), place })
    }
}
