//! Who wants to have a part in the sending of an outbox, and the right to it.

use std::fmt;

use smsmode_core::{Account, Credential};

use crate::role::Role;
use crate::secret::LedgerSecret;
use crate::settings::DispatcherSettings;

/// Who wants to have a part in the sending of an outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Claimant {
    /// The part.
    pub role: Role,
    /// The fingerprint of the account, where a ledger is to refuse others: what was sent with one account
    /// is looked up in its list, and would be sent once more where it is looked up in another one's.
    pub account: Option<String>,
    /// Whether it is the same account as before, though it has another fingerprint.
    pub key_is_renewed: bool,
}

impl Claimant {
    /// Somebody of whom nobody knows the account.
    pub fn new(role: Role) -> Self {
        Self { role, account: None, key_is_renewed: false }
    }

    /// Who sends with this account.
    pub(crate) fn with_account(
        mut self,
        account: &Account,
        secret: &LedgerSecret,
        settings: &DispatcherSettings,
    ) -> Self {
        self.account = match account.credential() {
            Credential::ApiKey(key) => Some(secret.hash_account("key", key.expose())),
            // The password may change: the account is the same.
            Credential::Login { login, .. } => Some(secret.hash_account("login", login.as_str())),
            _ => None,
        };
        self.key_is_renewed = settings.key_is_renewed;
        self
    }
}

/// The right to send from a ledger: as long as it lives, nobody else has it, unless it is lost on the way.
/// It ends with its process, however that ends.
pub struct Claim(Box<dyn Hold>);

/// What holds a right.
pub(crate) trait Hold: Send {
    /// Whether it still does.
    fn is_held(&mut self) -> bool;
}

/// What nobody can take away.
struct Kept<T> {
    _held: T,
}

impl<T: Send> Hold for Kept<T> {
    fn is_held(&mut self) -> bool {
        true
    }
}

impl Claim {
    /// A right that this holds for as long as it lives.
    pub fn new(held: impl Send + 'static) -> Self {
        Self(Box::new(Kept { _held: held }))
    }

    /// A right that may be lost.
    #[cfg(feature = "postgres")]
    pub(crate) fn on(held: impl Hold + 'static) -> Self {
        Self(Box::new(held))
    }

    /// Whether it was not lost, as far as can be seen.
    pub(crate) fn is_held(&mut self) -> bool {
        self.0.is_held()
    }
}

impl fmt::Debug for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Claim")
    }
}
