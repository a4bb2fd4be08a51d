//! The file of a journal: locked while it is open, safe on the disk before anybody relies on it.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::error::JournalError;

/// Opens the file, and makes it where there is none. Nobody else has it open.
pub(super) fn open(path: &Path) -> Result<File, JournalError> {
    loop {
        let file = exclusive(path)?;
        // A device keeps nothing, and may have no end.
        if !file.metadata().map_err(failed(path))?.is_file() {
            return Err(JournalError::NoJournal { path: path.to_owned() });
        }
        // Whoever had it before may have set it aside meanwhile.
        if is_still_at(&file, path) {
            return Ok(file);
        }
    }
}

/// Keeps the file under a name of its own, if there is one, so that a new one can take its place.
pub(in super::super) fn set_aside(path: &Path) -> Result<Option<PathBuf>, JournalError> {
    if !path.exists() {
        return Ok(None);
    }
    let _locked = open(path)?;
    let mut number = 1_u32;
    let numbered = |number| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{number}"));
        PathBuf::from(name)
    };
    while numbered(number).exists() {
        number += 1;
    }
    let free = numbered(number);
    std::fs::rename(path, &free).map_err(failed(path))?;
    Ok(Some(free))
}

/// A new name in a folder is on the disk when the folder is.
#[cfg(unix)]
pub(super) fn keep_name(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// Windows has no such call: the name is kept with the file.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on other systems")]
pub(super) fn keep_name(_: &Path) -> io::Result<()> {
    Ok(())
}

pub(super) fn failed(path: &Path) -> impl Fn(io::Error) -> JournalError {
    let path = path.to_owned();
    move |error| JournalError::File { path: path.clone(), error }
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options
}

#[cfg(unix)]
fn exclusive(path: &Path) -> Result<File, JournalError> {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    let file = options().open(path).map_err(failed(path))?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(file),
        Err(Errno::WOULDBLOCK) => Err(JournalError::InUse { path: path.to_owned() }),
        Err(error) => Err(failed(path)(error.into())),
    }
}

#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let identity = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    let opened = file.metadata().map(identity).ok();
    opened.is_some() && opened == std::fs::metadata(path).map(identity).ok()
}

/// Shared with nobody; deleting is shared, so that it can be set aside.
#[cfg(windows)]
fn exclusive(path: &Path) -> Result<File, JournalError> {
    use std::os::windows::fs::OpenOptionsExt as _;

    const SHARE_DELETE: u32 = 4;
    const SHARING_VIOLATION: i32 = 32;
    options().share_mode(SHARE_DELETE).open(path).map_err(|error| {
        if error.raw_os_error() == Some(SHARING_VIOLATION) {
            JournalError::InUse { path: path.to_owned() }
        } else {
            failed(path)(error)
        }
    })
}

#[cfg(windows)]
fn is_still_at(_: &File, _: &Path) -> bool {
    true
}
