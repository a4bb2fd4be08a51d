//! An account: who pays, with what, and whom it knows.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::options::AccountOptions;

/// So many places in its groups has an account at most.
const MOST_MEMBERS: usize = 100_000;

/// So many opt-outs of an account are known at most.
const MOST_OPT_OUTS: usize = 1_000_000;

/// Numbers in the order in which they came, each once.
#[derive(Clone, Default)]
struct Group {
    numbers: Vec<String>,
    known: BTreeSet<String>,
}

impl Group {
    fn add(&mut self, number: &str) -> bool {
        let is_new = self.known.insert(number.to_owned());
        if is_new {
            self.numbers.push(number.to_owned());
        }
        is_new
    }
}

#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) login: String,
    pub(crate) password: String,
    pub(crate) credits: Decimal,
    pub(crate) parent: Option<String>,
    pub(crate) reply_url: Option<String>,
    /// People who answered STOP.
    opted_out: BTreeSet<String>,
    pub(crate) post_paid: bool,
    keys: Vec<String>,
    may_change: bool,
    groups: BTreeMap<String, Group>,
    members: usize,
}

impl Account {
    pub(crate) fn new(options: &AccountOptions) -> Self {
        Self {
            login: options.login.clone(),
            password: options.password.clone(),
            credits: options.credits,
            parent: None,
            reply_url: options.reply_url.clone(),
            opted_out: BTreeSet::new(),
            post_paid: options.post_paid,
            may_change: options.may_change,
            keys: options.api_keys.clone(),
            groups: BTreeMap::new(),
            members: 0,
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

    /// Puts a number into a group, which is created where it does not exist; false where the groups
    /// of the account are full.
    pub(crate) fn add_to_group(&mut self, group: &str, number: &str) -> bool {
        if self.members >= MOST_MEMBERS {
            return false;
        }
        let group = self.groups.entry(group.to_owned()).or_default();
        self.members += usize::from(group.add(number));
        true
    }

    /// The numbers of a group that exists, in the order in which they came.
    pub(crate) fn group(&self, name: &str) -> Option<&[String]> {
        self.groups.get(name).map(|group| group.numbers.as_slice())
    }

    /// Nothing reaches this person any more; whether that is new.
    pub(crate) fn opt_out(&mut self, number: &str) -> bool {
        let has_room = self.opted_out.len() < MOST_OPT_OUTS;
        has_room && self.opted_out.insert(number.to_owned())
    }

    pub(crate) fn has_opted_out(&self, number: &str) -> bool {
        self.opted_out.contains(number)
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
