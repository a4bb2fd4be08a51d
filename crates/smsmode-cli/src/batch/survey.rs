//! What the bytes of a file tell before any line is read.

use std::io::{self, Read};

use sha2::{Digest as _, Sha256};

use super::encoding::Encoding;

/// What one pass over the bytes tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Survey {
    pub(super) digest: [u8; 32],
    pub(super) encoding: Encoding,
    /// How many bytes declare the encoding.
    pub(super) mark: usize,
    /// How many bytes there are, and how many of them are line feeds.
    pub(super) len: u64,
    pub(super) line_feeds: u64,
}

impl Survey {
    /// Reads all bytes; an encoding that was given is believed.
    pub(super) fn of(mut input: impl Read, given: Option<Encoding>) -> io::Result<Self> {
        let (mut digest, mut utf8) = (Sha256::new(), Utf8::default());
        let (mut len, mut line_feeds) = (0, 0);
        let (mut head, mut buffer) = (Vec::new(), vec![0; PIECE]);
        loop {
            let piece = super::decoded::read(&mut input, &mut buffer)?;
            if piece.is_empty() {
                break;
            }
            digest.update(piece);
            utf8.push(piece);
            len += piece.len() as u64;
            line_feeds += memchr::memchr_iter(b'\n', piece).count() as u64;
            head.extend(piece.iter().take(MARK - head.len().min(MARK)));
        }
        let declared = Encoding::declared(&head);
        let encoding = given.or(declared.map(|(encoding, _)| encoding));
        Ok(Self {
            digest: digest.finalize().into(),
            encoding: encoding.unwrap_or_else(|| utf8.finish()),
            mark: declared
                .filter(|(declared, _)| encoding == Some(*declared))
                .map_or(0, |(_, mark)| mark),
            len,
            line_feeds,
        })
    }
}

impl Survey {
    /// Whether lines end with a carriage return alone, as on the Macs of the old days.
    pub(super) const fn has_mac_line_ends(&self) -> bool {
        self.line_feeds == 0
    }

    /// How many messages there can be at most, for room to be made at once: one has a number of seven
    /// digits.
    pub(super) fn most_messages(&self) -> usize {
        usize::try_from(self.line_feeds.saturating_add(1).min(self.len / 8 + 1)).unwrap_or(0)
    }
}

const PIECE: usize = 256 * 1024;
/// The longest mark at the beginning of a file that declares its encoding.
const MARK: usize = 3;

/// Whether bytes are UTF-8. A file with more characters in it than faults is UTF-8 with faults, whose
/// lines are then refused: read as Windows-1252, its “é” would arrive as “Ã©”.
#[derive(Debug, Default)]
struct Utf8 {
    characters: u64,
    faults: u64,
    /// A character that the last piece has cut.
    cut: Vec<u8>,
}

impl Utf8 {
    fn push(&mut self, piece: &[u8]) {
        let mut rest = piece;
        while let ([_, ..], Some((&next, after))) = (self.cut.as_slice(), rest.split_first()) {
            self.cut.push(next);
            rest = after;
            let cut = std::mem::take(&mut self.cut);
            self.whole(&cut);
        }
        self.whole(rest);
    }

    fn whole(&mut self, mut bytes: &[u8]) {
        loop {
            let (valid, fault) = match std::str::from_utf8(bytes) {
                Ok(text) => (text.as_bytes(), None),
                Err(error) => (bytes.get(..error.valid_up_to()).unwrap_or_default(), Some(error)),
            };
            // The first byte of each character of several bytes.
            self.characters += valid.iter().filter(|byte| **byte >= 0xC0).count() as u64;
            let Some(error) = fault else { return };
            let rest = bytes.get(error.valid_up_to()..).unwrap_or_default();
            let Some(len) = error.error_len() else {
                self.cut = rest.to_vec();
                return;
            };
            self.faults += 1;
            bytes = rest.get(len..).unwrap_or_default();
        }
    }

    fn finish(self) -> Encoding {
        let faults = self.faults + u64::from(!self.cut.is_empty());
        if faults > 0 && faults >= self.characters { Encoding::Windows1252 } else { Encoding::Utf8 }
    }
}
