//! Why a management request was not done: a status, and an object that says it.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::ManagementError;

#[derive(Debug)]
pub(super) struct Rejection {
    status: StatusCode,
    reason: String,
}

impl Rejection {
    /// The request itself is wrong.
    pub(super) fn bad_request(reason: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, reason: reason.into() }
    }

    pub(super) fn no_such_route(reason: String) -> Self {
        Self { status: StatusCode::NOT_FOUND, reason }
    }
}

/// The request is fine, and the sandbox in another state than it thinks.
impl From<ManagementError> for Rejection {
    fn from(error: ManagementError) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, reason: error.to_string() }
    }
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "error": self.reason }))).into_response()
    }
}

/// Reads a body, whatever type it declares.
pub(super) fn read<T: DeserializeOwned>(body: &str) -> Result<T, Rejection> {
    serde_json::from_str(body).map_err(|error| Rejection::bad_request(error.to_string()))
}
