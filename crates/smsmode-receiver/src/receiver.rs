//! The handle of a running receiver.

use std::fmt;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use smsmode_core::{
    CallbackKind, CallbackSigner, CallbackUrl, ClientReference, MessageId, MessageStatus,
    PhoneNumber, SignedUrlError, Timestamp,
};
use tokio::sync::oneshot;

use crate::error::ReceiverError;
use crate::event::Event;
use crate::intake::Intake;
use crate::options::ReceiverOptions;
use crate::server;
use crate::store::Store;

/// A callback receiver that runs in a thread of its own until it is dropped.
///
/// Its methods block at most as long as they are told to; no async runtime is needed.
pub struct Receiver {
    address: SocketAddr,
    base: String,
    signer: CallbackSigner,
    store: Arc<Store>,
    /// Dropped to stop the thread.
    running: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Receiver {
    /// Listens, and answers from now on.
    ///
    /// # Errors
    ///
    /// The address is taken, the public address is none, or the system gives no thread.
    pub fn start(options: ReceiverOptions) -> Result<Self, ReceiverError> {
        let (listener, address) = bind(options.address)?;
        let base = options.public_url.unwrap_or_else(|| format!("http://{address}"));
        let prefix = prefix_of(&options.signer, &base).map_err(ReceiverError::PublicUrl)?;
        let store = Arc::new(Store::new(options.capacity));
        let signer = options.signer;
        let intake = Intake::new(signer.clone(), prefix, options.clock, Arc::clone(&store));
        let (running, stop) = oneshot::channel();
        let thread =
            server::spawn(listener, intake, options.limits, stop).map_err(ReceiverError::System)?;
        Ok(Self { address, base, signer, store, running: Some(running), thread: Some(thread) })
    }

    /// The address that it listens on, with the port that it got.
    pub fn address(&self) -> SocketAddr {
        self.address
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
        self.signer.sign(&self.base, kind, reference, sent_at)
    }

    /// The address for all replies of the account, to be entered on the web site of the service.
    ///
    /// # Errors
    ///
    /// None that [`start`](Self::start) would not have told before.
    pub fn sign_account_replies(&self) -> Result<CallbackUrl, SignedUrlError> {
        self.signer.sign_account_replies(&self.base)
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

impl Drop for Receiver {
    fn drop(&mut self) {
        drop(self.running.take());
        if let Some(Err(_)) = self.thread.take().map(JoinHandle::join) {
            log::error!("the receiver ended by a panic");
        }
    }
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").field("address", &self.address).finish_non_exhaustive()
    }
}

fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), ReceiverError> {
    let bound = TcpListener::bind(address).and_then(|listener| {
        // The runtime wants it so.
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    });
    bound.map_err(|source| ReceiverError::Bind { address, source })
}

/// The path of the base address, which a proxy may leave on: what stands before `/reply/…`.
fn prefix_of(signer: &CallbackSigner, base: &str) -> Result<String, SignedUrlError> {
    let replies = signer.sign_account_replies(base)?;
    let base = replies.as_str().rsplitn(3, '/').nth(2).unwrap_or_default();
    let after_scheme = base.split_once("://").map_or(base, |(_, rest)| rest);
    let path = after_scheme.find('/').and_then(|start| after_scheme.get(start..));
    Ok(path.unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    use smsmode_core::CallbackKey;

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

    #[test]
    fn the_prefix_is_the_path_of_the_public_address() {
        let prefix = |base| prefix_of(&signer(), base).unwrap();
        assert_eq!(prefix("https://shop.example"), "");
        assert_eq!(prefix("https://shop.example:8443/"), "");
        assert_eq!(prefix("https://shop.example/sms/in/"), "/sms/in");
        assert!(prefix_of(&signer(), "shop.example").is_err());
    }
}
