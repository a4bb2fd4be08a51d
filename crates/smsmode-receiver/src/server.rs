//! The server: one thread, one connection per request, a limit on everything.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::http::{Method, Uri};
use axum::response::Response;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::runtime;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use crate::intake::Intake;
use crate::keeping::Keep;

/// How much of anything one caller can take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Connections at a time; whoever comes later waits until one is free.
    pub(crate) connections: usize,
    /// For the head of a request, from the first moment of the connection.
    pub(crate) head: Duration,
    /// For all of it: the connection is cut then.
    pub(crate) total: Duration,
    /// Size of a head; a longer one is answered 431.
    pub(crate) head_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 256,
            head: Duration::from_secs(5),
            total: Duration::from_secs(10),
            head_bytes: 16 * 1024,
        }
    }
}

/// Answers from a new thread until the sender of `stop` is dropped.
pub(crate) fn spawn<K: Keep + 'static>(
    listener: TcpListener,
    intake: Intake<K>,
    limits: Limits,
    stop: oneshot::Receiver<()>,
) -> io::Result<JoinHandle<()>> {
    let runtime = runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    let listener = {
        let _entered = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    let serve = async move {
        tokio::select! {
            () = accept(listener, router(intake), limits) => {}
            _ = stop => {}
        }
    };
    std::thread::Builder::new()
        .name("smsmode-receiver".to_owned())
        .spawn(move || runtime.block_on(serve))
}

/// Every path and every method goes to the intake: which paths exist is a matter of signatures.
fn router<K: Keep + 'static>(intake: Intake<K>) -> Router {
    let intake = Arc::new(intake);
    let answer = move |method: Method, uri: Uri| {
        let intake = Arc::clone(&intake);
        async move { Ok::<Response, Infallible>(intake.answer(&method, &uri).into()) }
    };
    Router::new().fallback(answer)
}

async fn accept(listener: tokio::net::TcpListener, router: Router, limits: Limits) {
    let seats = Arc::new(Semaphore::new(limits.connections));
    while let Ok(seat) = Arc::clone(&seats).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(converse(stream, router.clone(), limits, seat));
            }
            Err(error) => {
                log::warn!("no connection can be accepted: {error}");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// When the system has no more file handles, asking again at once would only burn the processor.
const PAUSE: Duration = Duration::from_millis(50);

/// One request only, so that the limit of the connection is the limit of the request.
///
/// `axum::serve` is not used since it sets no timer: a half-sent head would stay open for ever.
async fn converse(stream: TcpStream, router: Router, limits: Limits, _seat: OwnedSemaphorePermit) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(limits.head_bytes)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    if !matches!(tokio::time::timeout(limits.total, connection).await, Ok(Ok(()))) {
        log::debug!("a connection ended before its request was answered");
    }
}
