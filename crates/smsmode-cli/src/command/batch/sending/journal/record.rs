//! What a journal says, line by line, and the seal that shows whether a line is as it was written.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// One line of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(in super::super) enum Record {
    /// The first line, and only that.
    Opened(Binding),
    /// A call is about to be made.
    Begun(Begun),
    /// What became of the call of the line before.
    Ended(Ended),
}

/// What a journal belongs to. Digests are SHA-256, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Binding {
    pub(in super::super) version: u8,
    /// Of the bytes of the file.
    pub(in super::super) file: String,
    /// Of the options that all calls share.
    pub(in super::super) options: String,
    /// Of what is sent: number, text, sender and reference of each line.
    pub(in super::super) messages: String,
    /// Where it is sent to.
    pub(in super::super) service: String,
    /// How many calls that takes.
    pub(in super::super) calls: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Begun {
    /// The call, from 0.
    pub(in super::super) call: u64,
    /// The lines that are left out of it, since the person wants no more messages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in super::super) opted_out: Vec<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Ended {
    pub(in super::super) call: u64,
    pub(in super::super) fate: Fate,
}

/// What became of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case", deny_unknown_fields)]
pub(in super::super) enum Fate {
    /// The service accepted it; the id may be lost, or cut.
    Accepted { message_id: Option<String>, provisional: bool },
    /// The service said no, and will again.
    Refused { reason: String },
    /// Surely nothing was sent: it can be sent yet.
    NotSent { reason: String },
    /// Nobody knows: it is never sent again.
    Unknown { reason: String },
}

/// How every journal begins.
pub(super) const BEGINNING: &str = "{\"opened\":";

/// Seals one line after the other. Each seal covers all lines before, so that a line that is
/// changed, missing or doubled shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Seal(String);

const SEAL: &str = ",\"seal\":\"";
const SEAL_DIGITS: usize = 16;

impl Seal {
    /// The record as a line, and the seal for the next one.
    pub(super) fn close(&self, record: &Record) -> (String, Self) {
        // Records hold nothing that JSON cannot say.
        let json = serde_json::to_string(record).unwrap_or_default();
        let body = json.strip_suffix('}').unwrap_or_default();
        let next = self.after(body);
        (format!("{body}{SEAL}{}\"}}\n", next.0), next)
    }

    /// The record of a line, and the seal for the next one; nothing where the seal is broken.
    pub(super) fn open(&self, line: &str) -> Option<(Record, Self)> {
        let (body, seal) = parts(line.strip_suffix('\n')?)?;
        let next = self.after(body);
        (next.0 == seal).then_some(())?;
        Some((parse(body)?, next))
    }

    fn after(&self, body: &str) -> Self {
        let digest = Sha256::new().chain_update(&self.0).chain_update(body).finalize();
        let mut seal = hexadecimal(&digest);
        seal.truncate(SEAL_DIGITS);
        Self(seal)
    }
}

/// The record of a line whose seal was looked at before.
pub(super) fn unsealed(line: &str) -> Option<Record> {
    parse(parts(line)?.0)
}

/// What a line says, without its last bracket, and its seal.
fn parts(line: &str) -> Option<(&str, &str)> {
    line.strip_suffix("\"}")?.rsplit_once(SEAL)
}

fn parse(body: &str) -> Option<Record> {
    serde_json::from_str(&format!("{body}}}")).ok()
}

pub(in super::super) fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(call: u64) -> Record {
        Record::Begun(Begun { call, opted_out: vec![] })
    }

    #[test]
    fn a_sealed_line_is_read_as_it_was_written() {
        let (line, next) = Seal::default().close(&begun(7));
        assert!(line.starts_with("{\"begun\":{\"call\":7},\"seal\":\""), "{line}");
        assert_eq!(Seal::default().open(&line), Some((begun(7), next)));
    }

    #[test]
    fn a_line_that_is_changed_missing_or_doubled_breaks_the_seal() {
        let (first, after_first) = Seal::default().close(&begun(7));
        let (second, after_second) = after_first.close(&begun(8));
        assert!(after_first.open(&second).is_some());
        assert_eq!(after_first.open(&second.replace('8', "9")), None);
        assert_eq!(Seal::default().open(&second), None);
        assert_eq!(after_second.open(&second), None);
        assert_eq!(Seal::default().open(first.trim_end()), None);
    }

    #[test]
    fn a_journal_begins_as_one_recognises_it() {
        let opened = Record::Opened(Binding {
            version: 1,
            file: String::new(),
            options: String::new(),
            messages: String::new(),
            service: String::new(),
            calls: 0,
        });
        assert!(Seal::default().close(&opened).0.starts_with(BEGINNING));
    }
}
