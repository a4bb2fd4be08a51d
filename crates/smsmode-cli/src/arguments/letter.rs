//! What `smsmode send` and `smsmode outbox add` have in common.

use clap::Args;
use smsmode_http::text::SegmentLimit;

use super::{ChannelArgument, Common, OptOutArgument, Treatment, segment_limit};

/// What is said, to whom, and how.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Letter {
    /// The text; `-` reads it from the standard input.
    #[arg(allow_hyphen_values = true)]
    pub(crate) text: String,
    /// A phone number; several times for several people, or several numbers with commas.
    #[arg(long, value_name = "NUMBER", value_delimiter = ',')]
    pub(crate) to: Vec<String>,
    /// Whom it seems to come from: 1 to 11 letters and digits.
    #[arg(long, value_name = "NAME")]
    pub(crate) sender: Option<String>,
    /// Let people answer.
    #[arg(long)]
    pub(crate) replies: bool,
    #[command(flatten)]
    pub(crate) treatment: Treatment,
    /// Send later: "2026-12-24 18:00" in Paris, or an instant such as 2026-12-24T18:00:00+01:00.
    #[arg(long, value_name = "DATE")]
    pub(crate) at: Option<String>,
    /// A reference of your own, given back in receipts and replies: at most 40 characters.
    #[arg(long)]
    pub(crate) reference: Option<String>,
    /// Refuse a text that needs more segments: 1 to 5 (5 unless given).
    #[arg(long, value_name = "N", value_parser = segment_limit)]
    pub(crate) max_segments: Option<SegmentLimit>,
    /// Have the service append its STOP text: if-free (only where it costs nothing) or always.
    #[arg(long, value_name = "WHEN", num_args = 0..=1, require_equals = true, default_missing_value = "always")]
    pub(crate) opt_out: Option<OptOutArgument>,
    /// The channel of the account, for warnings: a personal sender without STOP, marketing by night or on a
    /// Sunday or holiday in France.
    #[arg(long, value_name = "NAME", value_enum)]
    pub(crate) channel: Option<ChannelArgument>,
    /// Send also to people who said STOP, what they asked for: a code, an alert. Needs the channel
    /// notifications, which has no marketing.
    #[arg(long)]
    pub(crate) even_opted_out: bool,
    /// Send without asking, also to many.
    #[arg(long)]
    pub(crate) yes: bool,
    /// Show what would be sent, and send nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}
