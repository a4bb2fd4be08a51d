//! What is replaced, each change once.

use smsmode_http::text::{Plan, Replacement};

use crate::cells;
use crate::output::code_point;
use crate::page::Page;

/// Such as `“ê” → “e” ×3`, in the order in which they first occur.
pub(super) fn rows(plan: &Plan, page: Page) -> Vec<String> {
    let groups = grouped(plan.replacements());
    let shown: Vec<String> =
        groups.iter().map(|(change, times)| show(change, *times, page)).collect();
    page.list(page.pick("Changed", "Remplacé"), &shown)
}

fn grouped(changes: &[Replacement]) -> Vec<(&Replacement, usize)> {
    let mut groups: Vec<(&Replacement, usize)> = Vec::new();
    for change in changes {
        let same = |(other, _): &&mut (&Replacement, usize)| {
            (&other.original, &other.replacement) == (&change.original, &change.replacement)
        };
        match groups.iter_mut().find(same) {
            Some((_, times)) => *times += 1,
            None => groups.push((change, 1)),
        }
    }
    groups
}

fn show(change: &Replacement, times: usize, page: Page) -> String {
    let original = named(&change.original, page);
    let becomes = match change.replacement.as_str() {
        "" => page.pick("left out", "supprimé").to_owned(),
        replacement => format!("→ {}", quoted(replacement, page)),
    };
    let often = if times > 1 { format!(" ×{times}") } else { String::new() };
    format!("{original} {becomes}{often}")
}

/// What was written, by its code points where the eye would see nothing of it.
fn named(original: &str, page: Page) -> String {
    let unseen = cells::of(original).all(|cell| cell.shown.trim().is_empty() || cell.shown == "◌");
    if !unseen {
        return quoted(original, page);
    }
    let codes: Vec<String> = original.chars().map(code_point).collect();
    codes.join(" ")
}

fn quoted(text: &str, page: Page) -> String {
    let shown: String = cells::of(text).map(|cell| cell.shown).collect();
    page.pick(format!("“{shown}”"), format!("« {shown} »"))
}
