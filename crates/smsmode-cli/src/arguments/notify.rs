//! The arguments of `smsmode notify`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use smsmode_http::ContactGroup;
use smsmode_http::text::SegmentLimit;

use super::{Common, duration, group, segment_limit};

#[derive(Debug, Args)]
#[command(after_help = NOTES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Notify {
    /// The text; `-` reads it from the standard input, for at most half of --within.
    #[arg(allow_hyphen_values = true)]
    pub(crate) text: Option<OsString>,
    /// What the text is about; it stands before the text.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) subject: Option<OsString>,
    /// A phone number, several with commas; `notify_to` of the configuration file without it.
    #[arg(long, value_name = "NUMBER", value_delimiter = ',', conflicts_with = "group")]
    pub(crate) to: Vec<String>,
    /// A contact group of the account, in place of numbers.
    #[arg(long, value_name = "NAME", value_parser = group)]
    pub(crate) group: Option<ContactGroup>,
    /// Whom it seems to come from: 1 to 11 letters and digits.
    #[arg(long, value_name = "NAME")]
    pub(crate) sender: Option<String>,
    /// Send in Unicode, for alphabets that GSM lacks: 70 units in a segment instead of 160.
    #[arg(long)]
    pub(crate) unicode: bool,
    /// Cut what needs more segments, at a word: 1 to 5.
    #[arg(long, value_name = "N", value_parser = segment_limit, default_value = "2")]
    pub(crate) max_segments: SegmentLimit,
    /// Do not send the same again to the same person within this time, such as 10m.
    ///
    /// The next one that goes says how many were left out, such as (+3).
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub(crate) dedupe: Option<Duration>,
    /// What makes two alerts the same, in place of subject and text.
    #[arg(long, value_name = "KEY", requires = "dedupe", allow_hyphen_values = true)]
    pub(crate) key: Option<OsString>,
    /// Send a person at most so many alerts in a time, such as 20/h or 5/10m.
    ///
    /// One more message then says that alerts are held back; the next alert that goes says how many were.
    #[arg(long, value_name = "N/TIME", value_parser = Rate::parse)]
    pub(crate) at_most: Option<Rate>,
    /// Try again, with growing pauses, what surely was not sent.
    #[arg(long)]
    pub(crate) retry_not_sent: bool,
    /// The time for everything together, at most an hour.
    #[arg(long, value_name = "TIME", value_parser = up_to_an_hour, default_value = "30s")]
    pub(crate) within: Duration,
    /// Rather twice than never: whoever was not surely reached makes the command fail, so that it is
    /// repeated.
    #[arg(long)]
    pub(crate) at_least_once: bool,
    /// Show what would be sent, and send nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The configuration file to use.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Where --dedupe and --at-most keep what was sent.
    ///
    /// Without it `state_dir` of the configuration file, or smsmode in `XDG_STATE_HOME` or
    /// ~/.local/state, or /var/lib/smsmode.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) state_dir: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) common: Common,
}

fn up_to_an_hour(text: &str) -> Result<Duration, String> {
    let time = duration(text)?;
    if time > Duration::from_secs(3600) { Err("at most 1h".to_owned()) } else { Ok(time) }
}

const NOTES: &str = "\
Nothing but the configuration file is needed: ~/.config/smsmode/config.toml, or
/etc/smsmode/config.toml, which is all that is left where there is no HOME. A text is never
refused: what the alphabet lacks is replaced, what is too long is cut. Each recipient is sent a
message of their own, so that one bad number keeps nobody else from the alert.

Exit codes:
  0    at least one person was alerted, or may have been, or the alert was left out on purpose;
       a warning says what went wrong for others
  2    wrong usage, or nobody was alerted and it is the input's fault
  3    nobody was alerted: the service refused
  4    nobody was alerted: the key is wrong, or there is none
  5    nobody was alerted: not enough credit
  6    surely not sent; with --dedupe also if only some were not sent: a repetition reaches them alone
  7    with --at-least-once: nobody knows whether it was sent
  130  interrupted
Any code but 0 says that the command may be repeated, and that nobody is then sent a second alert who
surely had the first (but with --at-least-once).";

/// So many in a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rate {
    /// At least 1.
    pub(crate) count: usize,
    pub(crate) period: Duration,
}

impl Rate {
    /// `20/h`, `5/10m`.
    fn parse(text: &str) -> Result<Self, String> {
        let expected = || "a number and a time, such as 20/h or 5/10m".to_owned();
        let (count, period) = text.split_once('/').ok_or_else(expected)?;
        let count = count.trim().parse().ok().filter(|count| (1..=MOST).contains(count));
        let period = period.trim();
        let one = period.starts_with(|first: char| first.is_ascii_alphabetic());
        let period = if one { duration(&format!("1{period}"))? } else { duration(period)? };
        match count {
            Some(count) if !period.is_zero() => Ok(Self { count, period }),
            _ => Err(expected()),
        }
    }
}

/// Each is remembered as a number.
const MOST: usize = 1000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_a_number_and_a_time() {
        let rate = |count, seconds| Ok(Rate { count, period: Duration::from_secs(seconds) });
        assert_eq!(Rate::parse("20/h"), rate(20, 3600));
        assert_eq!(Rate::parse("5/10m"), rate(5, 600));
        assert_eq!(Rate::parse("1 / 90"), rate(1, 90));
        for text in ["20", "0/h", "x/h", "20/", "20/0s", "20/week-end", "1001/h"] {
            assert!(Rate::parse(text).is_err(), "{text}");
        }
    }
}
