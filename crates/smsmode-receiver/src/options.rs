//! What a receiver is started with.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::SystemTime;

use smsmode_core::{CallbackSigner, Timestamp};

use crate::server::Limits;

/// What a receiver is started with. Only the signer has no default.
///
/// ```
/// use smsmode_core::{CallbackKey, CallbackSigner};
/// use smsmode_receiver::ReceiverOptions;
///
/// let signer = CallbackSigner::new(CallbackKey::new(*b"at least sixteen bytes")?);
/// let options = ReceiverOptions::new(signer)
///     .with_address(([127, 0, 0, 1], 8080).into())
///     .with_public_url("https://shop.example/sms");
/// # Ok::<(), smsmode_core::SecretError>(())
/// ```
#[derive(Debug, Clone)]
pub struct ReceiverOptions {
    pub(crate) signer: CallbackSigner,
    pub(crate) address: SocketAddr,
    pub(crate) public_url: Option<String>,
    pub(crate) clock: fn() -> Timestamp,
    pub(crate) capacity: usize,
    pub(crate) limits: Limits,
}

impl ReceiverOptions {
    /// Believes what this signer signed; listens on a free port of 127.0.0.1.
    pub fn new(signer: CallbackSigner) -> Self {
        Self {
            signer,
            address: (Ipv4Addr::LOCALHOST, 0).into(),
            public_url: None,
            clock: || SystemTime::now().into(),
            capacity: CAPACITY,
            limits: Limits::default(),
        }
    }

    /// Listens here. Port 0 is any free one.
    pub fn with_address(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// The address below which the service reaches this receiver, where it is not the address it
    /// listens on. A path in it may be kept or taken off by the proxy in between.
    pub fn with_public_url(mut self, base: impl Into<String>) -> Self {
        self.public_url = Some(base.into());
        self
    }

    /// Asks this clock whether an address has expired, instead of the system's.
    pub fn with_clock(mut self, clock: fn() -> Timestamp) -> Self {
        self.clock = clock;
        self
    }

    /// Holds this many events, at least one; 10,000 by default. One takes some hundred
    /// bytes, and 16 KiB at the very most.
    ///
    /// When there is no room, the oldest event that [`next_event`](crate::Receiver::next_event) has
    /// handed out is forgotten. Events that nobody has read yet are never dropped: the service is
    /// told 503 instead.
    pub fn with_capacity(mut self, events: usize) -> Self {
        self.capacity = events.max(1);
        self
    }
}

const CAPACITY: usize = 10_000;
