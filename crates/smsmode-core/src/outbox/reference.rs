//! The reference under which an attempt goes out: whoever shows it to us has it from the service.

use std::fmt;

use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretSlice};
use sha2::Sha256;

use super::{Attempt, OutboxId, base32};
use crate::error::{SecretError, describe_as_error};
use crate::language::{Describe, Language};
use crate::reference::ClientReference;

/// A key that signs the references of an outbox: at least 16 bytes, kept with the outbox, never the
/// API key.
///
/// A reference has the 40 characters that the service allows: the message (26), the attempt (1) and
/// a tag (13). A receipt that brings one back proves that the service accepted that attempt.
///
/// ```
/// use smsmode_core::outbox::{Attempt, OutboxId, ReferenceKey};
///
/// let key = ReferenceKey::new(*b"0123456789abcdef")?;
/// let id = OutboxId::new(1_795_353_900_000, 7);
/// let reference = key.reference(id, Attempt::new(1)?).unwrap();
/// assert_eq!(reference.as_str().len(), 40);
/// assert_eq!(key.verify(reference.as_str())?, (id, Attempt::new(1)?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct ReferenceKey(SecretSlice<u8>);

impl ReferenceKey {
    /// A key.
    ///
    /// # Errors
    ///
    /// [`SecretError::TooShort`] for fewer than 16 bytes: such a key can be guessed.
    pub fn new(key: impl Into<Vec<u8>>) -> Result<Self, SecretError> {
        let key = key.into();
        if key.len() < MIN_KEY { Err(SecretError::TooShort) } else { Ok(Self(key.into())) }
    }

    /// The reference of an attempt; nothing for [`Attempt::NONE`].
    pub fn reference(&self, id: OutboxId, attempt: Attempt) -> Option<ClientReference> {
        let digit = base32::encode::<1>(u128::from(attempt.count().checked_sub(1)?));
        let signed = format!("{id}{}", std::str::from_utf8(&digit).ok()?);
        let digest = self.mac(&signed).finalize().into_bytes();
        let tag = digest.iter().take(TAG_BYTES).fold(0, |tag, byte| tag << 8 | u128::from(*byte));
        let tag = base32::encode::<TAG_LENGTH>(tag);
        ClientReference::new(signed + std::str::from_utf8(&tag).ok()?).ok()
    }

    /// The message and the attempt that a reference of ours names. The tag is compared in constant
    /// time.
    ///
    /// # Errors
    ///
    /// Whatever this key did not sign.
    pub fn verify(&self, reference: &str) -> Result<(OutboxId, Attempt), ForeignReference> {
        let (signed, tag) = reference.split_at_checked(SIGNED_LENGTH).ok_or(ForeignReference)?;
        let tag = read_tag(tag).ok_or(ForeignReference)?;
        self.mac(signed).verify_truncated_left(&tag).map_err(|_| ForeignReference)?;
        let (id, attempt) = signed.split_at_checked(OutboxId::LENGTH).ok_or(ForeignReference)?;
        let attempt = base32::decode(attempt).and_then(|digit| u8::try_from(digit + 1).ok());
        Ok((
            id.parse().map_err(|_| ForeignReference)?,
            Attempt::new(attempt.ok_or(ForeignReference)?).map_err(|_| ForeignReference)?,
        ))
    }

    fn mac(&self, signed: &str) -> Hmac<Sha256> {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.0.expose_secret()).expect("a key of any length");
        mac.update(PURPOSE);
        mac.update(signed.as_bytes());
        mac
    }
}

impl fmt::Debug for ReferenceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReferenceKey(***)")
    }
}

/// Eight bytes fill 13 digits but for one bit, which is 0.
fn read_tag(tag: &str) -> Option<[u8; TAG_BYTES]> {
    let whole = Some(tag).filter(|tag| tag.len() == TAG_LENGTH);
    u64::try_from(whole.and_then(base32::decode)?).ok().map(u64::to_be_bytes)
}

const MIN_KEY: usize = 16;
const SIGNED_LENGTH: usize = OutboxId::LENGTH + 1;
const TAG_LENGTH: usize = 13;
const TAG_BYTES: usize = 8;
/// Keeps what is signed here apart from what the same key may sign elsewhere.
const PURPOSE: &[u8] = b"v1|outbox|";

/// A reference that this outbox did not make: the caller's own, another outbox's, or forged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForeignReference;

impl Describe for ForeignReference {
    fn describe(&self, language: Language) -> String {
        language
            .pick(
                "the client reference is not one of this outbox",
                "la référence n'est pas de cette boîte d'envoi",
            )
            .to_owned()
    }
}

describe_as_error!(ForeignReference);

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> ReferenceKey {
        ReferenceKey::new([byte; 16]).unwrap()
    }

    fn id() -> OutboxId {
        OutboxId::new(1_795_353_900_000, 42)
    }

    #[test]
    fn every_attempt_has_a_reference_of_its_own() {
        let references: std::collections::HashSet<String> = (1..=32)
            .map(|count| {
                let attempt = Attempt::new(count).unwrap();
                let reference = key(1).reference(id(), attempt).unwrap();
                assert_eq!(reference.as_str().len(), 40);
                assert_eq!(key(1).verify(reference.as_str()), Ok((id(), attempt)));
                reference.as_str().to_owned()
            })
            .collect();
        assert_eq!(references.len(), 32);
        assert!(key(1).reference(id(), Attempt::NONE).is_none());
    }

    #[test]
    fn whatever_is_changed_is_foreign() {
        let good = key(1).reference(id(), Attempt::LAST).unwrap();
        let good = good.as_str();
        for index in 0..good.len() {
            let mut changed = good.to_owned().into_bytes();
            changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(key(1).verify(&changed), Err(ForeignReference), "{changed}");
        }
        assert_eq!(key(2).verify(good), Err(ForeignReference));
        for text in ["", "order-12", &good[1..], &good.to_lowercase(), &"é".repeat(20)] {
            assert_eq!(key(1).verify(text), Err(ForeignReference), "{text}");
        }
        assert_eq!(key(1).verify(&format!("{good}0")), Err(ForeignReference));
    }

    #[test]
    fn a_short_key_is_refused_and_no_key_is_shown() {
        assert!(ReferenceKey::new(*b"short").is_err());
        assert_eq!(format!("{:?}", key(1)), "ReferenceKey(***)");
    }

    #[test]
    fn in_french_it_is_the_box_that_everything_else_names() {
        let french = ForeignReference.describe(Language::French);
        assert!(french.contains("boîte d'envoi"), "{french}");
    }

    /// Computed by Python's `hmac` and `hashlib`.
    #[test]
    fn the_tag_is_that_of_another_implementation() {
        let reference = key(1).reference(id(), Attempt::new(1).unwrap()).unwrap();
        assert_eq!(reference.as_str(), "01M81PWWZ0000000000000001A0A7QRHKY8VF888");
    }
}
