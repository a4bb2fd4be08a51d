//! The arguments of `smsmode completions` and `smsmode man`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// For which shell.
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

#[derive(Debug, Args)]
pub(crate) struct Man {
    /// Write the pages of all verbs to this folder, in place of one to the output.
    #[arg(long, value_name = "FOLDER", conflicts_with = "verb")]
    pub(crate) dir: Option<PathBuf>,
    /// The verb, such as `send` or `account create`; the command as a whole without it.
    pub(crate) verb: Vec<String>,
}
