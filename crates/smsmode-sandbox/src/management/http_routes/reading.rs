//! What management shows. Long lists are made on another thread, so that sends go on meanwhile.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde::{Serialize, Serializer};

use super::query::Query;
use super::rejection::Rejection;
use crate::Call;
use crate::journal::Kept;
use crate::management::overview::Overview;
use crate::management::{Found, FoundDuplicates, MessageFilter};
use crate::service::Service;

const DESCRIPTION: &str = include_str!("openapi.json");

const LONGEST_WAIT: Duration = Duration::from_secs(600);
const USUAL_WAIT: Duration = Duration::from_secs(5);

type Shared = State<Arc<Service>>;

pub(super) async fn messages(
    State(service): Shared,
    mut query: Query,
) -> Result<Response, Rejection> {
    let filter = query.filter()?;
    query.end()?;
    Ok(aside(StatusCode::OK, move || service.messages(&filter)).await)
}

/// 200 when so many messages are there, 408 when the time is over; the messages in either case.
pub(super) async fn wait(State(service): Shared, mut query: Query) -> Result<Response, Rejection> {
    let filter = query.filter()?;
    let count = query.count("count")?.unwrap_or(1);
    let timeout = query.duration("timeout")?.unwrap_or(USUAL_WAIT);
    query.end()?;
    let found = wait_until(&service, &filter, count);
    let in_time = tokio::time::timeout(timeout.min(LONGEST_WAIT), found).await.is_ok();
    let status = if in_time { StatusCode::OK } else { StatusCode::REQUEST_TIMEOUT };
    Ok(aside(status, move || service.messages(&filter)).await)
}

async fn wait_until(service: &Service, filter: &MessageFilter, count: usize) {
    let mut changes = service.changes();
    let mut found = Found::new(filter);
    while found.update(&service.settled()) < count {
        if changes.changed().await.is_err() {
            return;
        }
    }
}

pub(super) async fn replies(State(service): Shared) -> Response {
    aside(StatusCode::OK, move || service.replies()).await
}

pub(super) async fn callbacks(
    State(service): Shared,
    mut query: Query,
) -> Result<Response, Rejection> {
    let message_id = query.text("message_id")?;
    query.end()?;
    Ok(aside(StatusCode::OK, move || service.callback_records(message_id.as_deref())).await)
}

pub(super) async fn journal(
    State(service): Shared,
    mut query: Query,
) -> Result<Response, Rejection> {
    let call = query.take("call", "a call such as send_sms", Call::from_name)?;
    let newest = query.count("newest")?;
    query.end()?;
    Ok(aside(StatusCode::OK, move || Entries(service.journal().entries(call, newest))).await)
}

/// Their texts are made and written one after the other, so that all of them are never in memory.
struct Entries(Vec<Arc<Kept>>);

impl Serialize for Entries {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|kept| kept.entry()))
    }
}

pub(super) async fn duplicates(
    State(service): Shared,
    mut query: Query,
) -> Result<Response, Rejection> {
    let by = query.take("by", "reference or text", by)?;
    query.end()?;
    let find = by.unwrap_or(Service::duplicates);
    Ok(aside(StatusCode::OK, move || find(&service)).await)
}

fn by(name: &str) -> Option<fn(&Service) -> FoundDuplicates> {
    match name {
        "reference" => Some(Service::duplicates),
        "text" => Some(Service::duplicates_by_text),
        _ => None,
    }
}

pub(super) async fn state(State(service): Shared) -> Json<Overview> {
    Json(service.overview())
}

/// The description of these routes, which a test compares with them.
pub(super) async fn description() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], DESCRIPTION)
}

/// Collects and writes a list where it holds up nobody.
async fn aside<T: Serialize>(
    status: StatusCode,
    collect: impl FnOnce() -> T + Send + 'static,
) -> Response {
    let written = tokio::task::spawn_blocking(move || Json(collect()).into_response()).await;
    match written {
        Ok(response) => (status, response).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
