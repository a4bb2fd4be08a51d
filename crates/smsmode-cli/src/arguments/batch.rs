//! The arguments of `smsmode batch`.

use std::path::PathBuf;

use clap::Args;
use smsmode_http::text::SegmentLimit;

use crate::batch::{Delimiter, Encoding};

use super::{ChannelArgument, Common, OptOutArgument, Treatment, segment_limit};

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Batch {
    /// A CSV file with a message a line: a number and its text, columns named in the first line.
    pub(crate) file: PathBuf,
    /// One text for all; {prenom} stands for the column prenom, {prenom|client} has a word for an
    /// empty one.
    #[arg(long, conflicts_with = "text_column", allow_hyphen_values = true)]
    pub(crate) text: Option<String>,
    /// The column of the phone numbers, by name or number.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) to_column: Option<String>,
    /// The column of the texts, by name or number.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) text_column: Option<String>,
    /// The column of the senders, by name or number.
    #[arg(long, value_name = "COLUMN", conflicts_with = "replies")]
    pub(crate) sender_column: Option<String>,
    /// The column of the references, by name or number.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) reference_column: Option<String>,
    /// What separates columns, such as ; or tab; found out unless given.
    #[arg(long, value_name = "SIGN")]
    pub(crate) delimiter: Option<Delimiter>,
    /// How the file is written: utf-8, windows-1252, utf-16le or utf-16be; found out unless given.
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<Encoding>,
    /// Whom messages seem to come from that name no sender: 1 to 11 letters and digits.
    #[arg(long, value_name = "NAME", conflicts_with = "replies")]
    pub(crate) sender: Option<String>,
    /// Let people answer.
    #[arg(long, conflicts_with = "unicode")]
    pub(crate) replies: bool,
    #[command(flatten)]
    pub(crate) treatment: Treatment,
    /// Send later: "2026-12-24 18:00" in Paris, or an instant such as 2026-12-24T18:00:00+01:00.
    #[arg(long, value_name = "DATE")]
    pub(crate) at: Option<String>,
    /// A reference of your own for messages that have none: at most 40 characters.
    #[arg(long)]
    pub(crate) reference: Option<String>,
    /// Refuse a text that needs more segments: 1 to 5 (5 unless given).
    #[arg(long, value_name = "N", value_parser = segment_limit)]
    pub(crate) max_segments: Option<SegmentLimit>,
    /// Have the service append its STOP text: if-free (only where it costs nothing) or always.
    #[arg(long, value_name = "WHEN", num_args = 0..=1, require_equals = true, default_missing_value = "always")]
    pub(crate) opt_out: Option<OptOutArgument>,
    /// The channel of the account, for warnings about marketing.
    #[arg(long, value_name = "NAME", value_enum)]
    pub(crate) channel: Option<ChannelArgument>,
    /// Send line by line, as Unicode must be, instead of 500 lines a call.
    #[arg(long)]
    pub(crate) each: bool,
    /// Send a text to a number as often as it is in the file; each time is charged.
    #[arg(long)]
    pub(crate) keep_duplicates: bool,
    /// Send the good lines although others are bad.
    #[arg(long)]
    pub(crate) skip_bad: bool,
    /// Where the run is recorded, so that it can go on after a stop (FILE.smsmode-journal unless given).
    #[arg(long, value_name = "FILE")]
    pub(crate) journal: Option<PathBuf>,
    /// Write what became of each line to this CSV file.
    #[arg(long, value_name = "FILE")]
    pub(crate) result: Option<PathBuf>,
    /// Send a file again that was sent before, to its end.
    #[arg(long)]
    pub(crate) again: bool,
    /// In a run that goes on, send again what the service refused.
    #[arg(long)]
    pub(crate) retry_refused: bool,
    /// Send without asking, also to many, and where credits may not be enough.
    #[arg(long)]
    pub(crate) yes: bool,
    /// Check the file and show what it would take; no key, no network, nothing is sent.
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}
