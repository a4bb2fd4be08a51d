//! What a sandbox bears before it says no.

use std::time::Duration;

const MEBIBYTE: usize = 1024 * 1024;

/// What a sandbox bears: no client can stop it or make it grow without bound. Start from
/// [`Limits::default`] and change fields.
///
/// ```
/// use std::time::Duration;
/// use smsmode_sandbox::{Limits, SandboxOptions};
///
/// let mut limits = Limits::default();
/// limits.body_timeout = Duration::from_secs(2);
/// let options = SandboxOptions::new().with_limits(limits);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Connections at a time; 4096 by default. Further ones wait until one ends.
    pub connections: usize,
    /// For a TLS handshake and for a request's head, also the first one: 5 s by default. So long an
    /// idle connection stays.
    pub head_timeout: Duration,
    /// For a request's body, and for room for it: 30 s by default; then HTTP 408, or 503.
    pub body_timeout: Duration,
    /// For a connection, whatever it does: an hour by default. So long a stall or a trickle lasts.
    pub connection_timeout: Duration,
    /// For the body of a batch: 16 MiB by default; then HTTP 413.
    pub batch_bytes: usize,
    /// For any other body: 4 MiB by default, enough for 300,000 recipients; then HTTP 413.
    pub form_bytes: usize,
    /// For all bodies that are being read at a time: 128 MiB by default. Further ones wait.
    pub bodies_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 4096,
            head_timeout: Duration::from_secs(5),
            body_timeout: Duration::from_secs(30),
            connection_timeout: Duration::from_secs(3600),
            batch_bytes: 16 * MEBIBYTE,
            form_bytes: 4 * MEBIBYTE,
            bodies_bytes: 128 * MEBIBYTE,
        }
    }
}
