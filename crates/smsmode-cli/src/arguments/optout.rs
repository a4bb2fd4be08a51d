//! The arguments of `smsmode optout`.

use clap::{Args, Subcommand};

use super::Common;

#[derive(Debug, Subcommand)]
pub(crate) enum OptOutVerb {
    /// List the numbers that said STOP, in the order in which they did.
    List(ListOptOuts),
    /// Put numbers on the list.
    Add(OptOutNumbers),
    /// Take numbers off the list; only a STOP that comes later puts them on again.
    Remove(OptOutNumbers),
}

#[derive(Debug, Args)]
pub(crate) struct ListOptOuts {
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct OptOutNumbers {
    /// Phone numbers; `-` reads them from the standard input, a number a line.
    #[arg(required = true, value_name = "NUMBER", value_delimiter = ',')]
    pub(crate) numbers: Vec<String>,
    #[command(flatten)]
    pub(crate) common: Common,
}
