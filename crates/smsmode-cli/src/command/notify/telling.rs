//! What became of the alerts, for people and for programs. Warnings name nobody: they end in logs.

use serde::Serialize;
use smsmode_http::{Describe as _, MessageId};

use super::errand::{Errand, Fate, To};
use super::ledger::Decision;
use super::wording::Form;
use crate::arguments::Output;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::{self, ErrorRecord, Row, cell};

#[derive(Debug, Serialize)]
struct AlertRecord {
    message_id: Option<String>,
    recipient: Option<String>,
    group: Option<String>,
    /// `accepted`, `left_out`, `held_back`, `not_sent`, `refused` or `unknown`.
    outcome: &'static str,
    /// As it is sent.
    text: String,
    segments: u64,
    /// Whether the end of the alert is missing in the text.
    cut: bool,
    /// How many alerts before this one did not go.
    left_out_before: u64,
    error: Option<ErrorRecord>,
}

impl Row<9> for AlertRecord {
    const NAMES: [&'static str; 9] = [
        "message_id",
        "recipient",
        "group",
        "outcome",
        "text",
        "segments",
        "cut",
        "left_out_before",
        "error",
    ];

    fn cells(&self) -> [String; 9] {
        [
            cell(self.message_id.as_ref()),
            cell(self.recipient.as_ref()),
            cell(self.group.as_ref()),
            self.outcome.to_owned(),
            self.text.clone(),
            self.segments.to_string(),
            self.cut.to_string(),
            self.left_out_before.to_string(),
            cell(self.error.as_ref().map(|error| &error.message)),
        ]
    }
}

/// Writes what became of each, and warns of what went wrong.
pub(super) fn tell(errands: &[Errand], form: Form, output: Output, context: &mut Context<'_, '_>) {
    for (place, errand) in (1..).zip(errands) {
        let of = context.pick(
            format!("recipient {place} of {}: ", errands.len()),
            format!("destinataire {place} sur {} : ", errands.len()),
        );
        if let Some(words) = words(errand, context) {
            context.note(&format!("{of}{words}"));
        }
        if let Some(failure) = errand.fate.failure() {
            causes(failure, context);
        }
    }
    if output == Output::Table {
        table(errands, context);
    }
    let records: Vec<AlertRecord> =
        errands.iter().map(|errand| record(errand, form, context)).collect();
    output::write(&records, output, context);
}

/// What is more than a success.
fn words(errand: &Errand, context: &Context<'_, '_>) -> Option<String> {
    let (english, french) = match &errand.fate {
        Fate::Planned | Fate::Accepted(_) => match errand.decision {
            Decision::Tell(_) => (
                "held back, since too many alerts went before; a message says so",
                "retenue, car trop d'alertes l'ont précédée ; un message le dit",
            ),
            _ => return None,
        },
        Fate::LeftOut => (
            "left out, since the same alert went not long ago",
            "omise, car la même alerte est partie il y a peu",
        ),
        Fate::HeldBack => (
            "held back, since too many alerts went before",
            "retenue, car trop d'alertes l'ont précédée",
        ),
        Fate::Failed(failure) => {
            let label = context.pick("warning: ", "attention : ");
            return Some(format!("{label}{}", failure.headline(context.language)));
        }
    };
    Some(context.pick(english, french).to_owned())
}

fn causes(failure: &Failure, context: &mut Context<'_, '_>) {
    for cause in failure.causes(context.language) {
        context.note(&format!("  {cause}"));
    }
}

/// Each text once, then whom it went to.
fn table(errands: &[Errand], context: &mut Context<'_, '_>) {
    let mut shown: Option<&str> = None;
    for errand in errands {
        let text = errand.wording.text.as_str();
        if shown != Some(text) {
            let label = context.pick("Text", "Texte");
            context.page().row(label, text).iter().for_each(|line| context.line(line));
            shown = Some(text);
        }
        let to = match &errand.to {
            To::Number(number) => number.to_string(),
            To::Group(group) => group.as_str().to_owned(),
            To::Nobody(error) => error.describe(context.language),
        };
        let id = id(errand).map_or_else(String::new, |id| format!("  {id}"));
        context.line(&format!("{to}  {}{id}", errand.fate.name()));
    }
}

fn record(errand: &Errand, form: Form, context: &Context<'_, '_>) -> AlertRecord {
    let (recipient, group) = match &errand.to {
        To::Number(number) => (Some(number.to_string()), None),
        To::Group(group) => (None, Some(group.as_str().to_owned())),
        To::Nobody(_) => (None, None),
    };
    AlertRecord {
        message_id: id(errand).map(ToString::to_string),
        recipient,
        group,
        outcome: errand.fate.name(),
        text: errand.wording.text.clone(),
        segments: form.segments(&errand.wording),
        cut: errand.wording.cut,
        left_out_before: errand.decision.unsent(),
        error: errand.fate.failure().map(|failure| ErrorRecord::new(failure, context)),
    }
}

fn id(errand: &Errand) -> Option<&MessageId> {
    match &errand.fate {
        Fate::Accepted(accepted) => accepted.message_id.as_ref(),
        _ => None,
    }
}
