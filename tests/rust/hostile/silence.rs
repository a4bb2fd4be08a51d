//! Listeners that do not even accept.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use socket2::{Domain, Socket, Type};

/// An address that nothing listens on.
pub(crate) fn closed_address() -> SocketAddr {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap()
}

/// A listener whose queue is full: the system drops whatever asks for a connection.
pub(crate) struct FullQueue {
    listener: Socket,
    _waiting: Vec<TcpStream>,
}

impl FullQueue {
    pub(crate) fn new() -> Self {
        let listener = bound_socket();
        listener.listen(0).unwrap();
        let address = address_of(&listener);
        let connect = || TcpStream::connect_timeout(&address, Duration::from_millis(100)).ok();
        let waiting = std::iter::from_fn(connect).take(100).collect::<Vec<_>>();
        assert!(waiting.len() < 100, "the queue is never full");
        Self { listener, _waiting: waiting }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        address_of(&self.listener)
    }
}

/// A listener whose connections take hardly anything before it is read.
pub(crate) fn narrow_listener() -> TcpListener {
    let socket = bound_socket();
    socket.set_recv_buffer_size(4096).unwrap();
    socket.listen(16).unwrap();
    socket.into()
}

fn bound_socket() -> Socket {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into()).unwrap();
    socket
}

fn address_of(socket: &Socket) -> SocketAddr {
    socket.local_addr().unwrap().as_socket().unwrap()
}
