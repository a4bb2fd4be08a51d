//! A JSON array of which nobody knows the length, element by element.

use serde::Serialize;

/// Writes one JSON array as its elements become known.
#[derive(Debug, Default)]
pub(crate) struct Array {
    has_elements: bool,
}

impl Array {
    /// What to write for the next element.
    pub(crate) fn element<R: Serialize>(&mut self, record: &R) -> String {
        let before = if self.has_elements { ",\n  " } else { "[\n  " };
        self.has_elements = true;
        // Line ends within texts are escaped: all that are left begin a field.
        let element = super::json(record, true).replace('\n', "\n  ");
        format!("{before}{element}")
    }

    /// What to write after the last element.
    pub(crate) const fn end(&self) -> &'static str {
        if self.has_elements { "\n]\n" } else { "[]\n" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_is_written_as_if_it_had_been_there_as_a_whole() {
        for records in [vec![], vec![("a\nb", 1)], vec![("a", 1), ("b", 2), ("c", 3)]] {
            let mut array = Array::default();
            let elements: String = records.iter().map(|record| array.element(record)).collect();
            let whole = serde_json::to_string_pretty(&records).unwrap_or_default();
            assert_eq!(format!("{elements}{}", array.end()), format!("{whole}\n"));
        }
    }
}
