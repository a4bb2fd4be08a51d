//! `smsmode outbox show`: all that is known of a message, and what can be done about it.

use smsmode_http::outbox::{ParkedBecause, Stage};
use smsmode_http::{Describe as _, Timestamp};
use smsmode_outbox::Entry;

use crate::arguments::{Output, ShowMessages};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output;
use crate::page::Page;

use super::brief::recipient;
use super::entry_record::{EntryRecord, Shown};
use super::{OutboxFailure, address, named, overview};

pub(super) fn run(
    arguments: &ShowMessages,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let at = &arguments.named.at;
    let outbox = address::open(at, context)?;
    let entries = named::entries(&outbox, &arguments.named)?;
    if at.common.output == Output::Table {
        let pages = entries.iter().map(|entry| lines(entry, arguments.numbers, context.page()));
        let pages: Vec<String> = pages.map(|lines| lines.join("\n")).collect();
        context.line(&pages.join("\n\n"));
    } else {
        let numbers = arguments.numbers;
        let shown = Shown { whole_numbers: numbers, texts: true, language: context.language };
        let records: Vec<_> = entries.iter().map(|entry| EntryRecord::new(entry, shown)).collect();
        output::write(&records, at.common.output, context);
    }
    let overview = outbox.overview().map_err(OutboxFailure::from)?;
    overview::tell_pause(&overview, context);
    Ok(exit_of_all(&entries))
}

/// A message as a person reads it: first what is known, and what can be done.
fn lines(entry: &Entry, whole_numbers: bool, page: Page) -> Vec<String> {
    let standing = entry.standing(page.language);
    let text = entry.content.as_ref().map(|content| content.message.text().to_owned());
    let attempts = entry.progress.attempt.count();
    let status = entry
        .status
        .map(|status| format!("{} ({})", status.describe(page.language), status.code()));
    let rows = [
        ("Message", "Message", Some(entry.id.to_string())),
        ("Key", "Clé", Some(entry.key.as_str().to_owned())),
        ("State", "État", Some(entry.state().name().to_owned())),
        ("Known", "On sait", Some(standing.known)),
        ("To do", "À faire", standing.advice),
        ("To", "À", Some(recipient(&entry.to, whole_numbers))),
        ("Text", "Texte", text),
        ("Attempts", "Essais", (attempts > 0).then(|| attempts.to_string())),
        ("Trouble", "Problème", entry.trouble.clone()),
        ("Next", "Ensuite", entry.progress.stage.due_at().map(local)),
        ("Id", "Id", entry.message_id().map(ToString::to_string)),
        ("Status", "Statut", status),
        ("Reference", "Référence", entry.own_reference.as_ref().map(ToString::to_string)),
        ("Put in", "Ajouté", Some(local(entry.created_at))),
        ("Changed", "Modifié", Some(local(entry.changed_at))),
        ("Expires", "Expire", entry.terms.expires_at.map(local)),
    ];
    let told = rows
        .into_iter()
        .filter_map(|(english, french, text)| Some(page.row(page.pick(english, french), &text?)));
    told.flatten().collect()
}

/// On the clock of the user, with its distance from UTC.
fn local(time: Timestamp) -> String {
    let instant = jiff::Timestamp::from_second(time.unix_seconds()).unwrap_or_default();
    let local = instant.to_zoned(jiff::tz::TimeZone::system());
    local.strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
}

/// That of the message that needs most care.
fn exit_of_all(entries: &[Entry]) -> Exit {
    let order = [Exit::Unknown, Exit::Refused, Exit::NotDelivered, Exit::NotSent, Exit::Pending];
    let exits: Vec<Exit> = entries.iter().map(exit_of).collect();
    order.into_iter().find(|exit| exits.contains(exit)).unwrap_or(Exit::Done)
}

fn exit_of(entry: &Entry) -> Exit {
    match &entry.progress.stage {
        Stage::Queued { .. }
        | Stage::Claimed { .. }
        | Stage::Submitting { .. }
        | Stage::Accepted { .. } => Exit::Pending,
        Stage::Unknown { .. } | Stage::Parked { because: ParkedBecause::InDoubt, .. } => {
            Exit::Unknown
        }
        Stage::Delivered { .. } => Exit::Done,
        Stage::Undelivered { .. } => Exit::NotDelivered,
        Stage::Rejected => Exit::Refused,
        Stage::Expired
        | Stage::Cancelled
        | Stage::Parked { because: ParkedBecause::Exhausted, .. } => Exit::NotSent,
    }
}
