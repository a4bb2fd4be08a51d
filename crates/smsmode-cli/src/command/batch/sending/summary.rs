//! What a person is told at the end: what became of the lines, and what to do next.

use crate::arguments::Output;
use crate::context::Context;

use super::error::SendingError;
use super::resuming;
use super::run::{Job, Ran};
use super::stop::Stop;
use super::tally::{Sum, Tally};

pub(super) fn show(tally: &Tally, ran: &Ran, job: &Job, context: &mut Context<'_, '_>) {
    if let Some(stop) = &ran.stop {
        context.note(&stop.describe(context.language));
    }
    if ran.calls == 0 && ran.stop.is_none() && tally.not_sent.lines == 0 {
        let already = context.pick(
            "nothing was sent now: no line is left to send, as the journal tells; --again sends everything once more, to all:",
            "rien n'a été envoyé cette fois : il ne reste aucune ligne à envoyer, dit le journal ; --again envoie tout une fois de plus, à tous :",
        );
        context.note(&format!("{already} {}", job.files.journal.display()));
    }
    let line = summary(tally, context);
    if job.output == Output::Table {
        context.line(&line);
    } else {
        context.note(&line);
    }
    for advice in advice(tally, ran.stop.as_ref(), context) {
        context.note(&advice);
    }
}

/// The lines cannot be told; the journal has what became of them.
pub(super) fn untold(error: &SendingError, ran: &Ran, context: &mut Context<'_, '_>) {
    if let Some(stop) = &ran.stop {
        context.note(&stop.describe(context.language));
    }
    let label = context.pick("error: ", "erreur : ");
    context.note(&format!("{label}{}", error.describe_all(context.language)));
}

fn summary(tally: &Tally, context: &Context<'_, '_>) -> String {
    let page = context.page();
    let part = |sum: Sum, english, [one, many]: [&'static str; 2]| {
        let french = if sum.lines < 2 { one } else { many };
        (sum, context.pick(english, french))
    };
    let always = [
        part(tally.accepted, "accepted", ["accepté", "acceptés"]),
        part(tally.refused, "refused", ["refusé", "refusés"]),
        part(tally.not_sent, "not sent", ["non envoyé", "non envoyés"]),
        part(tally.unknown, "unknown", ["inconnu", "inconnus"]),
    ];
    let sometimes = [
        part(tally.bad, "bad", ["en erreur"; 2]),
        part(tally.duplicates, "duplicate", ["en double"; 2]),
        part(tally.opted_out, "opted out", ["désinscrit", "désinscrits"]),
    ];
    let sometimes = sometimes.into_iter().filter(|(sum, _)| sum.lines > 0);
    let parts: Vec<String> = always
        .into_iter()
        .chain(sometimes)
        .map(|(sum, what)| format!("{} {what}", page.number(sum.lines)))
        .collect();
    let Sum { least_segments, most_segments, .. } = tally.accepted;
    let is_exact = least_segments == most_segments;
    let most = if is_exact { "" } else { context.pick("at most ", "au plus ") };
    let spent = page.number(most_segments);
    let segments = match most_segments {
        0 => context.pick("segments spent", "segment dépensé"),
        1 => context.pick("segment spent", "segment dépensé"),
        _ => context.pick("segments spent", "segments dépensés"),
    };
    let colon = context.pick("; ", " ; ");
    format!("{}{colon}{most}{spent} {segments}", parts.join(", "))
}

/// One sentence for each thing to do, the most pressing first.
fn advice(tally: &Tally, stop: Option<&Stop>, context: &Context<'_, '_>) -> Vec<String> {
    let mut advice = Vec::new();
    if tally.unknown.lines > 0 {
        advice.push(context.pick(
            "unknown: nobody knows whether these lines were received; they are never sent again by this journal; look them up (smsmode sent), then send what is missing from a file of its own",
            "inconnus : nul ne sait si ces lignes ont été reçues ; ce journal ne les renvoie jamais ; vérifiez-les (smsmode sent), puis envoyez ce qui manque depuis un autre fichier",
        ).to_owned());
    }
    if tally.not_sent.lines > 0 && !matches!(stop, Some(Stop::Broken(_))) {
        let text = context.pick(
            "not sent: this sends them, and no line twice:",
            "non envoyés : ceci les envoie, et aucune ligne deux fois :",
        );
        advice.push(format!("{text} {}", resuming::command(context)));
    }
    if tally.refused.lines > 0 {
        advice.push(context.pick(
            "refused: the reasons are in the result (--result FILE); --retry-refused tries them again",
            "refusés : les raisons sont dans le résultat (--result FICHIER) ; --retry-refused les retente",
        ).to_owned());
    }
    advice
}
