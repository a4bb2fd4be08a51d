//! The arguments of the command.

use std::ffi::OsString;
use std::time::Duration;

use clap::{
    ArgMatches, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum,
};
use smsmode_http::text::SegmentLimit;
use smsmode_http::{ContactGroup, LocalDate, LocalDateTime, PhoneNumber};

mod account;
mod balance;
mod batch;
mod call;
mod callbacks;
mod config;
mod costly;
mod delete;
mod examples;
mod letter;
mod lists;
mod notify;
mod optout;
#[cfg(feature = "outbox")]
mod outbox;
mod plan;
mod sandbox;
mod send;
mod shell;
mod text;
mod voice;
#[cfg(feature = "fleet")]
mod worker;

pub(crate) use account::{
    Account, AddContact, Contact, CreateAccount, DeleteAccount, Key, TransferCredits,
};
pub(crate) use balance::Balance;
pub(crate) use batch::Batch;
pub(crate) use call::OneCall;
#[cfg(feature = "store")]
pub(crate) use callbacks::Listen;
pub(crate) use callbacks::{Told, Trigger, TriggerDelivery, TriggerKind, TriggerReply};
pub(crate) use config::{Config, ConfigPath, Doctor, GetConfig, SetConfig, Setting, Whoami};
pub(crate) use costly::CostlyCall;
pub(crate) use delete::Delete;
pub(crate) use letter::Letter;
pub(crate) use lists::{Part, Replies, Sent};
pub(crate) use notify::{Notify, Rate};
pub(crate) use optout::{ListOptOuts, OptOutNumbers, OptOutVerb};
#[cfg(feature = "watch")]
pub(crate) use outbox::WatchOutbox;
#[cfg(feature = "outbox")]
pub(crate) use outbox::{
    AddMessages, ExportForm, ExportOutbox, ListMessages, LookingUp, MoveOutbox, Named, OutboxAt,
    OutboxVerb, ReconcileOutbox, RetryMessages, RunOutbox, ShowMessages, TakeOver,
};
pub(crate) use plan::Plan;
pub(crate) use sandbox::{Lists, Sandbox};
#[cfg(feature = "outbox")]
pub(crate) use send::Queueing;
pub(crate) use send::Send;
pub(crate) use shell::{Completions, Man};
pub(crate) use text::{ChannelArgument, OptOutArgument, Treatment};
pub(crate) use voice::Voice;
#[cfg(feature = "fleet")]
pub(crate) use worker::Worker;

/// Sends text messages through sMsmode: you know before you send, and you know after.
#[derive(Debug, Parser)]
#[command(name = "smsmode", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Arguments {
    /// The command with its verbs and their examples.
    pub(crate) fn whole_command() -> clap::Command {
        examples::add(Self::command())
    }

    /// Reads the arguments; with them, how results are written, whatever the verb.
    pub(crate) fn read<A: Into<OsString> + Clone>(
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<(Self, Output), clap::Error> {
        let mut command = Self::whole_command();
        let matches = command.try_get_matches_from_mut(arguments)?;
        let output = output_of(&matches);
        let read = Self::from_arg_matches(&matches);
        Ok((read.map_err(|error| error.format(&mut command))?, output))
    }
}

/// What the verb at the end of the line was given; for people, where it has no such option.
fn output_of(matches: &ArgMatches) -> Output {
    match matches.subcommand() {
        Some((_, below)) => output_of(below),
        None => matches.try_get_one("output").ok().flatten().copied().unwrap_or_default(),
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show what will happen to a text before it is sent; needs no key and no network.
    Plan(Box<Plan>),
    /// Send a text message.
    Send(Box<Send>),
    /// Show how many credits are left.
    Balance(Balance),
    /// Show the status of a message.
    Status(Status),
    /// Show what became of a message, recipient by recipient.
    Report(Report),
    /// Receive delivery receipts and replies, keep them, show them, hand them on.
    ///
    /// Who answers STOP is put on the opt-out list of the profile.
    #[cfg(feature = "store")]
    Listen(Listen),
    /// Make the call that the service makes, to try what receives it.
    Trigger(Trigger),
    /// List the messages sent, the newest first.
    Sent(Sent),
    /// List the replies received, the newest first.
    ///
    /// Who answered STOP is put on the opt-out list of the profile, unless taken off it since.
    Replies(Replies),
    /// Call phones and speak a text.
    Voice(Voice),
    /// Delete a message that is not sent yet.
    Delete(Delete),
    /// The contacts of the account.
    #[command(subcommand)]
    Contact(Contact),
    /// Accounts below this one.
    #[command(subcommand)]
    Account(Account),
    /// The keys of the account.
    #[command(subcommand)]
    Key(Key),
    /// Show the account: its profile, where the key comes from, the balance.
    Whoami(Whoami),
    /// Find out why texts cannot be sent: encoding, clock, proxy, connection, TLS, service, key.
    Doctor(Doctor),
    /// The configuration file.
    #[command(subcommand)]
    Config(Config),
    /// Write what completes the command in a shell, such as `source <(smsmode completions bash)`.
    Completions(Completions),
    /// Write the manual, such as `smsmode man send | man -l -`.
    Man(Man),
    /// The numbers that said STOP: `send` and `batch` leave them out.
    ///
    /// The list is `SMSMODE_OPTOUT_FILE`, `optout_file` of the profile, or smsmode/opt-out.csv of your data folder,
    /// which is ~/.local/share unless `XDG_DATA_HOME` names another one. It may be edited: a number a line.
    #[command(subcommand, name = "optout")]
    OptOut(OptOutVerb),
    /// The outbox: messages that are sent once, whatever fails meanwhile.
    ///
    /// Messages are put in with `add`, or `send --outbox`, and `run` sends them. One that is unknown is looked up and
    /// not sent again before it is proven that the service does not have it; one that is parked waits for you.
    #[cfg(feature = "outbox")]
    #[command(subcommand)]
    Outbox(Box<OutboxVerb>),
    /// Send from an outbox in PostgreSQL, one of as many workers as you like, until Ctrl-C.
    ///
    /// Jobs come from a queue in the same database, which apalis runs; it carries the ids of messages and may be lost.
    /// One of the workers keeps the outbox for all. Calls under way come to their end when it stops.
    #[cfg(feature = "fleet")]
    Worker(Box<Worker>),
    /// Send an alert, for Zabbix, Nagios, Icinga, systemd and cron.
    Notify(Box<Notify>),
    /// Send the messages of a CSV file: every line is checked before the first is sent.
    Batch(Box<Batch>),
    /// Run a local service that behaves like sMsmode and sends nothing.
    Sandbox(Box<Sandbox>),
}

#[derive(Debug, Args)]
pub(crate) struct Status {
    /// The id that the send gave.
    pub(crate) message_id: String,
    /// Follow the message until its status is final, or for so long.
    #[arg(long, value_name = "TIME", num_args = 0..=1, require_equals = true, default_missing_value = "10m", value_parser = duration, conflicts_with = "curl")]
    pub(crate) wait: Option<Duration>,
    #[command(flatten)]
    pub(crate) call: OneCall,
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    /// The id that the send gave.
    pub(crate) message_id: String,
    #[command(flatten)]
    pub(crate) call: OneCall,
}

/// What every command that talks to the service understands.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Common {
    /// How results are written.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) output: Output,
    /// The account of the configuration file to use.
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Output {
    /// For people.
    #[default]
    Table,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Tab-separated, below the names of the columns.
    Tsv,
}

fn segment_limit(text: &str) -> Result<SegmentLimit, String> {
    let number: u8 = text.parse().map_err(|_| "a number from 1 to 5".to_owned())?;
    SegmentLimit::try_from(number).map_err(|error| error.to_string())
}

/// A local time of the service: `2026-11-22`, which is its beginning, or `2026-11-22 18:00`.
fn local_time(text: &str) -> Result<LocalDateTime, String> {
    let expected = "a date such as 2026-11-22, or a time such as 2026-11-22 18:00";
    let time: jiff::civil::DateTime = text.trim().parse().map_err(|_| expected.to_owned())?;
    LocalDateTime::try_from(time).map_err(|error| error.to_string())
}

fn local_date(text: &str) -> Result<LocalDate, String> {
    let date: jiff::civil::Date =
        text.trim().parse().map_err(|_| "a date such as 1980-12-24".to_owned())?;
    LocalDate::try_from(date).map_err(|error| error.to_string())
}

fn phone_number(text: &str) -> Result<PhoneNumber, String> {
    PhoneNumber::parse(text).map_err(|error| error.to_string())
}

fn group(text: &str) -> Result<ContactGroup, String> {
    ContactGroup::new(text).map_err(|error| error.to_string())
}

/// `90`, `90s`, `10m`, `2h 30m`.
fn duration(text: &str) -> Result<Duration, String> {
    if let Ok(seconds) = text.parse() {
        return Ok(Duration::from_secs(seconds));
    }
    let parsed: jiff::SignedDuration =
        text.parse().map_err(|_| "a time such as 90s, 10m or 2h".to_owned())?;
    parsed.try_into().map_err(|_| "a time that is not negative".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_wait_is_ten_minutes_unless_told_otherwise() {
        let wait = |arguments: &[&str]| {
            let all = ["smsmode", "status", "A1"].iter().chain(arguments);
            match Arguments::try_parse_from(all).unwrap().command {
                Command::Status(status) => status.wait.map(|wait| wait.as_secs()),
                _ => unreachable!(),
            }
        };
        assert_eq!(wait(&[]), None);
        assert_eq!(wait(&["--wait"]), Some(600));
        assert_eq!(wait(&["--wait=90"]), Some(90));
        assert_eq!(wait(&["--wait=2h30m"]), Some(9_000));
    }
}
