//! Replaces a file: whole, or not at all.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file that its owner alone can read, and puts it in place of another one. Whom that one
/// belongs to goes on owning it, where root replaces it.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(content)?;
    keep_owner(file.as_file(), path);
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Others than root cannot give a file away: theirs it is then.
#[cfg(unix)]
fn keep_owner(file: &File, path: &Path) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    if let Ok(old) = path.metadata() {
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Path) {}
