//! The arguments of the verbs about callbacks.

#[cfg(feature = "store")]
use std::net::SocketAddr;
#[cfg(feature = "store")]
use std::path::PathBuf;
#[cfg(feature = "store")]
use std::str::FromStr;
#[cfg(feature = "store")]
use std::time::Duration;

use clap::{Args, Subcommand};
use smsmode_http::MessageStatus;
#[cfg(feature = "store")]
use smsmode_receiver::Retention;

#[cfg(feature = "store")]
use super::Common;

#[cfg(feature = "store")]
#[derive(Debug, Args)]
pub(crate) struct Listen {
    /// The address and port to listen on; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7373")]
    pub(crate) bind: SocketAddr,
    /// The public address below which the service reaches this machine; a path in it is allowed.
    #[arg(long, value_name = "URL")]
    pub(crate) base: Option<String>,
    /// Only print the address for all replies of the account, and receive nothing.
    ///
    /// It is a secret, to be entered on the web site of the service. Otherwise it is told on a terminal
    /// alone, since a journal would keep it.
    #[arg(long, requires = "base")]
    pub(crate) show_address: bool,
    /// Keep callbacks in this SQLite file; its owner alone can read it.
    ///
    /// Without it they are in smsmode/callbacks.db of your data folder, which is ~/.local/share unless
    /// `XDG_DATA_HOME` names another one.
    #[arg(long, value_name = "FILE")]
    pub(crate) store: Option<PathBuf>,
    /// Keep callbacks so long, such as 30d; for ever with `forever`.
    ///
    /// At least 7d; replies are kept 90d in any case, as long as their addresses are good. A callback that
    /// is still to be shown, handed on or given to a command is never deleted.
    #[arg(long, value_name = "TIME", default_value = "90d")]
    pub(crate) keep: Keep,
    /// Hand each callback on to this address, by POST as JSON, until it is answered with 2xx.
    ///
    /// What fails is tried again, later and later up to a minute, also after a restart; the callbacks of
    /// a message keep their order. One may come twice: its "number" is the same then.
    #[arg(long, value_name = "URL")]
    pub(crate) forward_to: Option<String>,
    /// Run this command for each callback, with `SMS_MESSAGES`, `SMS_1_NUMBER`, `SMS_1_TEXT` as gammu-smsd does.
    ///
    /// A receipt has `SMS_MESSAGES=0`, and its news in `SMSMODE_STATUS`, `SMSMODE_STATUS_NAME`,
    /// `SMSMODE_STATUS_CLASS` and `SMSMODE_RECIPIENT`. Both kinds have `SMSMODE_KIND` (delivery or reply),
    /// `SMSMODE_MESSAGE_ID`, `SMSMODE_REFERENCE` and `SMSMODE_CALLBACK`, a number. A command that ran is
    /// not run again, even if it failed.
    #[arg(long, value_name = "COMMAND")]
    pub(crate) exec: Option<String>,
    /// Kill a command that takes longer, with all that it started: from 1s to 1h.
    ///
    /// The callbacks after it wait for it. It is not run again.
    #[arg(long, value_name = "TIME", value_parser = exec_time, default_value = "60s", requires = "exec")]
    pub(crate) exec_timeout: Duration,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// How long callbacks are kept.
#[cfg(feature = "store")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    Forever,
    Days(u32),
}

#[cfg(feature = "store")]
impl Keep {
    /// Receipts can come so long after a message.
    const LEAST_DAYS: u32 = 7;

    pub(crate) fn retention(self) -> Option<Retention> {
        match self {
            Self::Forever => None,
            Self::Days(days) => {
                Some(Retention::new(Duration::from_secs(u64::from(days) * 24 * 3_600)))
            }
        }
    }
}

#[cfg(feature = "store")]
impl FromStr for Keep {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let days = || text.strip_suffix('d')?.parse().ok();
        match days() {
            _ if text == "forever" => Ok(Self::Forever),
            Some(days) if days >= Self::LEAST_DAYS => Ok(Self::Days(days)),
            Some(_) => Err("at least 7d: receipts can come so long"),
            None => Err("a number of days such as 90d, or forever"),
        }
    }
}

#[cfg(feature = "store")]
fn exec_time(text: &str) -> Result<Duration, String> {
    let time = super::duration(text)?;
    let is_allowed = (Duration::from_secs(1)..=Duration::from_secs(3_600)).contains(&time);
    if is_allowed { Ok(time) } else { Err("from 1s to 1h".to_owned()) }
}

#[derive(Debug, Args)]
pub(crate) struct Trigger {
    #[command(subcommand)]
    pub(crate) kind: TriggerKind,
}

/// What is told.
#[derive(Debug, Subcommand)]
pub(crate) enum TriggerKind {
    /// What became of a message.
    Delivery(TriggerDelivery),
    /// What a person answered.
    Reply(TriggerReply),
}

#[derive(Debug, Args)]
pub(crate) struct TriggerDelivery {
    /// The status: a number of the service or its name, such as 11 or received.
    #[arg(long, default_value = "received", value_parser = status)]
    pub(crate) status: MessageStatus,
    /// Whom the message went to.
    #[arg(long, value_name = "NUMBER", default_value = "33639980000")]
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) told: Told,
}

#[derive(Debug, Args)]
pub(crate) struct TriggerReply {
    /// What the person wrote.
    #[arg(allow_hyphen_values = true)]
    pub(crate) text: String,
    /// Who answered.
    #[arg(long, value_name = "NUMBER", default_value = "33639980000")]
    pub(crate) from: String,
    /// The id of the reply; a new one unless given.
    #[arg(long, value_name = "ID")]
    pub(crate) reply_id: Option<String>,
    #[command(flatten)]
    pub(crate) told: Told,
}

/// Where and about which message.
#[derive(Debug, Args)]
pub(crate) struct Told {
    /// The address to call. With a callback key in the configuration, one below it is signed and called.
    #[arg(long, value_name = "URL")]
    pub(crate) url: String,
    /// Call the address as it is given.
    #[arg(long)]
    pub(crate) unsigned: bool,
    /// The message; a new one unless given.
    #[arg(long, value_name = "ID")]
    pub(crate) message_id: Option<String>,
    /// The reference of the message.
    #[arg(long, value_name = "TEXT", default_value = "trigger")]
    pub(crate) reference: String,
    /// The account of the configuration file to use.
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
}

fn status(text: &str) -> Result<MessageStatus, String> {
    if let Ok(code @ 0..=9999) = text.parse::<u16>() {
        return Ok(MessageStatus::new(code));
    }
    let named = MessageStatus::ALL.iter().find(|status| status.name() == text);
    named.copied().ok_or_else(|| "a number from 0 to 9999, or a name such as received".to_owned())
}
