//! The handle of a running receiver.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use smsmode_core::{
    CallbackKind, CallbackUrl, ClientReference, MessageId, MessageStatus, PhoneNumber,
    SignedUrlError, Timestamp,
};

use crate::error::ReceiverError;
use crate::event::Event;
use crate::listening::Listening;
use crate::memory::Store;
use crate::options::ReceiverOptions;

/// A callback receiver that runs in a thread of its own until it is dropped.
///
/// Its methods block at most as long as they are told to; no async runtime is needed.
pub struct Receiver {
    listening: Listening,
    store: Arc<Store>,
}

impl Receiver {
    /// Listens, and answers from now on.
    ///
    /// # Errors
    ///
    /// The address is taken, the public address is none, or the system gives no thread.
    pub fn start(options: ReceiverOptions) -> Result<Self, ReceiverError> {
        let store = Arc::new(Store::new(options.capacity));
        Ok(Self { listening: Listening::start(options, &store)?, store })
    }

    /// The address that it listens on, with the port that it got.
    pub fn address(&self) -> SocketAddr {
        self.listening.address
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
        self.listening.signer.sign(&self.listening.base, kind, reference, sent_at)
    }

    /// The address for all replies of the account, to be entered on the web site of the service.
    ///
    /// # Errors
    ///
    /// None that [`start`](Self::start) would not have told before.
    pub fn sign_account_replies(&self) -> Result<CallbackUrl, SignedUrlError> {
        self.listening.signer.sign_account_replies(&self.listening.base)
    }

    /// The next event that was not handed out yet, in the order in which they came; nothing if none
    /// comes in time. Each event is handed out once, also to several threads.
    pub fn next_event(&self, timeout: Duration) -> Option<Event> {
        self.store.next(timeout)
    }

    /// Every event that is still held, handed out or not, in the order in which they came.
    pub fn events(&self) -> Vec<Event> {
        self.store.all()
    }

    /// What became of a message to one recipient, by all receipts that are still held.
    ///
    /// The order in which they came does not matter: a final status beats a temporary one; of two
    /// alike, the one with the later date counts, and with one date the higher number.
    pub fn status_of(
        &self,
        message_id: &MessageId,
        recipient: PhoneNumber,
    ) -> Option<MessageStatus> {
        self.store.status_of(message_id, recipient)
    }
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").field("address", &self.listening.address).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    use smsmode_core::{CallbackKey, CallbackSigner};

    use super::*;

    fn signer() -> CallbackSigner {
        CallbackSigner::new(CallbackKey::new([1; 16]).unwrap())
    }

    #[test]
    fn whoever_does_not_finish_its_head_is_disconnected() {
        let mut options = ReceiverOptions::new(signer());
        options.limits.head = Duration::from_millis(20);
        let receiver = Receiver::start(options).unwrap();
        for half in ["", "GET /dlr/order-12 HTTP/1.1\r\nHost: sh"] {
            let mut stream = TcpStream::connect(receiver.address()).unwrap();
            stream.write_all(half.as_bytes()).unwrap();
            // Returns at the end of the connection only.
            stream.read_to_end(&mut Vec::new()).unwrap();
        }
    }
}
