//! What verbs understand that make one call.

use clap::Args;

use super::Common;

/// A call, made or shown.
#[derive(Debug, Clone, Args)]
pub(crate) struct OneCall {
    /// Show the call as a curl command, with the key as a variable, and make none.
    #[arg(long)]
    pub(crate) curl: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}
