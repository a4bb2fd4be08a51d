//! Where callbacks are kept.

use std::path::{Path, PathBuf};

use smsmode_receiver::StoreError;

use crate::context::Environment;
use crate::data_folder;
use crate::failure::Failure;

/// The file that was given, or else the one of the user, whose folder is made.
pub(super) fn of_store(
    given: Option<&Path>,
    environment: &Environment,
) -> Result<PathBuf, Failure> {
    if let Some(path) = given {
        return Ok(path.to_owned());
    }
    let folder = data_folder::path(environment).ok_or(Failure::NoCallbackFile)?;
    data_folder::make(&folder).map_err(StoreError::Open)?;
    Ok(folder.join("callbacks.db"))
}
