//! What makes the calls.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use smsmode_http::{
    Endpoint, RawAnswer, Request, SendLimits, SettingsError, Transport, TransportError,
    UreqTransport,
};

use crate::account::Account;
use crate::boundary::{Out, call, free, needed, read};
use crate::error::Error;
use crate::fault::Fault;
use crate::settings::Settings;
use crate::status::Status;

/// Makes calls to one account. Made by smsmode_client_new, freed by smsmode_client_free.
///
/// A call that fails has one of the statuses 100 to 199, and then nothing was sent; 200 to 219, 331
/// to 399 or 400 to 419, and then smsmode_error_outcome says what became of it.
///
/// Threads: any number may use one client at once, and share its connections and daily cap. One may
/// close it while others make calls; it is freed when no call is under way any more.
#[derive(Debug)]
pub struct Client {
    calls: smsmode_http::Client<Closable>,
}

impl Client {
    pub(crate) fn new(account: &Account, settings: &Settings) -> Result<Self, SettingsError> {
        let transport = Closable::new(UreqTransport::new(&settings.http)?);
        let client = smsmode_http::Client::with_transport(account.resolved(), transport);
        let calls = client.with_timeout(settings.timeout).with_retry(settings.retry);
        Ok(Self { calls })
    }

    /// The client, for a call; nothing is begun once it is closed.
    pub(crate) fn open(&self) -> Result<&smsmode_http::Client<Closable>, Fault> {
        if self.is_closed() { Err(Fault::Closed) } else { Ok(&self.calls) }
    }

    pub(crate) fn call<E: Endpoint>(&self, endpoint: &E) -> Result<E::Output, Fault> {
        self.open()?.call(endpoint).map_err(Fault::Call)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.calls.transport().closed.is_set()
    }

    fn close(&self) -> Result<(), Fault> {
        let transport = self.calls.transport();
        if !transport.closed.set() {
            return Err(Fault::Closed);
        }
        transport.inner.shutdown();
        Ok(())
    }
}

/// The body of a call of which nothing comes back but that it was done.
pub(crate) fn call_of<E: Endpoint>(
    client: Option<&Client>,
    error: *mut *mut Error,
    endpoint: impl FnOnce() -> Result<E, Fault>,
) -> Status {
    call(error, || needed(client, "client")?.call(&endpoint()?).map(|_| ()))
}

/// A transport whose pauses end when the client is closed.
#[derive(Debug)]
pub(crate) struct Closable {
    inner: UreqTransport,
    closed: Flag,
}

impl Closable {
    fn new(inner: UreqTransport) -> Self {
        Self { inner, closed: Flag::default() }
    }
}

impl Transport for Closable {
    fn send(&self, request: &Request, limits: SendLimits) -> Result<RawAnswer, TransportError> {
        self.inner.send(request, limits)
    }

    fn pause(&self, duration: Duration) -> bool {
        !self.closed.wait(duration)
    }
}

/// Set once, and then for ever.
#[derive(Debug, Default)]
struct Flag {
    is_set: Mutex<bool>,
    changed: Condvar,
}

impl Flag {
    fn is_set(&self) -> bool {
        *self.is_set.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says whether it was set by this call.
    fn set(&self) -> bool {
        let before = std::mem::replace(
            &mut *self.is_set.lock().unwrap_or_else(PoisonError::into_inner),
            true,
        );
        self.changed.notify_all();
        !before
    }

    /// Waits until it is set or time is over, and says whether it is set.
    fn wait(&self, time: Duration) -> bool {
        let is_set = self.is_set.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(is_set, time, |is_set| !*is_set);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// A client for an account.
///
/// `account`: copied. `settings`: copied; NULL stands for the defaults. `client`, which must not be
/// NULL, receives a handle that the caller frees.
///
/// Fails with SMSMODE_SETTINGS if the proxy or the certificates cannot be used, or
/// SMSMODE_NULL_ARGUMENT. Nothing is sent.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_new(
    account: Option<&Account>,
    settings: Option<&Settings>,
    client: *mut *mut Client,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(client, "client")?;
        let account = needed(account, "account")?;
        let default = Settings::default();
        let client = Client::new(account, settings.unwrap_or(&default));
        out.give(client.map_err(Fault::Settings)?);
        Ok(())
    })
}

/// Closes a client, from any thread. No call is begun any more, waiting ends with SMSMODE_CLOSED, and
/// a call under way is broken off: it fails as by a connection that breaks, and what became of it,
/// smsmode_error_outcome says. The client must still be freed.
///
/// Fails with SMSMODE_CLOSED if it was closed before, or SMSMODE_NULL_ARGUMENT.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_close(client: Option<&Client>, error: *mut *mut Error) -> Status {
    call(error, || needed(client, "client")?.close())
}

/// 1 if the client is closed, else 0; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_is_closed(client: Option<&Client>) -> i32 {
    read(client, |client| client.is_closed().into())
}

/// Frees the client; NULL is allowed. No call may be under way: close it, and wait for the threads
/// that use it.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_free(client: Option<Box<Client>>) {
    free(client);
}
