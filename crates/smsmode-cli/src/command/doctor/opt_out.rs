//! Whether the list of people who said STOP can be read: one that cannot keeps every message back.

use crate::arguments::Doctor;
use crate::context::Context;
use crate::optout::{OptOutError, OptOutList};

use super::Checkup;

const NAME: &str = "opt_out";
const FAILED: &str = "failed";

pub(super) fn check(arguments: &Doctor, context: &Context<'_, '_>) -> Checkup {
    let list = OptOutList::load(context.environment, arguments.common.profile.as_deref());
    let (state, finding) = match list {
        Ok(list) => ("ok", describe(&list, context)),
        // What is wrong with the configuration is found where it is read.
        Err(OptOutError::Config(_)) => ("skipped", String::new()),
        Err(error) => (FAILED, context.say(&error)),
    };
    let remedy = context.pick(
        "until it can be read nothing is sent: somebody on it may have said STOP",
        "tant qu'elle est illisible, rien n'est envoyé : quelqu'un a pu y dire STOP",
    );
    let remedy = (state == FAILED).then(|| remedy.to_owned());
    Checkup { check: NAME, state, remedy, finding }
}

pub(super) fn keeps_everything_back(checkup: &Checkup) -> bool {
    checkup.check == NAME && checkup.state == FAILED
}

/// Such as `/home/ada/.local/share/smsmode/opt-out.csv: 12 numbers`.
fn describe(list: &OptOutList, context: &Context<'_, '_>) -> String {
    let (count, plural) = (list.len(), if list.len() == 1 { "" } else { "s" });
    let noun = context.pick("number", "numéro");
    let path = list.path().map(|path| format!("{}: {count} {noun}{plural}", path.display()));
    path.unwrap_or_default()
}
