//! A file of messages: read, checked line by line, and told what will become of each line. Nothing is
//! printed here and nothing is sent.
//!
//! A file is read several times from its beginning: to know its bytes ([`BatchFile::open`]), to check
//! every line ([`Checked::new`]), and to send ([`Checked::verdicts`]).

mod bad_line;
mod checked;
mod columns;
mod decoded;
mod delimiter;
mod duplicates;
mod encoding;
mod error;
mod file;
mod line;
mod number;
mod quotes;
mod records;
mod survey;
mod template;

pub use bad_line::{BadLine, BadLineReason};
pub use checked::{Checked, Suppressed, Totals, Verdict, Verdicts};
pub use columns::{ColumnName, Layout};
pub use delimiter::Delimiter;
pub use encoding::Encoding;
pub use error::BatchFileError;
pub use file::{BatchFile, LayoutOptions};
pub use line::{Line, LineOptions, Lines};
pub use number::Repair;
pub(crate) use number::without_doubt as number;
pub use template::{Template, TemplateError};

#[cfg(test)]
mod tests;
