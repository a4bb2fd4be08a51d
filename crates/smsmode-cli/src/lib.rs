//! The command `smsmode`, as a function of its arguments, environment and streams.
//!
//! ```
//! use smsmode_cli::{Environment, Exit, Interrupt, Streams, run};
//!
//! let (mut out, mut err) = (Vec::new(), Vec::new());
//! let mut streams = Streams::new(std::io::empty(), &mut out, &mut err, false);
//! let arguments = ["smsmode", "send", "--dry-run", "--to", "0639980011", "Bonjour Maman"];
//! let exit = run(arguments, &Environment::default(), &mut streams, &Interrupt::default());
//! drop(streams);
//! assert_eq!(exit, Exit::Done);
//! assert!(String::from_utf8(out)?.contains("13 of 160 septets"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Data goes to the standard output, everything else to the standard error. Exit codes: [`Exit`].

#![forbid(unsafe_code)]

mod arguments;
// Open for the benches, which measure it; no promise for others.
#[doc(hidden)]
pub mod batch;
mod cells;
mod command;
mod config;
mod context;
mod data_folder;
mod exit;
mod failure;
mod forecast;
mod interrupt;
mod lost_output;
mod optout;
mod output;
mod page;
mod plan_view;
mod process;
mod quiet;
mod replacement;
mod shell;
mod web;

use std::ffi::OsString;

use crate::arguments::Arguments;
use crate::context::Context;
use crate::failure::Failure;

pub use config::{ConfigError, Configuration, KeySource, Warning};
pub use context::{Environment, Streams};
pub use exit::{Exit, Monitor};
pub use interrupt::Interrupt;

/// Runs the command.
pub fn run<A: Into<OsString> + Clone>(
    arguments: impl IntoIterator<Item = A>,
    environment: &Environment,
    streams: &mut Streams<'_>,
    interrupt: &Interrupt,
) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let readable: Vec<String> =
        arguments.iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let mut context = Context::new(environment, streams, interrupt, &readable);
    match Arguments::read(arguments) {
        Ok((arguments, output)) => {
            let checked = environment.check().map_err(Failure::from);
            let exit = checked
                .and_then(|()| command::run(&arguments, &mut context))
                .unwrap_or_else(|failure| {
                    output::write_failure(&failure, output, &mut context);
                    failure.report(&mut context)
                });
            lost_output::conclude(exit, Some(&arguments.command), &mut context)
        }
        Err(error) if error.use_stderr() => {
            context.note(&error.render().to_string());
            Exit::Usage
        }
        Err(help) => {
            context.print(&help.render().to_string());
            lost_output::conclude(Exit::Done, None, &mut context)
        }
    }
}
