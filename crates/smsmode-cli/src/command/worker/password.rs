//! The password of the board: from a file or the environment, never an argument, which others could see.

use std::fs;
use std::path::Path;

use smsmode_fleet::BoardPassword;

use crate::context::Environment;

use super::WorkerFailure;

const VARIABLE: &str = "SMSMODE_BOARD_PASSWORD";

pub(super) fn find(
    file: Option<&Path>,
    environment: &Environment,
) -> Result<BoardPassword, WorkerFailure> {
    let password = match file {
        Some(file) => fs::read_to_string(file).map_err(WorkerFailure::PasswordFile)?,
        None => environment.get(VARIABLE).unwrap_or_default().to_owned(),
    };
    BoardPassword::new(&password).map_err(WorkerFailure::NoPassword)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_without_a_password_is_not_shown() {
        let refused = find(None, &Environment::default());
        assert!(matches!(refused, Err(WorkerFailure::NoPassword(_))));
        let environment = Environment::default().with(VARIABLE, "geheimnis");
        find(None, &environment).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("password");
        let missing = find(Some(&file), &environment);
        assert!(matches!(missing, Err(WorkerFailure::PasswordFile(_))));
        fs::write(&file, "from the file\n").unwrap();
        find(Some(&file), &Environment::default()).unwrap();
    }
}
