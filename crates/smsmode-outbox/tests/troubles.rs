//! Troubles of disks, files and clocks, through the dispatcher: a clear state each, nothing lost, nothing
//! sent twice.

#![cfg(target_os = "linux")]
#![allow(
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too, and speaks to whoever started it"
)]

#[path = "troubles/apart.rs"]
mod apart;
#[path = "troubles/till.rs"]
mod till;

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use apart::{OtherTill, mount, unmount};
use smsmode_core::Timestamp;
use smsmode_core::outbox::{Stage, State};
use smsmode_outbox::{EntryRecipient, LedgerError, ManualClock, Outbox, StartError};
use smsmode_sandbox::{Call, Fault, FaultRule};
use tempfile::TempDir;
use till::{Till, add, client, get, id, message, settings, wait_for, wait_until};

/// With the service, as far as anybody told.
const SENT: [State; 2] = [State::Accepted, State::Delivered];

#[test]
fn a_full_disk_is_told_and_all_goes_on_once_there_is_room() {
    let Some(folder) = apart::folder("a_full_disk_is_told_and_all_goes_on_once_there_is_room")
    else {
        return;
    };
    mount(&["-t", "tmpfs", "-o", "size=2m", "tmpfs"], &folder);
    let till = Till::new(&folder);
    let now = Timestamp::from(SystemTime::now());
    let clock = Arc::new(ManualClock::at(now));
    let outbox = till.outbox().with_clock(clock.clone());
    let dispatcher = till.dispatch(&outbox);
    let mut keys = add(&outbox, "before", 5);
    wait_for(&outbox, &keys, &SENT);
    let later = message("later-0").with_not_before(now.plus_seconds(60));
    outbox.enqueue(&later).unwrap();
    let filler = fill_up(&folder);
    let refused = (0..1_000).find_map(|number| {
        let key = format!("full-{number}");
        let added = outbox.enqueue(&message(&key));
        keys.extend(added.is_ok().then_some(key));
        added.err()
    });
    assert!(matches!(refused, Some(LedgerError::DiskFull(_))), "{refused:?}");
    clock.advance(Duration::from_secs(60));
    dispatcher.wake();
    wait_until("the dispatcher is in trouble", &outbox, || dispatcher.trouble().is_some());
    assert!(dispatcher.trouble().unwrap().contains("the disk is full"));
    assert_eq!(get(&outbox, "later-0").state(), State::Queued);
    fs::remove_file(filler).unwrap();
    keys.push("later-0".to_owned());
    keys.extend(add(&outbox, "after", 5));
    wait_for(&outbox, &keys, &SENT);
    till.assert_each_once(&keys);
    wait_until("the trouble is over", &outbox, || dispatcher.trouble().is_none());
}

/// A file that takes all the room there is.
fn fill_up(folder: &Path) -> PathBuf {
    let path = folder.join("filler");
    let mut filler = fs::File::create(&path).unwrap();
    while filler.write_all(&[0; 4096]).is_ok() {}
    path
}

#[test]
fn a_file_a_folder_and_a_disk_that_are_read_only_say_so_and_keep_their_messages() {
    let test = "a_file_a_folder_and_a_disk_that_are_read_only_say_so_and_keep_their_messages";
    let Some(folder) = apart::folder(test) else { return };
    mount(&["-t", "tmpfs", "tmpfs"], &folder);
    let till = Till::new(&folder);
    let file = till.file("");
    let keys = add(&till.outbox(), "order", 3);
    let refused = || Outbox::open(&till.url()).unwrap_err();
    let bind = |place: &Path| mount(&["--bind", place.to_str().unwrap()], place);
    let read_only = |place: &Path| mount(&["-o", "remount,bind,ro"], place);

    bind(&file);
    read_only(&file);
    assert!(matches!(refused(), LedgerError::ReadOnly(_)), "{:?}", refused());
    unmount(&file);

    bind(&folder);
    bind(&file);
    read_only(&folder);
    // SQLite keeps its log there, and does not say why it cannot.
    assert!(matches!(refused(), LedgerError::Open(_)), "{:?}", refused());
    unmount(&file);
    assert!(matches!(refused(), LedgerError::ReadOnly(_)), "{:?}", refused());
    unmount(&folder);

    let outbox = till.outbox();
    let _dispatcher = till.dispatch(&outbox);
    wait_for(&outbox, &keys, &SENT);
    till.assert_each_once(&keys);
}

/// A process may be frozen between the two copies of the head of SQLite's index, which it then has locked.
/// SQLite tries for ten seconds, and says that the locks are at odds.
#[test]
fn a_process_that_is_frozen_while_it_writes_makes_others_wait_and_nothing_is_lost() {
    let folder = TempDir::new().unwrap();
    let till = Till::new(folder.path());
    let outbox = till.outbox();
    let mut keys = add(&outbox, "before", 1);
    let frozen = rusqlite::Connection::open(till.file("")).unwrap();
    frozen.execute_batch("BEGIN IMMEDIATE").unwrap();
    tear(&till.file("-shm"));
    let refused = outbox.enqueue(&message("meanwhile")).unwrap_err();
    assert!(matches!(refused, LedgerError::Busy(_)), "{refused:?}");
    let refused = Outbox::open(&till.url()).unwrap_err();
    assert!(matches!(refused, LedgerError::Busy(_)), "{refused:?}");
    drop(frozen);
    keys.extend(add(&outbox, "after", 1));
    let _dispatcher = till.dispatch(&outbox);
    wait_for(&outbox, &keys, &SENT);
    till.assert_each_once(&keys);
}

/// Makes the first copy of the head another than the second.
fn tear(index: &Path) {
    let mut bytes = fs::read(index).unwrap();
    bytes[8] ^= 1;
    let mut file = fs::OpenOptions::new().write(true).open(index).unwrap();
    file.write_all(&bytes[..16]).unwrap();
}

/// Wherever the file is damaged: either that is told, or what is damaged was not needed.
#[test]
fn a_file_that_is_damaged_in_the_middle_says_so_or_sends_each_message_once() {
    let mut told = 0;
    for page in [1, 2, 3, 5, 8, 11, 13, 15] {
        let folder = TempDir::new().unwrap();
        let till = Till::new(folder.path());
        let keys = add(&till.outbox(), "order", 60);
        let mut bytes = fs::read(till.file("")).unwrap();
        assert!(bytes.len() >= 16 * PAGE, "{}", bytes.len() / PAGE);
        bytes[page * PAGE..(page + 1) * PAGE].fill(0xa5);
        fs::write(till.file(""), bytes).unwrap();
        match sends_or_says(&till, &keys) {
            None => till.assert_each_once(&keys),
            Some(trouble) => {
                told += 1;
                assert!(trouble.contains("damaged"), "page {page}: {trouble}");
                let texts: Vec<_> = till.sandbox.messages().into_iter().map(|m| m.text).collect();
                let once: HashSet<_> = texts.iter().collect();
                assert_eq!(once.len(), texts.len(), "page {page}");
            }
        }
    }
    assert!(told >= 4, "{told}");
}

const PAGE: usize = 4096;

/// What the matter is; nothing where all were sent.
fn sends_or_says(till: &Till, keys: &[String]) -> Option<String> {
    let outbox = match Outbox::open(&till.url()) {
        Ok(outbox) => outbox,
        Err(error) => return Some(error.to_string()),
    };
    let dispatcher = match outbox.dispatch(&client(&till.sandbox.base_url()), settings()) {
        Ok(dispatcher) => dispatcher,
        Err(StartError::Ledger(error)) => return Some(error.to_string()),
        Err(error) => return Some(error.to_string()),
    };
    let count = || till.sandbox.messages().len();
    wait_until("sent, or told", &outbox, || {
        count() == keys.len() || dispatcher.trouble().is_some()
    });
    dispatcher.trouble()
}

#[test]
fn a_clock_that_is_set_back_by_hours_delays_and_sends_nothing_twice() {
    let folder = TempDir::new().unwrap();
    let till = Till::new(folder.path());
    let now = Timestamp::from(SystemTime::now());
    let clock = Arc::new(ManualClock::at(now));
    let outbox = till.outbox().with_clock(clock.clone());
    let dispatcher = till.dispatch(&outbox);
    till.sandbox.set_faults([
        FaultRule::next(1, Fault::Refuse { code: 50 }).on(Call::SendSms),
        FaultRule::next(1, Fault::Stall).on(Call::SendSms),
    ]);
    let keys = add(&outbox, "order", 2);
    let is_in = |state| keys.iter().any(|key| get(&outbox, key).state() == state);
    wait_until("one is put off, one is under way", &outbox, || {
        is_in(State::Queued) && (is_in(State::Submitting) || is_in(State::Unknown))
    });
    clock.set(now.plus_seconds(-5 * 3600));
    dispatcher.wake();
    wait_until("the attempt is over", &outbox, || is_in(State::Unknown));
    assert!(till.sandbox.messages().len() <= 1, "what was put off waits");
    // Time goes on, here and there.
    for _ in 0..40 {
        clock.advance(Duration::from_secs(600));
        dispatcher.wake();
    }
    let ends = [State::Accepted, State::Delivered, State::Parked];
    wait_for(&outbox, &keys, &ends);
    let messages = till.sandbox.messages();
    let once: HashSet<_> = messages.iter().map(|one| &one.text).collect();
    assert_eq!(once.len(), messages.len(), "nothing twice");
}

#[test]
fn of_two_processes_on_one_file_one_sends_and_both_may_add() {
    let folder = TempDir::new().unwrap();
    let till = Till::new(folder.path());
    let outbox = till.outbox();
    let other = OtherTill::start(&till.url(), &till.sandbox.base_url());
    let refused = outbox.dispatch(&client(&till.sandbox.base_url()), settings());
    assert!(matches!(refused, Err(StartError::Ledger(LedgerError::AnotherDispatcher))));
    let mut keys = add(&outbox, "first", 30);
    wait_for(&outbox, &keys, &SENT);
    other.kill();
    keys.extend(add(&outbox, "second", 30));
    let _dispatcher = till.dispatch(&outbox);
    wait_for(&outbox, &keys, &SENT);
    till.assert_each_once(&keys);
}

#[test]
fn a_backup_of_a_moment_ago_is_known_for_one_and_sends_nothing_twice() {
    let folder = TempDir::new().unwrap();
    let till = Till::new(folder.path());
    let outbox = till.outbox();
    let other = OtherTill::start(&till.url(), &till.sandbox.base_url());
    let mut keys = add(&outbox, "sent", 3);
    wait_for(&outbox, &keys, &SENT);
    outbox.pause().unwrap();
    keys.extend(add(&outbox, "queued", 3));
    let backup = folder.path().join("backup.db");
    let copy = format!("VACUUM INTO '{}'", backup.display());
    rusqlite::Connection::open(till.file("")).unwrap().execute_batch(&copy).unwrap();
    outbox.resume().unwrap();
    wait_for(&outbox, &keys, &SENT);
    // Nobody ends in order, and notes how far it came.
    std::mem::forget(outbox);
    other.kill();
    restore(&till, &backup);
    take_over_and_send(&till, &keys);
}

#[test]
fn a_file_whose_log_is_missing_is_known_for_an_old_one() {
    let folder = TempDir::new().unwrap();
    let till = Till::new(folder.path());
    // What is in the file itself: three messages that wait.
    let keys = add(&till.outbox(), "order", 3);
    let other = OtherTill::start(&till.url(), &till.sandbox.base_url());
    let outbox = till.outbox();
    wait_for(&outbox, &keys, &SENT);
    other.kill();
    let copy = folder.path().join("copy.db");
    fs::copy(till.file(""), &copy).unwrap();
    std::mem::forget(outbox);
    restore(&till, &copy);
    take_over_and_send(&till, &keys);
}

/// The file alone is put back; whatever SQLite had beside it is gone, and our own note is not.
fn restore(till: &Till, backup: &Path) {
    for ending in ["-wal", "-shm"] {
        drop(fs::remove_file(till.file(ending)));
    }
    fs::rename(backup, till.file("")).unwrap();
}

fn take_over_and_send(till: &Till, keys: &[String]) {
    let outbox = till.outbox();
    let refused = outbox.dispatch(&client(&till.sandbox.base_url()), settings());
    assert!(matches!(refused, Err(StartError::Ledger(LedgerError::Restored))), "{refused:?}");
    assert_eq!(outbox.take_over().unwrap(), 3);
    let _dispatcher = till.dispatch(&outbox);
    wait_for(&outbox, keys, &SENT);
    till.assert_each_once(keys);
}

#[test]
fn what_ended_long_ago_is_forgotten_while_the_dispatcher_runs() {
    let folder = TempDir::new().unwrap();
    let till = Till::new(folder.path());
    let now = Timestamp::from(SystemTime::now());
    let clock = Arc::new(ManualClock::at(now));
    let outbox = till.outbox().with_clock(clock.clone());
    let dispatcher = till.dispatch(&outbox);
    outbox.pause().unwrap();
    let keys = add(&outbox, "order", 2);
    outbox.cancel(id(&outbox, &keys[0])).unwrap();
    clock.advance(Duration::from_secs(89 * 86_400));
    dispatcher.wake();
    assert!(get(&outbox, &keys[0]).content.is_some());
    clock.advance(Duration::from_secs(2 * 86_400));
    dispatcher.wake();
    let forgotten = || get(&outbox, &keys[0]).content.is_none();
    wait_until("the text is cut", &outbox, forgotten);
    assert!(matches!(get(&outbox, &keys[0]).to, EntryRecipient::Forgotten(_)));
    // What waits is kept, however long.
    let waiting = get(&outbox, &keys[1]);
    assert!(matches!(waiting.progress.stage, Stage::Queued { .. }) && waiting.content.is_some());
}

/// Does nothing by itself: other tests start it as a process of its own.
#[test]
fn another_till() {
    apart::be_another_till();
}
