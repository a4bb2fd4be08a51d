//! `--exec`: runs a command for each callback, with the variables of gammu-smsd.

use std::io;
use std::process::{Child, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use smsmode_http::{DeliveryReceipt, Language, ReplyReceipt};
use smsmode_receiver::{Event, StoredCallback};

use super::work::{Trouble, Work};
use crate::interrupt::Interrupt;
use crate::shell;

/// How often a wait looks whether the command has ended.
const LOOK: Duration = Duration::from_millis(20);

/// How a command ended.
enum End {
    Itself(ExitStatus),
    TooLate,
    BrokenOff,
}

/// Until it is over. A command that ran is not repeated, however it ended; one that was broken off is.
pub(super) fn run(command: &str, limit: Duration, work: Work<'_>) {
    let (over, notes, language) = (work.over.clone(), work.notes.clone(), work.language);
    work.run(|callback| {
        let ended = execute(command, callback, limit, &over).map_err(|error| unable(&error, language))?;
        let number = callback.number;
        let note = match ended {
            End::Itself(status) if status.success() => return Ok(()),
            End::Itself(status) => language.pick(
                format!("the command of --exec failed for callback {number}: {status}"),
                format!("la commande de --exec a échoué pour l'appel {number} : {status}"),
            ),
            End::TooLate => language.pick(
                format!("the command of --exec did not end within {limit:?} for callback {number}: it was killed; --exec-timeout gives it longer"),
                format!("la commande de --exec n'a pas fini en {limit:?} pour l'appel {number} : elle a été tuée ; --exec-timeout lui donne plus de temps"),
            ),
            End::BrokenOff => return Err(broken_off(number, language)),
        };
        // Nobody listens any more once it is over.
        let _ = notes.send(note);
        Ok(())
    });
}

fn unable(error: &io::Error, language: Language) -> Trouble {
    let cause = error.kind();
    Trouble::Any(language.pick(
        format!("the command of --exec cannot be run: {cause}"),
        format!("la commande de --exec ne peut pas être lancée : {cause}"),
    ))
}

fn broken_off(number: u64, language: Language) -> Trouble {
    Trouble::This(language.pick(
        format!("the command for callback {number} was broken off"),
        format!("la commande pour l'appel {number} a été interrompue"),
    ))
}

/// What it writes goes to the standard error: the standard output holds callbacks alone.
fn execute(
    command: &str,
    callback: &StoredCallback,
    limit: Duration,
    over: &Interrupt,
) -> io::Result<End> {
    let child = shell::apart(shell::command(command))
        .envs(variables(callback).into_iter().map(|(name, value)| (name, passable(&value))))
        .stdin(Stdio::null())
        .stdout(io::stderr())
        .spawn()?;
    wait(child, Instant::now() + limit, over)
}

fn wait(mut child: Child, deadline: Instant, over: &Interrupt) -> io::Result<End> {
    loop {
        let end = match child.try_wait()? {
            Some(status) => return Ok(End::Itself(status)),
            None if over.is_fired() => End::BrokenOff,
            None if Instant::now() >= deadline => End::TooLate,
            None => {
                over.wait(Some(LOOK));
                continue;
            }
        };
        shell::kill_apart(&mut child)?;
        return Ok(end);
    }
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
