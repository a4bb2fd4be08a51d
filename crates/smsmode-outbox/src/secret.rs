//! The secret of a ledger.

use std::fmt;

use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use smsmode_core::outbox::{Attempt, ForeignReference, OutboxId, ReferenceKey};
use smsmode_core::{PhoneNumber, SecretError};

use crate::new_message::{Content, NewMessage};

/// The secret of a ledger: 32 random bytes that never leave it.
#[derive(Clone)]
pub struct LedgerSecret {
    bytes: Vec<u8>,
    references: ReferenceKey,
    /// Those of ledgers whose messages came here.
    former: Vec<Self>,
}

impl LedgerSecret {
    /// A secret.
    ///
    /// # Errors
    ///
    /// [`SecretError::TooShort`] for fewer than 16 bytes: such a secret can be guessed.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Result<Self, SecretError> {
        let bytes = bytes.into();
        Ok(Self { references: ReferenceKey::new(bytes.clone())?, bytes, former: Vec::new() })
    }

    /// With those of ledgers whose messages came to this one: their references are known.
    pub fn with_former(mut self, former: Vec<Self>) -> Self {
        self.former = former;
        self
    }

    /// What marks the references of its messages.
    pub fn references(&self) -> &ReferenceKey {
        &self.references
    }

    /// The message and the attempt that a reference of this ledger names, or of one whose messages came
    /// here.
    ///
    /// # Errors
    ///
    /// Whatever none of their secrets signed.
    pub fn verify(&self, reference: &str) -> Result<(OutboxId, Attempt), ForeignReference> {
        let former = self.former.iter().map(Self::references);
        let mut all = std::iter::once(&self.references).chain(former);
        all.find_map(|key| key.verify(reference).ok()).ok_or(ForeignReference)
    }

    /// What tells this ledger from every other one, and does not tell the secret.
    pub(crate) fn mark(&self) -> String {
        hex(self.digest("ledger", &[]))
    }

    /// This secret and those before it.
    pub(crate) fn all_bytes(&self) -> impl Iterator<Item = &[u8]> {
        std::iter::once(self).chain(&self.former).map(|secret| secret.bytes.as_slice())
    }

    /// What is left of a number that was forgotten.
    pub fn hash_number(&self, number: PhoneNumber) -> String {
        hex(self.digest("number", &[number.to_string().as_bytes()]))
    }

    /// What is noted of the machine from which messages were sent.
    pub(crate) fn hash_machine(&self, name: &str) -> String {
        hex(self.digest("machine", &[name.as_bytes()]))
    }

    /// What is noted of the account with which messages were sent.
    pub(crate) fn hash_account(&self, kind: &str, name: &str) -> String {
        hex(self.digest("account", &[kind.as_bytes(), name.as_bytes()]))
    }

    /// What makes two messages under one key the same.
    pub fn hash_message(&self, message: &NewMessage) -> Vec<u8> {
        self.hash_content(message.to, &message.content)
    }

    /// What makes two messages under one key the same.
    pub(crate) fn hash_content(&self, to: PhoneNumber, content: &Content) -> Vec<u8> {
        let parts = [
            to.to_string(),
            content.message.class().name().to_owned(),
            content.message.text().to_owned(),
            content.message.sender().map(ToString::to_string).unwrap_or_default(),
            content.max_segments.map(|limit| limit.get().to_string()).unwrap_or_default(),
            content.opt_out.map(|opt_out| opt_out.name().to_owned()).unwrap_or_default(),
        ];
        self.digest("message", &parts.each_ref().map(String::as_bytes)).to_vec()
    }

    /// Each part with its length before it, so that none can pass for two.
    fn digest(&self, label: &str, parts: &[&[u8]]) -> [u8; 16] {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.bytes).expect("a key of any length");
        mac.update(label.as_bytes());
        for part in parts {
            mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(part);
        }
        let digest: [u8; 32] = mac.finalize().into_bytes().into();
        digest.first_chunk().copied().unwrap_or_default()
    }
}

fn hex(bytes: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(bytes))
}

impl fmt::Debug for LedgerSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LedgerSecret(***)")
    }
}
