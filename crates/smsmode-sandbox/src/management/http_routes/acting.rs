//! What management does.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use http::StatusCode;
use serde_json::{Value, json};

use super::rejection::{Rejection, read};
use crate::management::{AdvanceRequest, ReplyRequest};
use crate::service::Service;
use crate::{CallbackRecord, ManagementError, StoredMessage, TriggerRequest};

type Shared = State<Arc<Service>>;

pub(super) async fn advance(
    State(service): Shared,
    body: String,
) -> Result<Json<Value>, Rejection> {
    let AdvanceRequest { seconds } = read(&body)?;
    service.advance(Duration::from_secs(seconds));
    Ok(Json(json!({ "now": service.clock.now().to_string() })))
}

pub(super) async fn reply(State(service): Shared, body: String) -> Result<Json<Value>, Rejection> {
    let request: ReplyRequest = read(&body)?;
    let reply_id = service.reply(&request)?;
    Ok(Json(json!({ "reply_id": reply_id })))
}

pub(super) async fn trigger(
    State(service): Shared,
    body: String,
) -> Result<Json<Vec<StoredMessage>>, Rejection> {
    let request: TriggerRequest = read(&body)?;
    Ok(Json(service.trigger(&request)?))
}

pub(super) async fn replay(
    State(service): Shared,
    Path(number): Path<String>,
) -> Result<Json<CallbackRecord>, Rejection> {
    // What is no number is the number of no callback.
    let number = number.parse().map_err(|_| ManagementError::UnknownCallback)?;
    Ok(Json(service.replay(number)?))
}

pub(super) async fn reset(State(service): Shared) -> StatusCode {
    service.reset();
    StatusCode::NO_CONTENT
}
