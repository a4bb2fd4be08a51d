//! The result file: whole, or not there.

use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::command::batch::sending::error::SendingError;
use crate::command::batch::sending::order::Files;
use crate::output::Row;

use super::record::LineRecord;

/// The result file, where one is wanted.
pub(super) struct ResultFile(Option<Open>);

struct Open {
    path: PathBuf,
    writer: csv::Writer<NamedTempFile>,
}

impl ResultFile {
    pub(super) fn create(files: &Files) -> Result<Self, SendingError> {
        let Some(path) = &files.result else { return Ok(Self(None)) };
        let create = || -> io::Result<Open> {
            refuse_what_is_no_file(path)?;
            let file = NamedTempFile::new_in(folder(path))?;
            let mut writer = csv::WriterBuilder::new().delimiter(files.delimiter).from_writer(file);
            writer.write_record(LineRecord::NAMES)?;
            Ok(Open { path: path.clone(), writer })
        };
        create().map(|open| Self(Some(open))).map_err(failed(path))
    }

    pub(super) fn record(&mut self, record: &LineRecord) -> Result<(), SendingError> {
        let Some(open) = &mut self.0 else { return Ok(()) };
        let cells = record.cells().map(inert);
        open.writer.write_record(&cells).map_err(|error| failed(&open.path)(error.into()))
    }

    /// Puts it in its place, once it is on the disk.
    pub(super) fn finish(self) -> Result<(), SendingError> {
        let Some(Open { path, writer }) = self.0 else { return Ok(()) };
        let finish = || -> io::Result<()> {
            let file = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(&path)?;
            Ok(())
        };
        finish().map_err(failed(&path))
    }
}

/// A folder cannot be replaced, and a device must not: root would lose `/dev/null`.
fn refuse_what_is_no_file(path: &Path) -> io::Result<()> {
    match std::fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => {
            Err(io::Error::new(io::ErrorKind::AlreadyExists, "there is something that is no file"))
        }
        _ => Ok(()),
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn failed(path: &Path) -> impl Fn(io::Error) -> SendingError {
    let path = path.to_owned();
    move |error| SendingError::Result { path: path.clone(), error }
}

/// A cell that no spreadsheet takes for a formula.
fn inert(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::batch::sending::result::record::LineOutcome;

    fn record(reason: &str) -> LineRecord {
        LineRecord {
            line: 2,
            recipient: Some("33639980011".to_owned()),
            outcome: LineOutcome::Bad,
            message_id: None,
            segments: None,
            reason: Some(reason.to_owned()),
        }
    }

    #[test]
    fn no_cell_is_a_formula_and_none_breaks_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("result.csv");
        let files = Files { journal: PathBuf::new(), result: Some(path.clone()), delimiter: b';' };
        let mut file = ResultFile::create(&files).unwrap();
        for reason in ["=HYPERLINK(\"x\";\"y\")", "+1", "a;b\nc", "plain"] {
            file.record(&record(reason)).unwrap();
        }
        assert!(!path.exists(), "it is whole, or not there");
        file.finish().unwrap();
        let expected = "line;recipient;outcome;message_id;segments;reason\n\
            2;33639980011;bad;;;\"'=HYPERLINK(\"\"x\"\";\"\"y\"\")\"\n\
            2;33639980011;bad;;;'+1\n\
            2;33639980011;bad;;;\"a;b\nc\"\n\
            2;33639980011;bad;;;plain\n";
        assert_eq!(std::fs::read_to_string(&path).unwrap(), expected);
    }
}
