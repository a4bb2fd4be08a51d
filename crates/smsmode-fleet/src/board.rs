//! What one sees of a fleet in a browser: apalis' board with the jobs, a page with what apalis cannot
//! know, and figures for Prometheus. All of it behind a password, and to look at only.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use apalis_board::axum::framework::{ApiBuilder, RegisterRoute as _};
use apalis_board::axum::sse::TracingBroadcaster;
use apalis_board::axum::ui::ServeUI;
use apalis_postgres::PostgresStorage;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use axum::{Extension, Router};
use smsmode_outbox::Outbox;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use crate::error::FleetError;
use crate::queue::{NAME, Queue};
use crate::worker::Shared;

mod access;
mod figures;
mod ledger_page;
mod server;
mod view;

pub use access::{BoardPassword, NoPassword};

/// Where a board is, and who may see it.
#[derive(Debug, Clone)]
pub struct BoardSettings {
    address: SocketAddr,
    password: BoardPassword,
}

impl BoardSettings {
    /// At this address: port 0 takes a free one. It speaks HTTP; whoever shows it beyond this machine
    /// puts a proxy with TLS before it, since a password goes with each request.
    pub fn new(address: SocketAddr, password: BoardPassword) -> Self {
        Self { address, password }
    }
}

/// Answers until it is dropped.
#[derive(Debug)]
pub(crate) struct Board {
    address: SocketAddr,
    task: JoinHandle<()>,
}

/// Of whom the pages tell.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub(crate) outbox: Outbox,
    pub(crate) shared: Arc<Shared>,
}

impl Board {
    pub(crate) fn start(
        settings: BoardSettings,
        runtime: &Handle,
        shared: &Arc<Shared>,
        outbox: &Outbox,
    ) -> Result<Self, FleetError> {
        let listener = TcpListener::bind(settings.address).map_err(FleetError::Board)?;
        listener.set_nonblocking(true).map_err(FleetError::Board)?;
        let address = listener.local_addr().map_err(FleetError::Board)?;
        let listener = {
            let _entered = runtime.enter();
            tokio::net::TcpListener::from_std(listener).map_err(FleetError::Board)?
        };
        let subject = Subject { outbox: outbox.clone(), shared: Arc::clone(shared) };
        let task = runtime.spawn(server::accept(listener, router(subject, settings.password)));
        Ok(Self { address, task })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn router(subject: Subject, password: BoardPassword) -> Router {
    let storage = PostgresStorage::<String>::new(subject.shared.queue.pool());
    let storage = storage.with_config(Queue::config(1));
    Router::new()
        .route("/ledger", get(ledger_page::show))
        .route("/metrics", get(figures::show))
        .with_state(subject)
        .nest("/api/v1", ApiBuilder::new(Router::new()).register(NAME, storage).build())
        // Nothing is told there: what a worker does stands in its own log.
        .layer(Extension(TracingBroadcaster::create()))
        .fallback_service(ServeUI::new())
        .layer(axum::middleware::from_fn(access::to_look_at))
        .layer(from_fn_with_state(password, access::let_in))
}
