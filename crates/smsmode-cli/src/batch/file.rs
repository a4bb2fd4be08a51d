//! A file of messages, opened.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::columns::{ColumnName, Columns, Layout};
use super::decoded::Decoded;
use super::delimiter::Delimiter;
use super::encoding::Encoding;
use super::error::BatchFileError;
use super::line::{LineOptions, Lines};
use super::records::Records;
use super::survey::Survey;
use super::template::Template;

/// What is said about a file; what is not said is found out.
#[derive(Debug, Clone, Default)]
pub struct LayoutOptions {
    /// Its encoding.
    pub encoding: Option<Encoding>,
    /// What separates its fields.
    pub delimiter: Option<Delimiter>,
    /// The column of the phone numbers.
    pub to_column: Option<ColumnName>,
    /// The column of the texts.
    pub text_column: Option<ColumnName>,
    /// The column of the senders.
    pub sender_column: Option<ColumnName>,
    /// The column of the references.
    pub reference_column: Option<ColumnName>,
    /// One text for all, in place of a column.
    pub template: Option<Template>,
}

/// A file of messages that can be read from its beginning as often as it takes.
#[derive(Debug)]
pub struct BatchFile {
    path: PathBuf,
    metadata: Metadata,
    survey: Survey,
    layout: Layout,
}

impl BatchFile {
    /// Reads all bytes of the file once, and finds out how it is written.
    ///
    /// # Errors
    ///
    /// It cannot be read, has no line, or nobody knows which column is what.
    pub fn open(path: &Path, options: &LayoutOptions) -> Result<Self, BatchFileError> {
        let failed = |source| unreadable(path, source);
        // Before a pipe is opened: that waits until somebody writes.
        if path == Path::new("-") || is_pipe(&fs::metadata(path).map_err(failed)?) {
            return Err(BatchFileError::StandardInput);
        }
        let file = File::open(path).map_err(failed)?;
        let metadata = file.metadata().map_err(failed)?;
        let survey = Survey::of(file, options.encoding).map_err(failed)?;
        let layout = layout(path, &survey, options)?;
        Ok(Self { path: path.to_owned(), metadata, survey, layout })
    }

    /// The SHA-256 of its bytes.
    pub fn digest(&self) -> [u8; 32] {
        self.survey.digest
    }

    /// How the file is written, and which column is what.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Its lines from the beginning, empty ones left out.
    ///
    /// # Errors
    ///
    /// The file cannot be opened again, or was changed.
    pub fn lines<'b>(&'b self, options: &'b LineOptions) -> Result<Lines<'b>, BatchFileError> {
        let failed = |source| unreadable(&self.path, source);
        let file = File::open(&self.path).map_err(failed)?;
        if !self.is_same(&file.metadata().map_err(failed)?) {
            return Err(BatchFileError::Changed);
        }
        let mut records =
            Records::new(Decoded::new(file, &self.survey), self.layout.delimiter.byte());
        for _ in 0..self.layout.head {
            records.next().map_err(failed)?;
        }
        let records = records.with_numbers_in(self.layout.columns.to);
        Ok(Lines::new(records, &self.layout.columns, options, &self.path))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is still the file that was opened, as far as its size and date tell.
    pub(crate) fn is_unchanged(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|metadata| self.is_same(&metadata))
    }

    /// How many messages there can be at most.
    pub(super) fn most_messages(&self) -> usize {
        self.survey.most_messages()
    }

    fn is_same(&self, metadata: &Metadata) -> bool {
        metadata.len() == self.metadata.len()
            && metadata.modified().ok() == self.metadata.modified().ok()
    }
}

/// What can be read only once.
fn is_pipe(metadata: &Metadata) -> bool {
    !metadata.is_file() && !metadata.is_dir()
}

pub(super) fn unreadable(path: &Path, source: io::Error) -> BatchFileError {
    BatchFileError::Read { path: path.to_owned(), source }
}

fn layout(path: &Path, survey: &Survey, options: &LayoutOptions) -> Result<Layout, BatchFileError> {
    let read = || File::open(path).map(|file| Decoded::new(file, survey));
    let failed = |source| unreadable(path, source);
    let mut head = Vec::new();
    read().and_then(|mut input| input.append_to(&mut head)).map_err(failed)?;
    let declared = Delimiter::declared(&head);
    let passed = usize::from(declared.is_some());
    let of = |delimiter: Delimiter| {
        let first = first_record(Records::new(read().map_err(failed)?, delimiter.byte()), passed);
        let columns = Columns::find(&first.map_err(failed)??, options)?;
        let head = passed + usize::from(columns.has_header());
        Ok(Layout { encoding: survey.encoding, delimiter, columns, head })
    };
    match options.delimiter.or(declared) {
        Some(delimiter) => of(delimiter),
        None => likeliest(Delimiter::USUAL.map(of)),
    }
}

/// The layout that is understood, begins with a message if any does, and has the most columns, and of
/// equals the first; else what is wrong with the first.
fn likeliest(layouts: [Result<Layout, BatchFileError>; 3]) -> Result<Layout, BatchFileError> {
    let rank = |layout: &Layout| (!layout.columns.has_header(), layout.columns.width);
    let mut best: Option<Layout> = None;
    let mut error = None;
    for layout in layouts {
        match layout {
            Ok(layout) if best.as_ref().is_none_or(|best| rank(&layout) > rank(best)) => {
                best = Some(layout);
            }
            Ok(_) => {}
            Err(wrong) => error = error.or(Some(wrong)),
        }
    }
    best.ok_or_else(|| error.unwrap_or(BatchFileError::Empty))
}

/// The fields of the first record after those that are passed over.
fn first_record(
    mut records: Records<File>,
    passed: usize,
) -> io::Result<Result<Vec<String>, BatchFileError>> {
    for _ in 0..passed {
        records.next()?;
    }
    let Some(first) = records.next()? else { return Ok(Err(BatchFileError::Empty)) };
    let text = |field: &[u8]| String::from_utf8(field.to_vec()).ok();
    let fields = first.ok().and_then(|record| record.fields().map(text).collect());
    Ok(fields.ok_or(BatchFileError::FirstLine))
}
