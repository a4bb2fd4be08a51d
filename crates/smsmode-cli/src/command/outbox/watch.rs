//! `smsmode outbox watch`: how things stand, live.

mod drawing;
mod lines;
mod picture;
mod screen;

use crate::arguments::{Output, WatchOutbox};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output;

use super::overview::OverviewRecord;
use super::{Address, OutboxFailure, overview};

use self::picture::Watching;

pub(super) fn run(arguments: &WatchOutbox, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let (given, common) = (arguments.at.outbox.as_deref(), &arguments.at.common);
    let address = Address::find(given, common.profile.as_deref(), context)?;
    let (outbox, shown) = (address.open()?, address.shown());
    let watching = |context: &Context<'_, '_>| {
        let numbers = arguments.numbers;
        Watching::new(&shown, &outbox, numbers, context.language).map_err(OutboxFailure::from)
    };
    match common.output {
        Output::Table if arguments.once => {
            let picture = watching(context)?.look(context.now()).map_err(OutboxFailure::from)?;
            for line in drawing::standing(&picture, context.page(), usize::MAX) {
                context.line(&line);
            }
            Ok(Exit::Done)
        }
        Output::Table if context.has_screen() => {
            let watching = watching(context)?;
            screen::show(watching, context)
        }
        output if arguments.once => {
            let overview = outbox.overview().map_err(OutboxFailure::from)?;
            output::write(&[OverviewRecord::from(&overview)], output, context);
            overview::tell_pause(&overview, context);
            Ok(Exit::Done)
        }
        _ => lines::write(&outbox, arguments, context),
    }
}
