//! The lines of the file: what is not changed stays as people wrote it.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use smsmode_http::{PhoneNumber, Timestamp};

use super::OptOutError;
use super::entry::{Entry, HEADING, Read, Source, Status};

/// The lines of the file.
#[derive(Debug, Default)]
pub(super) struct Lines {
    old: Vec<Line>,
    /// Where a number stands twice, it is out if one line says so.
    known: HashMap<PhoneNumber, Status>,
    /// The numbers of which older lines are not written again, and the lines in their place.
    replaced: HashSet<PhoneNumber>,
    new: Vec<Entry>,
}

#[derive(Debug)]
struct Line {
    text: String,
    /// Nothing for a heading, a remark or an empty line.
    entry: Option<Entry>,
}

impl Lines {
    /// Reads the file; one that is not there has no lines.
    pub(super) fn read(path: &Path) -> Result<Self, OptOutError> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => return Err(OptOutError::Read { path: path.to_owned(), source }),
            Ok(bytes) => bytes,
        };
        let lines = bytes.split(|byte| *byte == b'\n').enumerate().map(|(index, line)| {
            Line::read(line)
                .ok_or_else(|| OptOutError::Damaged { path: path.to_owned(), line: index + 1 })
        });
        let mut lines: Vec<Line> = lines.collect::<Result<_, _>>()?;
        // What stands behind the last line end is no line.
        lines.pop_if(|last| last.text.is_empty());
        Ok(Self::of(lines))
    }

    fn of(lines: Vec<Line>) -> Self {
        let mut known = HashMap::with_capacity(lines.len());
        for entry in lines.iter().filter_map(|line| line.entry.as_ref()) {
            let status = known.entry(entry.number).or_insert(entry.status);
            if entry.status == Status::Out {
                *status = Status::Out;
            }
        }
        Self { old: lines, known, ..Self::default() }
    }

    /// Replaces the file, which its owner alone can read: whole, or not at all.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        // Behind a symbolic link is the file to be written.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        file.write_all(self.text().as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&path)?;
        Ok(())
    }

    fn text(&self) -> String {
        let heading = self.old.is_empty().then(|| HEADING.to_owned());
        let old = self.kept().map(|line| line.text.clone());
        let new = self.new.iter().map(ToString::to_string);
        heading.into_iter().chain(old).chain(new).map(|line| line + "\n").collect()
    }

    /// The lines that nothing takes the place of.
    fn kept(&self) -> impl Iterator<Item = &Line> {
        let is_replaced = |entry: &Entry| self.replaced.contains(&entry.number);
        self.old.iter().filter(move |line| !line.entry.as_ref().is_some_and(is_replaced))
    }

    pub(super) fn is_out(&self, number: PhoneNumber) -> bool {
        self.known.get(&number) == Some(&Status::Out)
    }

    /// How many numbers are out.
    pub(super) fn count_out(&self) -> usize {
        self.known.values().filter(|status| **status == Status::Out).count()
    }

    /// What is said about the numbers that are out, as the file was read.
    pub(super) fn out(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.old.iter().filter_map(|line| line.entry.as_ref());
        entries.filter(|entry| entry.status == Status::Out)
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
        if self.known.get(&number) != Some(&Status::Back) {
            return false;
        }
        let mut entries = self.old.iter().filter_map(|line| line.entry.as_ref());
        entries.any(|entry| entry.number == number && entry.is_from_after(time))
    }

    /// One line for the number, in place of all there are.
    fn replace(&mut self, entry: Entry) {
        if self.known.insert(entry.number, entry.status).is_some() {
            self.replaced.insert(entry.number);
        }
        self.new.push(entry);
    }
}

impl Line {
    fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?.to_owned();
        let entry = match Read::of(&text) {
            Read::Entry(entry) => Some(entry),
            Read::Passed => None,
            Read::Damaged => return None,
        };
        Some(Self { text, entry })
    }
}
