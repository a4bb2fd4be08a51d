//! Addresses for callbacks that nobody else can have made.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::{
    CallbackKey, CallbackKind, CallbackSigner, CallbackUrl, ClientReference, Timestamp,
    VerifiedCallback,
};

use crate::boundary::{Out, OutText, bytes, call, free, lend, needed, read, set, text};
use crate::callback::{SMSMODE_CALLBACK_DELIVERY, SMSMODE_CALLBACK_REPLY};
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;

/// Makes and checks signed addresses for callbacks: the service signs nothing, so what it calls is
/// believed because the address holds a tag that only the key makes. Made by smsmode_signer_new, freed
/// by smsmode_signer_free.
///
/// Threads: any number may sign and verify with it; only one may set its previous key, and then alone.
#[derive(Debug)]
pub struct Signer {
    signer: CallbackSigner,
}

/// An address for callbacks. Made by smsmode_signer_sign and smsmode_signer_sign_account_replies, freed
/// by smsmode_signed_url_free.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct SignedUrl {
    text: OutText,
}

/// A callback whose address we signed ourselves. Made by smsmode_signer_verify, freed by
/// smsmode_verified_free.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Verified {
    kind: i32,
    reference: Option<OutText>,
}

impl From<CallbackUrl> for SignedUrl {
    fn from(url: CallbackUrl) -> Self {
        Self { text: url.as_str().into() }
    }
}

impl From<VerifiedCallback> for Verified {
    fn from(callback: VerifiedCallback) -> Self {
        let reference = callback.client_reference.map(|reference| reference.as_str().into());
        Self { kind: kind_number(callback.kind), reference }
    }
}

fn kind_number(kind: CallbackKind) -> i32 {
    match kind {
        CallbackKind::Delivery => SMSMODE_CALLBACK_DELIVERY,
        CallbackKind::Reply => SMSMODE_CALLBACK_REPLY,
    }
}

fn kind(value: i32) -> Result<CallbackKind, Fault> {
    match value {
        SMSMODE_CALLBACK_DELIVERY => Ok(CallbackKind::Delivery),
        SMSMODE_CALLBACK_REPLY => Ok(CallbackKind::Reply),
        value => Err(Fault::Constant { argument: "kind", value }),
    }
}

fn key(pointer: *const u8, length: usize) -> Result<CallbackKey, Fault> {
    Ok(CallbackKey::new(bytes(pointer, length, "key")?)?)
}

/// Signs with a key of the caller's.
///
/// `key`: `key_length` bytes, at least 16, that nobody can guess, and never the API key; copied, and
/// never shown by anything. `signer`, which must not be NULL, receives a handle that the caller frees.
///
/// Fails with SMSMODE_SECRET for a shorter key, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_signer_new(
    key: *const u8,
    key_length: usize,
    signer: *mut *mut Signer,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(signer, "signer")?;
        out.give(Signer { signer: CallbackSigner::new(self::key(key, key_length)?) });
        Ok(())
    })
}

/// Believes what another key signed, too: the one before, for as long as its addresses are good.
/// Otherwise as smsmode_signer_new.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_signer_set_previous(
    signer: Option<&mut Signer>,
    key: *const u8,
    key_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(
        signer,
        "signer",
        |all| &mut all.signer,
        error,
        |signer| Ok(signer.clone().with_previous(self::key(key, key_length)?)),
    )
}

/// An address for the callbacks of one message, to be given to smsmode_send_set_delivery_url or
/// smsmode_send_set_reply_url. Good for 7 days from `sent_at` for receipts, and for 90 for replies.
///
/// - `base`: the address below which it is to be, without a query;
/// - `kind`: SMSMODE_CALLBACK_DELIVERY or _REPLY;
/// - `reference`: that of smsmode_send_set_reference, or anything else that tells the message;
/// - `sent_at`: when the message is sent, in seconds since 1970 in UTC;
/// - `url`: must not be NULL; receives a handle that the caller frees.
///
/// Fails with SMSMODE_URL, SMSMODE_REFERENCE, SMSMODE_BAD_CONSTANT, SMSMODE_NOT_UTF8,
/// SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_signer_sign(
    signer: Option<&Signer>,
    base: *const c_char,
    base_length: usize,
    kind: i32,
    reference: *const c_char,
    reference_length: usize,
    sent_at: i64,
    url: *mut *mut SignedUrl,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(url, "url")?;
        let (signer, base) = (needed(signer, "signer")?, text(base, base_length, "base")?);
        let kind = self::kind(kind)?;
        let reference = ClientReference::new(text(reference, reference_length, "reference")?)?;
        let sent_at = Timestamp::from_unix_seconds(sent_at);
        let address = signer.signer.sign(base, kind, &reference, sent_at);
        out.give(address.map_err(|error| error.0)?.into());
        Ok(())
    })
}

/// An address for all replies of an account, which is always good. Otherwise as smsmode_signer_sign.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_signer_sign_account_replies(
    signer: Option<&Signer>,
    base: *const c_char,
    base_length: usize,
    url: *mut *mut SignedUrl,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(url, "url")?;
        let (signer, base) = (needed(signer, "signer")?, text(base, base_length, "base")?);
        let address = signer.signer.sign_account_replies(base);
        out.give(address.map_err(|error| error.0)?.into());
        Ok(())
    })
}

/// Checks the address that was called, in constant time.
///
/// - `path`: what stands after `base` and before the `?`, as it came, without decoding anything;
/// - `now`: in seconds since 1970 in UTC;
/// - `verified`: must not be NULL; receives a handle that the caller frees.
///
/// Fails with SMSMODE_FORGED for whatever neither key signed, SMSMODE_EXPIRED, SMSMODE_NOT_UTF8,
/// SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH. Answer the first three alike, such as with 404.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_signer_verify(
    signer: Option<&Signer>,
    path: *const c_char,
    path_length: usize,
    now: i64,
    verified: *mut *mut Verified,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(verified, "verified")?;
        let (signer, path) = (needed(signer, "signer")?, text(path, path_length, "path")?);
        let callback = signer.signer.verify(path, Timestamp::from_unix_seconds(now));
        out.give(callback.map_err(Fault::Signature)?.into());
        Ok(())
    })
}

/// Frees the signer; NULL is allowed. Addresses that it signed stay good.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_signer_free(signer: Option<Box<Signer>>) {
    free(signer);
}

/// The address. Whoever knows it can send callbacks: keep it from logs.
///
/// ASCII, ended by a NUL, lent until it is freed; `length`, unless NULL, receives its bytes without
/// that NUL. NULL, with the length 0, for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_signed_url_text(
    url: Option<&SignedUrl>,
    length: *mut usize,
) -> *const c_char {
    lend(url, length, |url| Some(&url.text))
}

/// Frees the address; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_signed_url_free(url: Option<Box<SignedUrl>>) {
    free(url);
}

/// What the callback brings: SMSMODE_CALLBACK_DELIVERY, which smsmode_receipt_new reads, or _REPLY,
/// which smsmode_reply_receipt_new reads; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_verified_kind(verified: Option<&Verified>) -> i32 {
    read(verified, |verified| verified.kind)
}

/// The reference with which the address was signed; NULL also for the address of all replies. It is to
/// be believed before that of the query, which anyone can write.
///
/// UTF-8, ended by a NUL, lent until it is freed; `length`, unless NULL, receives its bytes without
/// that NUL. NULL, with the length 0, for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_verified_reference(
    verified: Option<&Verified>,
    length: *mut usize,
) -> *const c_char {
    lend(verified, length, |verified| verified.reference.as_ref())
}

/// Frees what was verified; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_verified_free(verified: Option<Box<Verified>>) {
    free(verified);
}
