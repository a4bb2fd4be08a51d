//! `smsmode man`.

use std::fs;
use std::path::Path;

use clap::CommandFactory as _;

use crate::arguments::{Arguments, Man};
use crate::config::ConfigError;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

pub(super) fn run(arguments: &Man, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let command = whole_command();
    if let Some(folder) = &arguments.dir {
        write_all(command, folder)
            .map_err(|source| ConfigError::Write { path: folder.clone(), source })?;
        return Ok(Exit::Done);
    }
    let mut verb = &command;
    for name in &arguments.verb {
        verb = verb.find_subcommand(name).ok_or(Failure::NoSuchVerb)?;
    }
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(verb.clone()).render(&mut page);
    rendered.map_err(|source| ConfigError::Write { path: "smsmode.1".into(), source })?;
    context.print(&String::from_utf8_lossy(&page));
    Ok(Exit::Done)
}

/// The command with its verbs, each of which knows its whole name, such as `smsmode-account-create`.
fn whole_command() -> clap::Command {
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    command
}

fn write_all(command: clap::Command, folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(command, folder)
}
