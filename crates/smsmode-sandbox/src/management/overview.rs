//! The state at a glance.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::service::Service;
use crate::state::State;

#[derive(Debug, Serialize)]
pub(crate) struct Overview {
    now: String,
    version: &'static str,
    accounts: Vec<AccountOverview>,
    messages: MessageCounts,
    limits: Limits,
}

#[derive(Debug, Serialize)]
struct AccountOverview {
    login: String,
    credits: Decimal,
    post_paid: bool,
}

#[derive(Debug, Serialize)]
struct MessageCounts {
    kept: usize,
    accepted: u64,
    forgotten: u64,
}

#[derive(Debug, Serialize)]
struct Limits {
    keep: usize,
}

impl Service {
    pub(crate) fn overview(&self) -> Overview {
        let state = self.settled();
        Overview {
            now: self.clock.now().to_string(),
            version: env!("CARGO_PKG_VERSION"),
            accounts: accounts(&state),
            messages: message_counts(&state),
            limits: Limits { keep: self.keep },
        }
    }
}

fn accounts(state: &State) -> Vec<AccountOverview> {
    let accounts = state.accounts.iter().map(|account| AccountOverview {
        login: account.login.clone(),
        credits: account.credits,
        post_paid: account.post_paid,
    });
    accounts.collect()
}

fn message_counts(state: &State) -> MessageCounts {
    let (kept, accepted) = (state.messages.kept(), state.messages.accepted());
    let still_there = u64::try_from(kept).unwrap_or(u64::MAX);
    MessageCounts { kept, accepted, forgotten: accepted.saturating_sub(still_there) }
}
