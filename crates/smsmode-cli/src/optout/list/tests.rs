//! The list as a file: what is kept, what is refused, who waits for whom.

use std::fs;

use tempfile::TempDir;

use super::*;

const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_355_100); // 22 November 2026, 13:45 UTC

/// A user with a list.
struct User {
    folder: TempDir,
    environment: Environment,
}

impl User {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        let environment =
            Environment::default().with("SMSMODE_OPTOUT_FILE", path.to_str().unwrap());
        Self { folder, environment }
    }

    fn with(content: impl AsRef<[u8]>) -> Self {
        let user = Self::new();
        fs::write(user.path(), content).unwrap();
        user
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("list.csv")
    }

    fn load(&self) -> Result<OptOutList, OptOutError> {
        OptOutList::load(&self.environment, None)
    }

    fn open(&self) -> OptOutList {
        OptOutList::open(&self.environment, None).unwrap()
    }

    fn content(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }
}

fn number(end: u32) -> PhoneNumber {
    PhoneNumber::parse(&format!("063998{end:04}")).unwrap()
}

fn later(seconds: i64) -> Timestamp {
    NOW.plus_seconds(seconds)
}

#[test]
fn numbers_are_kept_with_since_and_source() {
    let user = User::new();
    let stop = Stop { number: number(12), reply: Some("r1".parse().unwrap()), received: None };
    let mut list = user.open();
    assert_eq!(list.add(&[number(98), number(11)], &Source::Manual, NOW).unwrap().len(), 2);
    assert_eq!(list.heed(&[stop], later(1)).unwrap(), [number(12)]);
    let expected = "number,status,since,source\n\
        33639980098,out,2026-11-22T13:45:00Z,manual\n\
        33639980011,out,2026-11-22T13:45:00Z,manual\n\
        33639980012,out,2026-11-22T13:45:01Z,reply r1\n";
    assert_eq!(user.content(), expected);
    let list = user.load().unwrap();
    assert_eq!((list.len(), list.contains(number(12))), (3, true));
    assert!(!list.contains(number(13)));
}

#[test]
fn to_add_twice_changes_nothing() {
    let user = User::with("# the old shop\n0639980098\n");
    let mut list = user.open();
    assert_eq!(list.add(&[number(98)], &Source::Manual, NOW).unwrap(), []);
    assert_eq!(user.content(), "# the old shop\n0639980098\n");
}

#[test]
fn what_people_wrote_stays_as_it_is() {
    let before =
        "\u{feff}Number;Status\r\n# by hand\r\n06 39 98 00 11\r\n\r\n33639980012;out;2020\r\n";
    let user = User::with(before);
    user.open().add(&[number(98)], &Source::Manual, NOW).unwrap();
    let added = "33639980098,out,2026-11-22T13:45:00Z,manual\n";
    assert_eq!(user.content(), format!("{before}{added}"));
    assert_eq!(user.load().unwrap().len(), 3);
}

#[test]
fn a_last_line_without_an_end_stays_a_line_of_its_own() {
    let user = User::with("33639980011");
    user.open().add(&[number(98)], &Source::Manual, NOW).unwrap();
    assert!(user.content().starts_with("33639980011\n33639980098,"), "{}", user.content());
}

#[test]
fn what_is_taken_off_stays_off_until_a_stop_that_comes_later() {
    let user = User::with("33639980098\n33639980098,out,,again\n33639980011\n");
    let mut list = user.open();
    assert_eq!(list.remove(&[number(98), number(77)], NOW).unwrap(), [number(98)]);
    assert!(!list.contains(number(98)) && list.contains(number(11)));
    let expected = "33639980011\n33639980098,back,2026-11-22T13:45:00Z,manual\n";
    assert_eq!(user.content(), expected);
    let mut heed = |received| {
        let stop = Stop { number: number(98), reply: None, received };
        list.heed(&[stop.clone(), stop], later(9)).unwrap()
    };
    assert_eq!(heed(Some(later(-1))), []);
    assert_eq!(heed(Some(NOW)), []);
    assert_eq!(heed(Some(later(1))), [number(98)]);
    assert_eq!(heed(None), []);
    assert_eq!(user.content().lines().count(), 2);
}

#[test]
fn a_damaged_line_is_an_error_with_its_number() {
    for (content, damaged) in [
        (&b"number\n33639980011\nPaul\n"[..], 3),
        (b"3363", 1),
        (b"33639980011\n# caf\xe9\n", 2),
        (b"33639980011\n\0\0\0\0", 2),
    ] {
        let user = User::with(content);
        match user.load() {
            Err(OptOutError::Damaged { line, .. }) => assert_eq!(line, damaged),
            other => panic!("{other:?}"),
        }
        let added = OptOutList::open(&user.environment, None);
        assert!(matches!(added, Err(OptOutError::Damaged { .. })), "{added:?}");
        assert_eq!(fs::read(user.path()).unwrap(), content, "nothing is lost");
    }
}

#[test]
fn a_file_that_was_named_must_be_there_to_be_read() {
    let user = User::new();
    assert!(matches!(user.load(), Err(OptOutError::Missing { .. })));
    assert_eq!(user.open().len(), 0);
    assert_eq!(
        (user.content().as_str(), user.load().unwrap().len()),
        ("number,status,since,source\n", 0)
    );
    fs::remove_file(user.path()).unwrap();
    fs::create_dir(user.path()).unwrap();
    assert!(matches!(user.load(), Err(OptOutError::Read { .. })));
}

#[test]
fn without_a_name_it_is_in_the_data_folder_and_may_be_missing() {
    let folder = tempfile::tempdir().unwrap();
    let home = Environment::default().with("HOME", folder.path().to_str().unwrap());
    assert_eq!(OptOutList::load(&home, None).unwrap().len(), 0);
    OptOutList::open(&home, None).unwrap().add(&[number(98)], &Source::Manual, NOW).unwrap();
    assert!(folder.path().join(".local/share/smsmode/opt-out.csv").is_file());
    assert_eq!(OptOutList::load(&home, None).unwrap().len(), 1);
    let nowhere = Environment::default();
    assert_eq!(OptOutList::load(&nowhere, None).unwrap().len(), 0);
    assert!(matches!(OptOutList::open(&nowhere, None), Err(OptOutError::NoPlace)));
}

#[test]
fn two_profiles_can_have_two_lists() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let profiles = format!(
        "[profile.shop]\noptout_file = {:?}\n[profile.club]\noptout_file = {:?}\n",
        path("shop.csv"),
        path("club.csv")
    );
    fs::write(path("config.toml"), profiles).unwrap();
    let environment = Environment::default().with("SMSMODE_CONFIG", path("config.toml"));
    let open = |profile| OptOutList::open(&environment, Some(profile)).unwrap();
    open("shop").add(&[number(98)], &Source::Manual, NOW).unwrap();
    assert!(open("shop").contains(number(98)) && !open("club").contains(number(98)));
}

#[test]
fn writers_at_once_lose_nothing() {
    let user = User::new();
    std::thread::scope(|threads| {
        for writer in 0..4 {
            let user = &user;
            threads.spawn(move || {
                let mut list = user.open();
                for index in 0..25 {
                    let own = number(writer * 100 + index);
                    list.add(&[own, number(9999)], &Source::Manual, NOW).unwrap();
                    let read = user.load().unwrap();
                    assert!(read.contains(own), "a list is whole at any time");
                }
            });
        }
    });
    assert_eq!(user.load().unwrap().len(), 4 * 25 + 1);
}

#[cfg(unix)]
#[test]
fn its_owner_alone_can_read_it_and_a_link_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let user = User::new();
    let (real, linked) = (user.folder.path().join("real.csv"), user.path());
    fs::write(&real, "33639980011\n").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o644)).unwrap();
    symlink(&real, &linked).unwrap();
    user.open().add(&[number(98)], &Source::Manual, NOW).unwrap();
    assert_eq!(fs::read_to_string(&real).unwrap().lines().count(), 2);
    let mode = |name: &str| {
        fs::metadata(user.folder.path().join(name)).unwrap().permissions().mode() & 0o777
    };
    assert_eq!((mode("real.csv"), mode("real.csv.lock")), (0o600, 0o600));
    assert!(fs::symlink_metadata(&linked).unwrap().is_symlink());
}
