//! The lines of a file, each a message or a reason why it is none.

use std::fs::File;
use std::path::Path;

use smsmode_http::text::{OptOut, Plan, PlanOptions, SegmentLimit, SegmentRange, TextMode, plan};
use smsmode_http::{
    ClientReference, GsmText, InvalidInput, Message, PhoneNumber, Sender, UnicodeText,
};

use super::bad_line::{BadLine, BadLineReason};
use super::columns::{Columns, Piece, TextSource};
use super::error::BatchFileError;
use super::file::unreadable;
use super::number::{self, Repair};
use super::records::{Record, Records};

/// How the lines of a file are to be sent.
#[derive(Debug, Clone, Default)]
pub struct LineOptions {
    /// How texts may be treated. In [`TextMode::Unicode`] a text that GSM carries as it is goes in
    /// GSM all the same: people read the same, and it costs less.
    pub mode: TextMode,
    /// Whether each line is sent by a call of its own, as Unicode must be.
    pub each: bool,
    /// Whether people can answer.
    pub replies: bool,
    /// The sender of lines that name none.
    pub sender: Option<Sender>,
    /// The reference of lines that name none.
    pub reference: Option<ClientReference>,
    /// The most segments of a text.
    pub max_segments: SegmentLimit,
    /// The STOP mention.
    pub opt_out: Option<OptOut>,
}

impl LineOptions {
    fn plan_options(&self, mode: TextMode) -> PlanOptions {
        let options = PlanOptions::default()
            .with_mode(mode)
            .with_replies(self.replies && mode != TextMode::Unicode)
            .with_max_segments(self.max_segments)
            .with_personal_sender(self.sender.is_some());
        self.opt_out.map_or(options, |opt_out| options.with_opt_out(opt_out))
    }
}

/// A line that can be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Line {
    /// Its number in the file, from 1, as an editor counts.
    pub number: u64,
    /// Whom it goes to.
    pub recipient: PhoneNumber,
    /// What the spreadsheet did to the number, and is undone.
    pub repair: Option<Repair>,
    /// The text as it is sent, with its own sender or that of the options.
    pub message: Message,
    /// Whether characters of the text were replaced.
    pub is_changed: bool,
    /// Its own reference, or that of the options.
    pub reference: Option<ClientReference>,
    /// How many segments it takes, the STOP mention included.
    pub segments: SegmentRange,
}

/// The lines of a file from its beginning. It ends after the first error of the file.
#[derive(Debug)]
pub struct Lines<'b> {
    records: Option<Records<File>>,
    reading: Reading<'b>,
    path: &'b Path,
}

impl<'b> Lines<'b> {
    pub(super) fn new(
        records: Records<File>,
        columns: &'b Columns,
        options: &'b LineOptions,
        path: &'b Path,
    ) -> Self {
        Self {
            records: Some(records),
            reading: Reading { columns, options, text: String::new() },
            path,
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Result<Line, BadLine>, BatchFileError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (number, read) = match self.records.as_mut()?.next() {
                Ok(None) => return None,
                Ok(Some(Err((number, damage)))) => (number, Err(damage.into())),
                Ok(Some(Ok(record))) if is_empty(record) => continue,
                Ok(Some(Ok(record))) => (record.line, self.reading.line(record)),
                Err(source) => {
                    self.records = None;
                    return Some(Err(unreadable(self.path, source)));
                }
            };
            return Some(Ok(read.map_err(|reason| BadLine { number, reason })));
        }
    }
}

/// Spreadsheets write lines of delimiters alone below the last one.
fn is_empty(record: &Record) -> bool {
    record.content().iter().all(u8::is_ascii_whitespace)
}

#[derive(Debug)]
struct Reading<'b> {
    columns: &'b Columns,
    options: &'b LineOptions,
    /// The text that a template makes of the line.
    text: String,
}

impl Reading<'_> {
    fn line(&mut self, record: &Record) -> Result<Line, BadLineReason> {
        let fields = Fields::of(record)?;
        self.check_width(record, &fields)?;
        let (recipient, repair) = number::read(fields.get(self.columns.to))?;
        let sender = optional(&fields, self.columns.sender).map(Sender::new).transpose()?;
        let reference =
            optional(&fields, self.columns.reference).map(ClientReference::new).transpose()?;
        let (plan, mode) = plan_of(written(self.columns, &fields, &mut self.text)?, self.options)?;
        let sender = sender.or_else(|| self.options.sender.clone());
        Ok(Line {
            number: record.line,
            recipient,
            repair,
            message: message(&plan, mode, sender, self.options.replies)?,
            is_changed: !plan.replacements().is_empty(),
            reference: reference.or_else(|| self.options.reference.clone()),
            segments: plan.segments(),
        })
    }

    /// Fields beyond the columns are what an unquoted delimiter cut off, unless they are empty.
    fn check_width(&self, record: &Record, fields: &Fields<'_>) -> Result<(), BadLineReason> {
        let columns = self.columns.width;
        let beyond = (columns..record.len()).any(|index| !fields.get(index).trim().is_empty());
        if beyond {
            Err(BadLineReason::TooManyFields { columns, fields: record.len() })
        } else {
            Ok(())
        }
    }
}

/// The fields of a record, as text.
struct Fields<'r> {
    record: &'r Record,
    content: &'r str,
}

impl<'r> Fields<'r> {
    fn of(record: &'r Record) -> Result<Self, BadLineReason> {
        let content = str::from_utf8(record.content()).map_err(|_| BadLineReason::Encoding)?;
        if !record.ends().iter().all(|end| content.is_char_boundary(*end)) {
            return Err(BadLineReason::Encoding);
        }
        if memchr::memmem::find(content.as_bytes(), "\u{FFFD}".as_bytes()).is_some() {
            return Err(BadLineReason::LostCharacter);
        }
        Ok(Self { record, content })
    }

    /// A field; a line may leave out the last ones.
    fn get(&self, index: usize) -> &'r str {
        self.record.range(index).and_then(|range| self.content.get(range)).unwrap_or_default()
    }
}

fn optional<'r>(fields: &Fields<'r>, column: Option<usize>) -> Option<&'r str> {
    column.map(|column| fields.get(column).trim()).filter(|field| !field.is_empty())
}

/// The text as the file has it.
fn written<'t>(
    columns: &Columns,
    fields: &Fields<'t>,
    buffer: &'t mut String,
) -> Result<&'t str, BadLineReason> {
    let pieces = match &columns.text {
        TextSource::Column(column) => return Ok(fields.get(*column)),
        TextSource::Template(pieces) => pieces,
    };
    buffer.clear();
    for piece in pieces {
        match piece {
            Piece::Text(text) => buffer.push_str(text),
            Piece::Column { index, name, instead } => match (fields.get(*index).trim(), instead) {
                ("", None) => return Err(BadLineReason::EmptyPlaceholder { name: name.clone() }),
                ("", Some(instead)) => buffer.push_str(instead),
                (field, _) => buffer.push_str(field),
            },
        }
    }
    Ok(buffer)
}

/// The plan of a text of which nothing will be lost, and the mode that carries it.
fn plan_of(text: &str, options: &LineOptions) -> Result<(Plan, TextMode), BadLineReason> {
    if text.trim().is_empty() {
        return Err(InvalidInput::EmptyText.into());
    }
    let mode = match options.mode {
        TextMode::Unicode if plan(text, &options.plan_options(TextMode::Exact)).is_sendable() => {
            TextMode::Exact
        }
        mode => mode,
    };
    let plan = plan(text, &options.plan_options(mode));
    if let Some(outside) = plan.refusal() {
        return Err(InvalidInput::from(outside).into());
    }
    if plan.cut().is_some() {
        let allowed = u32::from(options.max_segments.get());
        let needed = plan.whole_segments();
        return Err(InvalidInput::TooManySegments { needed, allowed }.into());
    }
    if mode == TextMode::Unicode && !options.each {
        return Err(BadLineReason::NeedsEach);
    }
    Ok((plan, mode))
}

fn message(
    plan: &Plan,
    mode: TextMode,
    sender: Option<Sender>,
    replies: bool,
) -> Result<Message, InvalidInput> {
    match mode {
        TextMode::Unicode => Message::unicode(UnicodeText::new(plan.text())?, sender, replies),
        _ => Message::gsm(GsmText::new(plan.text())?, sender, replies),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A line that says this to this number.
    pub(in crate::batch) fn line(number: &str, text: &str) -> Line {
        let options = LineOptions::default();
        let (plan, mode) = plan_of(text, &options).unwrap();
        Line {
            number: 1,
            recipient: PhoneNumber::parse(number).unwrap(),
            repair: None,
            message: message(&plan, mode, None, false).unwrap(),
            is_changed: false,
            reference: None,
            segments: plan.segments(),
        }
    }
}
