//! The ledger in one SQLite file, and what can be the matter with such a file.

use std::fs;
use std::path::PathBuf;
use std::thread;

use smsmode_core::outbox::State;
use smsmode_outbox::{Ledger, LedgerError, Outbox, SqliteLedger};
use tempfile::TempDir;

use crate::conformance::{self, NOW, Place, add, get, message};
use crate::importing;

struct File(TempDir);

impl File {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("till.db")
    }

    fn ledger(&self) -> Result<SqliteLedger, LedgerError> {
        SqliteLedger::open(self.path())
    }

    fn sqlite(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path()).unwrap()
    }

    fn copy_to(&self, other: &Self) {
        for file in fs::read_dir(self.0.path()).unwrap().map(Result::unwrap) {
            fs::copy(file.path(), other.0.path().join(file.file_name())).unwrap();
        }
    }
}

impl Place for File {
    fn open(&self) -> Box<dyn Ledger> {
        Box::new(self.ledger().unwrap())
    }
}

macro_rules! conforms {
    ($($to:ident::$test:ident)*) => {
        $(
            #[test]
            fn $test() {
                $to::$test(&File::new());
            }
        )*
    };
}

conforms! {
    conformance::what_was_added_is_there_as_it_was_given
    conformance::a_key_is_there_once_and_another_message_under_it_is_refused
    conformance::messages_of_one_batch_are_listed_in_its_order
    conformance::every_stage_is_read_as_it_was_written
    conformance::whoever_holds_an_old_fence_or_state_changes_nothing
    conformance::several_steps_of_a_message_follow_each_other_in_one_write
    conformance::what_is_due_comes_in_its_order_and_expires_before_its_time
    conformance::of_the_nameless_those_that_nobody_asks_for_any_more_come_last
    conformance::whoever_reads_changes_misses_no_message
    conformance::what_concerns_all_messages_is_kept
    conformance::one_dispatcher_at_a_time_and_others_may_add
    conformance::what_ended_long_ago_is_forgotten_and_its_key_still_known
    conformance::several_threads_add_and_each_message_is_there_once
    importing::what_comes_from_another_ledger_is_as_it_was_there
    importing::what_came_is_here_once_and_its_key_is_known
    importing::what_was_forgotten_keeps_its_key_and_is_never_sent
    importing::whose_key_is_taken_here_does_not_come
    importing::receipts_of_before_are_known
}

#[test]
fn an_address_that_is_none_is_refused() {
    for url in ["", "sqlite:", "till.db", "mysql://host/db"] {
        assert!(matches!(Outbox::open(url), Err(LedgerError::Address)), "{url}");
    }
}

/// SQLite would take these for a database in memory, which no power failure survives.
#[test]
fn a_path_means_a_file_whatever_sqlite_makes_of_it() {
    for name in [":memory:", "file:till.db?mode=memory"] {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{name}");
        in_folder(folder.path(), || {
            add(Outbox::open(&url).unwrap().ledger().as_ref(), "order");
        });
        let again = Outbox::open(&format!("sqlite:{}/{name}", folder.path().display())).unwrap();
        assert_eq!(again.list(None, 9).unwrap().len(), 1, "{name}");
    }
}

/// The folder of a process is that of all its threads: no other test here looks at it.
fn in_folder(folder: &std::path::Path, act: impl FnOnce()) {
    let before = std::env::current_dir().unwrap();
    std::env::set_current_dir(folder).unwrap();
    act();
    std::env::set_current_dir(before).unwrap();
}

#[test]
fn many_who_open_a_new_file_at_once_all_can() {
    for _ in 0..50 {
        let file = File::new();
        thread::scope(|threads| {
            let open = || threads.spawn(|| file.ledger().map(drop));
            let opened: Vec<_> = (0..8).map(|_| open()).collect();
            for one in opened {
                one.join().unwrap().unwrap();
            }
        });
    }
}

#[test]
fn nothing_is_left_in_the_file_of_what_was_forgotten() {
    let file = File::new();
    let ledger = file.ledger().unwrap();
    for number in 0..51 {
        add(&ledger, &format!("order-{number}"));
    }
    let holds = || {
        file.sqlite().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        let bytes = fs::read(file.path()).unwrap();
        let text = message("order").content().message.text().to_owned().into_bytes();
        bytes.windows(text.len()).filter(|window| *window == text).count()
    };
    assert!(holds() >= 51);
    file.sqlite().execute_batch("UPDATE messages SET state = 'cancelled', due = NULL").unwrap();
    assert_eq!(ledger.forget(NOW.plus_seconds(1), 99).unwrap(), 51);
    assert_eq!(holds(), 0);
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let file = File::new();
    drop(file.ledger().unwrap());
    file.sqlite().pragma_update(None, "user_version", 3).unwrap();
    let refused = file.ledger();
    assert!(matches!(refused, Err(LedgerError::Newer { found: 3, known: 2 })), "{refused:?}");
}

#[test]
fn the_file_of_another_program_is_refused_and_left_as_it_is() {
    let file = File::new();
    let letter = "a letter to my mother, long enough to be a file";
    fs::write(file.path(), letter).unwrap();
    assert!(matches!(file.ledger(), Err(LedgerError::NotALedger)));
    assert_eq!(fs::read_to_string(file.path()).unwrap(), letter);
    let other = File::new();
    other.sqlite().execute_batch("CREATE TABLE letters (body TEXT)").unwrap();
    assert!(matches!(other.ledger(), Err(LedgerError::NotALedger)));
    assert!(matches!(SqliteLedger::open(other.0.path()), Err(LedgerError::Open(_))));
}

#[test]
fn a_damaged_file_says_so() {
    let file = File::new();
    let ledger = file.ledger().unwrap();
    let many: Vec<_> = (0..200).map(|number| message(&format!("order-{number}"))).collect();
    ledger.add(&many, NOW).unwrap();
    drop(ledger);
    let mut bytes = fs::read(file.path()).unwrap();
    let half = bytes.len() / 8;
    bytes[half..].fill(0xa5);
    fs::write(file.path(), bytes).unwrap();
    let told = file.ledger().and_then(|ledger| ledger.add(&many, NOW).map(drop));
    assert!(matches!(told, Err(LedgerError::Corrupt(_))), "{told:?}");
}

#[test]
fn a_full_disk_is_a_state_of_its_own_and_loses_nothing() {
    let file = File::new();
    let ledger = file.ledger().unwrap();
    let id = add(&ledger, "order-1");
    let many: Vec<_> = (0..2_000).map(|number| message(&format!("full-{number}"))).collect();
    let full = ledger.with_most_pages(40).add(&many, NOW);
    assert!(matches!(full, Err(LedgerError::DiskFull(_))), "{full:?}");
    assert_eq!(ledger.overview().unwrap().counts[&State::Queued], 1, "all or nothing");
    assert_eq!(get(&ledger, id).state(), State::Queued);
    assert_eq!(ledger.with_most_pages(1_000_000).add(&many, NOW).unwrap().len(), 2_000);
}

#[cfg(unix)]
#[test]
fn its_owner_alone_can_read_its_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let file = File::new();
    let ledger = file.ledger().unwrap();
    let _claim = ledger.claim().unwrap();
    add(&ledger, "order-1");
    for file in fs::read_dir(file.0.path()).unwrap() {
        let mode = file.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_restored_backup_is_not_sent_from_until_it_is_taken_over() {
    let (file, backup) = (File::new(), File::new());
    let ledger = file.ledger().unwrap();
    let id = add(&ledger, "order-1");
    drop(ledger);
    file.copy_to(&backup);
    let ledger = file.ledger().unwrap();
    let claim = ledger.claim().unwrap();
    add(&ledger, "order-2");
    drop((ledger, claim));
    // The note beside the file stays where it is.
    fs::copy(backup.path(), file.path()).unwrap();
    let ledger = file.ledger().unwrap();
    // What is put in now does not hide it.
    for number in 10..20 {
        add(&ledger, &format!("order-{number}"));
    }
    assert!(matches!(ledger.claim(), Err(LedgerError::Restored)));
    assert!(matches!(file.ledger().unwrap().claim(), Err(LedgerError::Restored)));
    assert_eq!(ledger.take_over(NOW).unwrap(), 11);
    assert_eq!(get(&ledger, id).state(), State::Unknown);
    assert_eq!(get(&ledger, id).progress.doubted_since, Some(NOW));
    ledger.claim().unwrap();
}

/// Each notes beside the file how far it has come.
#[test]
fn programs_that_end_do_not_keep_another_one_from_sending() {
    let file = File::new();
    drop(file.ledger().unwrap().claim().unwrap());
    let sender = file.ledger().unwrap();
    let come_and_go = || (0..50).for_each(|_| drop(file.ledger().unwrap()));
    thread::scope(|scope| {
        let others: Vec<_> = (0..3).map(|_| scope.spawn(come_and_go)).collect();
        while others.iter().any(|other| !other.is_finished()) {
            drop(sender.claim().unwrap());
        }
    });
}

#[test]
fn the_file_of_another_machine_is_not_sent_from_until_it_is_taken_over() {
    let file = File::new();
    let ledger = file.ledger().unwrap();
    drop(ledger.claim().unwrap());
    file.sqlite().execute("UPDATE ledger SET machine = 'elsewhere'", []).unwrap();
    let has_name = fs::exists("/etc/machine-id").unwrap();
    assert_eq!(matches!(ledger.claim(), Err(LedgerError::Moved)), has_name);
    ledger.take_over(NOW).unwrap();
    ledger.claim().unwrap();
}

#[test]
fn whoever_opens_or_claims_it_once_more_ends_no_lock_of_this_process() {
    let file = File::new();
    let ledger = file.ledger().unwrap();
    let _claim = ledger.claim().unwrap();
    let again = file.ledger().unwrap();
    assert!(matches!(again.claim(), Err(LedgerError::AnotherDispatcher)));
    assert!(matches!(ledger.claim(), Err(LedgerError::AnotherDispatcher)));
    let other = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "sqlite::another_process_claims", "--ignored"])
        .env("CLAIMED_ELSEWHERE", file.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&other.stdout);
    assert!(other.status.success() && told.contains("1 passed"), "{told}");
}

#[test]
#[ignore = "it is the other process of the test above"]
fn another_process_claims() {
    let Some(path) = std::env::var_os("CLAIMED_ELSEWHERE") else { return };
    let claimed = SqliteLedger::open(path).unwrap().claim();
    assert!(matches!(claimed, Err(LedgerError::AnotherDispatcher)), "{claimed:?}");
}

#[test]
fn a_folder_is_no_outbox() {
    let file = File::new();
    assert!(matches!(SqliteLedger::open(file.0.path()), Err(LedgerError::Open(_))));
}

#[test]
fn reading_does_not_wait_for_somebody_who_writes() {
    let file = File::new();
    let ledger = file.ledger().unwrap();
    let id = add(&ledger, "order-1");
    let other = file.sqlite();
    other.execute_batch("BEGIN IMMEDIATE; UPDATE ledger SET paused = 'on_request'").unwrap();
    thread::scope(|scope| {
        let writing = scope.spawn(|| ledger.add(&[message("order-2")], NOW).unwrap());
        // Long enough for the other thread to be waiting meanwhile.
        for _ in 0..2_000 {
            assert_eq!(get(&ledger, id).state(), State::Queued);
        }
        assert_eq!(ledger.overview().unwrap().paused, None);
        assert!(!writing.is_finished());
        other.execute_batch("COMMIT").unwrap();
        assert_eq!(writing.join().unwrap().len(), 1);
    });
}

#[test]
fn a_revision_is_that_of_the_overview() {
    let file = File::new();
    let (ledger, other) = (file.ledger().unwrap(), file.ledger().unwrap());
    assert_eq!(ledger.revision().unwrap(), 0);
    add(&other, "order-1");
    assert_eq!(ledger.revision().unwrap(), other.overview().unwrap().revision);
    assert_eq!(ledger.revision().unwrap(), 1);
}
