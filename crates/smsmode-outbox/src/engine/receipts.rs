//! What the service told a receiver.

use smsmode_core::DeliveryReceipt;
use smsmode_core::outbox::Event;

use super::Engine;
use super::settling::tell;
use crate::draft::{Draft, Happened};
use crate::error::LedgerError;
use crate::ledger::Which;
use crate::settings::Callbacks;

/// Callbacks read in one turn.
const MANY: usize = 256;

impl Engine {
    /// Reads on in the receiver's store; how far it came is written together with what it told.
    pub(super) fn read_receipts(
        &self,
        draft: &mut Draft<'_>,
        place: u64,
    ) -> Result<(), LedgerError> {
        let Some(callbacks) = &self.settings.callbacks else { return Ok(()) };
        let new = match callbacks.receipts.after(place, MANY) {
            Ok(new) => new,
            Err(error) => {
                log::warn!("the receipts cannot be read, so the service is asked: {error}");
                return Ok(());
            }
        };
        for receipt in &new.receipts {
            self.receive(draft, receipt)?;
        }
        if let Some(place) = new.place {
            draft.read_callbacks(place);
        }
        Ok(())
    }

    /// Whether the receiver's store has something after this place.
    pub(super) fn has_receipts(&self, place: u64) -> bool {
        let after = |callbacks: &Callbacks| callbacks.receipts.after(place, 1);
        let new = self.settings.callbacks.as_ref().map(after);
        new.is_some_and(|new| new.is_ok_and(|new| new.place.is_some()))
    }

    /// With a reference of ours it is proof; without one it is as good as an answer to a question.
    fn receive(&self, draft: &mut Draft<'_>, receipt: &DeliveryReceipt) -> Result<(), LedgerError> {
        let secret = self.ledger.secret();
        let status = Some(receipt.status);
        let reference = receipt.client_reference.as_deref();
        if let Some((id, _)) = reference.and_then(|text| secret.verify(text).ok()) {
            self.know(draft, id)?;
            let message_id = receipt.message_id.clone();
            let event = Event::Receipt { message_id, status: receipt.status };
            return self.tell_proof(draft, Happened::new(id, event).with_status(status));
        }
        for entry in self.ledger.entries(&Which::Message(&receipt.message_id), 1)? {
            let id = entry.id;
            draft.know(entry);
            tell(draft, Happened::new(id, Event::Polled { status }).with_status(status));
        }
        Ok(())
    }
}
