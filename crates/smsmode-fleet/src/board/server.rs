//! The server of the board: a limit on everything.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Connections at a time; whoever comes later waits until one is free.
const CONNECTIONS: usize = 64;
/// For the head of a request, from when the connection is made or free.
const HEAD: Duration = Duration::from_secs(10);
/// For a whole connection: a browser makes another one.
const TOTAL: Duration = Duration::from_mins(5);
/// Size of a head; a longer one is answered 431.
const HEAD_BYTES: usize = 16 * 1024;
/// When the system has no more file handles, asking again at once would only burn the processor.
const PAUSE: Duration = Duration::from_millis(50);

pub(super) async fn accept(listener: TcpListener, router: Router) {
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
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    // Whoever goes away in between is no concern of ours.
    drop(tokio::time::timeout(TOTAL, connection).await);
}
