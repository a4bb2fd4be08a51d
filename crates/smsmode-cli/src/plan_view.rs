//! The plan of a message, for people.

use smsmode_http::text::{Alphabet, OptOutEffect, Plan, PlanWarning, SegmentRange};
use smsmode_http::{Describe as _, Language};

/// Lines of a label and what it says, 80 columns wide where the text allows.
pub(crate) fn lines(plan: &Plan, recipients: Option<usize>, language: Language) -> Vec<String> {
    let mut lines = vec![
        row(language.pick("Plan", "Prévision"), &summary(plan, language)),
        row(language.pick("Text", "Texte"), &one_line(plan.text())),
    ];
    for change in plan.replacements() {
        lines.push(row("", &format!("“{}” → “{}”", change.original, change.replacement)));
    }
    if plan.opt_out() != OptOutEffect::NotAsked {
        lines.push(row("STOP", &plan.opt_out().describe(language)));
    }
    lines.push(row(language.pick("Cost", "Coût"), &cost(plan, recipients, language)));
    // The line about STOP says already what is uncertain about it.
    let told = |warning: &&PlanWarning| !matches!(warning, PlanWarning::UncertainStop(_));
    for warning in plan.warnings().iter().filter(told) {
        lines.push(row(language.pick("Beware", "Attention"), &warning.describe(language)));
    }
    lines
}

/// A label and what it says.
pub(crate) fn row(label: &str, text: &str) -> String {
    format!("{label:<11}{text}")
}

fn summary(plan: &Plan, language: Language) -> String {
    let (units, free) = (plan.units(), plan.free_units());
    let alphabet = match plan.alphabet() {
        Alphabet::Gsm7 => "GSM",
        Alphabet::Ucs2 => "Unicode",
    };
    let unit = match (plan.alphabet(), language) {
        (Alphabet::Gsm7, _) => "septets",
        (Alphabet::Ucs2, Language::French) => "unités",
        (Alphabet::Ucs2, _) => "units",
    };
    let segments = segments(plan.segments(), language);
    let room = units + free;
    match language {
        Language::French => {
            format!("{alphabet}, {segments}, {units} {unit} sur {room}, {free} libres")
        }
        _ => format!("{alphabet}, {segments}, {units} of {room} {unit} used, {free} free"),
    }
}

fn segments(range: SegmentRange, language: Language) -> String {
    let noun = if range.max == 1 { "segment" } else { "segments" };
    let or = language.pick("to", "à");
    if range.is_exact() {
        format!("{} {noun}", range.max)
    } else {
        format!("{} {or} {} {noun}", range.min, range.max)
    }
}

fn cost(plan: &Plan, recipients: Option<usize>, language: Language) -> String {
    let (Some(cost), Some(recipients)) = (plan.cost(), recipients) else {
        let each = segments(plan.segments(), language);
        return language.pick(
            format!("{each} for each member of the group"),
            format!("{each} pour chaque membre du groupe"),
        );
    };
    let messages = segments(cost, language).replace("segment", "message");
    match (language, recipients) {
        (Language::French, 1) => format!("{messages} pour 1 destinataire"),
        (Language::French, _) => format!("{messages} pour {recipients} destinataires"),
        (_, 1) => format!("{messages} for 1 recipient"),
        _ => format!("{messages} for {recipients} recipients"),
    }
}

/// Line ends and other control characters as the eye can see them.
fn one_line(text: &str) -> String {
    let visible = |ch: char| match ch {
        '\n' => "⏎ ".to_owned(),
        ch if ch.is_control() => ch.escape_default().to_string(),
        ch => ch.to_string(),
    };
    text.chars().map(visible).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use smsmode_http::text::{OptOut, PlanOptions, plan};

    fn shown(text: &str, options: PlanOptions, language: Language) -> String {
        lines(&plan(text, &options), Some(2), language).join("\n")
    }

    #[test]
    fn a_plan_reads_well_in_english() {
        let options = PlanOptions::default().with_recipients(2);
        insta::assert_snapshot!(shown("Ligne 1\nLigne 2 à 3 €", options, Language::English), @r"
        Plan       GSM, 1 segment, 22 of 160 septets used, 138 free
        Text       Ligne 1⏎ Ligne 2 à 3 €
        Cost       2 messages for 2 recipients
        ");
    }

    #[test]
    fn a_plan_reads_well_in_french() {
        let options = PlanOptions::default().with_recipients(2).with_opt_out(OptOut::Always);
        let text = "a".repeat(200);
        insta::assert_snapshot!(shown(&text, options, Language::French).replace(&text, "aaa…"));
    }
}
