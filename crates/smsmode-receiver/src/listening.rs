//! A server that runs in a thread of its own until it is dropped.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use smsmode_core::{CallbackSigner, SignedUrlError};
use tokio::sync::oneshot;

use crate::error::ReceiverError;
use crate::intake::Intake;
use crate::keeping::Keep;
use crate::options::ReceiverOptions;
use crate::server;

/// A running server, and what makes the addresses that it believes.
pub(crate) struct Listening {
    pub(crate) address: SocketAddr,
    pub(crate) base: String,
    pub(crate) signer: CallbackSigner,
    /// Dropped to stop the thread.
    running: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Listening {
    /// Listens, and answers from now on.
    pub(crate) fn start<K: Keep + 'static>(
        options: ReceiverOptions,
        store: &Arc<K>,
    ) -> Result<Self, ReceiverError> {
        let (listener, address) = bind(options.address)?;
        let base = options.public_url.unwrap_or_else(|| format!("http://{address}"));
        let prefix = prefix_of(&options.signer, &base).map_err(ReceiverError::PublicUrl)?;
        let signer = options.signer;
        let intake = Intake::new(signer.clone(), prefix, options.clock, Arc::clone(store));
        let (running, stop) = oneshot::channel();
        let thread =
            server::spawn(listener, intake, options.limits, stop).map_err(ReceiverError::System)?;
        Ok(Self { address, base, signer, running: Some(running), thread: Some(thread) })
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        drop(self.running.take());
        if let Some(Err(_)) = self.thread.take().map(JoinHandle::join) {
            log::error!("the receiver ended by a panic");
        }
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
    use smsmode_core::CallbackKey;

    use super::*;

    #[test]
    fn the_prefix_is_the_path_of_the_public_address() {
        let signer = CallbackSigner::new(CallbackKey::new([1; 16]).unwrap());
        let prefix = |base| prefix_of(&signer, base).unwrap();
        assert_eq!(prefix("https://shop.example"), "");
        assert_eq!(prefix("https://shop.example:8443/"), "");
        assert_eq!(prefix("https://shop.example/sms/in/"), "/sms/in");
        assert!(prefix_of(&signer, "shop.example").is_err());
    }
}
