//! A picture of an outbox, in lines as wide as the page.

use crate::cells;
use crate::page::{Page, row};

use super::super::overview::{counts, moved, reason};
use super::picture::{Change, Picture};

/// Where there are fewer lines than this, nothing takes more than one.
const SMALL: usize = 16;

/// How things stand, then the changes, the newest first.
pub(super) fn lines(picture: &Picture, page: Page, height: usize) -> Vec<String> {
    let mut lines = standing(picture, page, height);
    lines.push("─".repeat(page.width));
    lines.extend(picture.changes.iter().map(|change| one(change, page)));
    lines
}

/// How things stand: what somebody must know comes first.
pub(super) fn standing(picture: &Picture, page: Page, height: usize) -> Vec<String> {
    let states = counts(&picture.overview);
    let states = if states.is_empty() {
        page.pick("no message", "aucun message").to_owned()
    } else {
        states
    };
    let pause = picture.overview.paused.map(|paused| reason(paused, page.language).to_owned());
    let moved = picture.overview.moved_to.as_deref().map(|to| moved(to, page.language));
    let is_here = moved.is_none();
    let rows = [
        ("Messages", "Messages", Some(states)),
        ("Trouble", "Problème", picture.trouble.clone()),
        ("In doubt", "En doute", picture.doubt.clone()),
        ("Pause", "Pause", pause),
        ("Moved", "Déménagée", moved),
        ("Sending", "Envoi", is_here.then(|| sending(picture, page))),
        ("Next", "Ensuite", is_here.then(|| next(picture, page))),
    ];
    let mut lines = vec![cells::fit(&format!("smsmode outbox  {}", picture.url), page.width)];
    for (english, french, text) in rows {
        let label = page.pick(english, french);
        match text {
            Some(text) if height < SMALL => lines.push(cells::fit(&row(label, &text), page.width)),
            Some(text) => lines.extend(page.row(label, &text)),
            None => {}
        }
    }
    lines
}

fn sending(picture: &Picture, page: Page) -> String {
    let who = match picture.is_dispatched {
        Some(true) => page.pick("a dispatcher runs", "un répartiteur tourne"),
        Some(false) => page.pick(
            "nobody sends: start smsmode outbox run",
            "personne n'envoie : lancez smsmode outbox run",
        ),
        None => page.pick("it is not known who sends", "on ne sait pas qui envoie"),
    };
    let rate = page.pick("accepted in a minute", "acceptés en une minute");
    format!("{} {rate}, {who}", picture.per_minute)
}

fn next(picture: &Picture, page: Page) -> String {
    match picture.next {
        None => page.pick("nothing waits", "rien n'attend").to_owned(),
        Some(0) => page.pick("now", "maintenant").to_owned(),
        Some(seconds) => {
            page.pick(format!("in {}", span(seconds)), format!("dans {}", span(seconds)))
        }
    }
}

/// Such as `14 s`, `12 min` or `3 h`.
fn span(seconds: u64) -> String {
    match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7_199 => format!("{} min", seconds / 60),
        _ => format!("{} h", seconds / 3_600),
    }
}

/// The key is cut where there is no room: it comes last.
fn one(change: &Change, page: Page) -> String {
    let instant = jiff::Timestamp::from_second(change.at.unix_seconds()).unwrap_or_default();
    let clock = instant.to_zoned(jiff::tz::TimeZone::system()).strftime("%H:%M:%S").to_string();
    let trouble =
        change.trouble.as_ref().map(|trouble| format!(" ({trouble})")).unwrap_or_default();
    let Change { state, to, key, .. } = change;
    cells::fit(&format!("{clock}  {:<11} {to}  {key}{trouble}", state.name()), page.width)
}

#[cfg(test)]
mod tests;
