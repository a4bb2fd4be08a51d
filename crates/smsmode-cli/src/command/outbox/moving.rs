//! `smsmode outbox move`: all messages of an outbox, to another one.

use serde::Serialize;
use smsmode_http::outbox::OutboxId;
use smsmode_outbox::{LedgerError, Move, Moved, Outbox};

use crate::arguments::{MoveOutbox, Output};
use crate::command::progress::Progress;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Row};

use super::{Address, OutboxFailure, overview};

#[derive(Debug, Serialize)]
struct MovedRecord {
    /// How many messages there are.
    messages: u64,
    /// How many of them are where they move to.
    moved: u64,
    /// The ids of those that stayed behind: another message has their key there.
    behind: Vec<String>,
}

impl Row<3> for MovedRecord {
    const NAMES: [&'static str; 3] = ["messages", "moved", "behind"];

    fn cells(&self) -> [String; 3] {
        [self.messages.to_string(), self.moved.to_string(), self.behind.join(",")]
    }
}

impl From<&Moved> for MovedRecord {
    fn from(moved: &Moved) -> Self {
        let behind = moved.behind.iter().map(OutboxId::to_string).collect();
        Self { messages: moved.all, moved: moved.there, behind }
    }
}

pub(super) fn run(arguments: &MoveOutbox, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let (from, to) = (Address::parse(&arguments.from)?, Address::parse(&arguments.to)?);
    let old = from.open()?;
    if arguments.dry_run {
        return try_it(&old, arguments.output, context);
    }
    if !arguments.yes && !is_agreed(&from, &to, context) {
        return Err(Failure::NotAgreed);
    }
    let new = to.open_or_make().map_err(there)?;
    let mut moving = old.move_to(&new, to.url()).map_err(OutboxFailure::Move)?;
    let is_whole = go_on(&mut moving, context).map_err(OutboxFailure::Move)?;
    let words = Words { from: &from.shown(), to: &to.shown(), is_whole };
    Ok(words.tell(moving.moved(), arguments.output, context))
}

/// It is the new one that is meant, and not the old one.
fn there(failure: OutboxFailure) -> OutboxFailure {
    match failure {
        OutboxFailure::Ledger(error) => OutboxFailure::Move(smsmode_outbox::MoveError::To(error)),
        other => other,
    }
}

/// What there is to move. The new outbox is not even looked at: it would be made.
fn try_it(old: &Outbox, output: Output, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let overview = old.overview().map_err(OutboxFailure::from)?;
    if old.is_dispatched().map_err(OutboxFailure::from)? == Some(true) {
        return Err(OutboxFailure::Ledger(LedgerError::AnotherDispatcher).into());
    }
    if output == Output::Table {
        context.line(&overview::counts(&overview));
    }
    let messages = overview.counts.values().sum();
    output::write(&[MovedRecord { messages, moved: 0, behind: Vec::new() }], output, context);
    overview::tell_pause(&overview, context);
    context.note(context.pick("Dry run: nothing was moved.", "Essai à blanc : rien n'a déménagé."));
    Ok(Exit::Done)
}

fn is_agreed(from: &Address, to: &Address, context: &mut Context<'_, '_>) -> bool {
    let (from, to) = (from.shown(), to.shown());
    let question = context.pick(
        format!("From now on nothing is put into {from} or sent from it, but from {to}, by the same account. Move? (y/N)"),
        format!("Désormais, rien n'est plus ajouté à {from} ni envoyé de là, mais de {to}, par le même compte. Déménager ? (o/N)"),
    );
    context.is_interactive() && context.ask(&question)
}

/// Whether it came to its end. An interruption waits for no more than a thousand messages.
fn go_on(
    moving: &mut Move<'_>,
    context: &Context<'_, '_>,
) -> Result<bool, smsmode_outbox::MoveError> {
    let progress = Progress::new(moving.moved().all, context);
    progress.pass_over(done(moving.moved()));
    while !context.interrupt.is_fired() {
        let before = done(moving.moved());
        if !moving.go_on()? {
            progress.end();
            return Ok(true);
        }
        progress.advance(done(moving.moved()).saturating_sub(before));
    }
    progress.end();
    Ok(false)
}

fn done(moved: &Moved) -> usize {
    usize::try_from(moved.there).unwrap_or(usize::MAX).saturating_add(moved.behind.len())
}

/// How it ended, for people.
struct Words<'a> {
    from: &'a str,
    to: &'a str,
    is_whole: bool,
}

impl Words<'_> {
    fn tell(&self, moved: &Moved, output: Output, context: &mut Context<'_, '_>) -> Exit {
        if output == Output::Table {
            let (Moved { all, there, .. }, to) = (moved, self.to);
            let line = context.pick(
                format!("Messages moved to {to}: {there} of {all}"),
                format!("Messages déménagés à {to} : {there} sur {all}"),
            );
            context.line(&line);
        }
        output::write(&[MovedRecord::from(moved)], output, context);
        self.tell_what_is_left(moved, context);
        match moved.behind.len() {
            _ if !self.is_whole => Exit::Interrupted,
            0 => Exit::Done,
            _ => Exit::Partly,
        }
    }

    fn tell_what_is_left(&self, moved: &Moved, context: &mut Context<'_, '_>) {
        let from = self.from;
        if !self.is_whole {
            context.note(context.pick(
                "interrupted: the same command moves the rest",
                "interrompu : la même commande déménage le reste",
            ));
        }
        for id in &moved.behind {
            let note = context.pick(
                format!("{id} stayed behind, and is not sent: another message has its key there; smsmode outbox show {id} --outbox {from} shows it"),
                format!("{id} est resté, et ne part pas : un autre message a sa clé là-bas ; smsmode outbox show {id} --outbox {from} le montre"),
            );
            context.note(&note);
        }
    }
}
