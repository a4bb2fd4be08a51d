//! The arguments of `smsmode sent` and `smsmode replies`.

use clap::Args;
use smsmode_http::LocalDateTime;

use super::{OneCall, local_time};

#[derive(Debug, Args)]
pub(crate) struct Sent {
    /// Those since this time in Paris: "2026-11-22", "2026-11-22 18:00".
    #[arg(long, value_name = "DATE", value_parser = local_time, conflicts_with_all = ["first", "curl"])]
    pub(crate) since: Option<LocalDateTime>,
    #[command(flatten)]
    pub(crate) part: Part,
    #[command(flatten)]
    pub(crate) call: OneCall,
}

#[derive(Debug, Args)]
pub(crate) struct Replies {
    /// Those since this time in Paris: "2026-11-22", "2026-11-22 18:00".
    #[arg(long, value_name = "DATE", value_parser = local_time, conflicts_with_all = ["first", "all"])]
    pub(crate) since: Option<LocalDateTime>,
    /// Those before this time in Paris; now unless given.
    #[arg(long, value_name = "DATE", value_parser = local_time, requires = "since")]
    pub(crate) until: Option<LocalDateTime>,
    /// Leave the opt-out list as it is, whoever said STOP.
    #[arg(long)]
    pub(crate) no_optout: bool,
    #[command(flatten)]
    pub(crate) part: Part,
    #[command(flatten)]
    pub(crate) call: OneCall,
}

/// Which part of a list that begins with the newest.
#[derive(Debug, Args)]
pub(crate) struct Part {
    /// At most so many, 1 to 10,000; 50 unless told otherwise.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) limit: Option<u32>,
    /// Leave out so many of the newest: with --limit 50, the second page begins with --first 50.
    #[arg(long, value_name = "N")]
    pub(crate) first: Option<u32>,
    /// All of them, page by page.
    #[arg(long, conflicts_with_all = ["limit", "first", "curl"])]
    pub(crate) all: bool,
}
