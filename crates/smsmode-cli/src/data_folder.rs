//! The folder for what the command keeps for its user.

use std::fs::DirBuilder;
use std::path::{Path, PathBuf};

use crate::context::Environment;

/// By the rules of XDG; nothing without a home.
pub(crate) fn path(environment: &Environment) -> Option<PathBuf> {
    let home = || Some(Path::new(environment.get("HOME")?).join(".local/share"));
    let base = environment.get("XDG_DATA_HOME").map(PathBuf::from).or_else(home)?;
    Some(base.join("smsmode"))
}

/// For its owner alone.
pub(crate) fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
