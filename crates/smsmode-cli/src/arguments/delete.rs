//! The arguments of `smsmode delete`.

use clap::{ArgGroup, Args};
use smsmode_http::PhoneNumber;

use super::{CostlyCall, phone_number};

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("message").required(true))]
pub(crate) struct Delete {
    /// The id that the send gave.
    #[arg(group = "message")]
    pub(crate) message_id: Option<String>,
    /// The most recent message to this number; twice deletes another one, too.
    #[arg(long, value_name = "NUMBER", value_parser = phone_number, group = "message")]
    pub(crate) most_recent_to: Option<PhoneNumber>,
    #[command(flatten)]
    pub(crate) costly: CostlyCall,
}
