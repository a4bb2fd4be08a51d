//! What is known of messages that nobody knows to be sent, and what can be done about them.

use smsmode_http::outbox::State;
use smsmode_outbox::{Entry, Standing};

use crate::context::Context;

/// Says once of each kind of doubt how many of these are in it, what is known, and what can be done.
pub(in crate::command) fn tell(entries: &[Entry], context: &mut Context<'_, '_>) {
    let mut kinds: Vec<(State, Standing, usize)> = Vec::new();
    for entry in entries.iter().filter(|entry| needs_words(entry)) {
        let (state, standing) = (entry.state(), entry.standing(context.language));
        match kinds.iter_mut().find(|(a, b, _)| *a == state && *b == standing) {
            Some((_, _, count)) => *count += 1,
            None => kinds.push((state, standing, 1)),
        }
    }
    for (state, standing, count) in kinds {
        let advice = standing.advice.map(|advice| format!(" {advice}")).unwrap_or_default();
        context.note(&format!("{} {count}: {}{advice}", state.name(), standing.known));
    }
}

/// Whether nobody knows what became of it, or a person must know.
pub(super) fn needs_words(entry: &Entry) -> bool {
    matches!(entry.state(), State::Unknown | State::Parked) || entry.was_accepted_twice()
}

/// That there are messages of which nobody knows whether they were sent, for whoever has not seen them.
pub(super) fn remind(unknown: u64, parked: u64, context: &mut Context<'_, '_>) {
    if unknown + parked > 0 {
        let text = context.pick(
            format!("unknown: {unknown}, parked: {parked}; smsmode outbox list --state unknown,parked tells what is known and what can be done"),
            format!("inconnus : {unknown}, en suspens : {parked} ; smsmode outbox list --state unknown,parked dit ce qu'on sait et ce qu'on peut faire"),
        );
        context.note(&text);
    }
}
