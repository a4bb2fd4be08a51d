//! What is sent: a file that was checked.

use std::path::Path;

use crate::batch::{BatchFile, BatchFileError, Checked, Suppressed, Verdict};

/// A file that was checked. It can be gone through again and again, and gives the same each time,
/// but for who wants no more messages.
pub(crate) trait Source {
    /// What becomes of each line, in the order of the file.
    fn verdicts(
        &self,
    ) -> Result<impl Iterator<Item = Result<Verdict, BatchFileError>>, BatchFileError>;

    /// SHA-256 of its bytes.
    fn digest(&self) -> [u8; 32];

    /// Where it is.
    fn path(&self) -> &Path;

    /// Whether it still is what was checked.
    fn is_unchanged(&self) -> bool;
}

/// A file, what was found in it, and who wants no more messages.
pub(crate) struct CheckedFile<'a> {
    pub(crate) file: &'a BatchFile,
    pub(crate) checked: &'a Checked<'a>,
    pub(crate) suppressed: &'a dyn Suppressed,
}

impl Source for CheckedFile<'_> {
    fn verdicts(
        &self,
    ) -> Result<impl Iterator<Item = Result<Verdict, BatchFileError>>, BatchFileError> {
        self.checked.verdicts(self.suppressed)
    }

    fn digest(&self) -> [u8; 32] {
        self.file.digest()
    }

    fn path(&self) -> &Path {
        self.file.path()
    }

    fn is_unchanged(&self) -> bool {
        self.file.is_unchanged()
    }
}
