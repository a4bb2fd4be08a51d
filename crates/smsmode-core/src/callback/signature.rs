//! Signed callback addresses: the only authenticity that callbacks can have.
//!
//! The tag stands in the path, not in the query: nobody knows whether the service appends its
//! parameters with `?` or `&`, and logs often keep queries. It proves only that the caller knows the
//! address; replays are made harmless by whoever stores the callbacks.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretSlice};
use sha2::Sha256;

use crate::account::CallbackUrl;
use crate::error::{SecretError, UrlError, describe_as_error};
use crate::language::{Describe, Language};
use crate::reference::ClientReference;
use crate::time::Timestamp;

/// A key that signs callback addresses: at least 16 bytes, never the API key.
#[derive(Clone)]
pub struct CallbackKey(SecretSlice<u8>);

impl CallbackKey {
    /// A key.
    ///
    /// # Errors
    ///
    /// [`SecretError::TooShort`] for fewer than 16 bytes: such a key can be guessed.
    pub fn new(key: impl Into<Vec<u8>>) -> Result<Self, SecretError> {
        let key = key.into();
        if key.len() < MIN_KEY { Err(SecretError::TooShort) } else { Ok(Self(key.into())) }
    }

    fn mac(&self, signed: &str) -> Hmac<Sha256> {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.0.expose_secret()).expect("a key of any length");
        mac.update(signed.as_bytes());
        mac
    }

    fn tag(&self, signed: &str) -> String {
        let digest = self.mac(signed).finalize().into_bytes();
        URL_SAFE_NO_PAD.encode(digest.get(..TAG_BYTES).unwrap_or_default())
    }

    /// In constant time.
    fn accepts(&self, signed: &str, tag: &[u8]) -> bool {
        tag.len() == TAG_BYTES && self.mac(signed).verify_truncated_left(tag).is_ok()
    }
}

impl fmt::Debug for CallbackKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallbackKey(***)")
    }
}

const MIN_KEY: usize = 16;
const TAG_BYTES: usize = 16;

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallbackKind {
    /// Delivery receipts.
    Delivery,
    /// Replies.
    Reply,
}

impl CallbackKind {
    fn label(self) -> &'static str {
        match self {
            Self::Delivery => "dlr",
            Self::Reply => "reply",
        }
    }

    fn of_label(label: &str) -> Option<Self> {
        [Self::Delivery, Self::Reply].into_iter().find(|kind| kind.label() == label)
    }

    /// How long an address is good for: 7 days for receipts, 90 for replies.
    pub fn lifetime_seconds(self) -> i64 {
        match self {
            Self::Delivery => 7 * DAY,
            Self::Reply => 90 * DAY,
        }
    }
}

const DAY: i64 = 86_400;

/// Makes and checks signed callback addresses.
///
/// ```
/// use smsmode_core::{CallbackKey, CallbackKind, CallbackSigner, ClientReference, Timestamp};
///
/// let signer = CallbackSigner::new(CallbackKey::new(*b"0123456789abcdef")?);
/// let (now, reference) = (Timestamp::from_unix_seconds(1_795_353_900), ClientReference::new("order-12")?);
/// let url = signer.sign("https://shop.example/sms", CallbackKind::Delivery, &reference, now)?;
///
/// let path = url.as_str().strip_prefix("https://shop.example/sms").unwrap();
/// let verified = signer.verify(path, now)?;
/// assert_eq!(verified.client_reference.unwrap().as_str(), "order-12");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct CallbackSigner {
    current: CallbackKey,
    previous: Option<CallbackKey>,
}

/// A callback whose address was signed by us.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerifiedCallback {
    /// What it brings.
    pub kind: CallbackKind,
    /// The reference of the message; nothing on the address of the whole account.
    pub client_reference: Option<ClientReference>,
}

impl CallbackSigner {
    /// Signs with this key.
    pub fn new(key: CallbackKey) -> Self {
        Self { current: key, previous: None }
    }

    /// Accepts what an older key signed, too: for rotation.
    pub fn with_previous(mut self, key: CallbackKey) -> Self {
        self.previous = Some(key);
        self
    }

    /// An address for one message below `base`, good from `sent_at` (or the scheduled date) for 7
    /// days (receipts) or 90 (replies).
    ///
    /// # Errors
    ///
    /// `base` is no address below which paths can begin, or the reference is `.` or `..`, which
    /// stand for folders in a path.
    pub fn sign(
        &self,
        base: &str,
        kind: CallbackKind,
        reference: &ClientReference,
        sent_at: Timestamp,
    ) -> Result<CallbackUrl, SignedUrlError> {
        if matches!(reference.as_str(), "." | "..") {
            return Err(SignedUrlError(UrlError::DotSegment));
        }
        let expiry = sent_at.plus_seconds(kind.lifetime_seconds()).unix_seconds().to_string();
        let tag = self.current.tag(&message(kind, reference.as_str(), &expiry));
        let reference = utf8_percent_encode(reference.as_str(), PATH_SEGMENT);
        join(base, &format!("{}/{reference}/{expiry}/{tag}", kind.label()))
    }

    /// The address for all replies of an account, which does not expire.
    ///
    /// # Errors
    ///
    /// As [`sign`](Self::sign).
    pub fn sign_account_replies(&self, base: &str) -> Result<CallbackUrl, SignedUrlError> {
        join(
            base,
            &format!("{}/{}", CallbackKind::Reply.label(), self.current.tag(ACCOUNT_REPLIES)),
        )
    }

    /// Checks the path of a callback, as it came, below the address that was given as `base`.
    ///
    /// # Errors
    ///
    /// [`SignatureError::Forged`] for whatever we did not sign, [`SignatureError::Expired`]. Answer
    /// both alike.
    pub fn verify(&self, path: &str, now: Timestamp) -> Result<VerifiedCallback, SignatureError> {
        let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        match segments.as_slice() {
            [label, reference, expiry, tag] => {
                self.verify_message(label, reference, expiry, tag, now)
            }
            [label, tag] if *label == CallbackKind::Reply.label() => {
                self.check(ACCOUNT_REPLIES, tag)?;
                Ok(VerifiedCallback { kind: CallbackKind::Reply, client_reference: None })
            }
            _ => Err(SignatureError::Forged),
        }
    }

    fn verify_message(
        &self,
        label: &str,
        reference: &str,
        expiry: &str,
        tag: &str,
        now: Timestamp,
    ) -> Result<VerifiedCallback, SignatureError> {
        let forged = SignatureError::Forged;
        let kind = CallbackKind::of_label(label).ok_or(forged)?;
        let reference = percent_decode_str(reference).decode_utf8().map_err(|_| forged)?;
        let until: i64 = expiry.parse().map_err(|_| forged)?;
        self.check(&message(kind, &reference, expiry), tag)?;
        if now.unix_seconds() > until {
            return Err(SignatureError::Expired);
        }
        let client_reference = Some(ClientReference::new(reference).map_err(|_| forged)?);
        Ok(VerifiedCallback { kind, client_reference })
    }

    fn check(&self, signed: &str, tag: &str) -> Result<(), SignatureError> {
        let tag = URL_SAFE_NO_PAD.decode(tag).map_err(|_| SignatureError::Forged)?;
        // Both keys are always tried, so that time does not tell which one signed.
        let current = self.current.accepts(signed, &tag);
        let previous = self.previous.as_ref().is_some_and(|key| key.accepts(signed, &tag));
        if current | previous { Ok(()) } else { Err(SignatureError::Forged) }
    }
}

const ACCOUNT_REPLIES: &str = "v1|reply";

/// The unreserved characters of a path stay readable.
const PATH_SEGMENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

fn message(kind: CallbackKind, reference: &str, expiry: &str) -> String {
    format!("v1|{}|{reference}|{expiry}", kind.label())
}

fn join(base: &str, path: &str) -> Result<CallbackUrl, SignedUrlError> {
    if base.contains(['?', '#']) {
        return Err(SignedUrlError(UrlError::Query));
    }
    CallbackUrl::new(&format!("{}/{path}", base.trim_end_matches('/'))).map_err(SignedUrlError)
}

/// Why no address can be made below a base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no callback address can be made below this base")]
pub struct SignedUrlError(#[source] pub UrlError);

/// Why a callback is not believed. The answer to the caller is the same for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureError {
    /// We did not sign this address.
    Forged,
    /// We signed it, too long ago.
    Expired,
}

impl Describe for SignatureError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Forged => (
                "the callback address was not signed with our key",
                "l'adresse de l'appel n'est pas signée de notre clé",
            ),
            Self::Expired => ("the callback address has expired", "l'adresse de l'appel a expiré"),
        };
        language.pick(english, french).to_owned()
    }
}

describe_as_error!(SignatureError);

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://shop.example/sms/";
    const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_353_900);

    fn key(byte: u8) -> CallbackKey {
        CallbackKey::new([byte; 32]).unwrap()
    }

    fn path(signer: &CallbackSigner, kind: CallbackKind, reference: &str) -> String {
        let reference = ClientReference::new(reference).unwrap();
        let url = signer.sign(BASE, kind, &reference, NOW).unwrap();
        url.as_str().strip_prefix("https://shop.example/sms").unwrap().to_owned()
    }

    #[test]
    fn the_tag_is_the_hmac_of_the_design() {
        // Computed with another implementation: Python's hmac, sha256, first 16 bytes, base64url.
        let path = path(&CallbackSigner::new(key(1)), CallbackKind::Delivery, "order-12");
        assert_eq!(path, "/dlr/order-12/1795958700/-_OZIpsFA45APBnKvSVytg");
    }

    #[test]
    fn any_reference_comes_back() {
        let signer = CallbackSigner::new(key(1));
        for reference in ["a/b", "Maman & Cie", "100 %", "été|2026", "...", "?x=#y"] {
            let verified =
                signer.verify(&path(&signer, CallbackKind::Reply, reference), NOW).unwrap();
            assert_eq!(verified.client_reference.unwrap().as_str(), reference);
            assert_eq!(verified.kind, CallbackKind::Reply);
        }
    }

    #[test]
    fn a_reference_that_stands_for_a_folder_is_refused() {
        let signer = CallbackSigner::new(key(1));
        for dots in [".", ".."] {
            let reference = ClientReference::new(dots).unwrap();
            let refused = signer.sign(BASE, CallbackKind::Delivery, &reference, NOW);
            assert_eq!(refused, Err(SignedUrlError(UrlError::DotSegment)));
        }
    }

    #[test]
    fn whatever_is_changed_is_forged() {
        let signer = CallbackSigner::new(key(1));
        let good = path(&signer, CallbackKind::Delivery, "order-12");
        for index in 1..good.len() {
            let mut changed = good.clone().into_bytes();
            changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(signer.verify(&changed, NOW), Err(SignatureError::Forged), "{changed}");
        }
        assert_eq!(signer.verify("", NOW), Err(SignatureError::Forged));
        assert_eq!(signer.verify(&good[..good.len() - 2], NOW), Err(SignatureError::Forged));
    }

    #[test]
    fn a_receipt_is_good_for_seven_days_and_a_reply_for_ninety() {
        let signer = CallbackSigner::new(key(1));
        for (kind, days) in [(CallbackKind::Delivery, 7), (CallbackKind::Reply, 90)] {
            let path = path(&signer, kind, "order-12");
            assert!(signer.verify(&path, NOW.plus_seconds(days * DAY)).is_ok());
            assert_eq!(
                signer.verify(&path, NOW.plus_seconds(days * DAY + 1)),
                Err(SignatureError::Expired)
            );
        }
    }

    #[test]
    fn the_previous_key_is_accepted_during_rotation_and_no_longer() {
        let old = path(&CallbackSigner::new(key(1)), CallbackKind::Delivery, "order-12");
        let rotating = CallbackSigner::new(key(2)).with_previous(key(1));
        assert!(rotating.verify(&old, NOW).is_ok());
        assert!(rotating.verify(&path(&rotating, CallbackKind::Delivery, "order-13"), NOW).is_ok());
        assert_eq!(CallbackSigner::new(key(2)).verify(&old, NOW), Err(SignatureError::Forged));
    }

    #[test]
    fn the_address_of_the_account_does_not_expire() {
        let signer = CallbackSigner::new(key(1));
        let url = signer.sign_account_replies(BASE).unwrap();
        let path = url.as_str().strip_prefix("https://shop.example/sms").unwrap();
        let verified = signer.verify(path, NOW.plus_seconds(9_999 * DAY)).unwrap();
        assert_eq!((verified.kind, verified.client_reference), (CallbackKind::Reply, None));
    }

    #[test]
    fn a_short_key_is_refused() {
        assert!(CallbackKey::new(*b"short").is_err());
    }
}
