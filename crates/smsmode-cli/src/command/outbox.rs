//! `smsmode outbox`: messages that are sent once, whatever fails meanwhile.

mod add;
mod address;
mod brief;
mod doubts;
mod entry_record;
mod export;
mod failure;
mod list;
mod looking_up;
mod moving;
mod named;
mod overview;
mod pausing;
mod reconcile;
#[cfg(feature = "postgres")]
mod roles;
mod run;
mod show;
mod take_over;
mod trouble;
#[cfg(feature = "watch")]
mod watch;
mod will;

pub(super) use address::Address;
pub(super) use brief::masked;
pub(super) use doubts::tell as tell_doubts;
pub(crate) use failure::OutboxFailure;
#[cfg(feature = "fleet")]
pub(super) use failure::RENEWED_KEY;
#[cfg(feature = "fleet")]
pub(super) use looking_up::settings as looking_up_settings;
#[cfg(feature = "fleet")]
pub(super) use overview::{OverviewRecord, reason};
#[cfg(feature = "fleet")]
pub(super) use trouble::Trouble;

use crate::arguments::OutboxVerb;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

pub(super) fn run(verb: &OutboxVerb, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    match verb {
        OutboxVerb::Add(arguments) => add::run(arguments, context),
        OutboxVerb::List(arguments) => list::run(arguments, context),
        OutboxVerb::Show(arguments) => show::run(arguments, context),
        OutboxVerb::Retry(arguments) => will::retry(arguments, context),
        OutboxVerb::Cancel(arguments) => will::cancel(arguments, context),
        OutboxVerb::Pause(arguments) => pausing::pause(arguments, context),
        OutboxVerb::Resume(arguments) => pausing::resume(arguments, context),
        OutboxVerb::Reconcile(arguments) => reconcile::run(arguments, context),
        #[cfg(feature = "postgres")]
        OutboxVerb::Roles => Ok(roles::run(context)),
        OutboxVerb::Run(arguments) => run::run(arguments, context),
        #[cfg(feature = "watch")]
        OutboxVerb::Watch(arguments) => watch::run(arguments, context),
        OutboxVerb::Move(arguments) => moving::run(arguments, context),
        OutboxVerb::Export(arguments) => export::run(arguments, context),
        OutboxVerb::TakeOver(arguments) => take_over::run(arguments, context),
    }
}
