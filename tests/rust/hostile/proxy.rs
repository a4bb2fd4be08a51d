//! A proxy that opens tunnels, or does not.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::thread;

use smsmode_http::{HttpSettings, ProxySetting};

use super::{Hostile, Visit};

/// Settings that go through this proxy, with a name and a password.
pub(crate) fn through(proxy: &Hostile) -> HttpSettings {
    through_address(proxy.address())
}

pub(crate) fn through_address(address: SocketAddr) -> HttpSettings {
    let url = format!("http://{USER}:{PASSWORD}@{address}");
    HttpSettings::default().with_proxy(ProxySetting::Url(url))
}

pub(crate) const USER: &str = "caisse";
pub(crate) const PASSWORD: &str = "MotDePasseDuProxy";

/// `caisse:MotDePasseDuProxy` as the header `Proxy-Authorization` writes it.
pub(crate) const AUTHORIZATION: &str = "Basic Y2Fpc3NlOk1vdERlUGFzc2VEdVByb3h5";

impl Visit {
    /// Does what a proxy is for: opens the tunnel that is asked for, and passes all bytes on.
    pub(crate) fn tunnel(mut self) {
        let Some(head) = self.read_connect() else { return };
        let target = head.split(' ').nth(1).unwrap();
        let Ok(service) = TcpStream::connect(target) else { return };
        self.write("HTTP/1.1 200 Connection established\r\n\r\n");
        let unread = self.stream.buffer().to_vec();
        assert!(unread.is_empty(), "bytes came before the tunnel was open");
        pump(&self.stream.into_inner(), &service);
    }

    /// Reads and notes what a client asks of a proxy.
    pub(crate) fn read_connect(&mut self) -> Option<String> {
        let received = self.read_request()?;
        assert!(received.head.starts_with("CONNECT "), "{}", received.head);
        Some(received.head)
    }
}

/// Passes bytes in both directions until one side is gone, then ends both.
fn pump(client: &TcpStream, service: &TcpStream) {
    thread::scope(|directions| {
        for (from, to) in [(client, service), (service, client)] {
            directions.spawn(move || {
                let (mut reader, mut writer) = (from, to);
                // Either side may be gone at any time.
                let _ = io::copy(&mut reader, &mut writer);
                let _ = to.shutdown(Shutdown::Both);
                let _ = from.shutdown(Shutdown::Both);
            });
        }
    });
}
