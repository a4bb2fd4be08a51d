//! The bytes of a file as UTF-8, piece by piece.

use std::io::{self, ErrorKind, Read};

use super::survey::Survey;

/// Reads a file from its beginning. UTF-8 is handed on as it is, faults and all.
pub(super) struct Decoded<R> {
    input: R,
    decoder: Option<encoding_rs::Decoder>,
    has_mac_line_ends: bool,
    mark: usize,
    piece: Vec<u8>,
    is_at_end: bool,
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(input: R, survey: &Survey) -> Self {
        Self {
            input,
            decoder: survey.encoding.decoder(),
            has_mac_line_ends: survey.has_mac_line_ends(),
            mark: survey.mark,
            piece: vec![0; PIECE],
            is_at_end: false,
        }
    }

    /// Appends the next piece; whether there was one. Lines end with a line feed, whatever ended
    /// them.
    pub(super) fn append_to(&mut self, window: &mut Vec<u8>) -> io::Result<bool> {
        if self.is_at_end {
            return Ok(false);
        }
        let piece = read(&mut self.input, &mut self.piece)?;
        self.is_at_end = piece.is_empty();
        let marked = self.mark.min(piece.len());
        self.mark -= marked;
        let (piece, before) = (piece.get(marked..).unwrap_or_default(), window.len());
        match &mut self.decoder {
            Some(decoder) => decode(decoder, piece, self.is_at_end, window),
            None => window.extend_from_slice(piece),
        }
        let added = window.get_mut(before..).unwrap_or_default();
        if self.has_mac_line_ends {
            added.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        }
        Ok(!self.is_at_end)
    }
}

const PIECE: usize = 64 * 1024;

fn decode(decoder: &mut encoding_rs::Decoder, piece: &[u8], last: bool, window: &mut Vec<u8>) {
    let before = window.len();
    // More than every encoding here can need, so that one call takes the whole piece.
    window.resize(before + 3 * piece.len() + 16, 0);
    let room = window.get_mut(before..).unwrap_or_default();
    let (_, _, written, _) = decoder.decode_to_utf8(piece, room, last);
    window.truncate(before + written);
}

/// The next bytes; none at the end.
pub(super) fn read<'b>(input: &mut impl Read, buffer: &'b mut [u8]) -> io::Result<&'b [u8]> {
    loop {
        match input.read(buffer) {
            Ok(len) => return Ok(buffer.get(..len).unwrap_or_default()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
