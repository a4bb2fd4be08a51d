//! What a command ends with whose output could not be written.

#[cfg(feature = "outbox")]
use crate::arguments::OutboxVerb;
use crate::arguments::{Command, Config, OptOutVerb};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

/// It is told; and where the output was all that was wanted, it is a failure. What was sent or put
/// in stays so: whoever takes it for a failure does it twice.
pub(crate) fn conclude(
    exit: Exit,
    command: Option<&Command>,
    context: &mut Context<'_, '_>,
) -> Exit {
    let Some(error) = context.write_error() else { return exit };
    let failed = Failure::Output(error).report(context);
    match exit {
        Exit::Done if command.is_none_or(only_tells) => failed,
        Exit::Done => {
            context.note(context.pick(
                "it was done all the same: do not repeat it for that",
                "c'est fait malgré tout : ne recommencez pas pour cela",
            ));
            exit
        }
        _ => exit,
    }
}

/// Whether whoever repeats the verb does no harm.
fn only_tells(command: &Command) -> bool {
    match command {
        #[cfg(feature = "store")]
        Command::Listen(_) => true,
        #[cfg(feature = "outbox")]
        Command::Outbox(verb) => verb_only_tells(verb),
        #[cfg(feature = "fleet")]
        Command::Worker(_) => false,
        Command::Config(verb) => !matches!(verb, Config::Set(_)),
        Command::OptOut(verb) => matches!(verb, OptOutVerb::List(_)),
        Command::Plan(_)
        | Command::Balance(_)
        | Command::Status(_)
        | Command::Report(_)
        | Command::Sent(_)
        | Command::Replies(_)
        | Command::Whoami(_)
        | Command::Doctor(_)
        | Command::Completions(_)
        | Command::Man(_) => true,
        Command::Send(_)
        | Command::Trigger(_)
        | Command::Voice(_)
        | Command::Delete(_)
        | Command::Contact(_)
        | Command::Account(_)
        | Command::Key(_)
        | Command::Notify(_)
        | Command::Batch(_)
        | Command::Sandbox(_) => false,
    }
}

#[cfg(feature = "outbox")]
fn verb_only_tells(verb: &OutboxVerb) -> bool {
    match verb {
        #[cfg(feature = "watch")]
        OutboxVerb::Watch(_) => true,
        #[cfg(feature = "postgres")]
        OutboxVerb::Roles => true,
        OutboxVerb::List(_)
        | OutboxVerb::Show(_)
        | OutboxVerb::Reconcile(_)
        | OutboxVerb::Export(_) => true,
        OutboxVerb::Add(_)
        | OutboxVerb::Retry(_)
        | OutboxVerb::Cancel(_)
        | OutboxVerb::Pause(_)
        | OutboxVerb::Resume(_)
        | OutboxVerb::Run(_)
        | OutboxVerb::TakeOver(_)
        | OutboxVerb::Move(_) => false,
    }
}
