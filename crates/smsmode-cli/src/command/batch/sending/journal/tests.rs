use std::fs;

use super::error::Difference;
use super::*;
use proptest::prelude::*;

fn binding() -> Binding {
    Binding {
        version: 1,
        file: "f".to_owned(),
        options: "o".to_owned(),
        messages: "m".to_owned(),
        service: "http://127.0.0.1:1/".to_owned(),
        calls: 4,
    }
}

fn accepted() -> Fate {
    Fate::Accepted { message_id: Some("A1".to_owned()), provisional: false }
}

fn not_sent() -> Fate {
    Fate::NotSent { reason: "unreachable".to_owned() }
}

/// A journal in which call 0 was accepted, 1 was not sent, 2 refused.
fn written(path: &Path) -> Journal {
    let mut journal = Journal::open(path, &binding()).unwrap();
    let refused = Fate::Refused { reason: "wrong".to_owned() };
    for (call, fate) in [(0, accepted()), (1, not_sent()), (2, refused)] {
        journal.begin(call, vec![call + 10]).unwrap().end(fate).unwrap();
    }
    journal
}

fn standings(journal: &Journal) -> [Standing; 4] {
    [0, 1, 2, 3].map(|call| journal.standing(call).unwrap())
}

#[test]
fn what_became_of_each_call_is_known_in_the_next_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let before = standings(&written(&path));
    assert_eq!(before, [Standing::Accepted, Standing::NotSent, Standing::Refused, Standing::Open]);
    let mut journal = Journal::open(&path, &binding()).unwrap();
    assert_eq!(standings(&journal), before);
    let told = journal.tell(0).unwrap();
    assert_eq!(told, Some(Told { opted_out: vec![10], fate: accepted() }));
    assert_eq!(journal.tell(3).unwrap(), None);
    journal.begin(1, vec![]).unwrap().end(accepted()).unwrap();
    assert_eq!(journal.tell(1).unwrap(), Some(Told { opted_out: vec![], fate: accepted() }));
}

#[test]
fn a_call_that_was_begun_and_not_ended_is_unknown_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let mut journal = written(&path);
    let _ = journal.begin(3, vec![]).unwrap();
    assert_eq!(journal.standing(3), Some(Standing::Unknown));
    drop(journal);
    for _ in 0..2 {
        let mut journal = Journal::open(&path, &binding()).unwrap();
        assert_eq!(journal.standing(3), Some(Standing::Unknown));
        assert_eq!(journal.tell(3).unwrap().unwrap().fate, Fate::stopped());
    }
}

#[test]
fn a_record_that_the_disk_did_not_take_is_believed_by_no_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let full = |_: &File| Err(io::Error::from(io::ErrorKind::StorageFull));
    let mut journal = written(&path);
    journal.sync = full;
    assert!(journal.begin(3, vec![]).is_err());
    assert_eq!(journal.standing(3), Some(Standing::Open));
    drop(journal);
    let mut journal = Journal::open(&path, &binding()).unwrap();
    assert_eq!(journal.standing(3), Some(Standing::Open), "as the run before said");
    let begun = journal.begin(3, vec![]).unwrap();
    begun.journal.sync = full;
    assert!(begun.end(accepted()).is_err());
    assert_eq!(journal.standing(3), Some(Standing::Unknown));
    assert_eq!(journal.tell(3).unwrap().unwrap().fate, Fate::stopped());
    drop(journal);
    let journal = Journal::open(&path, &binding()).unwrap();
    assert_eq!(journal.standing(3), Some(Standing::Unknown), "as the run before said");
}

#[test]
fn two_runs_cannot_use_one_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let first = written(&path);
    let second = Journal::open(&path, &binding());
    assert!(matches!(second, Err(JournalError::InUse { .. })), "{second:?}");
    assert!(matches!(set_aside(&path), Err(JournalError::InUse { .. })));
    drop(first);
    assert!(Journal::open(&path, &binding()).is_ok());
}

#[test]
fn a_journal_of_something_else_is_refused_and_says_what() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    drop(written(&path));
    let other = "x".to_owned();
    for (what, now) in [
        (Difference::File, Binding { file: other.clone(), ..binding() }),
        (Difference::Options, Binding { options: other.clone(), ..binding() }),
        (Difference::Messages, Binding { messages: other.clone(), ..binding() }),
        (Difference::Messages, Binding { calls: 5, ..binding() }),
        (Difference::Service, Binding { service: other, ..binding() }),
        (Difference::Version, Binding { version: 2, ..binding() }),
    ] {
        match Journal::open(&path, &now) {
            Err(JournalError::OfAnother { what: said, .. }) => assert_eq!(said, what),
            opened => panic!("{opened:?}"),
        }
    }
}

#[test]
fn a_journal_in_which_no_call_was_begun_binds_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    drop(Journal::open(&path, &binding()).unwrap());
    let now = Binding { options: "x".to_owned(), ..binding() };
    for _ in 0..2 {
        assert!(Journal::open(&path, &now).is_ok());
    }
    Journal::open(&path, &now).unwrap().begin(0, vec![]).unwrap().end(accepted()).unwrap();
    let before = Journal::open(&path, &binding());
    assert!(matches!(before, Err(JournalError::OfAnother { .. })), "{before:?}");
}

#[test]
fn a_journal_that_is_set_aside_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    assert_eq!(set_aside(&path).unwrap(), None);
    for number in [1, 2] {
        drop(written(&path));
        let kept = set_aside(&path).unwrap().unwrap();
        assert_eq!(kept, folder.path().join(format!("journal.{number}")));
        assert!(kept.exists() && !path.exists());
    }
}

#[test]
fn a_file_that_is_no_journal_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("contacts.csv");
    for content in ["numero;message\n0639980011;Bonjour\n", "numero", "{\"openeD", "\0\0"] {
        fs::write(&path, content).unwrap();
        let opened = Journal::open(&path, &binding());
        assert!(matches!(opened, Err(JournalError::NoJournal { .. })), "{content:?} {opened:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
}

#[test]
fn wherever_the_last_record_is_cut_what_was_whole_is_believed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    drop(written(&path));
    let whole = fs::read(&path).unwrap();
    for length in 0..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        let journal = Journal::open(&path, &binding()).unwrap();
        let records = whole[..length].split(|byte| *byte == b'\n').count() - 1;
        let after_begin = |ends: usize, then| match records {
            _ if records >= ends => then,
            _ if records == ends - 1 => Standing::Unknown,
            _ => Standing::Open,
        };
        let expected = [
            after_begin(3, Standing::Accepted),
            after_begin(5, Standing::NotSent),
            after_begin(7, Standing::Refused),
            Standing::Open,
        ];
        assert_eq!(standings(&journal), expected, "{length} of {}", whole.len());
    }
}

/// It would take every record and keep none.
#[cfg(unix)]
#[test]
fn a_device_is_no_journal() {
    let opened = Journal::open(Path::new("/dev/null"), &binding());
    assert!(matches!(opened, Err(JournalError::NoJournal { .. })), "{opened:?}");
}

proptest! {
    #[test]
    fn no_other_damage_is_believed(place: prop::sample::Index, byte: u8) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let before = standings(&written(&path));
        let mut bytes = fs::read(&path).unwrap();
        let place = place.index(bytes.len() - 1);
        prop_assume!(bytes[place] != byte);
        bytes[place] = byte;
        fs::write(&path, &bytes).unwrap();
        match Journal::open(&path, &binding()) {
            Err(JournalError::Damaged { .. } | JournalError::NoJournal { .. }) => {}
            opened => panic!("{before:?} {opened:?}"),
        }
    }
}

#[test]
fn a_record_that_is_taken_out_is_missed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    drop(written(&path));
    let content = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = content.split_inclusive('\n').collect();
    for out in 1..lines.len() - 1 {
        fs::write(&path, lines[..out].concat() + &lines[out + 1..].concat()).unwrap();
        let opened = Journal::open(&path, &binding());
        assert!(matches!(opened, Err(JournalError::Damaged { .. })), "{out} {opened:?}");
    }
}
