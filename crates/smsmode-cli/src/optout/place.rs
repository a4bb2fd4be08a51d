//! Where the list is.

use std::path::PathBuf;

use crate::config;
use crate::context::Environment;
use crate::data_folder;

use super::OptOutError;

/// The file of the list.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) path: PathBuf,
    /// Whether somebody named it: then it is expected to be there.
    pub(super) is_named: bool,
}

impl Place {
    /// The file that the environment or the profile names, or else the one in the user's data folder.
    /// Nothing without a home.
    pub(super) fn find(
        environment: &Environment,
        profile: Option<&str>,
    ) -> Result<Option<Self>, OptOutError> {
        let named = environment.get("SMSMODE_OPTOUT_FILE").map(PathBuf::from);
        let named = match named {
            Some(path) => Some(path),
            None => config::optout_file(environment, profile)?,
        };
        Ok(match named {
            Some(path) => Some(Self { path, is_named: true }),
            None => data_folder::path(environment)
                .map(|folder| Self { path: folder.join("opt-out.csv"), is_named: false }),
        })
    }

    /// Makes the user's data folder. The folder of a file that was named is expected to be there.
    pub(super) fn prepare(&self) -> Result<(), OptOutError> {
        match self.path.parent() {
            Some(folder) if !self.is_named => data_folder::make(folder)
                .map_err(|source| OptOutError::Write { path: self.path.clone(), source }),
            _ => Ok(()),
        }
    }
}
