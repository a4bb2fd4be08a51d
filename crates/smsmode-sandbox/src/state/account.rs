//! An account: who pays, with what, and whom it knows.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::people::People;
use crate::options::AccountOptions;

/// The people stand apart, since they may be many and change seldom.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) login: String,
    pub(crate) password: String,
    pub(crate) credits: Decimal,
    pub(crate) parent: Option<String>,
    pub(crate) reply_url: Option<String>,
    pub(crate) post_paid: bool,
    keys: Vec<String>,
    may_change: bool,
    #[serde(skip)]
    pub(crate) people: Arc<People>,
    /// Raised by each change, by whoever holds all accounts.
    #[serde(skip)]
    pub(super) revision: u64,
    /// Raised by each change of the people.
    #[serde(skip)]
    pub(crate) people_revision: u64,
}

impl Account {
    pub(crate) fn new(options: &AccountOptions) -> Self {
        Self {
            login: options.login.clone(),
            password: options.password.clone(),
            credits: options.credits,
            parent: None,
            reply_url: options.reply_url.clone(),
            post_paid: options.post_paid,
            may_change: options.may_change,
            keys: options.api_keys.clone(),
            people: Arc::default(),
            revision: 0,
            people_revision: 0,
        }
    }

    /// A sub-account: no credits and no key, until its parent or the web gives them.
    pub(crate) fn child(login: &str, password: &str, parent: &str) -> Self {
        let options = AccountOptions::new(login, password).with_credits(0);
        Self { parent: Some(parent.to_owned()), ..Self::new(&options) }
    }

    pub(crate) fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Whether it may do more than look.
    pub(crate) fn may_change(&self) -> bool {
        self.may_change
    }

    /// For the accounts alone, which know whose each key is.
    pub(super) fn add_key(&mut self, key: String) {
        self.keys.push(key);
    }

    /// Takes credits if there are enough, or if the account pays afterwards.
    pub(crate) fn charge(&mut self, amount: Decimal) -> bool {
        let can_pay = self.post_paid || self.credits >= amount;
        if can_pay {
            self.credits -= amount;
        }
        can_pay
    }

    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    /// Puts a number into a group, which is created where it does not exist; false where the groups
    /// of the account are full.
    pub(crate) fn add_to_group(&mut self, group: &str, number: &str) -> bool {
        self.people_mut().add_to_group(group, number)
    }

    /// The numbers of a group that exists, in the order in which they came.
    pub(crate) fn group(&self, name: &str) -> Option<&[String]> {
        self.people.group(name)
    }

    /// Nothing reaches this person any more; whether that is new.
    pub(crate) fn opt_out(&mut self, number: &str) -> bool {
        self.people_mut().opt_out(number)
    }

    pub(crate) fn has_opted_out(&self, number: &str) -> bool {
        self.people.has_opted_out(number)
    }

    fn people_mut(&mut self) -> &mut People {
        self.people_revision += 1;
        Arc::make_mut(&mut self.people)
    }
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account").field("login", &self.login).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_post_paid_account_goes_below_zero() {
        let options = AccountOptions::new("shop", "secret").with_credits(1);
        let mut account = Account::new(&options);
        assert!(!account.charge(Decimal::TWO));
        let mut account = Account::new(&options.post_paid());
        assert!(account.charge(Decimal::TWO));
        assert_eq!(account.credits, Decimal::NEGATIVE_ONE);
    }
}
