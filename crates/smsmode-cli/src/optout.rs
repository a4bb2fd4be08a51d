//! The people who said STOP: a file of numbers that no message is sent to.
//!
//! It is a CSV file, `number,status,since,source`, a number a line, since people read it, search it,
//! open it in a spreadsheet and paste numbers into it. A line may hold a number alone, which is read as
//! in a file of `batch`: without a zero that a spreadsheet dropped, and refused where it could be two. The
//! status is `out`, or `back` for a number that was taken off: then an old reply does not put it on again.
//! Empty lines and lines that begin with `#` are passed over and kept. A line that cannot be read is an
//! error: a list of which nobody knows what it says must not count as empty.

mod edit;
mod entry;
mod error;
mod list;
mod lock;
mod place;
mod refusal;
mod reply;
mod watched;
mod word;

pub(crate) use entry::{Entry, Source};
pub(crate) use error::OptOutError;
pub(crate) use list::{OptOutList, Stop};
pub(crate) use refusal::OptOutRefusal;
pub(crate) use reply::{Heard, News, hear};
pub(crate) use watched::WatchedList;
