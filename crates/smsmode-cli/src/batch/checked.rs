//! A file of which every line was looked at: what will become of each, and what they take together.

use std::collections::HashSet;
use std::hash::BuildHasher;

use smsmode_http::PhoneNumber;
use smsmode_http::text::Alphabet;

use crate::optout::WatchedList;
use crate::quiet;

use super::bad_line::{BadLine, BadLineReason};
use super::duplicates::{Hashes, Repeats, Seen};
use super::error::BatchFileError;
use super::file::BatchFile;
use super::line::{Line, LineOptions, Lines};
use super::number::Repair;

/// A file of which every line was looked at.
#[derive(Debug)]
pub struct Checked<'b> {
    /// What the lines take together.
    pub totals: Totals,
    file: &'b BatchFile,
    options: &'b LineOptions,
    repeats: Repeats,
}

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is to be sent.
    Send(Line),
    /// An earlier line said the same to the same number.
    Duplicate(Line),
    /// The person wants no more messages.
    OptedOut(Line),
    /// It cannot be sent.
    Bad(BadLine),
}

impl Verdict {
    /// The line; nothing of one that cannot be sent.
    pub const fn line(&self) -> Option<&Line> {
        match self {
            Self::Send(line) | Self::Duplicate(line) | Self::OptedOut(line) => Some(line),
            Self::Bad(_) => None,
        }
    }
}

/// Who wants no more messages.
pub trait Suppressed {
    /// Whether this person is among them.
    fn contains(&self, number: &PhoneNumber) -> bool;
}

impl Suppressed for WatchedList {
    fn contains(&self, number: &PhoneNumber) -> bool {
        Self::contains(self, *number)
    }
}

impl<S: BuildHasher> Suppressed for HashSet<PhoneNumber, S> {
    fn contains(&self, number: &PhoneNumber) -> bool {
        Self::contains(self, number)
    }
}

/// What lines take together. All but the first five concern only those that are to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Totals {
    /// How many lines there are, empty ones left out.
    pub lines: u64,
    /// How many are to be sent.
    pub good: u64,
    /// How many cannot be sent.
    pub bad: u64,
    /// How many say again what an earlier one said.
    pub duplicates: u64,
    /// How many are for people who want no more messages.
    pub opted_out: u64,
    /// How many of the bad ones could be sent with [`LineOptions::each`] in Unicode.
    pub bad_for_unicode: u64,
    /// How many are in Unicode.
    pub unicode: u64,
    /// In how many characters were replaced.
    pub changed: u64,
    /// How many segments they take, at least and at most.
    pub segments: (u64, u64),
    /// Whether a number is one of metropolitan France.
    pub reaches_france: bool,
    /// How many numbers were repaired, by what had been done to them.
    pub repaired: [u64; Repair::ALL.len()],
}

impl<'b> Checked<'b> {
    /// Looks at every line, and hands each bad one on. A file with lines that may be duplicates is
    /// read once more. `goes_on` is asked now and then.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or reading was broken off.
    pub fn new(
        file: &'b BatchFile,
        options: &'b LineOptions,
        keeps_duplicates: bool,
        suppressed: &dyn Suppressed,
        mut bad: impl FnMut(&BadLine),
        goes_on: impl Fn() -> bool,
    ) -> Result<Self, BatchFileError> {
        let room = if keeps_duplicates { 0 } else { file.most_messages() };
        let mut hashes = Hashes::with_capacity(room);
        let nothing = Hashes::with_capacity(0).repeats();
        let mut totals = Totals::default();
        for verdict in verdicts(file, options, &nothing, suppressed)? {
            let verdict = verdict?;
            match &verdict {
                Verdict::Bad(line) => bad(line),
                Verdict::Send(line) | Verdict::OptedOut(line) if !keeps_duplicates => {
                    hashes.add(line);
                }
                _ => {}
            }
            totals.add(&verdict);
            totals.ask(&goes_on)?;
        }
        let repeats = hashes.repeats();
        let mut checked = Self { totals, file, options, repeats };
        if !checked.repeats.is_empty() {
            checked.totals = checked.look_again(suppressed, goes_on)?;
        }
        Ok(checked)
    }

    /// What becomes of each line, in the order of the file.
    ///
    /// # Errors
    ///
    /// The file cannot be opened again, or was changed.
    pub fn verdicts<'c>(
        &'c self,
        suppressed: &'c dyn Suppressed,
    ) -> Result<Verdicts<'c>, BatchFileError> {
        verdicts(self.file, self.options, &self.repeats, suppressed)
    }

    /// The totals without the duplicates, which are known by now.
    fn look_again(
        &self,
        suppressed: &dyn Suppressed,
        goes_on: impl Fn() -> bool,
    ) -> Result<Totals, BatchFileError> {
        let mut totals = Totals::default();
        for verdict in self.verdicts(suppressed)? {
            totals.add(&verdict?);
            totals.ask(&goes_on)?;
        }
        Ok(totals)
    }
}

/// A pass over the lines, from [`Checked::verdicts`].
pub struct Verdicts<'c> {
    lines: Lines<'c>,
    seen: Seen<'c>,
    suppressed: &'c dyn Suppressed,
}

impl std::fmt::Debug for Verdicts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verdicts").field("lines", &self.lines).finish_non_exhaustive()
    }
}

fn verdicts<'c>(
    file: &'c BatchFile,
    options: &'c LineOptions,
    repeats: &'c Repeats,
    suppressed: &'c dyn Suppressed,
) -> Result<Verdicts<'c>, BatchFileError> {
    Ok(Verdicts { lines: file.lines(options)?, seen: repeats.pass(), suppressed })
}

impl Verdicts<'_> {
    fn of(&mut self, line: Line) -> Verdict {
        // First, since a run that goes on finds the same duplicates, whoever opted out meanwhile.
        if self.seen.is_repeat(&line) {
            Verdict::Duplicate(line)
        } else if self.suppressed.contains(&line.recipient) {
            Verdict::OptedOut(line)
        } else {
            Verdict::Send(line)
        }
    }
}

impl Iterator for Verdicts<'_> {
    type Item = Result<Verdict, BatchFileError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.lines.next()?.map(|line| match line {
            Ok(line) => self.of(line),
            Err(bad) => Verdict::Bad(bad),
        }))
    }
}

impl Totals {
    fn add(&mut self, verdict: &Verdict) {
        self.lines += 1;
        match verdict {
            Verdict::Send(line) => self.add_good(line),
            Verdict::Duplicate(_) => self.duplicates += 1,
            Verdict::OptedOut(_) => self.opted_out += 1,
            Verdict::Bad(line) => {
                self.bad += 1;
                self.bad_for_unicode += u64::from(line.reason.is_cured_by_unicode());
            }
        }
    }

    fn add_good(&mut self, line: &Line) {
        self.good += 1;
        self.unicode += u64::from(line.message.alphabet() == Alphabet::Ucs2);
        self.changed += u64::from(line.is_changed);
        self.segments.0 += line.segments.min;
        self.segments.1 += line.segments.max;
        self.reaches_france = self.reaches_france || quiet::concerns(line.recipient);
        for (count, repair) in self.repaired.iter_mut().zip(Repair::ALL) {
            *count += u64::from(line.repair == Some(repair));
        }
    }

    /// Asks, once in a while, whether to go on.
    fn ask(&self, goes_on: impl Fn() -> bool) -> Result<(), BatchFileError> {
        let is_time = self.lines.is_multiple_of(4096);
        if is_time && !goes_on() { Err(BatchFileError::Interrupted) } else { Ok(()) }
    }
}

impl BadLineReason {
    fn is_cured_by_unicode(&self) -> bool {
        match self {
            Self::NeedsEach => true,
            Self::Text(smsmode_http::InvalidInput::OutsideAlphabet(outside)) => {
                outside.fits_unicode()
            }
            _ => false,
        }
    }
}
