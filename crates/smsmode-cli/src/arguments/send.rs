//! The arguments of `smsmode send`.

use std::time::Duration;

use clap::Args;
#[cfg(feature = "outbox")]
use smsmode_outbox::MessageKey;

use super::{Letter, duration};

#[derive(Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Send {
    #[command(flatten)]
    pub(crate) letter: Letter,
    /// A contact group of the account, in place of numbers.
    #[arg(long, value_name = "NAME")]
    pub(crate) group: Option<String>,
    /// Have the service call this address with delivery receipts.
    #[arg(long, value_name = "URL")]
    pub(crate) delivery_url: Option<String>,
    /// Have the service call this address with replies.
    #[arg(long, value_name = "URL")]
    pub(crate) reply_url: Option<String>,
    /// Have the service call signed addresses below this one, where `smsmode listen` answers.
    #[arg(long, value_name = "URL", conflicts_with_all = ["delivery_url", "reply_url"])]
    pub(crate) notify_base: Option<String>,
    /// Use GET: the key then stands in addresses, which proxies and servers log.
    #[arg(long)]
    pub(crate) get: bool,
    /// Send to a number as often as it is given; each time is charged.
    #[arg(long)]
    pub(crate) keep_duplicates: bool,
    /// Follow the message until its status is final, or for so long.
    #[arg(long, value_name = "TIME", num_args = 0..=1, require_equals = true, default_missing_value = "10m", value_parser = duration)]
    pub(crate) wait: Option<Duration>,
    /// Show the request as a curl command, with the key as a variable, and send nothing.
    #[arg(long, conflicts_with_all = ["dry_run", "sandbox", "wait"])]
    pub(crate) curl: bool,
    /// Send to a sandbox inside this process: nothing is really sent, no key is used.
    #[arg(long)]
    pub(crate) sandbox: bool,
    /// Put it into this outbox, such as sqlite:till.db or `postgres://till@db.example/shop`, in place of sending it:
    /// `smsmode outbox run` does that.
    #[cfg(feature = "outbox")]
    #[arg(long, value_name = "URL", conflicts_with_all = [
        "group", "delivery_url", "reply_url", "notify_base", "get", "keep_duplicates", "wait", "curl", "sandbox",
    ])]
    pub(crate) outbox: Option<String>,
    #[cfg(feature = "outbox")]
    #[command(flatten)]
    pub(crate) queueing: Queueing,
}

/// How a message stands in an outbox.
#[cfg(feature = "outbox")]
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Queueing {
    /// Your own name for it in the outbox, such as order-12/ready: give the same again after any doubt, and the
    /// message is there once. Without it a new one is made and shown.
    #[arg(long, value_name = "TEXT", value_parser = message_key)]
    pub(crate) key: Option<MessageKey>,
    /// Give it up where it is not sent from the outbox within so long, counted from --at where that is given.
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub(crate) within: Option<Duration>,
    /// Rather twice than not at all, for alerts: send it again where nobody can tell whether it was accepted.
    #[arg(long)]
    pub(crate) at_least_once: bool,
}

#[cfg(feature = "outbox")]
impl Queueing {
    /// Whether anything of it was given.
    pub(crate) fn is_given(&self) -> bool {
        self.key.is_some() || self.within.is_some() || self.at_least_once
    }
}

#[cfg(feature = "outbox")]
pub(super) fn message_key(text: &str) -> Result<MessageKey, String> {
    MessageKey::new(text).map_err(|error| error.to_string())
}
