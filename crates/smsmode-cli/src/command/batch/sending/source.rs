//! What is sent: a file that was checked.

use std::path::Path;

use smsmode_http::PhoneNumber;

use crate::batch::{BatchFile, BatchFileError, Checked, Verdict};
use crate::optout::{OptOutError, WatchedList};

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

    /// Looks again who wants no more messages.
    fn look_again(&self) -> Result<(), OptOutError>;

    /// Whether this person wanted no more messages when that was last looked at.
    fn is_opted_out(&self, number: PhoneNumber) -> bool;
}

/// A file, what was found in it, and who wants no more messages.
pub(crate) struct CheckedFile<'a> {
    pub(crate) file: &'a BatchFile,
    pub(crate) checked: &'a Checked<'a>,
    pub(crate) suppressed: &'a WatchedList,
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

    fn look_again(&self) -> Result<(), OptOutError> {
        self.suppressed.look_again()
    }

    fn is_opted_out(&self, number: PhoneNumber) -> bool {
        self.suppressed.contains(number)
    }
}
