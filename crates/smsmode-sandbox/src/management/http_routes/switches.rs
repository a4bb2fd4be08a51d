//! The open questions about the service, and how they are answered now.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::Value;

use super::rejection::{Rejection, read};
use crate::service::Service;
use crate::{Switch, Switches};

/// A switch as it stands.
#[derive(Debug, Serialize)]
pub(super) struct Standing {
    position: String,
    #[serde(flatten)]
    switch: Switch,
}

pub(super) async fn switches(State(service): State<Arc<Service>>) -> Json<Vec<Standing>> {
    let switches = &service.rules().switches;
    let standing = |switch: Switch| {
        let position = switches.get(switch.name).unwrap_or_default();
        Standing { position, switch }
    };
    Json(Switches::all().into_iter().map(standing).collect())
}

/// Changes those that are named, from the next request on: all of them, or none.
pub(super) async fn put_switches(
    State(service): State<Arc<Service>>,
    body: String,
) -> Result<Json<Vec<Standing>>, Rejection> {
    let wanted: BTreeMap<String, Value> = read(&body)?;
    service.change_switches(|switches| {
        wanted.iter().try_for_each(|(name, value)| set(switches, name, value))
    })?;
    Ok(switches(State(service)).await)
}

fn set(switches: &mut Switches, name: &str, value: &Value) -> Result<(), Rejection> {
    let position = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    switches.set(name, &position).map_err(|error| Rejection::bad_request(error.to_string()))
}
