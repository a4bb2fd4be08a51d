//! The figures of a fleet, for Prometheus.

use std::sync::atomic::Ordering;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use smsmode_outbox::{LedgerError, Metrics};
use tokio::task::spawn_blocking;

use super::Subject;
use super::view::InQueue;

const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

pub(super) async fn show(State(subject): State<Subject>) -> Response {
    match text(subject).await {
        Ok(text) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], text).into_response(),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, format!("{error}\n")).into_response(),
    }
}

/// Those of the outbox and of this worker, and what the queue holds for all of them.
async fn text(subject: Subject) -> Result<String, LedgerError> {
    let queue = InQueue::look(subject.shared.queue.pool()).await?;
    let keeps = subject.shared.keeps.load(Ordering::Relaxed);
    let read = spawn_blocking(move || {
        let has_trouble = subject.shared.trouble().is_some();
        Metrics::read(&subject.outbox, subject.shared.tally(), has_trouble)
    });
    let metrics = read.await.unwrap_or_else(|broken| Err(LedgerError::Storage(broken.into())))?;
    let workers = i64::try_from(queue.workers.len()).unwrap_or(i64::MAX);
    Ok(metrics
        .with_gauge("workers", "How many workers are there", workers)
        .with_gauge("jobs_waiting", "How many jobs wait, 100000 at most", queue.waiting)
        .with_gauge("keeps", "Whether this worker keeps the outbox for all", i64::from(keeps))
        .text())
}
