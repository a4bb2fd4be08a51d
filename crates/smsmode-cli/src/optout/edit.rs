//! The lines of the file: what is not changed stays as people wrote it.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use smsmode_http::{PhoneNumber, Timestamp};

use super::OptOutError;
use super::entry::{Entry, HEADING, Read, Source, Status};
use crate::replacement;

/// The lines of the file, and what is to become of them.
#[derive(Debug, Default)]
pub(super) struct Lines {
    old: String,
    /// Where a number stands twice, it is out if one line says so.
    known: HashMap<PhoneNumber, Status>,
    /// The numbers of which old lines are not written again, and the lines in their place.
    replaced: HashSet<PhoneNumber>,
    new: Vec<Entry>,
}

impl Lines {
    /// Reads the file; one that is not there has no lines.
    pub(super) fn read(path: &Path) -> Result<Self, OptOutError> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => return Err(OptOutError::Read { path: path.to_owned(), source }),
            Ok(bytes) => bytes,
        };
        Self::parse(bytes).map_err(|line| OptOutError::Damaged { path: path.to_owned(), line })
    }

    /// Or else the number of a line that cannot be read.
    fn parse(bytes: Vec<u8>) -> Result<Self, usize> {
        let old = String::from_utf8(bytes).map_err(|error| {
            let (readable, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
            1 + bytes.iter().take(readable).filter(|byte| **byte == b'\n').count()
        })?;
        let mut known = HashMap::new();
        for (index, line) in old.lines().enumerate() {
            match Read::of(line) {
                Read::Entry(Entry { number, status: Status::Out, .. }) => {
                    known.insert(number, Status::Out);
                }
                Read::Entry(Entry { number, status, .. }) => {
                    known.entry(number).or_insert(status);
                }
                Read::Passed => {}
                Read::Damaged => return Err(index + 1),
            }
        }
        Ok(Self { old, known, ..Self::default() })
    }

    /// Replaces the file, which its owner alone can read: whole, or not at all.
    pub(super) fn write(&mut self, path: &Path) -> io::Result<()> {
        // Behind a symbolic link is the file to be written.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let text = self.text();
        replacement::replace(&path, text.as_bytes())?;
        self.old = text;
        self.replaced.clear();
        self.new.clear();
        Ok(())
    }

    fn text(&self) -> String {
        let mut text = self.kept();
        if self.old.is_empty() {
            text.push_str(HEADING);
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.extend(self.new.iter().map(|entry| format!("{entry}\n")));
        text
    }

    /// The old lines that nothing takes the place of.
    fn kept(&self) -> String {
        if self.replaced.is_empty() {
            return self.old.clone();
        }
        let is_replaced = |line: &str| match Read::of(line) {
            Read::Entry(entry) => self.replaced.contains(&entry.number),
            Read::Passed | Read::Damaged => false,
        };
        self.old.split_inclusive('\n').filter(|line| !is_replaced(line)).collect()
    }

    pub(super) fn is_out(&self, number: PhoneNumber) -> bool {
        self.known.get(&number) == Some(&Status::Out)
    }

    /// Who was out before counts as out, whatever the file says.
    pub(super) fn keep_out(&mut self, before: &Self) {
        let out = before.known.iter().filter(|(_, status)| **status == Status::Out);
        self.known.extend(out.map(|(number, _)| (*number, Status::Out)));
    }

    /// How many numbers are out.
    pub(super) fn count_out(&self) -> usize {
        self.known.values().filter(|status| **status == Status::Out).count()
    }

    /// What is said about the numbers that are out, as the file stands.
    pub(super) fn out(&self) -> impl Iterator<Item = Entry> {
        self.entries().filter(|entry| entry.status == Status::Out)
    }

    /// Puts a number on the list, unless it is there.
    pub(super) fn add(&mut self, number: PhoneNumber, source: &Source, now: Timestamp) -> bool {
        let is_new = !self.is_out(number);
        if is_new {
            self.replace(Entry::new(number, Status::Out, now, source));
        }
        is_new
    }

    /// Takes a number off the list, and keeps in mind that it was.
    pub(super) fn remove(&mut self, number: PhoneNumber, now: Timestamp) -> bool {
        let is_there = self.is_out(number);
        if is_there {
            self.replace(Entry::new(number, Status::Back, now, &Source::Manual));
        }
        is_there
    }

    /// Whether somebody took the number off at this time or later.
    pub(super) fn was_taken_off_after(&self, number: PhoneNumber, time: Timestamp) -> bool {
        let is_back = self.known.get(&number) == Some(&Status::Back);
        is_back && self.entries().any(|entry| entry.number == number && entry.is_from_after(time))
    }

    fn entries(&self) -> impl Iterator<Item = Entry> {
        self.old.lines().filter_map(|line| match Read::of(line) {
            Read::Entry(entry) => Some(entry),
            Read::Passed | Read::Damaged => None,
        })
    }

    /// One line for the number, in place of all there are.
    fn replace(&mut self, entry: Entry) {
        if self.known.insert(entry.number, entry.status).is_some() {
            self.replaced.insert(entry.number);
        }
        self.new.push(entry);
    }
}
