//! The receipts that came in: what a receiver has stored.

use std::error::Error;
use std::sync::{Mutex, PoisonError};

use smsmode_core::DeliveryReceipt;
use smsmode_outbox::{Receipts, Received};

/// Its places count from 1.
#[derive(Debug, Default)]
pub(crate) struct Post(Mutex<Vec<DeliveryReceipt>>);

impl Post {
    pub(crate) fn put(&self, receipt: DeliveryReceipt) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(receipt);
    }
}

impl Receipts for Post {
    fn after(&self, place: u64, limit: usize) -> Result<Received, Box<dyn Error + Send + Sync>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let begin = usize::try_from(place)?;
        let receipts: Vec<_> = all.iter().skip(begin).take(limit).cloned().collect();
        let place = (!receipts.is_empty()).then(|| place + receipts.len() as u64);
        Ok(Received { receipts, place })
    }
}
