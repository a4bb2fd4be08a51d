//! An account: who pays, with what, and whom it knows.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::options::AccountOptions;

#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) login: String,
    pub(crate) password: String,
    pub(crate) credits: Decimal,
    pub(crate) parent: Option<String>,
    pub(crate) reply_url: Option<String>,
    /// People who answered STOP.
    pub(crate) opted_out: BTreeSet<String>,
    keys: Vec<String>,
    post_paid: bool,
    may_change: bool,
    groups: BTreeMap<String, Vec<String>>,
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
            keys: options.api_keys.clone(),
            post_paid: options.post_paid,
            may_change: options.may_change,
            groups: BTreeMap::new(),
        }
    }

    /// A sub-account: no credits and no key, until its parent or the web gives them.
    pub(crate) fn child(login: &str, password: &str, parent: &str) -> Self {
        let options = AccountOptions::new(login, password).with_credits(0);
        Self { parent: Some(parent.to_owned()), ..Self::new(&options) }
    }

    pub(crate) fn has_key(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known == key)
    }

    pub(crate) fn has_any_key(&self) -> bool {
        !self.keys.is_empty()
    }

    /// Whether it may do more than look.
    pub(crate) fn may_change(&self) -> bool {
        self.may_change
    }

    pub(crate) fn add_key(&mut self, key: String) {
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

    /// Puts a number into a group, which is created where it does not exist.
    pub(crate) fn add_to_group(&mut self, group: &str, number: &str) {
        let numbers = self.groups.entry(group.to_owned()).or_default();
        if !numbers.iter().any(|known| known == number) {
            numbers.push(number.to_owned());
        }
    }

    /// The numbers of a group that exists.
    pub(crate) fn group(&self, name: &str) -> Option<&[String]> {
        self.groups.get(name).map(Vec::as_slice)
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
