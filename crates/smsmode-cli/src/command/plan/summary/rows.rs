//! The totals, for people.

use crate::cells;
use crate::page::Page;

use super::{AlphabetRecord, CostlyRecord, Summary};

impl Summary {
    pub(super) fn rows(&self, page: Page) -> Vec<String> {
        [self.taken(page), self.noted(page), self.left_out(page), self.costly(page)].concat()
    }

    /// What all messages take.
    fn taken(&self, page: Page) -> Vec<String> {
        let segments = counted(self.segments, "segment", page);
        let mut rows =
            page.row("Total", &format!("{}, {segments}", counted(self.messages, "message", page)));
        for (label, alphabet) in [("GSM", &self.gsm7), ("Unicode", &self.ucs2)] {
            if alphabet.messages > 0 {
                rows.extend(page.row(label, &alphabet.shown(page)));
            }
        }
        rows
    }

    /// What is to be known about messages.
    fn noted(&self, page: Page) -> Vec<String> {
        let noted = [
            (
                self.changed,
                page.pick("Changed", "Remplacé"),
                page.pick("to fit into GSM", "pour tenir en GSM"),
            ),
            (
                self.refused,
                page.pick("Refused", "Refusé"),
                page.pick(
                    "unless sent with --unicode; counted as Unicode",
                    "sauf avec --unicode ; compte fait en Unicode",
                ),
            ),
            (
                self.blank,
                page.pick("Empty", "Vide"),
                page.pick("which nobody can send", "que personne ne peut envoyer"),
            ),
            (
                self.beyond_limit,
                page.pick("Too long", "Trop long"),
                page.pick(
                    "of more than 5 segments; the service cuts there",
                    "de plus de 5 segments ; le service coupe là",
                ),
            ),
        ];
        let told = noted.into_iter().filter(|&(messages, ..)| messages > 0);
        told.flat_map(|(messages, label, why)| {
            page.row(label, &format!("{}, {why}", counted(messages, "message", page)))
        })
        .collect()
    }

    /// Lines that are no messages.
    fn left_out(&self, page: Page) -> Vec<String> {
        let mut rows = Vec::new();
        for (lines, why) in [
            (self.invalid_lines, page.pick("not UTF-8", "pas en UTF-8")),
            (
                self.too_long_lines,
                page.pick("too long for any message", "d'une longueur impossible"),
            ),
        ] {
            if lines > 0 {
                let lines = counted(lines, page.pick("line", "ligne"), page);
                let text = page.pick(
                    format!("{lines}, {why}; without --summary each is named"),
                    format!("{lines}, {why} ; sans --summary chacune est indiquée"),
                );
                rows.extend(page.row(page.pick("Left out", "Écarté"), &text));
            }
        }
        rows
    }

    fn costly(&self, page: Page) -> Vec<String> {
        let labels = std::iter::once(page.pick("Costly", "Coûteux")).chain(std::iter::repeat(""));
        let rows = labels.zip(&self.costly_characters);
        rows.flat_map(|(label, costly)| page.row(label, &costly.shown(page))).collect()
    }
}

impl AlphabetRecord {
    fn shown(&self, page: Page) -> String {
        let segments = counted(self.segments, "segment", page);
        format!("{}, {segments}", counted(self.messages, "message", page))
    }
}

impl CostlyRecord {
    fn shown(&self, page: Page) -> String {
        let character: String =
            cells::of(self.character.encode_utf8(&mut [0; 4])).map(|cell| cell.shown).collect();
        let quoted = page.pick(format!("“{character}”"), format!("« {character} »"));
        let messages = counted(self.messages, "message", page);
        let (code, within) = (&self.code_point, page.pick("in", "dans"));
        format!("{quoted} {code} {within} {messages}")
    }
}

/// A number of things, of which the plural has an s.
fn counted(number: u64, thing: &str, page: Page) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{} {thing}{s}", page.number(number))
}
