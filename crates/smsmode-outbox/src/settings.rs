//! How a dispatcher works.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use smsmode_core::outbox::Rules;
use smsmode_core::{
    CallbackKind, CallbackSigner, CallbackUrl, ClientReference, ServiceZone, Timestamp,
};

use crate::receipts::Receipts;

/// How a dispatcher works. Each has a default that suits a till.
///
/// ```
/// use std::num::NonZeroU32;
/// use smsmode_outbox::DispatcherSettings;
///
/// let settings = DispatcherSettings::default()
///     .with_in_flight(4)
///     .with_rate(NonZeroU32::new(10).unwrap()); // at most 10 messages a second
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DispatcherSettings {
    pub(crate) rules: Rules,
    pub(crate) zone: ServiceZone,
    pub(crate) in_flight: usize,
    pub(crate) rate: Option<NonZeroU32>,
    pub(crate) timeout: Duration,
    pub(crate) retention: Duration,
    pub(crate) callbacks: Option<Callbacks>,
    pub(crate) key_is_renewed: bool,
}

/// Where the delivery receipts come in.
#[derive(Debug, Clone)]
pub(crate) struct Callbacks {
    pub(crate) receipts: Arc<dyn Receipts>,
    base: String,
    signer: CallbackSigner,
}

impl DispatcherSettings {
    /// How long things wait.
    pub fn with_rules(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self
    }

    /// The zone in which the service tells its dates: that of Paris unless set.
    pub fn with_zone(mut self, zone: ServiceZone) -> Self {
        self.zone = zone;
        self
    }

    /// How many messages are sent at a time: 8 unless set, at least 1. One more call asks what became of
    /// those sent before.
    pub fn with_in_flight(mut self, calls: usize) -> Self {
        self.in_flight = calls.max(1);
        self
    }

    /// At most so many messages a second: as many as the service takes unless set. Of a fleet it means all
    /// senders of the outbox together.
    pub fn with_rate(mut self, per_second: NonZeroU32) -> Self {
        self.rate = Some(per_second);
        self
    }

    /// Time for one call: 30 s unless set, at most 4 minutes.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout.min(Duration::from_secs(240));
        self
    }

    /// How long numbers and texts are kept after a message ended: 90 days unless set.
    pub fn with_retention(mut self, retention: Duration) -> Self {
        self.retention = retention;
        self
    }

    /// Has the service call `base` with each receipt, at an address of its own for each message, and
    /// reads what a receiver with the same signer puts into this
    /// [store](smsmode_receiver::CallbackStore). Without it, the service is asked.
    pub fn with_callbacks(
        mut self,
        receipts: Arc<impl Receipts + 'static>,
        base: impl Into<String>,
        signer: CallbackSigner,
    ) -> Self {
        self.callbacks = Some(Callbacks { receipts, base: base.into(), signer });
        self
    }

    /// The key of the account is another one than before, and the account is the same. Without this, an
    /// outbox in PostgreSQL from which something is under way is not sent from with another key: in the
    /// list of another account it would be missed, and sent again. Once that was said, both keys may be used.
    pub fn with_renewed_key(mut self) -> Self {
        self.key_is_renewed = true;
        self
    }

    /// The key is known: what [`with_renewed_key`](Self::with_renewed_key) says was said, and is not said again.
    /// An outbox that was taken over with another account meanwhile is not taken back unnoticed.
    pub fn with_known_key(mut self) -> Self {
        self.key_is_renewed = false;
        self
    }

    /// How long a message belongs to the dispatcher that is about to send it: time for its call, and as
    /// much again, so that two of them never have it at once.
    pub(crate) fn lease(&self) -> Duration {
        self.timeout.saturating_mul(2).max(Duration::from_secs(4))
    }

    /// How long after the beginning of the lease its first byte may still leave.
    pub(crate) fn time_to_leave(&self) -> Duration {
        self.lease() / 4
    }

    pub(crate) fn rules(&self) -> Rules {
        self.rules.clone().with_request_timeout(self.timeout)
    }
}

impl Callbacks {
    pub(crate) fn address(
        &self,
        reference: &ClientReference,
        now: Timestamp,
    ) -> Option<CallbackUrl> {
        let signed = self.signer.sign(&self.base, CallbackKind::Delivery, reference, now);
        signed.inspect_err(|error| log::warn!("no receipts for this message: {error}")).ok()
    }
}

impl Default for DispatcherSettings {
    fn default() -> Self {
        Self {
            rules: Rules::default(),
            zone: ServiceZone::PARIS,
            in_flight: 8,
            rate: None,
            timeout: Duration::from_secs(30),
            retention: Duration::from_secs(90 * 86_400),
            callbacks: None,
            key_is_renewed: false,
        }
    }
}
