//! What the lines of a file take together, for people and for programs.

use std::path::Path;

use serde::Serialize;

use crate::batch::{Layout, Repair, Totals};
use crate::output::Row;
use crate::page::Page;

/// The file, what was found in it, and what it takes.
pub(super) fn rows(path: &Path, layout: &Layout, totals: &Totals, page: Page) -> Vec<String> {
    [
        page.row(page.pick("File", "Fichier"), &found(path, layout, page)),
        page.row(page.pick("Columns", "Colonnes"), &columns(layout, page)),
        page.list(page.pick("Lines", "Lignes"), &lines(totals, page)),
        page.list(page.pick("Repaired", "Réparé"), &repaired(totals, page)),
        noted(totals, page),
        page.row("Segments", &segments(totals, page)),
    ]
    .concat()
}

fn found(path: &Path, layout: &Layout, page: Page) -> String {
    let (path, encoding, sign) = (path.display(), layout.encoding.name(), layout.delimiter);
    page.pick(
        format!("{path}, in {encoding}, columns separated by {sign}"),
        format!("{path}, en {encoding}, colonnes séparées par {sign}"),
    )
}

fn columns(layout: &Layout, page: Page) -> String {
    let translated = |what| match what {
        "recipient" => page.pick("recipient", "destinataire"),
        "text" => page.pick("text", "texte"),
        "sender" => page.pick("sender", "émetteur"),
        _ => page.pick("reference", "référence"),
    };
    let all = layout.columns();
    let shown: Vec<String> =
        all.iter().map(|(what, column)| format!("{} = {column}", translated(*what))).collect();
    shown.join(", ")
}

fn lines(totals: &Totals, page: Page) -> Vec<String> {
    let number = |count| page.number(count);
    let mut items = vec![
        format!("{} {}", number(totals.lines), page.pick("in all", "en tout")),
        format!("{} {}", number(totals.good), page.pick("to send", "à envoyer")),
    ];
    let left_out = [
        (totals.bad, page.pick(["bad"; 2], ["en erreur"; 2])),
        (
            totals.duplicates,
            page.pick(
                ["duplicate left out", "duplicates left out"],
                ["doublon écarté", "doublons écartés"],
            ),
        ),
        (
            totals.opted_out,
            page.pick(["opted out and left out"; 2], ["désinscrit écarté", "désinscrits écartés"]),
        ),
    ];
    items.extend(left_out.into_iter().filter_map(|(count, what)| counted(count, what, page)));
    items
}

fn repaired(totals: &Totals, page: Page) -> Vec<String> {
    let counts = totals.repaired.into_iter().zip(Repair::ALL);
    counts.filter_map(|(count, repair)| counted(count, damaged(repair, page), page)).collect()
}

/// One number, and several, that were damaged like this.
fn damaged(repair: Repair, page: Page) -> [&'static str; 2] {
    match repair {
        Repair::LostZero => page.pick(
            ["number without its 0", "numbers without their 0"],
            ["numéro sans son 0", "numéros sans leur 0"],
        ),
        Repair::Decimals => page.pick(
            ["number with decimals", "numbers with decimals"],
            ["numéro à décimales", "numéros à décimales"],
        ),
        Repair::Wrapped => page.pick(
            ["number written as a formula", "numbers written as formulas"],
            ["numéro écrit en formule", "numéros écrits en formules"],
        ),
    }
}

fn noted(totals: &Totals, page: Page) -> Vec<String> {
    let changed = page.pick(
        ["text, to fit into GSM", "texts, to fit into GSM"],
        ["texte, pour tenir en GSM", "textes, pour tenir en GSM"],
    );
    let unicode = page.pick(["text", "texts"], ["texte", "textes"]);
    let all = [
        (page.pick("Changed", "Remplacé"), counted(totals.changed, changed, page)),
        ("Unicode", counted(totals.unicode, unicode, page)),
    ];
    all.into_iter().filter_map(|(label, text)| Some(page.row(label, &text?))).flatten().collect()
}

/// A number of things, of which one and several are called so; nothing of none.
fn counted(count: u64, [one, several]: [&str; 2], page: Page) -> Option<String> {
    let what = if count == 1 { one } else { several };
    (count > 0).then(|| format!("{} {what}", page.number(count)))
}

fn segments(totals: &Totals, page: Page) -> String {
    let (least, most) = totals.segments;
    if least == most {
        page.number(most)
    } else {
        format!("{}-{}", page.number(least), page.number(most))
    }
}

/// The totals, for programs.
#[derive(Debug, Serialize)]
pub(super) struct TotalsRecord {
    lines: u64,
    good: u64,
    bad: u64,
    duplicates: u64,
    opted_out: u64,
    repaired: u64,
    changed: u64,
    unicode: u64,
    segments_min: u64,
    segments: u64,
}

impl From<&Totals> for TotalsRecord {
    fn from(totals: &Totals) -> Self {
        Self {
            lines: totals.lines,
            good: totals.good,
            bad: totals.bad,
            duplicates: totals.duplicates,
            opted_out: totals.opted_out,
            repaired: totals.repaired.iter().sum(),
            changed: totals.changed,
            unicode: totals.unicode,
            segments_min: totals.segments.0,
            segments: totals.segments.1,
        }
    }
}

impl TotalsRecord {
    const fn numbers(&self) -> [u64; 10] {
        let Self { lines, good, bad, duplicates, opted_out, .. } = *self;
        let Self { repaired, changed, unicode, segments_min, segments, .. } = *self;
        [
            lines,
            good,
            bad,
            duplicates,
            opted_out,
            repaired,
            changed,
            unicode,
            segments_min,
            segments,
        ]
    }
}

impl Row<10> for TotalsRecord {
    const NAMES: [&'static str; 10] = [
        "lines",
        "good",
        "bad",
        "duplicates",
        "opted_out",
        "repaired",
        "changed",
        "unicode",
        "segments_min",
        "segments",
    ];

    fn cells(&self) -> [String; 10] {
        self.numbers().map(|number| number.to_string())
    }
}
