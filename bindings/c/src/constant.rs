//! Numbers of C that stand for one of several things.

use crate::fault::Fault;

/// A place or a number that there is not: `SMSMODE_NONE` in the header, which is `SIZE_MAX`.
pub(crate) const NONE: usize = usize::MAX;

/// A flag: 0 is no, 1 is yes, and anything else is a mistake.
pub(crate) fn flag(value: i32, argument: &'static str) -> Result<bool, Fault> {
    match value {
        0 => Ok(false),
        1 => Ok(true),
        value => Err(Fault::Constant { argument, value }),
    }
}

/// What an element of a list has, or `NONE` beyond its end.
pub(crate) fn or_none(value: Option<usize>) -> usize {
    value.unwrap_or(NONE)
}
