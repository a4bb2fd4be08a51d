//! The messages of a till move to another outbox: nothing is lost, nothing is there twice, and the till does
//! not send any more.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, its helpers too"
)]

#[path = "moving/mortal.rs"]
mod mortal;
#[cfg(feature = "postgres")]
#[allow(dead_code, reason = "nothing is looked up in the database behind the ledger here")]
#[path = "support/postgres.rs"]
mod server;

use std::path::PathBuf;
#[cfg(feature = "postgres")]
use std::time::{Duration, Instant};

use mortal::{Death, Mortal};
use smsmode_core::outbox::State;
use smsmode_core::{GsmText, PhoneNumber};
use smsmode_outbox::{
    Added, Entry, LedgerError, MessageKey, MoveError, NewMessage, Outbox, Paused, SqliteLedger,
    WillError,
};
use tempfile::TempDir;

/// Where a till moves to.
trait Place {
    fn url(&self) -> String;
}

/// A folder with the files of outboxes.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn url(&self, name: &str) -> String {
        format!("sqlite:{}", self.path(name).display())
    }

    fn open(&self, name: &str) -> Outbox {
        Outbox::open(&self.url(name)).unwrap()
    }

    fn sqlite(&self, name: &str) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path(name)).unwrap()
    }
}

impl Place for Folder {
    fn url(&self) -> String {
        self.url("shop.db")
    }
}

#[cfg(feature = "postgres")]
impl Place for server::Database {
    fn url(&self) -> String {
        self.url()
    }
}

macro_rules! moves {
    ($kind:ident, $place:expr, $($test:ident)*) => {
        mod $kind {
            $(
                #[test]
                fn $test() {
                    super::$test(&$place);
                }
            )*
        }
    };
}

macro_rules! moves_everywhere {
    ($($test:ident)*) => {
        moves! { into_a_file, super::Folder::new(), $($test)* }
        #[cfg(feature = "postgres")]
        moves! { into_postgresql, crate::server::Database::new(), $($test)* }
    };
}

moves_everywhere! {
    all_messages_move_and_the_till_sends_no_more
    whoever_dies_at_any_write_moves_on_from_there
    whose_key_is_taken_there_stays_behind_and_is_told_each_time
    a_pause_moves_once
}

fn message(key: &str) -> NewMessage {
    let text = GsmText::new(format!("Commande {key}")).unwrap();
    let to = PhoneNumber::parse("0639980011").unwrap();
    NewMessage::new(MessageKey::new(key).unwrap(), to, text)
}

fn messages(count: usize) -> Vec<NewMessage> {
    (0..count).map(|number| message(&format!("order-{number}"))).collect()
}

fn move_all(from: &Outbox, to: &Outbox, url: &str) -> smsmode_outbox::Moved {
    let mut moving = from.move_to(to, url).unwrap();
    while moving.go_on().unwrap() {}
    moving.moved().clone()
}

fn all(outbox: &Outbox) -> Vec<Entry> {
    let mut all = outbox.list(None, 99_999).unwrap();
    all.sort_by_key(|entry| entry.id);
    all
}

/// What must be the same before and after.
fn kept(entries: &[Entry]) -> Vec<(String, State, u64)> {
    let kept =
        |entry: &Entry| (entry.key.as_str().to_owned(), entry.state(), entry.progress.fence.get());
    entries.iter().map(kept).collect()
}

fn is_moved<T: std::fmt::Debug>(told: Result<T, LedgerError>, to: &str) {
    match told {
        Err(LedgerError::MovedTo { address }) => {
            assert_eq!(address, smsmode_outbox::shown_address(to));
        }
        other => panic!("{other:?}"),
    }
}

fn all_messages_move_and_the_till_sends_no_more(place: &dyn Place) {
    let (folder, url) = (Folder::new(), place.url());
    let (till, shop) = (folder.open("till.db"), Outbox::open(&url).unwrap());
    let ids: Vec<_> = till.enqueue_all(&messages(2_500)).unwrap().iter().map(Added::id).collect();
    till.cancel(ids[7]).unwrap();
    let before = all(&till);
    let moved = move_all(&till, &shop, &url);
    assert_eq!((moved.all, moved.there, moved.behind.len()), (2_500, 2_500, 0));
    assert_eq!(kept(&all(&shop)), kept(&before));
    assert_eq!(kept(&all(&till)), kept(&before), "it can still be read");
    assert_eq!(till.overview().unwrap().moved_to, Some(smsmode_outbox::shown_address(&url)));
    // Programs that have it open, and those that open it again.
    for till in [till, folder.open("till.db")] {
        is_moved(till.enqueue(&message("order-1")), &url);
        is_moved(till.ledger().claim(), &url);
        is_moved(till.take_over(), &url);
        is_moved(till.resume(), &url);
        let refused = till.cancel(ids[0]);
        assert!(matches!(refused, Err(WillError::Ledger(LedgerError::MovedTo { .. }))));
    }
    assert_eq!(shop.enqueue(&message("order-1")).unwrap(), Added::Known(ids[1]));
    drop(shop.ledger().claim().unwrap());
    assert_eq!(move_all(&folder.open("till.db"), &shop, &url).there, 2_500, "once more");
}

/// Each write of a move, and a death before and after it.
fn whoever_dies_at_any_write_moves_on_from_there(place: &dyn Place) {
    let (url, mut died) = (place.url(), 0);
    for point in 0..2 * WRITES {
        for death in [Death::Before(point), Death::After(point)] {
            Outbox::open(&url).unwrap().resume().unwrap();
            let folder = Folder::new();
            let till = folder.open("till.db");
            let key = |number: usize| message(&format!("{death:?}-{number}"));
            till.enqueue_all(&(0..ALL).map(key).collect::<Vec<_>>()).unwrap();
            till.pause().unwrap();
            let before = kept(&all(&till));
            drop(till);
            if Mortal::new(death).moves(&folder.path("till.db"), &url) {
                assert_eq!(died, 2 * WRITES, "each write has two sides");
                return;
            }
            died += 1;
            let (till, shop) = (folder.open("till.db"), Outbox::open(&url).unwrap());
            assert_eq!(move_all(&till, &shop, &url).there, ALL as u64, "{death:?}");
            let mine = |entry: &Entry| entry.key.as_str().starts_with(&format!("{death:?}-"));
            let there: Vec<_> = all(&shop).into_iter().filter(mine).collect();
            assert!(kept(&there) == before, "{death:?}: {} of {ALL}", there.len());
            assert_eq!(shop.overview().unwrap().paused, Some(Paused::OnRequest), "{death:?}");
        }
    }
    panic!("none lives to the end");
}

/// Two pages of messages.
const ALL: usize = 1_010;

/// The trial that all can be written there, the note, the pause, and two pages with a note after each.
const WRITES: usize = 7;

fn whose_key_is_taken_there_stays_behind_and_is_told_each_time(place: &dyn Place) {
    let (folder, url) = (Folder::new(), place.url());
    let (till, shop) = (folder.open("till.db"), Outbox::open(&url).unwrap());
    let theirs = shop.enqueue(&message("order-3")).unwrap().id();
    let added = till.enqueue_all(&messages(1_500)).unwrap();
    let mine = added[3].id();
    let mut moving = till.move_to(&shop, &url).unwrap();
    assert!(moving.go_on().unwrap());
    assert_eq!(moving.moved().behind, [mine]);
    drop(moving);
    let moved = move_all(&till, &shop, &url);
    assert_eq!((moved.all, moved.there, &moved.behind[..]), (1_500, 1_499, &[mine][..]));
    assert_eq!(shop.get(mine).unwrap(), None);
    assert_eq!(shop.find(&MessageKey::new("order-3").unwrap()).unwrap().unwrap().id, theirs);
    let behind = till.get(mine).unwrap().unwrap();
    assert_eq!((behind.state(), behind.trouble.as_deref()), (State::Queued, Some("key taken")));
}

fn a_pause_moves_once(place: &dyn Place) {
    let (folder, url) = (Folder::new(), place.url());
    let (till, shop) = (folder.open("till.db"), Outbox::open(&url).unwrap());
    till.enqueue(&message("order-1")).unwrap();
    till.pause().unwrap();
    move_all(&till, &shop, &url);
    assert_eq!(shop.overview().unwrap().paused, Some(Paused::OnRequest));
    shop.resume().unwrap();
    move_all(&till, &shop, &url);
    assert_eq!(shop.overview().unwrap().paused, None, "somebody said so");
}

/// Without optimisation, on a busy machine: a hundred thousand took 43 s there.
#[cfg(feature = "postgres")]
#[test]
fn twenty_thousand_messages_move_within_a_minute() {
    const MANY: usize = 20_000;
    let (folder, database) = (Folder::new(), server::Database::new());
    let (till, shop) = (folder.open("till.db"), Outbox::open(&database.url()).unwrap());
    for part in messages(MANY).chunks(10_000) {
        till.enqueue_all(part).unwrap();
    }
    let begun = Instant::now();
    assert_eq!(move_all(&till, &shop, &database.url()).there, MANY as u64);
    let took = begun.elapsed();
    println!("{MANY} messages moved in {:.1} s", took.as_secs_f32());
    assert!(took < Duration::from_secs(60), "{took:?}");
    assert_eq!(shop.overview().unwrap().counts[&State::Queued], MANY as u64);
}

#[test]
fn who_sends_from_it_is_not_disturbed() {
    let folder = Folder::new();
    let (till, shop) = (folder.open("till.db"), folder.open("shop.db"));
    let claim = till.ledger().claim().unwrap();
    let refused = folder.open("till.db").move_to(&shop, "sqlite:shop.db").err();
    assert!(matches!(refused, Some(MoveError::From(LedgerError::AnotherDispatcher))));
    assert_eq!(till.overview().unwrap().moved_to, None);
    till.enqueue(&message("order-1")).unwrap();
    drop(claim);
    assert_eq!(move_all(&till, &shop, "sqlite:shop.db").there, 1);
}

#[test]
fn two_do_not_move_it_at_the_same_time() {
    let folder = Folder::new();
    let (till, shop) = (folder.open("till.db"), folder.open("shop.db"));
    till.enqueue(&message("order-1")).unwrap();
    let _moving = till.move_to(&shop, "sqlite:shop.db").unwrap();
    let refused = folder.open("till.db").move_to(&shop, "sqlite:shop.db").err();
    assert!(matches!(refused, Some(MoveError::From(LedgerError::AnotherDispatcher))));
}

#[test]
fn it_moves_to_one_place_whatever_that_is_called() {
    let folder = Folder::new();
    let (till, shop, other) =
        (folder.open("till.db"), folder.open("shop.db"), folder.open("other.db"));
    till.enqueue_all(&messages(3)).unwrap();
    drop(till.move_to(&shop, "sqlite:shop.db").unwrap());
    let refused = till.move_to(&other, "sqlite:other.db").err().unwrap();
    let MoveError::From(refused) = refused else { panic!("{refused:?}") };
    is_moved(Err::<(), _>(refused), "sqlite:shop.db");
    assert!(all(&other).is_empty());
    assert_eq!(move_all(&till, &shop, "sqlite:./shop.db").there, 3);
}

#[test]
fn it_moves_neither_to_itself_nor_to_a_copy_nor_to_what_moved() {
    let folder = Folder::new();
    let (till, shop) = (folder.open("till.db"), folder.open("shop.db"));
    till.enqueue(&message("order-1")).unwrap();
    assert!(matches!(till.move_to(&till, "sqlite:till.db"), Err(MoveError::Same)));
    let copy = folder.path("copy.db");
    folder.sqlite("till.db").execute("VACUUM INTO ?1", [copy.to_str().unwrap()]).unwrap();
    let copy = folder.open("copy.db");
    assert!(matches!(till.move_to(&copy, "sqlite:copy.db"), Err(MoveError::Same)));
    move_all(&shop, &folder.open("other.db"), "sqlite:other.db");
    let refused = till.move_to(&shop, "sqlite:shop.db").err();
    assert!(matches!(refused, Some(MoveError::To(LedgerError::MovedTo { .. }))), "{refused:?}");
    assert_eq!(till.overview().unwrap().moved_to, None, "nothing was noted");
}

#[test]
fn a_message_that_cannot_be_read_keeps_all_where_they_are() {
    let folder = Folder::new();
    let (till, shop) = (folder.open("till.db"), folder.open("shop.db"));
    till.enqueue_all(&messages(3)).unwrap();
    folder.sqlite("till.db").execute("UPDATE messages SET class = 7 WHERE number = 2", []).unwrap();
    let refused = till.move_to(&shop, "sqlite:shop.db").err();
    assert!(matches!(refused, Some(MoveError::From(LedgerError::Content { .. }))), "{refused:?}");
    assert_eq!(till.overview().unwrap().moved_to, None);
    assert!(all(&shop).is_empty());
}

/// A program of before the form that knows of moves, which has the file open all the time.
#[test]
fn an_older_program_neither_adds_nor_sends_once_it_has_moved() {
    let folder = Folder::new();
    let older = folder.sqlite("till.db");
    older.execute_batch(include_str!("../src/sqlite/form_1.sql")).unwrap();
    older.pragma_update(None, "application_id", 0x534d_536f).unwrap();
    older.pragma_update(None, "user_version", 1).unwrap();
    let till = folder.open("till.db");
    let id = till.enqueue(&message("order-1")).unwrap().id();
    let add = "INSERT INTO messages SELECT 9, ?1, ?1, digest, recipient, text, class, sender,
            max_segments, opt_out, own_reference, guarantee, created, expires, state, fence, attempt,
            put_offs, doubted_since, at, started, ended, looked, look_absent, parked_because, message_id,
            evidence, due, status, trouble, changed, revision FROM messages WHERE number = 1";
    let claim = "UPDATE messages SET state = 'claimed', fence = fence + 1 WHERE id = ?1";
    let mut add = older.prepare(add).unwrap();
    let mut claim = older.prepare(claim).unwrap();
    assert_eq!(add.execute(["01KANQ8Z5E0000000000000000"]).unwrap(), 1);
    assert_eq!(claim.execute([id.to_string()]).unwrap(), 1);
    move_all(&till, &folder.open("shop.db"), "sqlite:shop.db");
    assert!(add.execute(["01KANQ8Z5E0000000000000001"]).is_err());
    assert!(claim.execute([id.to_string()]).is_err());
    assert_eq!(all(&folder.open("shop.db")).len(), 2);
    let ledger = SqliteLedger::open(folder.path("till.db"));
    assert!(ledger.is_ok(), "it can be read");
}
