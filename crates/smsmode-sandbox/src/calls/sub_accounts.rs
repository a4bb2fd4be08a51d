//! Sub-accounts (section 6).

use smsmode_core::RefusalCode;
use smsmode_core::wire::param;

use super::Context;
use crate::answer::{Answer, Refused};
use crate::dates::is_birth_date;
use crate::state::account::Account;

const LONGEST_LOGIN: usize = 50;

pub(super) const CREATE: &[&str] = &[
    param::NEW_LOGIN,
    param::NEW_PASSWORD,
    param::TRANSACTION_REFERENCE,
    param::LAST_NAME,
    param::FIRST_NAME,
    param::COMPANY,
    param::ADDRESS,
    param::CITY,
    param::POSTAL_CODE,
    param::MOBILE,
    param::PHONE,
    param::FAX,
    param::EMAIL,
    param::BIRTH_DATE,
];

pub(super) const DELETE: &[&str] = &[param::LOGIN_TO_DELETE];

pub(super) fn create(context: &mut Context<'_>) -> Result<Answer, Refused> {
    context.check_birth_date()?;
    let login = context.parameters.at_most(param::NEW_LOGIN, LONGEST_LOGIN)?;
    let login = login.ok_or_else(|| Refused::missing(param::NEW_LOGIN))?.to_owned();
    let password = context.parameters.required(param::NEW_PASSWORD)?;
    if context.state.accounts.contains_key(&login) {
        return Err(Refused::new(RefusalCode::LOGIN, "Identifiant déjà existant"));
    }
    if context.state.accounts.is_full() {
        return Err(Refused::sandbox_is_full("comptes"));
    }
    context.state.accounts.insert(Account::child(&login, password, &context.login));
    Ok(Answer::done("Création effectuée"))
}

/// Deletes a sub-account of the caller; its credits go back to the parent (grade D).
pub(super) fn delete(context: &mut Context<'_>) -> Result<Answer, Refused> {
    let login = context.parameters.required(param::LOGIN_TO_DELETE)?.to_owned();
    let account = context.state.accounts.get(&login);
    if account.and_then(|account| account.parent.as_ref()) != Some(&context.login) {
        return Err(Refused::new(RefusalCode::LOGIN, "Identifiant inexistant"));
    }
    if let Some(deleted) = context.state.accounts.remove(&login) {
        context.account()?.credits += deleted.credits;
    }
    Ok(Answer::done("Suppression effectuée"))
}

impl Context<'_> {
    /// The format of birth dates is not written anywhere: `ddMMyyyy` (grade C).
    pub(super) fn check_birth_date(&self) -> Result<(), Refused> {
        match self.parameters.optional(param::BIRTH_DATE) {
            Some(date) if !is_birth_date(date) => {
                let code = self.switches().bad_date_code;
                Err(Refused::incorrect_with(code, param::BIRTH_DATE, "format ddMMyyyy attendu"))
            }
            _ => Ok(()),
        }
    }
}
