//! Where callbacks are kept.

use std::fs::DirBuilder;
use std::path::{Path, PathBuf};

use smsmode_receiver::StoreError;

use crate::context::Environment;
use crate::failure::Failure;

/// The file that was given, or else the one of the user, whose folder is made.
pub(super) fn of_store(
    given: Option<&Path>,
    environment: &Environment,
) -> Result<PathBuf, Failure> {
    if let Some(path) = given {
        return Ok(path.to_owned());
    }
    let folder = folder(environment).ok_or(Failure::NoCallbackFile)?;
    make(&folder).map_err(StoreError::Open)?;
    Ok(folder.join("callbacks.db"))
}

/// The folder for data, by the rules of XDG.
fn folder(environment: &Environment) -> Option<PathBuf> {
    let home = || Some(Path::new(environment.get("HOME")?).join(".local/share"));
    let base = environment.get("XDG_DATA_HOME").map(PathBuf::from).or_else(home)?;
    Some(base.join("smsmode"))
}

/// For its owner alone.
fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
