//! The characters that a message cannot carry, one after another.

use super::{AFTER_OTHERS, BEYOND_LATIN9, OUTSIDE_GSM, take_entry};
use crate::text::WireCharset;
use crate::text::rows::Row;

/// Finds the characters of a text that cannot stay in it.
///
/// A group of bytes is looked up as a whole before any of them is acted on: to branch at each
/// character would cost more than to look at all of them, since nobody foresees where one stands.
#[derive(Debug)]
pub(in crate::text) struct Refused<'t> {
    text: &'t str,
    /// Which entries are refused.
    entries: u32,
    /// The row of the first byte that was not looked up.
    row: &'static Row,
    /// Where the group begins that was looked up last.
    group: usize,
    /// Its refused bytes that are still to be told, the first one in the lowest bit.
    bytes: u64,
    /// Where the last character ends that was told.
    told: usize,
}

const GROUP: usize = u64::BITS as usize;

impl<'t> Refused<'t> {
    /// What a message of GSM lacks whose request is in the charset.
    pub(in crate::text) fn by(wire: WireCharset, text: &'t str) -> Self {
        let entries = match wire {
            WireCharset::Latin9 => OUTSIDE_GSM | BEYOND_LATIN9,
            WireCharset::Utf8 => OUTSIDE_GSM,
        };
        let mut refused = Self { text, entries, row: &AFTER_OTHERS, group: 0, bytes: 0, told: 0 };
        refused.look_up();
        refused
    }

    /// The place of the next byte that is refused.
    fn next_byte(&mut self) -> Option<usize> {
        while self.bytes == 0 {
            self.group += GROUP;
            if self.group >= self.text.len() {
                return None;
            }
            self.look_up();
        }
        let place = self.group + self.bytes.trailing_zeros() as usize;
        self.bytes &= self.bytes - 1;
        Some(place)
    }

    fn look_up(&mut self) {
        let rest = self.text.as_bytes().get(self.group..).unwrap_or_default();
        let group = rest.get(..GROUP).unwrap_or(rest);
        let (mut row, mut bytes) = (self.row, 0);
        for (place, &byte) in group.iter().enumerate() {
            bytes |= u64::from(take_entry(&mut row, byte) & self.entries != 0) << place;
        }
        (self.row, self.bytes) = (row, bytes);
    }
}

/// With its place in bytes.
impl Iterator for Refused<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<(usize, char)> {
        loop {
            let byte = self.next_byte()?;
            // A character of several bytes may be refused at each of them.
            if byte >= self.told {
                let start = (0..=byte).rev().find(|&start| self.text.is_char_boundary(start))?;
                let ch = self.text.get(start..)?.chars().next()?;
                self.told = start + ch.len_utf8();
                return Some((start, ch));
            }
        }
    }
}
