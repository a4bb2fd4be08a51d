//! From what a file holds to a state that goes on.

use std::sync::Arc;

use crate::options::AccountOptions;
use crate::state::State;
use crate::state::account::Account;
use crate::state::duplicates::Duplicates;
use crate::state::log::Log;

use super::file::Saved;

/// The state as it was, with the accounts of the options that it did not have. An account that it
/// had stays as it was and can be used with the keys of the options too.
pub(crate) fn restored(saved: Saved, accounts: &[AccountOptions], keep: usize) -> State {
    let mut state = State::new(&[], keep, None);
    for (mut account, people) in saved.accounts {
        account.people = Arc::new(people);
        state.accounts.insert(account);
    }
    for account in accounts {
        add(account, &mut state);
    }
    state.epoch = saved.meta.epoch;
    state.ids = saved.meta.ids;
    state.replies = list(keep, saved.meta.next_reply, saved.replies);
    state.callbacks = list(keep, saved.meta.next_callback, saved.callbacks);
    state.duplicates = Duplicates::restored(
        saved.meta.hash_key,
        first(saved.meta.next_hash, saved.hashes.len()),
        saved.hashes,
        list(usize::MAX, saved.meta.next_listed, saved.listed),
        saved.meta.duplicates_incomplete,
    );
    for message in saved.messages {
        state.restore(message);
    }
    state.messages.set_counts(saved.meta.messages);
    state
}

fn add(options: &AccountOptions, state: &mut State) {
    if !state.accounts.contains_key(&options.login) {
        return state.accounts.insert(Account::new(options));
    }
    for key in &options.api_keys {
        if state.accounts.login_of_key(key).is_none() {
            state.accounts.add_key(&options.login, key);
        }
    }
}

fn list<T>(limit: usize, next: u64, entries: Vec<T>) -> Log<T> {
    let first = first(next, entries.len());
    Log::restored(limit, first, entries)
}

/// The number of the first of so many before the next.
fn first(next: u64, count: usize) -> u64 {
    next.saturating_sub(u64::try_from(count).unwrap_or(u64::MAX))
}
