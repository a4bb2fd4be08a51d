//! The same over HTTP.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::{AdvanceRequest, MessageFilter, ReplyRequest, StoredMessage};
use crate::callbacks::CallbackRecord;
use crate::service::Service;
use crate::{FaultError, FaultProfile, FaultRule, JournalEntry};

const LONGEST_WAIT: Duration = Duration::from_secs(600);
const USUAL_WAIT: Duration = Duration::from_secs(5);

pub(crate) fn router() -> Router<Arc<Service>> {
    Router::new()
        .route("/messages", get(messages))
        .route("/wait", get(wait))
        .route("/faults", get(faults).put(put_faults).delete(delete_faults))
        .route("/advance", post(advance))
        .route("/reply", post(reply))
        .route("/reset", post(reset))
        .route("/journal", get(journal))
        .route("/callbacks", get(callbacks))
}

type Shared = State<Arc<Service>>;

async fn messages(
    State(service): Shared,
    Query(filter): Query<MessageFilter>,
) -> Json<Vec<StoredMessage>> {
    Json(service.messages(&filter))
}

#[derive(Deserialize)]
struct Wait {
    #[serde(default = "one")]
    count: usize,
    timeout: Option<String>,
}

fn one() -> usize {
    1
}

/// 200 when so many messages are there, 408 when the time is over; the messages in either case.
async fn wait(
    State(service): Shared,
    Query(filter): Query<MessageFilter>,
    Query(wait): Query<Wait>,
) -> Response {
    let Some(timeout) = wait.timeout.as_deref().map_or(Some(USUAL_WAIT), duration) else {
        return refused(StatusCode::BAD_REQUEST, "a timeout is a number with ms, s or nothing");
    };
    let found = wait_until(&service, &filter, wait.count);
    let in_time = tokio::time::timeout(timeout.min(LONGEST_WAIT), found).await.is_ok();
    let status = if in_time { StatusCode::OK } else { StatusCode::REQUEST_TIMEOUT };
    (status, Json(service.messages(&filter))).into_response()
}

async fn wait_until(service: &Service, filter: &MessageFilter, count: usize) {
    let mut changes = service.changes();
    while !filter.finds(count, &service.settled()) {
        if changes.changed().await.is_err() {
            return;
        }
    }
}

/// `5s`, `200ms`; a number alone is seconds.
fn duration(text: &str) -> Option<Duration> {
    if let Some(milliseconds) = text.strip_suffix("ms") {
        return milliseconds.parse().ok().map(Duration::from_millis);
    }
    text.strip_suffix('s').unwrap_or(text).parse().ok().map(Duration::from_secs)
}

async fn faults(State(service): Shared) -> Json<Vec<FaultRule>> {
    Json(service.faults().rules())
}

/// Takes the place of the rules before.
async fn put_faults(State(service): Shared, body: String) -> Response {
    match FaultProfile::from_json(&body) {
        Ok(profile) => service.faults().set(profile),
        Err(FaultError::Json(error)) => {
            return refused(StatusCode::BAD_REQUEST, &error.to_string());
        }
        Err(error) => return refused(StatusCode::BAD_REQUEST, &error.to_string()),
    }
    faults(State(service)).await.into_response()
}

async fn delete_faults(State(service): Shared) -> StatusCode {
    service.faults().set(FaultProfile::default());
    StatusCode::NO_CONTENT
}

async fn advance(State(service): Shared, body: String) -> Response {
    match serde_json::from_str::<AdvanceRequest>(&body) {
        Ok(AdvanceRequest { seconds }) => {
            service.advance(Duration::from_secs(seconds));
            Json(json!({ "now": service.clock.now().to_string() })).into_response()
        }
        Err(error) => refused(StatusCode::BAD_REQUEST, &error.to_string()),
    }
}

async fn reply(State(service): Shared, body: String) -> Response {
    let request = match serde_json::from_str::<ReplyRequest>(&body) {
        Ok(request) => request,
        Err(error) => return refused(StatusCode::BAD_REQUEST, &error.to_string()),
    };
    match service.reply(&request) {
        Ok(reply_id) => Json(json!({ "reply_id": reply_id })).into_response(),
        Err(error) => refused(StatusCode::UNPROCESSABLE_ENTITY, &error.to_string()),
    }
}

async fn reset(State(service): Shared) -> StatusCode {
    service.reset();
    StatusCode::NO_CONTENT
}

async fn journal(State(service): Shared) -> Json<Vec<JournalEntry>> {
    Json(service.journal().entries())
}

async fn callbacks(State(service): Shared) -> Json<Vec<CallbackRecord>> {
    Json(service.callback_records())
}

fn refused(status: StatusCode, reason: &str) -> Response {
    (status, Json(json!({ "error": reason }))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_has_a_unit_or_is_in_seconds() {
        assert_eq!(duration("5s"), Some(Duration::from_secs(5)));
        assert_eq!(duration("250ms"), Some(Duration::from_millis(250)));
        assert_eq!(duration("3"), Some(Duration::from_secs(3)));
        assert_eq!(duration("soon"), None);
    }
}
