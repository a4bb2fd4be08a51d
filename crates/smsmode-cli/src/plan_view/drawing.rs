//! The text as a phone shows it, drawn segment by segment.

use smsmode_http::text::{Plan, Segment};
use unicode_width::UnicodeWidthStr as _;

use crate::cells::{self, Cell};
use crate::page::{Page, row};

use super::{cut_off, unit};

/// A box with a compartment for each segment, its legend, and what the service cuts off.
pub(super) fn rows(plan: &Plan, written: &str, page: Page) -> Vec<String> {
    let drawing = Drawing { plan, page, width: page.text_width() };
    let mut lines = Vec::new();
    for (number, segment) in (1..).zip(plan.text_segments()) {
        lines.push(drawing.heading(number, &segment));
        lines.extend(drawing.body(&segment));
    }
    let lost = cut_off(plan, written);
    lines.push(drawing.floor(lost));
    let mut rows = labelled(page.pick("Text", "Texte"), &lines);
    if let Some(legend) = drawing.legend() {
        rows.extend(page.row("", &legend));
    }
    if let Some(lost) = lost {
        let beginning = cells::fit(lost, page.text_width());
        rows.extend(page.row(page.pick("Cut off", "Coupé"), &beginning));
    }
    rows
}

fn labelled(label: &str, lines: &[String]) -> Vec<String> {
    let labels = std::iter::once(label).chain(std::iter::repeat(""));
    labels.zip(lines).map(|(label, line)| row(label, line)).collect()
}

struct Drawing<'p> {
    plan: &'p Plan,
    page: Page,
    /// In columns, with the borders.
    width: usize,
}

impl Drawing<'_> {
    /// The border above a segment: its number, and how full it is.
    fn heading(&self, number: usize, segment: &Segment<'_>) -> String {
        let (left, right) = if number == 1 { ('┌', '┐') } else { ('├', '┤') };
        let title = format!("{left} {number} ");
        let usage = self.usage(segment, title.width() + 4);
        let line = self.rule(title.width() + usage.width() + 3);
        format!("{title}{line} {usage} {right}")
    }

    /// How full a segment is, in a few words or, where there is no room for them, in numbers.
    fn usage(&self, segment: &Segment<'_>, taken: usize) -> String {
        let (units, capacity) = (segment.units, self.plan.segment_capacity());
        let (unit, free) = (unit(self.plan.alphabet(), self.page), capacity - units);
        let words = self.page.pick(
            format!("{units} of {capacity} {unit}, {free} free"),
            format!("{units} {unit} sur {capacity}, {free} libres"),
        );
        if taken + words.width() < self.width { words } else { format!("{units}/{capacity}") }
    }

    /// The lines of a segment; below those that have some, marks under what takes several units.
    fn body(&self, segment: &Segment<'_>) -> Vec<String> {
        let mut lines = Vec::new();
        for cells in cells::wrap_cells(segment.text, self.width.saturating_sub(4)) {
            lines.push(self.between_borders(&cells::joined(&cells)));
            let marks: String = cells.iter().map(|cell| self.mark(cell)).collect();
            if !marks.trim().is_empty() {
                lines.push(self.between_borders(&marks));
            }
        }
        lines
    }

    fn between_borders(&self, line: &str) -> String {
        let blanks = self.width.saturating_sub(4 + line.width());
        format!("│ {line}{} │", " ".repeat(blanks))
    }

    /// How many units a character takes, raised, if they are several; as wide as the character.
    fn mark(&self, cell: &Cell<'_>) -> String {
        let units = self.units(cell);
        let digits = if units > 1 { units.to_string() } else { String::new() };
        let raised: String = digits.chars().map(raised).collect();
        let mark = if raised.width() > cell.width { MANY } else { &raised };
        format!("{mark:<width$.width$}", width = cell.width)
    }

    fn units(&self, cell: &Cell<'_>) -> usize {
        let alphabet = self.plan.alphabet();
        cell.written.chars().filter_map(|ch| alphabet.units(ch)).sum()
    }

    /// The border below the last segment.
    fn floor(&self, lost: Option<&str>) -> String {
        let Some(lost) = lost else { return format!("└{}┘", self.rule(2)) };
        let count = lost.chars().count();
        let s = if count == 1 { "" } else { "s" };
        let title = self.page.pick(
            format!("└ cut here: {count} character{s} lost "),
            format!("└ coupé ici : {count} caractère{s} perdu{s} "),
        );
        let title = cells::fit(&title, self.width.saturating_sub(1));
        format!("{title}{}┘", self.rule(title.width() + 1))
    }

    /// What the marks mean, if there are any.
    fn legend(&self) -> Option<String> {
        let units = || cells::of(self.plan.text()).map(|cell| self.units(&cell));
        let most = units().max().unwrap_or(0);
        let unit = unit(self.plan.alphabet(), self.page);
        match most {
            0 | 1 => None,
            2 => {
                Some(self.page.pick(format!("² takes two {unit}"), format!("² occupe deux {unit}")))
            }
            _ => Some(self.page.pick(
                format!("a raised number: so many {unit} for the character above"),
                format!("en exposant : les {unit} qu'occupe le caractère au-dessus"),
            )),
        }
    }

    /// The line that fills a border of which so many columns are taken.
    fn rule(&self, taken: usize) -> String {
        "─".repeat(self.width.saturating_sub(taken))
    }
}

/// More units than the character has columns to say so.
const MANY: &str = "⁺";

fn raised(digit: char) -> char {
    match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    }
}
