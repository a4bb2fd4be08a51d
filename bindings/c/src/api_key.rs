//! A further key of the account.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use secrecy::{ExposeSecret, SecretBox};
use smsmode_http::{CreateApiKey, CreatedApiKey};

use crate::boundary::{Out, OutText, call, free, lend, needed};
use crate::client::Client;
use crate::error::Error;
use crate::status::Status;

/// A key that was created. Made by smsmode_client_create_api_key, freed by smsmode_api_key_free, which
/// overwrites the key in memory: copy it to where you keep your secrets, and overwrite your copies too.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct ApiKey {
    key: SecretBox<OutText>,
    id: Option<OutText>,
    creation_date: Option<OutText>,
    state: Option<OutText>,
    expiration: Option<OutText>,
    account: Option<OutText>,
}

impl From<CreatedApiKey> for ApiKey {
    fn from(created: CreatedApiKey) -> Self {
        Self {
            key: SecretBox::new(Box::new(created.api_key.expose().into())),
            id: created.id.map(OutText::from),
            creation_date: created.creation_date.map(OutText::from),
            state: created.state.map(OutText::from),
            expiration: created.expiration.map(OutText::from),
            account: created.account.map(|account| account.as_str().into()),
        }
    }
}

/// Creates a further key of the account; the first one is made on the web only. Where nobody knows
/// whether it was done, it is not done again.
///
/// `api_key`, which must not be NULL, receives a handle that the caller frees.
///
/// Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_CLOSED, and as any call of the client. The service refuses
/// this one without a code, as to an account that has no key yet: that is
/// SMSMODE_UNEXPECTED_HTTP_STATUS, and smsmode_error_outcome says SMSMODE_OUTCOME_REFUSED.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_create_api_key(
    client: Option<&Client>,
    api_key: *mut *mut ApiKey,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(api_key, "api_key")?;
        out.give(needed(client, "client")?.call(&CreateApiKey::new())?.into());
        Ok(())
    })
}

/// The key itself, a secret.
///
/// ASCII, ended by a NUL, lent until the handle is freed; `length`, unless NULL, receives its bytes
/// without that NUL. NULL, with the length 0, for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_api_key_key(
    api_key: Option<&ApiKey>,
    length: *mut usize,
) -> *const c_char {
    lend(api_key, length, |api_key| Some(api_key.key.expose_secret()))
}

/// The identifier of the key, as the service writes it; NULL, with the length 0, if it says none.
///
/// UTF-8, ended by a NUL, lent until the handle is freed; `length`, unless NULL, receives its bytes
/// without that NUL. NULL, with the length 0, for NULL too.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_api_key_id(
    api_key: Option<&ApiKey>,
    length: *mut usize,
) -> *const c_char {
    lend(api_key, length, |api_key| api_key.id.as_ref())
}

/// When the key was created, as the service writes it; otherwise as smsmode_api_key_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_api_key_creation_date(
    api_key: Option<&ApiKey>,
    length: *mut usize,
) -> *const c_char {
    lend(api_key, length, |api_key| api_key.creation_date.as_ref())
}

/// The state of the account, as the service writes it; otherwise as smsmode_api_key_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_api_key_state(
    api_key: Option<&ApiKey>,
    length: *mut usize,
) -> *const c_char {
    lend(api_key, length, |api_key| api_key.state.as_ref())
}

/// When the key expires, as the service writes it; otherwise as smsmode_api_key_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_api_key_expiration(
    api_key: Option<&ApiKey>,
    length: *mut usize,
) -> *const c_char {
    lend(api_key, length, |api_key| api_key.expiration.as_ref())
}

/// The name of the account that the key opens; otherwise as smsmode_api_key_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_api_key_account(
    api_key: Option<&ApiKey>,
    length: *mut usize,
) -> *const c_char {
    lend(api_key, length, |api_key| api_key.account.as_ref())
}

/// Overwrites the key in memory and frees the handle; NULL is allowed. The key stays valid.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_api_key_free(api_key: Option<Box<ApiKey>>) {
    free(api_key);
}
