//! All accounts, found by login and by key.

use std::collections::{BTreeMap, HashMap};

use super::account::Account;

/// So many accounts at most: whoever creates sub-accounts in a loop is told so.
const MOST_ACCOUNTS: usize = 10_000;

/// So many keys has one account at most.
const MOST_KEYS: usize = 1000;

#[derive(Debug, Default)]
pub(crate) struct Accounts {
    by_login: BTreeMap<String, Account>,
    logins_of_keys: HashMap<String, String>,
    revision: u64,
    /// How many accounts were removed.
    removals: u64,
}

impl Accounts {
    pub(crate) fn get(&self, login: &str) -> Option<&Account> {
        self.by_login.get(login)
    }

    pub(crate) fn get_mut(&mut self, login: &str) -> Option<&mut Account> {
        let account = self.by_login.get_mut(login)?;
        self.revision += 1;
        account.revision = self.revision;
        Some(account)
    }

    pub(crate) fn contains_key(&self, login: &str) -> bool {
        self.by_login.contains_key(login)
    }

    pub(crate) fn is_full(&self) -> bool {
        self.by_login.len() >= MOST_ACCOUNTS
    }

    pub(crate) fn insert(&mut self, mut account: Account) {
        self.revision += 1;
        account.revision = self.revision;
        for key in account.keys() {
            self.logins_of_keys.insert(key.clone(), account.login.clone());
        }
        self.by_login.insert(account.login.clone(), account);
    }

    pub(crate) fn remove(&mut self, login: &str) -> Option<Account> {
        let account = self.by_login.remove(login)?;
        self.removals += 1;
        for key in account.keys() {
            self.logins_of_keys.remove(key);
        }
        Some(account)
    }

    /// Gives an account a key; false where it has too many.
    pub(crate) fn add_key(&mut self, login: &str, key: &str) -> bool {
        let account = self.get_mut(login).filter(|account| account.keys().len() < MOST_KEYS);
        let Some(account) = account else { return false };
        account.add_key(key.to_owned());
        self.logins_of_keys.insert(key.to_owned(), login.to_owned());
        true
    }

    /// The login of the account with this API key.
    pub(crate) fn login_of_key(&self, key: &str) -> Option<&str> {
        self.logins_of_keys.get(key).map(String::as_str)
    }

    /// The newest revision of an account, and how many were removed.
    pub(crate) fn revisions(&self) -> (u64, u64) {
        (self.revision, self.removals)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Account> {
        self.by_login.values()
    }
}
