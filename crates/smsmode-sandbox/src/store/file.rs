//! The SQLite file: its form, its lock, its rows.

use std::fs::OpenOptions;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, Transaction, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::delta::{Delta, Meta};
use super::error::StoreError;
use crate::callbacks::CallbackRecord;
use crate::state::account::Account;
use crate::state::duplicates::{Hash, Listed};
use crate::state::ids::PackedId;
use crate::state::message::Message;
use crate::state::people::People;
use crate::state::reply::Reply;

/// `SMSb`, so that nothing else is taken for a store.
const APPLICATION: i64 = 0x534d_5362;

/// The form of the file. A change of the tables or of what they hold needs another one.
const FORM: i64 = 1;

const TABLES: &str = "
    CREATE TABLE meta (key TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE accounts (login TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE people (login TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE messages (number INTEGER PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE replies (number INTEGER PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE callbacks (number INTEGER PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE duplicates (number INTEGER PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE hashes (number INTEGER PRIMARY KEY, hash BLOB NOT NULL, id TEXT NOT NULL);
";

const LISTS: [&str; 5] = ["messages", "replies", "callbacks", "duplicates", "hashes"];

/// An open file, which nobody else can use meanwhile.
#[derive(Debug)]
pub(crate) struct StoreFile(Connection);

/// What a file holds.
pub(crate) struct Saved {
    pub(super) meta: Meta,
    pub(super) accounts: Vec<(Account, People)>,
    pub(super) messages: Vec<Message>,
    pub(super) replies: Vec<Reply>,
    pub(super) callbacks: Vec<CallbackRecord>,
    pub(super) listed: Vec<Listed>,
    pub(super) hashes: Vec<(Hash, PackedId)>,
}

impl StoreFile {
    /// Opens a file, or makes it, for its owner alone.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        make(path).map_err(StoreError::Open)?;
        let mut connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.busy_timeout(Duration::ZERO)?;
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        check_form(&mut connection)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // A commit survives the process; the file is told to the disk when the log is merged.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        Ok(Self(connection))
    }

    /// What was saved; nothing in a new file.
    pub(crate) fn load(&mut self) -> Result<Option<Saved>, StoreError> {
        let file = self.0.transaction()?;
        let meta: Option<String> =
            file.query_row("SELECT body FROM meta", [], |row| row.get(0)).optional()?;
        let Some(meta) = meta else { return Ok(None) };
        Ok(Some(Saved {
            meta: serde_json::from_str(&meta)?,
            accounts: accounts(&file)?,
            messages: bodies(&file, "messages")?,
            replies: bodies(&file, "replies")?,
            callbacks: bodies(&file, "callbacks")?,
            listed: bodies(&file, "duplicates")?,
            hashes: hashes(&file)?,
        }))
    }

    /// Saves what is new, all of it or nothing.
    pub(super) fn save(&mut self, delta: &Delta) -> Result<(), StoreError> {
        let file = self.0.transaction()?;
        if delta.forgets_all {
            for table in LISTS.iter().chain(&["accounts", "people"]) {
                file.execute(&format!("DELETE FROM {table}"), [])?;
            }
        }
        put_rows(&file, delta)?;
        put_accounts(&file, delta)?;
        forget_rows(&file, delta)?;
        let meta = serde_json::to_string(&delta.meta)?;
        file.prepare("INSERT OR REPLACE INTO meta VALUES ('state', ?1)")?.execute([meta])?;
        Ok(file.commit()?)
    }

    /// Lets the file grow to so many pages at most, as a full disk does.
    #[cfg(test)]
    pub(super) fn limit_pages(&self, pages: u32) {
        self.0.pragma_update(None, "max_page_count", pages).unwrap();
    }
}

/// SQLite gives its other files the same mode.
fn make(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).write(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Takes the lock, and makes the tables of an empty file.
fn check_form(connection: &mut Connection) -> Result<(), StoreError> {
    let file = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive)?;
    let number = |name| file.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    let is_empty = 0
        == file.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    match (number("application_id")?, number("user_version")?) {
        (0, 0) if is_empty => {
            file.execute_batch(TABLES)?;
            file.pragma_update(None, "application_id", APPLICATION)?;
            file.pragma_update(None, "user_version", FORM)?;
        }
        (APPLICATION, FORM) => {}
        (APPLICATION, found) => return Err(StoreError::Newer { found, known: FORM }),
        _ => return Err(StoreError::NotAStore),
    }
    Ok(file.commit()?)
}

fn bodies<T: DeserializeOwned>(file: &Transaction<'_>, table: &str) -> Result<Vec<T>, StoreError> {
    let mut rows = file.prepare(&format!("SELECT body FROM {table} ORDER BY number"))?;
    let bodies = rows.query_map([], |row| row.get::<_, String>(0))?;
    bodies.map(|body| Ok(serde_json::from_str(&body?)?)).collect()
}

fn accounts(file: &Transaction<'_>) -> Result<Vec<(Account, People)>, StoreError> {
    let query = "SELECT accounts.body, people.body FROM accounts JOIN people USING (login)";
    let mut rows = file.prepare(query)?;
    let texts = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
    let texts = rows.query_map([], texts)?;
    texts
        .map(|texts| {
            let (account, people) = texts?;
            Ok((serde_json::from_str(&account)?, serde_json::from_str(&people)?))
        })
        .collect()
}

fn hashes(file: &Transaction<'_>) -> Result<Vec<(Hash, PackedId)>, StoreError> {
    let mut rows = file.prepare("SELECT hash, id FROM hashes ORDER BY number")?;
    let read = |row: &Row<'_>| {
        let id: String = row.get(1)?;
        Ok((row.get::<_, Hash>(0)?, PackedId::from(id.as_str())))
    };
    let read = rows.query_map([], read)?;
    Ok(read.collect::<Result<_, _>>()?)
}

fn put_rows(file: &Transaction<'_>, delta: &Delta) -> Result<(), StoreError> {
    put(file, "messages", delta.messages.iter().map(|message| (message.number, message.as_ref())))?;
    put(file, "replies", delta.replies.iter().map(|(number, row)| (*number, row)))?;
    put(file, "callbacks", delta.callbacks.iter().map(|(number, row)| (*number, row)))?;
    put(file, "duplicates", delta.listed.iter().map(|(number, row)| (*number, row)))?;
    let mut hashes = file.prepare("INSERT OR REPLACE INTO hashes VALUES (?1, ?2, ?3)")?;
    for (number, hash, id) in &delta.hashes {
        hashes.execute(params![as_row(*number), hash, id.to_string()])?;
    }
    Ok(())
}

fn put<'a, T: Serialize + 'a>(
    file: &Transaction<'_>,
    table: &str,
    rows: impl Iterator<Item = (u64, &'a T)>,
) -> Result<(), StoreError> {
    let mut put = file.prepare(&format!("INSERT OR REPLACE INTO {table} VALUES (?1, ?2)"))?;
    for (number, row) in rows {
        put.execute(params![as_row(number), serde_json::to_string(row)?])?;
    }
    Ok(())
}

fn put_accounts(file: &Transaction<'_>, delta: &Delta) -> Result<(), StoreError> {
    let mut put = file.prepare("INSERT OR REPLACE INTO accounts VALUES (?1, ?2)")?;
    for account in &delta.accounts {
        put.execute(params![account.login, serde_json::to_string(account)?])?;
    }
    let mut put = file.prepare("INSERT OR REPLACE INTO people VALUES (?1, ?2)")?;
    for (login, people) in &delta.people {
        put.execute(params![login, serde_json::to_string(people.as_ref())?])?;
    }
    let Some(remaining) = &delta.remaining else { return Ok(()) };
    forget_accounts(file, remaining)
}

/// One by one: this SQLite may be built without the JSON functions that would take a list.
fn forget_accounts(file: &Transaction<'_>, remaining: &[String]) -> Result<(), StoreError> {
    let mut known = file.prepare("SELECT login FROM accounts")?;
    let known: Vec<String> = known.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for login in known.iter().filter(|login| !remaining.contains(login)) {
        file.execute("DELETE FROM accounts WHERE login = ?1", [login])?;
        file.execute("DELETE FROM people WHERE login = ?1", [login])?;
    }
    Ok(())
}

fn forget_rows(file: &Transaction<'_>, delta: &Delta) -> Result<(), StoreError> {
    let first = &delta.first;
    let firsts = [first.message, first.reply, first.callback, first.listed, first.hash];
    for (table, first) in LISTS.iter().zip(firsts) {
        file.prepare(&format!("DELETE FROM {table} WHERE number < ?1"))?
            .execute([as_row(first)])?;
    }
    Ok(())
}

/// No number comes near the limit.
fn as_row(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
