//! Requests and answers like those of a shop, the same at each run.

use smsmode_core::text::latin9;

const TEXTS: &str = include_str!("../corpus/texts.txt");

/// One of the 10,000 numbers that France keeps for fiction, 06 39 98 XX XX, as the service writes it.
pub fn phone_number(index: usize) -> String {
    format!("3363998{:04}", index % 10_000)
}

/// A text that every class of message can carry.
pub fn text(index: usize) -> &'static str {
    TEXTS.lines().nth(index % TEXTS.lines().count()).unwrap_or_default()
}

/// An answer to `smsList.do`, in Latin-9 as the service sends it. One text in ten holds what
/// nobody escapes: a bar and a line break.
pub fn sent_list(records: usize) -> Vec<u8> {
    let record = |index: usize| {
        let (text, number) = (text(index), phone_number(index));
        let awkward = if index % 10 == 9 { " | A bientot\nVotre magasin" } else { "" };
        format!("S7EpYZ{index:06} | 12/05/2015 13:50 | {text}{awkward} | {number} | 1.0 | 1 |\n")
    };
    let latin9 = |ch| latin9::encode(ch).unwrap_or(b'?');
    (0..records).flat_map(|index| record(index).chars().map(latin9).collect::<Vec<u8>>()).collect()
}

/// An answer to `compteRendu.do`.
pub fn delivery_report(entries: usize) -> Vec<u8> {
    let statuses = [11, 11, 11, 13, 0, 34];
    let status = |index: usize| statuses.get(index % statuses.len()).copied().unwrap_or(11);
    let entry = |index| format!("{} {} | ", phone_number(index), status(index));
    (0..entries).flat_map(|index| entry(index).into_bytes()).collect()
}
