//! Records in aligned columns, for people.

use unicode_width::UnicodeWidthStr as _;

use crate::cells;

use super::Row;

/// The records below the names of their columns, in lines of at most so many columns of a terminal
/// where the last cell can be cut; no lines for no records.
pub(super) fn lines<const N: usize, R: Row<N>>(records: &[R], width: usize) -> Vec<String> {
    if records.is_empty() {
        return Vec::new();
    }
    let heading = std::iter::once(R::NAMES.map(str::to_owned));
    let shown = records.iter().map(|record| record.cells().map(|cell| visible(&cell)));
    let rows: Vec<[String; N]> = heading.chain(shown).collect();
    let widths = widths(&rows);
    rows.iter().map(|row| aligned(row, &widths, width)).collect()
}

fn visible(cell: &str) -> String {
    cells::of(cell).map(|cell| cell.shown.into_owned()).collect()
}

fn widths<const N: usize>(rows: &[[String; N]]) -> [usize; N] {
    let mut widths = [0; N];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = cell.width().max(*widest);
        }
    }
    widths
}

fn aligned(row: &[String], widths: &[usize], width: usize) -> String {
    let Some((last, others)) = row.split_last() else { return String::new() };
    let mut line = String::new();
    for (cell, widest) in others.iter().zip(widths) {
        let blanks = widest.saturating_sub(cell.width()) + GAP;
        line.push_str(cell);
        line.push_str(&" ".repeat(blanks));
    }
    let room = width.saturating_sub(line.width()).max(LEAST);
    line.push_str(&cells::fit(last, room));
    line.trim_end().to_owned()
}

/// Between two columns.
const GAP: usize = 2;

/// What the last column has in any case.
const LEAST: usize = 16;

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;

    #[derive(Serialize)]
    struct Pair(&'static str, &'static str);

    impl Row<2> for Pair {
        const NAMES: [&'static str; 2] = ["id", "text"];

        fn cells(&self) -> [String; 2] {
            [self.0.to_owned(), self.1.to_owned()]
        }
    }

    #[test]
    fn columns_are_aligned_by_what_the_eye_sees() {
        let pairs = [Pair("你", "a\nb"), Pair("abc", "0123456789abcdefghij")];
        assert_eq!(lines(&pairs, 21), ["id   text", "你   a↵b", "abc  0123456789abcde…"]);
        assert_eq!(lines::<2, Pair>(&[], 20), [""; 0]);
    }
}
