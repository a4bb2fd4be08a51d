//! The server: a thread with a runtime of its own, the accept loop, and how it ends.

use std::future::Future;
use std::net::{SocketAddr, TcpListener as StdListener};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use socket2::{Domain, Protocol, Socket, Type};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, Semaphore};
use tokio_rustls::TlsAcceptor;

use crate::browsers::Guard;
use crate::callbacks::CallbackQueue;
use crate::connection::{Fate, FatedStream};
use crate::routes::Routes;
use crate::service::Service;
use crate::shaping::ShapedStream;
use crate::{Ending, Limits, SandboxError, callbacks, lifecycle};

/// A request head may be so long: a GET with 300 recipients takes about 5 KB.
const LONGEST_HEAD: usize = 16 * 1024;

/// So many connections wait to be accepted; the system may allow fewer.
const LONGEST_QUEUE: i32 = 4096;

#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    stop: Arc<Notify>,
    killed: Arc<AtomicBool>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Server {
    /// Listens and serves until it is stopped.
    pub(crate) fn start(
        bind: SocketAddr,
        limits: Limits,
        tls: Option<TlsAcceptor>,
        service: &Arc<Service>,
        queue: CallbackQueue,
    ) -> Result<Self, SandboxError> {
        let (listener, address) = listen(bind)?;
        let (stop, killed) = (Arc::new(Notify::new()), Arc::default());
        let door = Door {
            service: Arc::clone(service),
            limits,
            guard: Guard::new(address),
            tls,
            killed: Arc::clone(&killed),
        };
        let work = work(door, listener, queue);
        let thread = spawn(work, Arc::clone(&stop))?;
        log::info!("listening on {address}");
        Ok(Self { address, stop, killed, thread: Mutex::new(Some(thread)) })
    }

    /// Ends everything at once and waits for the thread. Connections are closed.
    pub(crate) fn stop(&self) {
        self.stop.notify_one();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            log::error!("the server thread had panicked");
        }
    }

    /// The same, but connections are reset, as when a machine dies.
    pub(crate) fn kill(&self) {
        self.killed.store(true, Ordering::Release);
        self.stop();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn listen(bind: SocketAddr) -> Result<(StdListener, SocketAddr), SandboxError> {
    let listener = listener(bind).and_then(|listener| Ok((listener.local_addr()?, listener)));
    let (address, listener) =
        listener.map_err(|source| SandboxError::Bind { address: bind, source })?;
    Ok((listener, address))
}

/// As the standard library binds, but with a longer queue: of those who come when it is full, each
/// waits a second before it tries again.
fn listener(bind: SocketAddr) -> std::io::Result<StdListener> {
    let socket = Socket::new(Domain::for_address(bind), Type::STREAM, Some(Protocol::TCP))?;
    // Elsewhere it would let two servers have one address.
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    socket.bind(&bind.into())?;
    socket.listen(LONGEST_QUEUE)?;
    socket.set_nonblocking(true)?;
    Ok(socket.into())
}

/// Runs the work on a new thread until it is told to stop. The runtime goes down without waiting
/// for anybody: what stalls is dropped.
fn spawn(
    work: impl Future<Output = ()> + Send + 'static,
    stop: Arc<Notify>,
) -> Result<JoinHandle<()>, SandboxError> {
    let failed = |source| SandboxError::Thread { source };
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    let serve = move || {
        runtime.block_on(async {
            tokio::select! {
                () = work => {}
                () = stop.notified() => {}
            }
        });
        runtime.shutdown_background();
    };
    std::thread::Builder::new().name("smsmode-sandbox".to_owned()).spawn(serve).map_err(failed)
}

async fn work(door: Door, listener: StdListener, queue: CallbackQueue) {
    let listener = match TcpListener::from_std(listener) {
        Ok(listener) => listener,
        Err(error) => return log::error!("the server cannot listen: {error}"),
    };
    tokio::spawn(lifecycle::run(Arc::clone(&door.service)));
    tokio::spawn(callbacks::run(Arc::clone(&door.service), queue));
    door.accept(listener).await;
}

/// What every connection needs.
#[derive(Clone)]
struct Door {
    service: Arc<Service>,
    limits: Limits,
    guard: Guard,
    tls: Option<TlsAcceptor>,
    killed: Arc<AtomicBool>,
}

impl Door {
    async fn accept(self, listener: TcpListener) {
        let places = Arc::new(Semaphore::new(self.limits.connections.min(Semaphore::MAX_PERMITS)));
        let routes = Routes::new(Arc::clone(&self.service), self.limits, self.guard);
        while let Ok(place) = Arc::clone(&places).acquire_owned().await {
            let socket = next_socket(&listener).await;
            let (door, routes) = (self.clone(), routes.clone());
            if let Some(stream) = self.enter(socket) {
                tokio::spawn(async move {
                    door.serve(stream, &routes).await;
                    drop(place);
                });
            }
        }
    }

    /// Nothing, if a fault takes the connection before anything is read.
    fn enter(&self, socket: TcpStream) -> Option<(FatedStream, Arc<Fate>)> {
        let fate = Arc::new(Fate::new(Arc::clone(&self.killed)));
        // Small answers leave at once; a system that refuses the option is only slower.
        socket.set_nodelay(true).ok();
        let stream = FatedStream::new(socket, Arc::clone(&fate));
        if self.service.faults().takes_connection() {
            fate.end(Ending::Reset);
            return None;
        }
        Some((stream, fate))
    }

    async fn serve(self, (stream, fate): (FatedStream, Arc<Fate>), routes: &Routes) {
        let limits = &self.limits;
        let Some(tls) = self.tls else { return serve_http(stream, routes, &fate, limits).await };
        match tokio::time::timeout(limits.head_timeout, tls.accept(stream)).await {
            Ok(Ok(stream)) => serve_http(stream, routes, &fate, limits).await,
            Ok(Err(error)) => log::debug!("TLS handshake failed: {error}"),
            Err(_) => log::debug!("TLS handshake took too long"),
        }
    }
}

async fn next_socket(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((socket, _)) => return socket,
            Err(error) => log::warn!("a connection could not be accepted: {error}"),
        }
        // Such as too many open files: others have to close first.
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Serves requests until either side ends the connection.
async fn serve_http(
    stream: impl AsyncRead + AsyncWrite + Unpin + 'static,
    routes: &Routes,
    fate: &Arc<Fate>,
    limits: &Limits,
) {
    let stream = ShapedStream::new(stream, Arc::clone(fate));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_timeout)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service_fn(|request| routes.answer(request, fate)));
    tokio::select! {
        ended = connection => if let Err(error) = ended {
            log::debug!("a connection ended early: {error}");
        },
        () = fate.ended() => {}
        // Nobody can hold a place for ever.
        () = tokio::time::sleep(limits.connection_timeout) => {
            log::warn!("a connection took too long");
        }
    }
}
