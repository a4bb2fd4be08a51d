//! Messages come from another ledger.

use serde::Serialize;
use smsmode_core::text::{OptOut, SegmentLimit};
use smsmode_core::{ClientReference, Message, MessageStatus, Timestamp};
use sqlx::postgres::PgPool;

use super::row::{Columns, uuid_of};
use crate::departure::Imported;
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::secret::LedgerSecret;

/// Takes them in as they are there; once more where the connection was cut, since whatever is here
/// already is known by its id.
pub(super) async fn import(
    pool: &PgPool,
    entries: &[Entry],
    from: &LedgerSecret,
) -> Result<Vec<Imported>, LedgerError> {
    match import_once(pool, entries, from).await {
        Err(LedgerError::Unreachable(_) | LedgerError::Busy(_)) => {
            import_once(pool, entries, from).await
        }
        imported => imported,
    }
}

async fn import_once(
    pool: &PgPool,
    entries: &[Entry],
    from: &LedgerSecret,
) -> Result<Vec<Imported>, LedgerError> {
    let rows: Vec<Given<'_>> = entries.iter().map(Given::new).collect();
    let rows = serde_json::to_string(&rows).map_err(|error| LedgerError::Storage(error.into()))?;
    let here = "SELECT is_here FROM smsmode.import($1::jsonb, $2)";
    let here: Vec<bool> = sqlx::query_scalar(here)
        .bind(rows)
        .bind(from.all_bytes().map(<[u8]>::to_vec).collect::<Vec<_>>())
        .fetch_all(pool)
        .await?;
    let fate = |is_here| if is_here { Imported::Here } else { Imported::KeyTaken };
    Ok(here.into_iter().map(fate).collect())
}

/// A whole message, named as the columns of `smsmode.given` and `smsmode.import` are.
#[derive(Serialize)]
struct Given<'a> {
    id: String,
    key: &'a str,
    recipient: String,
    text: Option<&'a str>,
    class: u8,
    sender: Option<String>,
    max_segments: Option<u8>,
    opt_out: Option<&'static str>,
    own_reference: Option<&'a str>,
    guarantee: &'static str,
    created: i64,
    expires: Option<i64>,
    #[serde(flatten)]
    progress: Columns,
    status: Option<u16>,
    trouble: Option<&'a str>,
    changed: i64,
}

impl<'a> Given<'a> {
    fn new(entry: &'a Entry) -> Self {
        let (content, seconds) = (entry.content.as_ref(), Timestamp::unix_seconds);
        let words = content.map(|content| &content.message);
        Self {
            id: uuid_of(entry.id),
            key: entry.key.as_str(),
            recipient: entry.to.column(),
            text: words.map(Message::text),
            class: words.map_or(ANY_CLASS, |words| words.class().number()),
            sender: words.and_then(Message::sender).map(ToString::to_string),
            max_segments: content.and_then(|content| content.max_segments).map(SegmentLimit::get),
            opt_out: content.and_then(|content| content.opt_out).map(OptOut::name),
            own_reference: entry.own_reference.as_ref().map(ClientReference::as_str),
            guarantee: entry.terms.guarantee.name(),
            created: seconds(entry.created_at),
            expires: entry.terms.expires_at.map(seconds),
            progress: Columns::of(&entry.progress),
            status: entry.status.map(MessageStatus::code),
            trouble: entry.trouble.as_deref(),
            changed: seconds(entry.changed_at),
        }
    }
}

/// The class of what was forgotten is of no use to anybody.
const ANY_CLASS: u8 = 2;
