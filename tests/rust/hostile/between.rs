//! Stands between a client and a service, so that the service can die at an exact point of a call.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::Sender;

use super::{Hostile, PATIENCE, Visit};

/// A client and a service that hear of each other what a script passes on.
pub(crate) struct Link {
    pub(crate) client: Visit,
    service: BufReader<TcpStream>,
}

/// Plays the script, tells that its end is reached, waits until the service is dead and dies with it.
pub(crate) fn relay(
    service: SocketAddr,
    reached: Sender<()>,
    script: impl Fn(&mut Link) + Send + Sync + 'static,
) -> Hostile {
    Hostile::start(move |client| {
        let stream = TcpStream::connect(service).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut link = Link { client, service: BufReader::new(stream) };
        script(&mut link);
        reached.send(()).unwrap();
        // Reset or closed, it is dead.
        let _ = io::copy(&mut link.service, &mut io::sink());
        link.client.reset();
    })
}

impl Link {
    /// Passes on the head of a request.
    pub(crate) fn pass_head(&mut self) {
        let head = self.client.read_head().unwrap();
        self.service.get_mut().write_all(head.as_bytes()).unwrap();
    }

    /// Passes on a request, and waits until an answer begins.
    pub(crate) fn pass_request(&mut self) {
        let request = self.client.read_request().unwrap();
        self.service.get_mut().write_all(request.head.as_bytes()).unwrap();
        self.service.get_mut().write_all(&request.body).unwrap();
        self.service.fill_buf().unwrap();
    }

    /// Passes on the answer up to these bytes.
    pub(crate) fn pass_answer_up_to(&mut self, end: &[u8]) {
        let mut passed = Vec::new();
        while !passed.ends_with(end) {
            let mut byte = [0];
            self.service.read_exact(&mut byte).unwrap();
            passed.extend(byte);
        }
        self.client.write(passed);
    }
}
