//! Lists of records: `a | b | text | c |`, one after the other, with texts that nobody escaped.
//!
//! A text may hold `|` and line breaks. So a record is found by what its beginning must look like,
//! and read from the outside in. What defeats that is kept as a damaged record, with its bytes.

use std::fmt;

use crate::wire::answer::trim;
use crate::wire::charset::AnswerCharset;

/// A record that could not be read. The records round it are whole.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DamagedRecord {
    /// Its place among all records of the answer, from 0.
    pub position: usize,
    /// Its bytes, as they came. `Debug` shows only how many.
    pub raw: Vec<u8>,
}

impl DamagedRecord {
    /// What can be read of it: as UTF-8, or else as ISO-8859-15, which knows every byte.
    ///
    /// ```
    /// use smsmode_core::{Endpoint as _, ListSent, Response};
    ///
    /// let body = b"a1 | 12/05/2015 13:50 | un | 33639980011 | 1.0 | 1 |\nb2 | 12/05/2015 13:51 | \xe9";
    /// let list = ListSent::new().parse(Response::new(200, body))?;
    /// assert_eq!(list.damaged[0].text(), "b2 | 12/05/2015 13:51 | é");
    /// # Ok::<(), smsmode_core::ResponseError>(())
    /// ```
    pub fn text(&self) -> String {
        AnswerCharset::guessed(&self.raw).decode(&self.raw).into_owned()
    }
}

impl fmt::Debug for DamagedRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DamagedRecord {{ position: {}, bytes: {} }}", self.position, self.raw.len())
    }
}

/// Reads every record of a body; what cannot be read is damaged.
pub(crate) fn read_all<'a, R>(
    body: &'a [u8],
    begins: fn(&[u8]) -> bool,
    read: impl Fn(&'a [u8]) -> Option<R>,
) -> (Vec<R>, Vec<DamagedRecord>) {
    let (mut records, mut damaged) = (Vec::new(), Vec::new());
    for (position, chunk) in (Chunks { rest: body, begins }).enumerate() {
        match read(chunk) {
            Some(record) => records.push(record),
            None => damaged.push(DamagedRecord { position, raw: chunk.to_vec() }),
        }
    }
    (records, damaged)
}

/// The chunks of a body between one beginning of a record and the next.
struct Chunks<'a> {
    rest: &'a [u8],
    begins: fn(&[u8]) -> bool,
}

impl<'a> Iterator for Chunks<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        self.rest = trim_start(self.rest);
        if self.rest.is_empty() {
            return None;
        }
        let mut searched = 0;
        while let Some(line) = self.rest.get(searched..).and_then(next_break) {
            searched += line;
            let (chunk, after) = self.rest.split_at_checked(searched)?;
            let next = trim_start(after);
            if (self.begins)(next) {
                self.rest = next;
                return Some(trim_end(chunk));
            }
            // Past the whole run of breaks: looking at each of them again would take quadratic time.
            searched = self.rest.len() - next.len();
        }
        Some(trim_end(std::mem::take(&mut self.rest)))
    }
}

/// Where the next line break is.
fn next_break(bytes: &[u8]) -> Option<usize> {
    memchr::memchr2_iter(b'\n', b'<', bytes)
        .find(|position| bytes.get(*position..).is_some_and(|rest| break_length(rest) > 0))
}

/// Length of the line break at the start of some bytes; 0 where there is none.
///
/// LF and empty lines were seen in 2020, `<br/>` in 2017 (grade A).
fn break_length(bytes: &[u8]) -> usize {
    match bytes {
        [b'\n', ..] => 1,
        [b'<', b'b' | b'B', b'r' | b'R', rest @ ..] => {
            let inner = rest.iter().take_while(|byte| matches!(byte, b' ' | b'/')).count();
            if rest.get(inner) == Some(&b'>') { inner + 4 } else { 0 }
        }
        _ => 0,
    }
}

fn trim_start(mut bytes: &[u8]) -> &[u8] {
    loop {
        bytes = bytes.trim_ascii_start();
        match break_length(bytes) {
            0 => return bytes,
            length => bytes = bytes.get(length..).unwrap_or_default(),
        }
    }
}

fn trim_end(mut bytes: &[u8]) -> &[u8] {
    loop {
        bytes = trim(bytes);
        let tag = bytes.iter().rposition(|byte| *byte == b'<').unwrap_or(bytes.len());
        match bytes.split_at_checked(tag) {
            Some((before, last)) if !last.is_empty() && break_length(last) == last.len() => {
                bytes = before;
            }
            _ => return bytes,
        }
    }
}

/// As much as the beginning of a record can take: looking further for a bar, line by line, would
/// take quadratic time.
pub(crate) fn head(bytes: &[u8]) -> &[u8] {
    bytes.get(..HEAD).unwrap_or(bytes)
}

const HEAD: usize = 256;

/// The field up to the next separator, and what follows it.
pub(crate) fn first_field(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (field, rest) = bytes.split_at_checked(memchr::memchr(b'|', bytes)?)?;
    Some((trim(field), rest.get(1..)?))
}

/// The field after the last separator, and what precedes it.
pub(crate) fn last_field(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (rest, field) = bytes.split_at_checked(memchr::memrchr(b'|', bytes)?)?;
    Some((rest, trim(field.get(1..)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunks(body: &[u8]) -> Vec<String> {
        let begins = |bytes: &[u8]| bytes.starts_with(b"id");
        let chunks = Chunks { rest: body, begins };
        chunks.map(|chunk| String::from_utf8_lossy(chunk).into_owned()).collect()
    }

    #[test]
    fn records_are_separated_by_any_line_break() {
        for separator in
            ["\n", "\r\n", "\n\n", "\r\n\r\n", "<br>", "<br/>", "<br />", "<BR/>\n", " \n <br/> "]
        {
            let body = format!("id1 | a{separator}id2 | b{separator}");
            assert_eq!(chunks(body.as_bytes()), ["id1 | a", "id2 | b"], "{separator:?}");
        }
    }

    #[test]
    fn a_line_break_within_a_text_does_not_end_its_record() {
        assert_eq!(
            chunks(b"id1 | one\ntwo <b> three<br/>four\nid2 | b"),
            ["id1 | one\ntwo <b> three<br/>four", "id2 | b"]
        );
    }

    #[test]
    fn nothing_has_no_records() {
        assert!(chunks(b" \r\n<br/>").is_empty());
    }

    #[test]
    fn fields_are_taken_from_both_ends() {
        assert_eq!(first_field(b"a | b | c"), Some((&b"a"[..], &b" b | c"[..])));
        assert_eq!(last_field(b"a | b | c"), Some((&b"a | b "[..], &b"c"[..])));
        assert_eq!(first_field(b"a"), None);
    }
}
