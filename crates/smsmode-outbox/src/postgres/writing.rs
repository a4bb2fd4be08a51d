//! Messages that go on.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use smsmode_core::outbox::{Fence, OutboxId, State};
use smsmode_core::{MessageStatus, Timestamp};
use sqlx::postgres::{PgConnection, PgExecutor, PgPool};

use super::claim::{Term, Terms};
use super::forms;
use super::reading::{all, due, limit_of};
use super::row::{Columns, uuid_of};
use crate::commit::{Commit, Step};
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::ledger::Paused;
use crate::role::Role;

/// How often a write is made that another one stands in the way of: nothing of it is there then.
const ATTEMPTS: u32 = 3;

pub(super) async fn commit(
    pool: &PgPool,
    terms: &Terms,
    commit: &Commit,
) -> Result<Vec<bool>, LedgerError> {
    for _ in 1..ATTEMPTS {
        match commit_once(pool, terms, commit).await {
            Err(LedgerError::Busy(error)) => log::debug!("once more: {error}"),
            done => return done,
        }
    }
    commit_once(pool, terms, commit).await
}

async fn commit_once(
    pool: &PgPool,
    terms: &Terms,
    commit: &Commit,
) -> Result<Vec<bool>, LedgerError> {
    if commit.paused.is_none() && commit.callbacks_read.is_none() {
        // A transaction of its own, in one question and one answer.
        return go_on(pool, terms.of(commit.role), commit).await;
    }
    let mut all = pool.begin().await?;
    let taken = go_on(&mut *all, terms.of(commit.role), commit).await?;
    write_of_all(&mut all, commit).await?;
    all.commit().await?;
    Ok(taken)
}

/// Those that somebody else is taking are left to him.
pub(super) async fn take_due(
    pool: &PgPool,
    terms: &Terms,
    (state, by, limit): (State, Timestamp, usize),
    decide: impl FnOnce(Vec<Entry>) -> Commit + Send,
) -> Result<Vec<bool>, LedgerError> {
    let mut both = pool.begin().await?;
    let due = due(state, by, limit_of(limit), "FOR NO KEY UPDATE SKIP LOCKED");
    let commit = decide(all(due, &mut both).await?);
    let taken = go_on(&mut *both, terms.of(Role::Sender), &commit).await?;
    write_of_all(&mut both, &commit).await?;
    both.commit().await?;
    Ok(taken)
}

/// Which of the steps were taken. Without one, it is only asked whether this may still be written.
async fn go_on(
    database: impl PgExecutor<'_>,
    term: Option<Term>,
    commit: &Commit,
) -> Result<Vec<bool>, LedgerError> {
    let (waves, steps) = waves(&commit.steps);
    let waves =
        serde_json::to_string(&waves).map_err(|error| LedgerError::Storage(error.into()))?;
    let moved: Vec<i32> = sqlx::query_scalar("SELECT smsmode.go_on($1, $2, $3, $4, $5, $6::jsonb)")
        .bind(forms::known())
        .bind(term.as_ref().map(|term| term.number))
        .bind(term.as_ref().and_then(|term| term.keeping))
        .bind(term.and_then(|term| term.account))
        .bind(commit.now.unix_seconds())
        .bind(waves)
        .fetch_all(database)
        .await?;
    let moved: HashSet<usize> =
        moved.into_iter().filter_map(|number| usize::try_from(number).ok()).collect();
    Ok(steps.iter().map(|chain| moved.contains(chain)).collect())
}

async fn write_of_all(all: &mut PgConnection, commit: &Commit) -> Result<(), LedgerError> {
    if let Some(paused) = commit.paused {
        // Whoever waits for changes learns of this one too.
        let pause = "UPDATE smsmode.ledger SET paused = $1, revision = nextval('smsmode.revision')";
        sqlx::query(pause).bind(paused.map(Paused::name)).execute(&mut *all).await?;
    }
    if let Some(place) = commit.callbacks_read {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        let read = sqlx::query("UPDATE smsmode.ledger SET callbacks_read = $1").bind(place);
        read.execute(all).await?;
    }
    Ok(())
}

/// Steps of one message, each made from what the one before it left: one change of its row.
#[derive(Serialize)]
struct Chain {
    number: usize,
    #[serde(skip)]
    left: (Fence, State),
    id: String,
    old_fence: u64,
    old_state: &'static str,
    #[serde(flatten)]
    next: Columns,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trouble: Option<String>,
}

/// Chains that one statement changes. It looks up each among all of them.
const AT_ONCE: usize = 64;

/// A statement changes a row once: what does not go on from the step before it is of a later wave. And the
/// number of each step's chain.
fn waves(steps: &[Step]) -> (Vec<Vec<Chain>>, Vec<usize>) {
    let mut waves: Vec<Vec<Chain>> = Vec::new();
    let mut last: HashMap<OutboxId, (usize, usize)> = HashMap::new();
    let mut numbers = Vec::with_capacity(steps.len());
    for step in steps {
        let before = last.get(&step.id).copied();
        let chain = before.and_then(|(wave, place)| waves.get_mut(wave)?.get_mut(place));
        if let Some(chain) = chain.filter(|chain| chain.left == (step.fence, step.state)) {
            chain.go_on(step);
            numbers.push(chain.number);
            continue;
        }
        let number = numbers.len();
        let mut wave = before.map_or(0, |(wave, _)| wave + 1);
        while waves.get(wave).is_some_and(|chains| chains.len() >= AT_ONCE) {
            wave += 1;
        }
        waves.resize_with(waves.len().max(wave + 1), Vec::new);
        if let Some(chains) = waves.get_mut(wave) {
            last.insert(step.id, (wave, chains.len()));
            chains.push(Chain::new(number, step));
        }
        numbers.push(number);
    }
    (waves, numbers)
}

impl Chain {
    fn new(number: usize, step: &Step) -> Self {
        Self {
            number,
            left: (step.next.fence, step.next.state()),
            id: uuid_of(step.id),
            old_fence: step.fence.get(),
            old_state: step.state.name(),
            next: Columns::of(&step.next),
            status: step.status.map(MessageStatus::code),
            trouble: step.trouble.clone(),
        }
    }

    fn go_on(&mut self, step: &Step) {
        self.left = (step.next.fence, step.next.state());
        self.next = Columns::of(&step.next);
        self.status = step.status.map(MessageStatus::code).or(self.status);
        self.trouble = step.trouble.clone().or_else(|| self.trouble.take());
    }
}
