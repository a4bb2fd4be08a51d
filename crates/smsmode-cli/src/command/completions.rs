//! `smsmode completions`.

use crate::arguments::{Arguments, Completions};
use crate::context::Context;
use crate::exit::Exit;

pub(super) fn run(arguments: &Completions, context: &mut Context<'_, '_>) -> Exit {
    let mut command = Arguments::whole_command();
    let name = command.get_name().to_owned();
    // A buffer first: the generator does not bear a reader that has gone away.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    context.print(&String::from_utf8_lossy(&script));
    Exit::Done
}
