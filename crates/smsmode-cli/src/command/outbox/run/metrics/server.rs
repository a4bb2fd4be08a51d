//! The server: one thread, one connection per request, a limit on everything, as the receiver has them.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::runtime;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::figures::Source;

/// Connections at a time; whoever comes later waits until one is free.
const CONNECTIONS: usize = 16;
/// For the head of a request, from the first moment of the connection.
const HEAD: Duration = Duration::from_secs(5);
/// For all of it: the connection is cut then.
const TOTAL: Duration = Duration::from_secs(10);
/// Size of a head; a longer one is answered 431.
const HEAD_BYTES: usize = 16 * 1024;
/// When the system has no more file handles, asking again at once would only burn the processor.
const PAUSE: Duration = Duration::from_millis(50);

const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// An address that is ours, where nobody is answered yet.
#[derive(Debug)]
pub(crate) struct Bound(TcpListener);

impl Bound {
    pub(super) fn at(address: SocketAddr) -> io::Result<Self> {
        TcpListener::bind(address).map(Self)
    }
}

/// Answers until it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(super) fn start(Bound(listener): Bound, source: Source) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        let listener = {
            let _entered = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let (stop, stopped) = oneshot::channel();
        let router = Router::new().route("/metrics", get(metrics)).with_state(Arc::new(source));
        let serve = async move {
            tokio::select! {
                () = accept(listener, router) => {}
                _ = stopped => {}
            }
        };
        let thread = thread::Builder::new().name("smsmode-metrics".to_owned());
        let thread = thread.spawn(move || runtime.block_on(serve))?;
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }

    /// Where it answers, with the port that it got.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    /// Nothing of it is left afterwards: whoever sends can end.
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

async fn metrics(State(source): State<Arc<Source>>) -> Response {
    match source.text() {
        Ok(text) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], text).into_response(),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, format!("{error}\n")).into_response(),
    }
}

async fn accept(listener: tokio::net::TcpListener, router: Router) {
    let seats = Arc::new(Semaphore::new(CONNECTIONS));
    while let Ok(seat) = Arc::clone(&seats).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(converse(stream, router.clone(), seat))),
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// `axum::serve` is not used since it sets no timer: a half-sent head would stay open for ever.
async fn converse(stream: TcpStream, router: Router, _seat: OwnedSemaphorePermit) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    // Whoever goes away in between is no concern of ours.
    drop(tokio::time::timeout(TOTAL, connection).await);
}
