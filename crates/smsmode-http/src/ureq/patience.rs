//! Waits for a connection no longer than somebody wants to.
//!
//! Nothing ends the lookup of a name before its time, and a proxy is spoken to by code that is not ours.
//! So connections are opened on a thread of their own where there is somebody who may lose patience. It
//! goes on by itself then and drops the connection: nothing of the call has left.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;

use ureq::Error;
use ureq::unversioned::transport::{ConnectionDetails, Connector};

use super::names::LaterResolver;
use crate::interrupt::{Interrupt, TICK};

/// Opens a connection by a chain of connectors.
#[derive(Debug)]
pub(super) struct PatientConnector<C> {
    pub(super) chain: Arc<C>,
    pub(super) interrupt: Option<Interrupt>,
}

impl<C: Connector> Connector for PatientConnector<C> {
    type Out = C::Out;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<()>,
    ) -> Result<Option<C::Out>, Error> {
        match &self.interrupt {
            None => self.chain.connect(details, chained),
            Some(interrupt) => first_of(&connect_beside(&self.chain, details)?, interrupt),
        }
    }
}

type Opened<T> = Result<Option<T>, Error>;

fn connect_beside<C: Connector>(
    chain: &Arc<C>,
    details: &ConnectionDetails<'_>,
) -> io::Result<Receiver<Opened<C::Out>>> {
    let chain = Arc::clone(chain);
    let (uri, config, addrs) = (details.uri.clone(), details.config.clone(), details.addrs.clone());
    let (request_level, now, timeout) = (details.request_level, details.now, details.timeout);
    let current_time = Arc::clone(&details.current_time);
    let run_connector = Arc::clone(&details.run_connector);
    let register_shutdown = Arc::clone(&details.register_shutdown);
    let (opened, receiver) = channel();
    let open = move || {
        let details = ConnectionDetails {
            uri: &uri,
            addrs,
            config: &config,
            request_level,
            resolver: &LaterResolver::default(),
            now,
            timeout,
            current_time,
            run_connector,
            register_shutdown,
        };
        // Nobody may want it any more.
        let _ = opened.send(chain.connect(&details, None));
    };
    thread::Builder::new().name("smsmode-connect".to_owned()).spawn(open)?;
    Ok(receiver)
}

/// The connection, or that somebody lost patience.
fn first_of<T>(opened: &Receiver<Opened<T>>, interrupt: &Interrupt) -> Opened<T> {
    loop {
        match opened.recv_timeout(TICK) {
            Ok(opened) => return opened,
            Err(RecvTimeoutError::Timeout) if interrupt.is_wanted() => return Err(given_up()),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(Error::ConnectionFailed),
        }
    }
}

/// Of this kind, since what is `Interrupted` would be tried again.
pub(super) fn given_up() -> Error {
    Error::Io(io::Error::new(io::ErrorKind::ConnectionAborted, "the call was given up"))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::mpsc::Sender;

    use ureq::Agent;
    use ureq::unversioned::transport::Transport;

    use super::*;

    /// Takes as long as the lookup of a name may.
    #[derive(Debug)]
    struct Slow(Mutex<Receiver<()>>);

    impl Connector for Slow {
        type Out = Box<dyn Transport>;

        fn connect(&self, _: &ConnectionDetails<'_>, _: Option<()>) -> Opened<Self::Out> {
            let _ = self.0.lock().unwrap().recv();
            Err(Error::HostNotFound)
        }
    }

    /// Opens no connection before the other end is dropped.
    fn slow(interrupt: Option<Interrupt>) -> (Sender<()>, Agent) {
        let (end, receiver) = channel();
        let chain = Arc::new(Slow(Mutex::new(receiver)));
        let connector = PatientConnector { chain, interrupt };
        let config = Agent::config_builder().proxy(None).build();
        (end, Agent::with_parts(config, connector, LaterResolver::default()))
    }

    #[test]
    fn whoever_loses_patience_does_not_wait_for_the_connection() {
        let (_end, agent) = slow(Some(Interrupt::new(|| true)));
        let error = agent.get("http://nobody.invalid/").call().unwrap_err();
        assert!(
            matches!(error, Error::Io(error) if error.kind() == io::ErrorKind::ConnectionAborted)
        );
    }

    #[test]
    fn whoever_is_patient_hears_how_it_ended() {
        for interrupt in [None, Some(Interrupt::new(|| false))] {
            let (end, agent) = slow(interrupt);
            drop(end);
            let error = agent.get("http://nobody.invalid/").call().unwrap_err();
            assert!(matches!(error, Error::HostNotFound), "{error:?}");
        }
    }
}
