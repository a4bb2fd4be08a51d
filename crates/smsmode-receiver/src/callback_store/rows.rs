//! The rows of the file: written as they came, read by the parsers of the core.

use rusqlite::{Connection, OptionalExtension as _, Params, Row, Transaction, params};
use smsmode_core::{CallbackKind, DeliveryReceipt, MessageId, Timestamp};

use super::{StoreError, StoredCallback, Task};
use crate::event::Event;

const COLUMNS: &str = "number, kind, query, client_reference, arrived";

/// What is kept of a callback.
pub(super) struct NewRow<'a> {
    kind: CallbackKind,
    query: &'a str,
    client_reference: Option<&'a str>,
    message_id: Option<&'a str>,
    arrived: Timestamp,
}

impl<'a> NewRow<'a> {
    pub(super) fn new(event: &'a Event, query: &'a str, arrived: Timestamp) -> Self {
        let client_reference = event.client_reference();
        let message_id = event.message_id().map(MessageId::as_str);
        Self { kind: event.kind(), query, client_reference, message_id, arrived }
    }
}

/// The number of the new row; nothing if the callback is known.
pub(super) fn insert(
    file: &Transaction<'_>,
    identity: &str,
    row: &NewRow<'_>,
) -> Result<Option<u64>, StoreError> {
    let insert =
        "INSERT INTO callbacks (identity, kind, query, client_reference, message_id, arrived)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (identity) DO NOTHING RETURNING number";
    let NewRow { kind, query, client_reference, message_id, arrived } = row;
    let values =
        params![identity, name(*kind), query, client_reference, message_id, arrived.unix_seconds()];
    let number = file.prepare(insert)?.query_row(values, |row| row.get(0)).optional()?;
    Ok(number.map(as_place))
}

/// Writes down what is to be done with a callback.
pub(super) fn assign(
    file: &Transaction<'_>,
    tasks: &[Task],
    number: u64,
) -> Result<(), StoreError> {
    let mut assign = file.prepare("INSERT INTO tasks VALUES (?1, ?2)")?;
    for task in tasks {
        assign.execute(params![task.name(), as_row(number)])?;
    }
    Ok(())
}

pub(super) fn done(file: &Connection, task: Task, number: u64) -> Result<(), StoreError> {
    file.prepare("DELETE FROM tasks WHERE task = ?1 AND callback = ?2")?
        .execute(params![task.name(), as_row(number)])?;
    Ok(())
}

pub(super) fn after(
    file: &Connection,
    number: u64,
    limit: usize,
) -> Result<Vec<StoredCallback>, StoreError> {
    let query =
        format!("SELECT {COLUMNS} FROM callbacks WHERE number > ?1 ORDER BY number LIMIT ?2");
    read(file, &query, params![as_row(number), as_limit(limit)])
}

pub(super) fn waiting(
    file: &Connection,
    task: Task,
    number: u64,
    limit: usize,
) -> Result<Vec<StoredCallback>, StoreError> {
    let query = format!(
        "SELECT {COLUMNS} FROM tasks JOIN callbacks ON number = callback
         WHERE task = ?1 AND callback > ?2 ORDER BY callback LIMIT ?3"
    );
    read(file, &query, params![task.name(), as_row(number), as_limit(limit)])
}

pub(super) fn receipts_of(
    file: &Connection,
    message_id: &MessageId,
) -> Result<Vec<DeliveryReceipt>, StoreError> {
    let query = format!("SELECT {COLUMNS} FROM callbacks WHERE message_id = ?1");
    let receipt = |stored: StoredCallback| match stored.event {
        Event::Delivery(receipt) => Some(receipt),
        Event::Reply(_) => None,
    };
    let stored = read(file, &query, params![message_id.as_str()])?;
    Ok(stored.into_iter().filter_map(receipt).collect())
}

fn read(
    file: &Connection,
    query: &str,
    values: impl Params,
) -> Result<Vec<StoredCallback>, StoreError> {
    let mut rows = file.prepare(query)?;
    let mut rows = rows.query(values)?;
    let mut stored = Vec::new();
    while let Some(row) = rows.next()? {
        stored.push(callback(row)?);
    }
    Ok(stored)
}

fn callback(row: &Row<'_>) -> Result<StoredCallback, StoreError> {
    let number = as_place(row.get(0)?);
    let kind = kind(&row.get::<_, String>(1)?).ok_or(StoreError::Content { number })?;
    let event = Event::read(kind, row.get::<_, String>(2)?.as_bytes());
    let mut event = event.map_err(|_| StoreError::Content { number })?;
    *event.client_reference_mut() = row.get(3)?;
    Ok(StoredCallback { number, arrived: Timestamp::from_unix_seconds(row.get(4)?), event })
}

const KINDS: [CallbackKind; 2] = [CallbackKind::Delivery, CallbackKind::Reply];

pub(super) fn name(kind: CallbackKind) -> &'static str {
    match kind {
        CallbackKind::Delivery => "delivery",
        CallbackKind::Reply => "reply",
    }
}

fn kind(text: &str) -> Option<CallbackKind> {
    KINDS.into_iter().find(|kind| name(*kind) == text)
}

/// No number comes near the limit.
pub(super) fn as_row(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// SQLite counts them from 1.
pub(super) fn as_place(row: i64) -> u64 {
    u64::try_from(row).unwrap_or_default()
}

fn as_limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
