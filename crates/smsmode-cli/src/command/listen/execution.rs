//! `--exec`: runs a command for each callback, with the variables of gammu-smsd.

use std::io;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use smsmode_http::{DeliveryReceipt, ReplyReceipt};
use smsmode_receiver::{Event, StoredCallback};

use super::work::{Trouble, Work};
use crate::interrupt::Interrupt;

/// How often a wait looks whether the command has ended.
const LOOK: Duration = Duration::from_millis(20);

/// Until it is over. A command that ran is not repeated, however it ended; one that was broken off is.
pub(super) fn run(command: &str, work: Work<'_>) {
    let (over, notes) = (work.over.clone(), work.notes.clone());
    work.run(|callback| {
        let status = execute(command, callback, &over)?;
        if !status.success() {
            let number = callback.number;
            // Nobody listens any more once it is over.
            let _ =
                notes.send(format!("the command of --exec failed for callback {number}: {status}"));
        }
        Ok(())
    });
}

fn execute(
    command: &str,
    callback: &StoredCallback,
    over: &Interrupt,
) -> Result<ExitStatus, Trouble> {
    let unable = |error: io::Error| {
        Trouble::Any(format!("the command of --exec cannot be run: {}", error.kind()))
    };
    let child = start(command, callback).map_err(unable)?;
    let ended = wait(child, over).map_err(unable)?;
    let number = callback.number;
    ended.ok_or_else(|| Trouble::This(format!("the command for callback {number} was broken off")))
}

/// What it writes goes to the standard error: the standard output holds callbacks alone.
fn start(command: &str, callback: &StoredCallback) -> io::Result<Child> {
    Command::new("sh")
        .args(["-c", command])
        .envs(variables(callback).into_iter().map(|(name, value)| (name, passable(&value))))
        .stdin(Stdio::null())
        .stdout(io::stderr())
        .spawn()
}

/// How it ended; nothing if it was broken off.
fn wait(mut child: Child, over: &Interrupt) -> io::Result<Option<ExitStatus>> {
    while !over.is_fired() {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        over.wait(Some(LOOK));
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

/// A receipt is no message for gammu's scripts, which would answer it.
fn variables(callback: &StoredCallback) -> Vec<(&'static str, String)> {
    let mut variables = match &callback.event {
        Event::Reply(reply) => of_reply(reply),
        Event::Delivery(receipt) => of_receipt(receipt),
        _ => Vec::new(),
    };
    let id = callback.event.message_id().map(ToString::to_string);
    let reference = callback.event.client_reference().map(str::to_owned);
    variables.extend([
        ("SMSMODE_CALLBACK", callback.number.to_string()),
        ("SMSMODE_MESSAGE_ID", id.unwrap_or_default()),
        ("SMSMODE_REFERENCE", reference.unwrap_or_default()),
    ]);
    variables
}

fn of_reply(reply: &ReplyReceipt) -> Vec<(&'static str, String)> {
    let text = reply.text.as_str();
    vec![
        ("SMSMODE_KIND", "reply".to_owned()),
        ("SMS_MESSAGES", "1".to_owned()),
        ("SMS_1_NUMBER", international(reply.from.as_str())),
        ("SMS_1_TEXT", text.to_owned()),
        ("DECODED_PARTS", "1".to_owned()),
        ("DECODED_1_TEXT", text.to_owned()),
    ]
}

fn of_receipt(receipt: &DeliveryReceipt) -> Vec<(&'static str, String)> {
    let recipient = receipt.recipient.as_deref().map(international);
    vec![
        ("SMSMODE_KIND", "delivery".to_owned()),
        ("SMS_MESSAGES", "0".to_owned()),
        ("DECODED_PARTS", "0".to_owned()),
        ("SMSMODE_RECIPIENT", recipient.unwrap_or_default()),
        ("SMSMODE_STATUS", receipt.status.code().to_string()),
        ("SMSMODE_STATUS_NAME", receipt.status.name().to_owned()),
        ("SMSMODE_STATUS_CLASS", receipt.status.class().name().to_owned()),
    ]
}

/// gammu-smsd writes `+33…`.
fn international(number: &str) -> String {
    let is_number = number.len() >= 8 && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && !number.starts_with('0') { format!("+{number}") } else { number.to_owned() }
}

/// The system knows no variable with a zero in it.
fn passable(value: &str) -> String {
    value.replace('\0', "")
}
