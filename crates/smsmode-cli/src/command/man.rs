//! `smsmode man`.

use std::fs;
use std::io;
use std::path::Path;

use clap_mangen::Man;

use crate::arguments::{self, Arguments};
use crate::config::ConfigError;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

pub(super) fn run(
    arguments: &arguments::Man,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let command = whole_command();
    if let Some(folder) = &arguments.dir {
        write_all(&command, folder).map_err(|source| unwritten(folder, source))?;
        return Ok(Exit::Done);
    }
    let mut verb = &command;
    for name in &arguments.verb {
        verb = verb.find_subcommand(name).ok_or(Failure::NoSuchVerb)?;
    }
    let page = page_of(verb).map_err(|source| unwritten(Path::new("smsmode.1"), source))?;
    context.print(&page);
    Ok(Exit::Done)
}

fn unwritten(path: &Path, source: io::Error) -> ConfigError {
    ConfigError::Write { path: path.to_owned(), source }
}

fn manual(command: &clap::Command) -> Man {
    Man::new(command.clone())
        .source(concat!("smsmode ", env!("CARGO_PKG_VERSION")))
        .manual("smsmode")
}

/// What clap calls extra are the examples, whose lines stay as they are.
fn page_of(command: &clap::Command) -> io::Result<String> {
    let mut page = Vec::new();
    manual(command).render(&mut page)?;
    let page = String::from_utf8_lossy(&page);
    Ok(page.replace(".SH EXTRA\nExamples:\n", ".SH EXAMPLES\n.nf\n"))
}

/// The command with its verbs, each of which knows its whole name, such as `smsmode-account-create`.
fn whole_command() -> clap::Command {
    let mut command = Arguments::whole_command().disable_help_subcommand(true);
    command.build();
    command
}

fn write_all(command: &clap::Command, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for verb in command.get_subcommands() {
        write_all(verb, folder)?;
    }
    fs::write(folder.join(manual(command).get_filename()), page_of(command)?)
}
