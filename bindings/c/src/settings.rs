//! How requests travel.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;
use std::time::Duration;

use smsmode_http::{HttpSettings, ProxySetting, RetryPolicy, RootCertificates};

use crate::boundary::{self, bytes, free, make, text};
use crate::constant::flag;
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;

/// How requests travel. Made by smsmode_settings_new, freed by smsmode_settings_free. Clients keep a
/// copy of what they are when they are made.
///
/// Each setter fails with SMSMODE_NULL_ARGUMENT if `settings` is NULL; where it fails, the settings
/// are as they were. Whether a proxy or a certificate can be used, smsmode_client_new says.
///
/// Threads: only one at a time may use it.
#[derive(Debug)]
pub struct Settings {
    pub(crate) http: HttpSettings,
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
}

impl Default for Settings {
    fn default() -> Self {
        let agent = concat!("smsmode-c/", env!("CARGO_PKG_VERSION"));
        Self {
            http: HttpSettings::default().with_user_agent(agent),
            timeout: Duration::from_secs(30),
            retry: RetryPolicy::default(),
        }
    }
}

fn set_http(
    settings: Option<&mut Settings>,
    error: *mut *mut Error,
    change: impl FnOnce(HttpSettings) -> Result<HttpSettings, Fault>,
) -> Status {
    boundary::set(settings, "settings", |all| &mut all.http, error, |http| change(http.clone()))
}

/// Settings with their defaults, a handle that the caller frees. NULL only if the library has a bug.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_settings_new() -> Option<Box<Settings>> {
    make(Settings::default)
}

/// Time for a whole call, all its attempts together, in milliseconds. 30 000 by default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_settings_set_timeout_ms(
    settings: Option<&mut Settings>,
    milliseconds: u32,
    error: *mut *mut Error,
) -> Status {
    let timeout = Duration::from_millis(milliseconds.into());
    boundary::set(settings, "settings", |all| &mut all.timeout, error, |_| Ok(timeout))
}

/// Time to connect, within the whole, in milliseconds. 10 000 by default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_settings_set_connect_timeout_ms(
    settings: Option<&mut Settings>,
    milliseconds: u32,
    error: *mut *mut Error,
) -> Status {
    let timeout = Duration::from_millis(milliseconds.into());
    set_http(settings, error, |http| Ok(http.with_connect_timeout(timeout)))
}

/// How long an idle connection may be used again, in milliseconds. 2 000 by default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_settings_set_max_idle_age_ms(
    settings: Option<&mut Settings>,
    milliseconds: u32,
    error: *mut *mut Error,
) -> Status {
    let age = Duration::from_millis(milliseconds.into());
    set_http(settings, error, |http| Ok(http.with_max_idle_age(age)))
}

/// A proxy, such as "http://proxy.example:3128"; an empty text for none. By default the environment
/// says which (HTTPS_PROXY, HTTP_PROXY, NO_PROXY).
///
/// `url`: copied. Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_settings_set_proxy(
    settings: Option<&mut Settings>,
    url: *const c_char,
    url_length: usize,
    error: *mut *mut Error,
) -> Status {
    set_http(settings, error, |http| {
        Ok(http.with_proxy(match text(url, url_length, "url")? {
            "" => ProxySetting::None,
            url => ProxySetting::Url(url.to_owned()),
        }))
    })
}

/// Certificate authorities to trust beside the bundled ones: certificates in PEM, such as that of an
/// inspecting proxy.
///
/// `pem`: `pem_length` bytes; copied. Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_settings_set_ca_pem(
    settings: Option<&mut Settings>,
    pem: *const c_char,
    pem_length: usize,
    error: *mut *mut Error,
) -> Status {
    set_http(settings, error, |http| {
        let pem = bytes(pem.cast(), pem_length, "pem")?;
        Ok(http.with_roots(RootCertificates::BundledAnd(pem.to_vec())))
    })
}

/// As smsmode_settings_set_ca_pem, from a file, which is read at once.
///
/// `path`: UTF-8. Fails with SMSMODE_FILE if it cannot be read, SMSMODE_NOT_UTF8,
/// SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_settings_set_ca_file(
    settings: Option<&mut Settings>,
    path: *const c_char,
    path_length: usize,
    error: *mut *mut Error,
) -> Status {
    set_http(settings, error, |http| {
        let pem = std::fs::read(text(path, path_length, "path")?).map_err(Fault::File)?;
        Ok(http.with_roots(RootCertificates::BundledAnd(pem)))
    })
}

/// Whether a call that costs is made again where it surely was not sent, or was refused for now: 1, or
/// 0, which is the default. Where nobody knows, it is never made again. Fails with
/// SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_settings_set_retry_costly_calls(
    settings: Option<&mut Settings>,
    retry: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        settings,
        "settings",
        |all| &mut all.retry,
        error,
        |policy| Ok(policy.with_costly_calls(flag(retry, "retry")?)),
    )
}

/// Frees the settings; NULL is allowed. Clients that were made with them stay.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_settings_free(settings: Option<Box<Settings>>) {
    free(settings);
}
