//! The arguments of `smsmode balance`.

use clap::Args;
use smsmode_http::Credits;

use super::OneCall;

#[derive(Debug, Args)]
pub(crate) struct Balance {
    /// Answer as a plugin of Nagios: exit 1 below so many credits, which may be negative.
    #[arg(long, value_name = "CREDITS", value_parser = credits, allow_negative_numbers = true, conflicts_with_all = ["curl", "output"])]
    pub(crate) warn: Option<Credits>,
    /// Answer as a plugin of Nagios: exit 2 below so many credits, 3 where they are unknown.
    #[arg(long, value_name = "CREDITS", value_parser = credits, allow_negative_numbers = true, conflicts_with_all = ["curl", "output"])]
    pub(crate) critical: Option<Credits>,
    #[command(flatten)]
    pub(crate) call: OneCall,
}

fn credits(text: &str) -> Result<Credits, String> {
    text.parse().map_err(|error: smsmode_http::CreditsError| error.to_string())
}
