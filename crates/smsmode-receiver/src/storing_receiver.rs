//! The handle of a running receiver that keeps callbacks in a file.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use smsmode_core::{CallbackKind, CallbackUrl, ClientReference, SignedUrlError, Timestamp};

use crate::callback_store::CallbackStore;
use crate::error::ReceiverError;
use crate::listening::Listening;
use crate::options::ReceiverOptions;

/// A callback receiver whose callbacks outlive it: each is in the file before the service is thanked,
/// and the service is told 503 where that fails.
///
/// It runs in a thread of its own until it is dropped. What came is read from the [`CallbackStore`],
/// here or in another process. The capacity of the options does not matter.
pub struct StoringReceiver(Listening);

impl StoringReceiver {
    /// Listens, and answers from now on.
    ///
    /// # Errors
    ///
    /// The address is taken, the public address is none, or the system gives no thread.
    pub fn start(
        options: ReceiverOptions,
        store: &Arc<CallbackStore>,
    ) -> Result<Self, ReceiverError> {
        Listening::start(options, store).map(Self)
    }

    /// The address that it listens on, with the port that it got.
    pub fn address(&self) -> SocketAddr {
        self.0.address
    }

    /// The address below which the service reaches it.
    pub fn public_url(&self) -> &str {
        &self.0.base
    }

    /// The address to hand out with one message, good for 7 days (receipts) or 90 (replies) from
    /// `sent_at`, or from the date that the message is scheduled for.
    ///
    /// # Errors
    ///
    /// The reference is `.` or `..`, which stand for folders in a path.
    pub fn sign(
        &self,
        kind: CallbackKind,
        reference: &ClientReference,
        sent_at: Timestamp,
    ) -> Result<CallbackUrl, SignedUrlError> {
        self.0.signer.sign(&self.0.base, kind, reference, sent_at)
    }

    /// The address for all replies of the account, to be entered on the web site of the service.
    ///
    /// # Errors
    ///
    /// None that [`start`](Self::start) would not have told before.
    pub fn sign_account_replies(&self) -> Result<CallbackUrl, SignedUrlError> {
        self.0.signer.sign_account_replies(&self.0.base)
    }
}

impl fmt::Debug for StoringReceiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoringReceiver").field("address", &self.0.address).finish_non_exhaustive()
    }
}
