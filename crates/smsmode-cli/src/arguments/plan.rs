//! The arguments of `smsmode plan`.

use clap::Args;
use smsmode_http::text::SegmentLimit;

use super::{ChannelArgument, Common, OptOutArgument, Treatment, segment_limit};

#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// The text; without it, or as `-`, it is read from the standard input.
    #[arg(allow_hyphen_values = true)]
    pub(crate) text: Option<String>,
    /// Read a text a line from the standard input, in UTF-8.
    #[arg(long, conflicts_with = "text")]
    pub(crate) lines: bool,
    /// Only the totals of all lines; STOP and limits are left out of account.
    #[arg(long, requires = "lines", conflicts_with_all = MESSAGE_OPTIONS)]
    pub(crate) summary: bool,
    #[command(flatten)]
    pub(crate) treatment: Treatment,
    /// Where the service cuts a text, in segments: 1 to 5 (5 unless given).
    #[arg(long, value_name = "N", value_parser = segment_limit)]
    pub(crate) max_segments: Option<SegmentLimit>,
    /// The service appends its STOP text: if-free (only where it costs nothing) or always.
    #[arg(long, value_name = "WHEN", num_args = 0..=1, require_equals = true, default_missing_value = "always")]
    pub(crate) opt_out: Option<OptOutArgument>,
    /// Whom it is to seem to come from: 1 to 11 letters and digits.
    #[arg(long, value_name = "NAME")]
    pub(crate) sender: Option<String>,
    /// People can answer: the class of the message is 4.
    #[arg(long, conflicts_with_all = ["sender", "unicode"])]
    pub(crate) replies: bool,
    /// The phone numbers, for the cost.
    #[arg(long, value_name = "NUMBER", value_delimiter = ',')]
    pub(crate) to: Vec<String>,
    /// How many people it goes to, for the cost.
    #[arg(long, value_name = "N", conflicts_with = "to")]
    pub(crate) recipients: Option<usize>,
    /// The channel of the account, for a warning about a personal sender without STOP.
    #[arg(long, value_name = "NAME", value_enum)]
    pub(crate) channel: Option<ChannelArgument>,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// What concerns single messages only.
const MESSAGE_OPTIONS: [&str; 7] =
    ["max_segments", "opt_out", "sender", "replies", "to", "recipients", "channel"];
