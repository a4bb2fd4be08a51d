//! Keeps the ledger in a file, which one process at a time can change.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use smsmode_http::{Describe, Language};

use super::ledger::Ledger;
use crate::context::Environment;
use crate::interrupt::Interrupt;
use crate::replacement;

/// Where the ledger is kept.
#[derive(Debug)]
pub(super) struct Keeper {
    folder: PathBuf,
}

/// Why the ledger cannot be kept. Alerts go all the same.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.describe(Language::English))]
pub(super) struct Unkept {
    folder: PathBuf,
    source: io::Error,
}

impl Keeper {
    /// In the folder that was given, or else in that of the user, or in that of the system.
    pub(super) fn new(given: Option<PathBuf>, environment: &Environment) -> Self {
        Self { folder: given.unwrap_or_else(|| of_user(environment)) }
    }

    /// Changes the ledger while nobody else can. It is written before this returns. Whoever else has
    /// it is waited for: a moment at least, and until then.
    pub(super) fn change<T>(
        &self,
        until: Instant,
        change: impl FnOnce(&mut Ledger) -> T,
    ) -> Result<T, Unkept> {
        let deadline = until.max(Instant::now() + PATIENCE);
        let unkept = |source| Unkept { folder: self.folder.clone(), source };
        self.try_change(deadline, change).map_err(unkept)
    }

    fn try_change<T>(
        &self,
        deadline: Instant,
        change: impl FnOnce(&mut Ledger) -> T,
    ) -> io::Result<T> {
        make(&self.folder)?;
        let locked = lock(&self.folder.join("notify.lock"), deadline)?;
        let path = self.folder.join("notify.json");
        let mut ledger = read(&path)?;
        let result = change(&mut ledger);
        replacement::replace(&path, &serde_json::to_vec(&ledger)?)?;
        drop(locked);
        Ok(result)
    }
}

/// By the rules of XDG.
fn of_user(environment: &Environment) -> PathBuf {
    let home = || Some(Path::new(environment.get("HOME")?).join(".local/state"));
    let base = environment.get("XDG_STATE_HOME").map(PathBuf::from).or_else(home);
    base.unwrap_or_else(|| PathBuf::from(OF_THE_SYSTEM)).join("smsmode")
}

const OF_THE_SYSTEM: &str = "/var/lib";

/// For its owner alone.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A file that is damaged is begun anew: what is left out must not be an alert.
fn read(path: &Path) -> io::Result<Ledger> {
    match fs::read(path) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Ledger::default()),
        Err(error) => Err(error),
    }
}

/// Until the file that comes back is dropped, nobody else gets it.
fn lock(path: &Path, deadline: Instant) -> io::Result<File> {
    let nobody = Interrupt::default();
    loop {
        match try_lock(path) {
            Err(error) if error.kind() == ErrorKind::WouldBlock && Instant::now() < deadline => {
                nobody.wait(Some(LOOK));
            }
            other => return other,
        }
    }
}

/// Somebody holds the lock for a few milliseconds; what takes longer is no reason to wait.
const PATIENCE: Duration = Duration::from_secs(3);
const LOOK: Duration = Duration::from_millis(10);

#[cfg(unix)]
fn try_lock(path: &Path) -> io::Result<File> {
    use rustix::fs::{FlockOperation, flock};
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = OpenOptions::new();
    let file = options.create(true).truncate(false).write(true).mode(0o600).open(path)?;
    flock(&file, FlockOperation::NonBlockingLockExclusive)?;
    Ok(file)
}

/// A file that is shared with nobody.
#[cfg(windows)]
fn try_lock(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt as _;
    const SHARING_VIOLATION: i32 = 32;
    let mut options = OpenOptions::new();
    let file = options.create(true).truncate(false).write(true).share_mode(0).open(path);
    file.map_err(|error| match error.raw_os_error() {
        Some(SHARING_VIOLATION) => ErrorKind::WouldBlock.into(),
        _ => error,
    })
}

impl Unkept {
    /// For an alert that did not go, and is down as one that went.
    pub(super) fn describe_not_taken_back(&self, language: Language) -> String {
        let (folder, cause) = (self.folder.display(), self.source.kind());
        language.pick(
            format!(
                "an alert was not sent, and {folder} ({cause}) still says that it was: a repetition with --dedupe is left out; repeat it without"
            ),
            format!(
                "une alerte n'a pas été envoyée, et {folder} ({cause}) dit encore le contraire : une répétition avec --dedupe sera omise ; répétez-la sans"
            ),
        )
    }
}

impl Describe for Unkept {
    fn describe(&self, language: Language) -> String {
        let (folder, cause) = (self.folder.display(), self.source.kind());
        language.pick(
            format!(
                "nothing can be kept in {folder} ({cause}), so nothing is left out; name a folder with --state-dir, or state_dir in the configuration file"
            ),
            format!(
                "rien ne peut être conservé dans {folder} ({cause}), donc rien n'est omis ; indiquez un dossier avec --state-dir, ou state_dir dans le fichier de configuration"
            ),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_home_the_ledger_is_in_the_folder_of_the_system() {
        let nobody = Environment::default();
        let maman = nobody.clone().with("HOME", "/home/maman");
        let moved = maman.clone().with("XDG_STATE_HOME", "/state");
        for (environment, folder) in [
            (&nobody, "/var/lib/smsmode"),
            (&maman, "/home/maman/.local/state/smsmode"),
            (&moved, "/state/smsmode"),
        ] {
            assert_eq!(Keeper::new(None, environment).folder, Path::new(folder));
            assert_eq!(Keeper::new(Some("/a".into()), environment).folder, Path::new("/a"));
        }
    }

    #[test]
    fn the_ledger_is_changed_by_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notify.lock");
        let held = try_lock(&path).unwrap();
        assert_eq!(try_lock(&path).unwrap_err().kind(), ErrorKind::WouldBlock);
        drop(held);
        try_lock(&path).unwrap();
    }

    #[test]
    fn whoever_has_the_ledger_is_waited_for_as_long_as_wanted() {
        let folder = tempfile::tempdir().unwrap();
        let keeper = &Keeper { folder: folder.path().to_owned() };
        let held = try_lock(&folder.path().join("notify.lock")).unwrap();
        let now = Instant::now();
        assert!(keeper.try_change(now, |_| ()).is_err());
        std::thread::scope(|threads| {
            let later = now + Duration::from_secs(60);
            let waiting = threads.spawn(move || keeper.change(later, |_| ()));
            drop(held);
            waiting.join().unwrap().unwrap();
        });
    }

    #[test]
    fn a_damaged_file_is_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notify.json"), "{\"alerts\":").unwrap();
        let keeper = Keeper { folder: folder.path().to_owned() };
        assert!(keeper.change(Instant::now(), |ledger| *ledger == Ledger::default()).unwrap());
    }
}
