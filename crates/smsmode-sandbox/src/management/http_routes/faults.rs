//! The rules of what goes wrong.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use http::StatusCode;

use super::rejection::Rejection;
use crate::service::Service;
use crate::{FaultError, FaultProfile, FaultRule};

pub(super) async fn faults(State(service): State<Arc<Service>>) -> Json<Vec<FaultRule>> {
    Json(service.faults().rules())
}

/// Takes the place of the rules before.
pub(super) async fn put_faults(
    State(service): State<Arc<Service>>,
    body: String,
) -> Result<Json<Vec<FaultRule>>, Rejection> {
    let profile = FaultProfile::from_json(&body).map_err(|error| match error {
        FaultError::Json(error) => Rejection::bad_request(error.to_string()),
        error => Rejection::bad_request(error.to_string()),
    })?;
    service.faults().set(profile);
    service.tell_change();
    Ok(faults(State(service)).await)
}

pub(super) async fn delete_faults(State(service): State<Arc<Service>>) -> StatusCode {
    service.faults().set(FaultProfile::default());
    service.tell_change();
    StatusCode::NO_CONTENT
}
