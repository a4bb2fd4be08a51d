//! What the same libraries do where nothing is to be done.

use std::net::SocketAddr;
use std::thread;

use axum::Router;
use axum::body::Bytes;
use axum::routing::post;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use smsmode_benches::Result;
use tokio::net::TcpListener;

const ANSWER: &[u8] = b"0 | Accept\xe9 | S7EpYZ5kmS87";

/// Starts a server on a thread of its own that reads each body and accepts each message: axum and hyper as the
/// sandbox has them, and no sandbox.
///
/// # Errors
///
/// No port of this machine can be had.
pub fn start_bare_server() -> Result<SocketAddr> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::spawn(move || {
        runtime.block_on(async {
            if let Ok(listener) = TcpListener::from_std(listener) {
                serve(listener).await;
            }
        });
    });
    Ok(address)
}

async fn serve(listener: TcpListener) {
    let accept = |body: Bytes| async move {
        debug_assert!(!body.is_empty());
        ANSWER
    };
    let router = Router::new().route("/http/1.6/sendSMS.do", post(accept));
    while let Ok((socket, _)) = listener.accept().await {
        // A system that refuses the option is only slower.
        socket.set_nodelay(true).ok();
        let service = TowerToHyperService::new(router.clone());
        let serving = http1::Builder::new()
            .timer(TokioTimer::new())
            .serve_connection(TokioIo::new(socket), service);
        tokio::spawn(async move { serving.await.ok() });
    }
}
