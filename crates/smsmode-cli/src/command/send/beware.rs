//! What is said before a message leaves: who is left out, and that it is no time for marketing.

use smsmode_http::{LocalDateTime, PhoneNumber, ServiceZone, Timestamp};

use crate::context::Context;
use crate::quiet::{self, QuietTime};

use super::order::Order;

/// Why this is no time for the message; nothing where it is, or where nobody minds.
pub(super) fn quiet_time(
    is_marketing: bool,
    numbers: &[PhoneNumber],
    leaves: Option<LocalDateTime>,
    now: Timestamp,
) -> Option<QuietTime> {
    // Only the service knows the numbers of a group: it may be one of France.
    let concerns = numbers.is_empty() || numbers.iter().any(|number| quiet::concerns(*number));
    let leaves = leaves.or_else(|| ServiceZone::PARIS.local(now).ok())?;
    (is_marketing && concerns).then(|| quiet::reason(leaves)).flatten()
}

pub(super) fn tell(order: &Order, context: &mut Context<'_, '_>) {
    tell_numbers(
        context.pick(
            "given more than once and sent to once only (--keep-duplicates sends every time):",
            "donnés plusieurs fois, un seul envoi (--keep-duplicates envoie chaque fois) :",
        ),
        order.duplicates(),
        context,
    );
    let left_out =
        context.pick("left out, since they said STOP:", "laissés de côté, car ils ont dit STOP :");
    tell_numbers(left_out, &order.opted_out, context);
    if order.may_reach_opted_out() {
        let text = context.pick(
            "only the service knows who is in a group: people who said STOP may be in it",
            "seul le service connaît les membres d'un groupe : des personnes qui ont dit STOP peuvent en être",
        );
        context.note(text);
    }
    if let Some(quiet) = &order.quiet {
        let warning = context.say(quiet);
        context.note(&warning);
    }
}

fn tell_numbers(text: &str, numbers: &[PhoneNumber], context: &mut Context<'_, '_>) {
    if !numbers.is_empty() {
        let listed: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        context.note(&format!("{text} {}", listed.join(", ")));
    }
}
