//! What verbs understand whose call changes an account and cannot be repeated.

use clap::Args;

use super::OneCall;

/// A call that a person is asked about.
#[derive(Debug, Clone, Args)]
pub(crate) struct CostlyCall {
    /// Do it without asking.
    #[arg(long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) call: OneCall,
}
