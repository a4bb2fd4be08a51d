//! The list during long work: read again whenever its file has changed.

use std::cell::{Cell, RefCell};
use std::fs::{self, Metadata};
use std::path::Path;

use smsmode_http::PhoneNumber;

use crate::context::Environment;

use super::OptOutError;
use super::list::OptOutList;
use super::place::Place;

/// The list, and the state of its file in which it was read.
#[derive(Debug)]
pub(crate) struct WatchedList {
    place: Option<Place>,
    list: RefCell<OptOutList>,
    /// Nothing where there was no file.
    seen: Cell<Option<Stamp>>,
}

/// What differs when a file was written, replaced, or given to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    #[cfg(unix)]
    node: u64,
    #[cfg(unix)]
    changed: (i64, i64),
    #[cfg(not(unix))]
    changed: Option<std::time::SystemTime>,
    len: u64,
}

impl WatchedList {
    /// Reads the list, as [`OptOutList::load`] does.
    pub(crate) fn load(
        environment: &Environment,
        profile: Option<&str>,
    ) -> Result<Self, OptOutError> {
        let place = Place::find(environment, profile)?;
        // Before it is read: what is written meanwhile shows the next time.
        let seen = Cell::new(place.as_ref().and_then(|place| Stamp::of(&place.path)));
        let list = RefCell::new(OptOutList::at(place.clone())?);
        Ok(Self { place, list, seen })
    }

    /// Reads the list again, if its file is not as it was. Whoever was on it stays on it: a file that
    /// an editor is writing may be read when a part is missing.
    pub(crate) fn look_again(&self) -> Result<(), OptOutError> {
        let Some(place) = &self.place else { return Ok(()) };
        let now = Stamp::of(&place.path);
        if now == self.seen.get() {
            return Ok(());
        }
        let mut list = OptOutList::at(self.place.clone())?;
        if now.is_none() {
            return Err(OptOutError::Missing { path: place.path.clone() });
        }
        list.keep_out(&self.list.borrow());
        self.list.replace(list);
        self.seen.set(now);
        Ok(())
    }

    /// Whether this person had said STOP when the list was last read.
    pub(crate) fn contains(&self, number: PhoneNumber) -> bool {
        self.list.borrow().contains(number)
    }
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().map(|metadata| Self::from(&metadata))
    }
}

#[cfg(unix)]
impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;

        let changed = (metadata.ctime(), metadata.ctime_nsec());
        Self { node: metadata.ino(), changed, len: metadata.len() }
    }
}

#[cfg(not(unix))]
impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Self {
        Self { changed: metadata.modified().ok(), len: metadata.len() }
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    const ZOE: &str = "0639980000";
    const MAX: &str = "0639980001";

    /// A list with Zoé on it, and its folder.
    fn watched(variable: &str, path: &str) -> (TempDir, std::path::PathBuf, WatchedList) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("{ZOE}\n")).unwrap();
        let named = if variable == "SMSMODE_OPTOUT_FILE" { &path } else { folder.path() };
        let environment = Environment::default().with(variable, named.to_str().unwrap());
        let list = WatchedList::load(&environment, None).unwrap();
        (folder, path, list)
    }

    fn is_on(list: &WatchedList, number: &str) -> bool {
        list.contains(PhoneNumber::parse(number).unwrap())
    }

    #[test]
    fn who_says_stop_meanwhile_is_on_it_and_nobody_leaves_it() {
        let (_folder, path, list) = watched("SMSMODE_OPTOUT_FILE", "list.csv");
        list.look_again().unwrap();
        assert!(is_on(&list, ZOE) && !is_on(&list, MAX));
        fs::write(path, format!("{MAX}\n# and so on\n")).unwrap();
        assert!(!is_on(&list, MAX), "it is looked at on demand");
        list.look_again().unwrap();
        assert!(is_on(&list, ZOE) && is_on(&list, MAX));
    }

    #[test]
    fn one_that_is_lost_or_damaged_is_an_error_and_not_an_empty_list() {
        for (variable, name) in
            [("SMSMODE_OPTOUT_FILE", "list.csv"), ("XDG_DATA_HOME", "smsmode/opt-out.csv")]
        {
            let (_folder, path, list) = watched(variable, name);
            fs::write(&path, "nobody at all\n").unwrap();
            let damaged = list.look_again();
            assert!(matches!(damaged, Err(OptOutError::Damaged { .. })), "{damaged:?}");
            fs::remove_file(&path).unwrap();
            for _ in 0..2 {
                let missing = list.look_again();
                assert!(matches!(missing, Err(OptOutError::Missing { .. })), "{missing:?}");
            }
            assert!(is_on(&list, ZOE));
        }
    }

    #[test]
    fn one_that_is_begun_meanwhile_counts() {
        let folder = tempfile::tempdir().unwrap();
        let environment =
            Environment::default().with("XDG_DATA_HOME", folder.path().to_str().unwrap());
        let list = WatchedList::load(&environment, None).unwrap();
        list.look_again().unwrap();
        fs::create_dir_all(folder.path().join("smsmode")).unwrap();
        fs::write(folder.path().join("smsmode/opt-out.csv"), MAX).unwrap();
        list.look_again().unwrap();
        assert!(is_on(&list, MAX));
    }
}
