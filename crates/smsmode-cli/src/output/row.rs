//! Records in named columns, and tab-separated for programs.

use serde::Serialize;

/// A record that has a place in a table. Every record has the same columns.
pub(crate) trait Row<const COLUMNS: usize>: Serialize {
    /// What the columns are called, as in JSON.
    const NAMES: [&'static str; COLUMNS];

    /// What stands in them; nothing where JSON has `null`.
    fn cells(&self) -> [String; COLUMNS];
}

/// The names of the columns, tab-separated, as a line.
pub(crate) fn tsv_heading<const N: usize, R: Row<N>>() -> String {
    R::NAMES.join("\t") + "\n"
}

/// A record, tab-separated, as a line; `\t`, `\n`, `\r` and `\\` stand for what they do in JSON.
pub(crate) fn tsv<const N: usize, R: Row<N>>(record: &R) -> String {
    record.cells().map(|cell| escaped(&cell)).join("\t") + "\n"
}

fn escaped(cell: &str) -> String {
    let pairs = [('\\', "\\\\"), ('\t', "\\t"), ('\n', "\\n"), ('\r', "\\r")];
    pairs.into_iter().fold(cell.to_owned(), |text, (sign, written)| text.replace(sign, written))
}

#[cfg(test)]
mod tests {
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
    fn a_record_is_one_line_whatever_is_in_it() {
        assert_eq!(tsv_heading::<2, Pair>(), "id\ttext\n");
        assert_eq!(tsv(&Pair("a", "1\t2\r\n3\\n")), "a\t1\\t2\\r\\n3\\\\n\n");
    }
}
