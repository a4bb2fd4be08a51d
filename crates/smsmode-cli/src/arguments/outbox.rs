//! The arguments of `smsmode outbox`.

#[cfg(feature = "metrics")]
use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};
use smsmode_http::outbox::{OutboxId, State};
use smsmode_outbox::MessageKey;

use super::send::message_key;
use super::{Common, Letter, Output, Queueing, duration};

#[derive(Debug, Subcommand)]
pub(crate) enum OutboxVerb {
    /// Put a message in; once this ends with 0 it is on the disk.
    Add(AddMessages),
    /// List the messages, the newest first.
    List(ListMessages),
    /// Show all that is known of a message, and what can be done about it.
    ///
    /// Ends with 0 (delivered), 3 (rejected), 6 (not sent: expired, cancelled), 7 (unknown or parked), 9 (not delivered
    /// in the end) or 10 (on its way).
    Show(ShowMessages),
    /// Send messages again that are parked or were rejected.
    Retry(RetryMessages),
    /// Do not send messages any more: those that wait, or that are parked.
    Cancel(Named),
    /// Send nothing new from now on; messages can still be put in.
    Pause(OutboxAt),
    /// Send again, whatever the reason of the pause was.
    Resume(OutboxAt),
    /// Look up now what is unknown or parked, and send nothing.
    ///
    /// Give it the --quiet-time and --timeout that `run` has.
    Reconcile(ReconcileOutbox),
    /// Send the messages, until Ctrl-C: calls that are under way then come to their end.
    Run(Box<RunOutbox>),
    /// Watch the messages live; q ends it. Without a terminal, a line for each change.
    #[cfg(feature = "watch")]
    Watch(WatchOutbox),
    /// Move all messages to another outbox, such as a PostgreSQL that many machines share.
    ///
    /// End whatever sends from the old one, move, and give programs the new address then: from its first write on,
    /// nothing is put into the old one or sent from it. Killed at any moment, the same command moves the rest. What
    /// was delivered moves as well: its key says that it is not to be sent again. Ends with 8 where another message
    /// has a key there already; those stay behind.
    Move(MoveOutbox),
    /// Write all messages as CSV or JSON.
    ///
    /// A message that changes meanwhile may be there twice, the last time as it is then.
    Export(ExportOutbox),
    /// Write the roles with the least rights for an outbox in PostgreSQL, as SQL for its administrator.
    ///
    /// Run it once, as the owner of the schema: smsmode outbox roles | psql DATABASE. It says what each role may do.
    #[cfg(feature = "postgres")]
    Roles,
    /// Take over an outbox that was moved to this machine, or restored from a backup.
    ///
    /// What waited may have been sent since: it becomes unknown, and is looked up before it is sent.
    TakeOver(TakeOver),
}

/// Which outbox is meant.
#[derive(Debug, Clone, Args)]
pub(crate) struct OutboxAt {
    /// The outbox, such as sqlite:till.db or `postgres://till@db.example/shop`; otherwise that of `SMSMODE_OUTBOX`, or `outbox` of the profile.
    #[arg(long, value_name = "URL")]
    pub(crate) outbox: Option<String>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct AddMessages {
    /// The outbox, such as sqlite:till.db or `postgres://till@db.example/shop`; otherwise that of `SMSMODE_OUTBOX`, or `outbox` of the profile.
    #[arg(long, value_name = "URL")]
    pub(crate) outbox: Option<String>,
    #[command(flatten)]
    pub(crate) letter: Letter,
    #[command(flatten)]
    pub(crate) queueing: Queueing,
}

#[derive(Debug, Args)]
pub(crate) struct ListMessages {
    /// Those in this state only; several times for several states, or several with commas.
    #[arg(long, value_name = "STATE", value_delimiter = ',', value_parser = state)]
    pub(crate) state: Vec<State>,
    /// At most so many, 1 to 10,000.
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) limit: u32,
    /// Show whole numbers.
    #[arg(long)]
    pub(crate) numbers: bool,
    #[command(flatten)]
    pub(crate) at: OutboxAt,
}

/// Messages by what they are called.
#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The ids of the messages.
    #[arg(value_name = "ID", required_unless_present = "key")]
    pub(crate) ids: Vec<OutboxId>,
    /// A message by its key; several times for several.
    #[arg(long, value_name = "KEY", value_parser = message_key)]
    pub(crate) key: Vec<MessageKey>,
    #[command(flatten)]
    pub(crate) at: OutboxAt,
}

#[derive(Debug, Args)]
pub(crate) struct ShowMessages {
    #[command(flatten)]
    pub(crate) named: Named,
    /// Show whole numbers.
    #[arg(long)]
    pub(crate) numbers: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RetryMessages {
    #[command(flatten)]
    pub(crate) named: Named,
    /// Do it without asking, though it may arrive twice.
    #[arg(long)]
    pub(crate) yes: bool,
}

/// How what is unknown is looked up.
#[derive(Debug, Args)]
pub(crate) struct LookingUp {
    /// Time for one call, from 1s to 4m.
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = call_time)]
    pub(crate) timeout: Duration,
    /// How long the service may take to list a message: only then its absence proves that it was not accepted.
    ///
    /// Three times --timeout at least. Less than 15m is for tests: what is listed later is then sent twice.
    #[arg(long, value_name = "TIME", default_value = "15m", value_parser = duration)]
    pub(crate) quiet_time: Duration,
    /// The key is new, and the account is the same: an outbox in PostgreSQL refuses other keys than those before.
    ///
    /// Say it once. Never say it of another account: what was sent would be missed in its list, and sent again.
    #[arg(long)]
    pub(crate) renewed_key: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ReconcileOutbox {
    #[command(flatten)]
    pub(crate) at: OutboxAt,
    #[command(flatten)]
    pub(crate) looking_up: LookingUp,
}

#[derive(Debug, Args)]
pub(crate) struct RunOutbox {
    #[command(flatten)]
    pub(crate) at: OutboxAt,
    /// Send at most so many messages a second; as many as the service takes unless given.
    #[arg(long, value_name = "N")]
    pub(crate) rate: Option<NonZeroU32>,
    /// Make so many calls at a time, 1 to 64.
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=64))]
    pub(crate) in_flight: u8,
    #[command(flatten)]
    pub(crate) looking_up: LookingUp,
    /// End once nothing is left to send now: for cron.
    #[arg(long, conflicts_with = "until_empty")]
    pub(crate) once: bool,
    /// End once every message has come to its end, or is parked.
    #[arg(long)]
    pub(crate) until_empty: bool,
    /// Read receipts from this file, in which `smsmode listen --store FILE` keeps them.
    #[arg(long, value_name = "FILE", requires = "notify_base")]
    pub(crate) receipts: Option<PathBuf>,
    /// Have the service call signed addresses below this one, where `smsmode listen` answers.
    #[arg(long, value_name = "URL", requires = "receipts")]
    pub(crate) notify_base: Option<String>,
    /// Answer Prometheus here, below /metrics: a port of this machine, or ADDRESS:PORT.
    #[cfg(feature = "metrics")]
    #[arg(long, value_name = "ADDRESS", value_parser = metrics_address)]
    pub(crate) metrics: Option<SocketAddr>,
}

#[cfg(feature = "watch")]
#[derive(Debug, Args)]
pub(crate) struct WatchOutbox {
    /// Show how things stand, and end.
    #[arg(long)]
    pub(crate) once: bool,
    /// Show whole numbers.
    #[arg(long)]
    pub(crate) numbers: bool,
    #[command(flatten)]
    pub(crate) at: OutboxAt,
}

#[derive(Debug, Args)]
pub(crate) struct ExportOutbox {
    /// How the messages are written.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ExportForm,
    /// Write whole numbers.
    #[arg(long)]
    pub(crate) numbers: bool,
    /// Write the texts, too.
    #[arg(long)]
    pub(crate) texts: bool,
    /// The outbox, such as sqlite:till.db or `postgres://till@db.example/shop`; otherwise that of `SMSMODE_OUTBOX`, or `outbox` of the profile.
    #[arg(long, value_name = "URL")]
    pub(crate) outbox: Option<String>,
    /// The account of the configuration file to use.
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct MoveOutbox {
    /// The outbox that they leave, such as sqlite:till.db.
    #[arg(long, value_name = "URL")]
    pub(crate) from: String,
    /// The one that they move to, such as `postgres://till@db.example/shop`; both send by the same account.
    ///
    /// A password belongs into PGPASSWORD or ~/.pgpass.
    #[arg(long, value_name = "URL")]
    pub(crate) to: String,
    /// Show what there is to move, and move nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Do it without asking.
    #[arg(long)]
    pub(crate) yes: bool,
    /// How the result is written.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) output: Output,
}

/// How all messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum ExportForm {
    /// Commas between the values, below the names of the columns.
    #[default]
    Csv,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    #[value(alias = "jsonl")]
    Ndjson,
}

#[derive(Debug, Args)]
pub(crate) struct TakeOver {
    /// Do it without asking.
    #[arg(long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) at: OutboxAt,
}

fn state(name: &str) -> Result<State, String> {
    let all = || State::ALL.iter().map(|state| state.name()).collect::<Vec<_>>().join(", ");
    name.parse().map_err(|_| format!("one of {}", all()))
}

/// Only this machine is answered, unless an address says otherwise.
#[cfg(feature = "metrics")]
fn metrics_address(text: &str) -> Result<SocketAddr, String> {
    let here = text.parse().map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let address = here.or_else(|_| text.parse());
    address.map_err(|_| "a port such as 9184, or an address such as 127.0.0.1:9184".to_owned())
}

fn call_time(text: &str) -> Result<Duration, String> {
    let time = duration(text)?;
    let is_allowed = (Duration::from_secs(1)..=Duration::from_secs(240)).contains(&time);
    if is_allowed { Ok(time) } else { Err("from 1s to 4m".to_owned()) }
}
