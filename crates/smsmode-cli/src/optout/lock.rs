//! One writer at a time.
//!
//! The lock is a file of its own beside the list, since the list is replaced by each writer. The system
//! lets go of it when a writer ends, however it ends.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "held, not used")] File);

impl Lock {
    /// Waits until no other writer, of this process or another, holds the lock of this list.
    pub(super) fn of(list: &Path) -> io::Result<Self> {
        // A list that has several names has one lock.
        let list = list.canonicalize().unwrap_or_else(|_| list.to_owned());
        let mut name = list.into_os_string();
        name.push(".lock");
        wait_for(&PathBuf::from(name)).map(Self)
    }
}

#[cfg(unix)]
fn wait_for(path: &Path) -> io::Result<File> {
    use rustix::fs::{FlockOperation, flock};
    use std::os::unix::fs::OpenOptionsExt as _;

    let mut options = OpenOptions::new();
    let file = options.create(true).write(true).truncate(false).mode(0o600).open(path)?;
    rustix::io::retry_on_intr(|| flock(&file, FlockOperation::LockExclusive))?;
    Ok(file)
}

/// A file that is opened by one alone is a lock where there is no other.
#[cfg(not(unix))]
fn wait_for(path: &Path) -> io::Result<File> {
    use std::time::{Duration, Instant};

    /// What Windows says about a file that another one has open.
    const SHARING_VIOLATION: i32 = 32;
    let mut options = OpenOptions::new();
    options.create(true).write(true).truncate(false);
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::share_mode(&mut options, 0);
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        match options.open(path) {
            Err(error)
                if error.raw_os_error() == Some(SHARING_VIOLATION) && Instant::now() < deadline =>
            {
                std::thread::sleep(Duration::from_millis(10));
            }
            other => return other,
        }
    }
}
