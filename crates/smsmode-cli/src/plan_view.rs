//! The plan of a message, for people.

mod changes;
mod drawing;

use smsmode_http::Describe as _;
use smsmode_http::text::{Alphabet, OptOutEffect, Plan, PlanWarning, SegmentRange};

use crate::failure;
use crate::forecast::{Forecast, Refusal};
use crate::page::Page;

/// Whom a message goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// So many people.
    People(usize),
    /// A contact group; only the service knows how many they are.
    Group,
    /// Nobody said.
    Unknown,
}

/// The plan in rows: what is needed to decide whether to send.
pub(crate) fn brief(plan: &Plan, audience: Audience, page: Page) -> Vec<String> {
    let text = page.row(page.pick("Text", "Texte"), plan.text());
    [head(plan, page), text, changes::rows(plan, page), foot(plan, audience, page)].concat()
}

/// The plan with its text drawn segment by segment; the refusal comes first where there is one.
pub(crate) fn whole(
    forecast: &Forecast,
    written: &str,
    audience: Audience,
    page: Page,
) -> Vec<String> {
    let plan = &forecast.plan;
    let drawn = || {
        let text = drawing::rows(plan, written, page);
        [head(plan, page), text, changes::rows(plan, page), foot(plan, audience, page)].concat()
    };
    match &forecast.refusal {
        None => drawn(),
        Some(refusal) if refusal.advice.offers_unicode() => {
            [refused(refusal, page), as_unicode(page), drawn()].concat()
        }
        Some(refusal) => refused(refusal, page),
    }
}

fn refused(refusal: &Refusal, page: Page) -> Vec<String> {
    let mut rows = page.row(page.pick("Refused", "Refusé"), &refusal.error.describe(page.language));
    for cause in failure::causes_of_input(&refusal.error, page.language) {
        rows.extend(page.row("", &cause));
    }
    rows.extend(page.row(page.pick("Advice", "Conseil"), &refusal.advice.describe(page.language)));
    rows
}

fn as_unicode(page: Page) -> Vec<String> {
    let heading = page
        .pick("This is what --unicode would send:", "Voici ce que --unicode enverrait :")
        .to_owned();
    vec![String::new(), heading, String::new()]
}

fn head(plan: &Plan, page: Page) -> Vec<String> {
    page.row(page.pick("Plan", "Prévision"), &summary(plan, page))
}

fn foot(plan: &Plan, audience: Audience, page: Page) -> Vec<String> {
    let mut rows = Vec::new();
    if plan.opt_out() != OptOutEffect::NotAsked {
        rows.extend(page.row("STOP", &plan.opt_out().describe(page.language)));
    }
    rows.extend(page.row(page.pick("Cost", "Coût"), &cost(plan, audience, page)));
    // The line about STOP says already what is uncertain about it.
    let told = |warning: &&PlanWarning| !matches!(warning, PlanWarning::UncertainStop(_));
    for warning in plan.warnings().iter().filter(told) {
        rows.extend(page.row(page.pick("Beware", "Attention"), &warning.describe(page.language)));
    }
    rows
}

fn summary(plan: &Plan, page: Page) -> String {
    let (units, free) = (plan.units(), plan.free_units());
    let (alphabet, unit) = (alphabet(plan.alphabet()), unit(plan.alphabet(), page));
    let segments = segments(plan.segments(), page);
    let room = units + free;
    page.pick(
        format!("{alphabet}, {segments}, {units} of {room} {unit} used, {free} free"),
        format!("{alphabet}, {segments}, {units} {unit} sur {room}, {free} libres"),
    )
}

/// The alphabet as people call it.
pub(crate) const fn alphabet(alphabet: Alphabet) -> &'static str {
    match alphabet {
        Alphabet::Gsm7 => "GSM",
        Alphabet::Ucs2 => "Unicode",
    }
}

fn unit(alphabet: Alphabet, page: Page) -> &'static str {
    match alphabet {
        Alphabet::Gsm7 => "septets",
        Alphabet::Ucs2 => page.pick("units", "unités"),
    }
}

fn segments(range: SegmentRange, page: Page) -> String {
    let noun = if range.max == 1 { "segment" } else { "segments" };
    if range.is_exact() {
        format!("{} {noun}", page.number(range.max))
    } else {
        let (least, most) = (page.number(range.min), page.number(range.max));
        format!("{least} {} {most} {noun}", page.pick("to", "à"))
    }
}

fn cost(plan: &Plan, audience: Audience, page: Page) -> String {
    let messages = |range| segments(range, page).replace("segment", "message");
    let each = messages(plan.segments());
    match (audience, plan.cost()) {
        (Audience::People(people), Some(cost)) => {
            let (messages, s) = (messages(cost), if people == 1 { "" } else { "s" });
            let people = page.number(people as u64);
            page.pick(
                format!("{messages} for {people} recipient{s}"),
                format!("{messages} pour {people} destinataire{s}"),
            )
        }
        (Audience::Group, _) => page.pick(
            format!("{each} for each member of the group"),
            format!("{each} pour chaque membre du groupe"),
        ),
        _ => page
            .pick(format!("{each} for each recipient"), format!("{each} pour chaque destinataire")),
    }
}

/// The part of a text that the service cuts off.
fn cut_off<'t>(plan: &Plan, written: &'t str) -> Option<&'t str> {
    written.get(plan.cut()?..)
}

#[cfg(test)]
mod tests;
