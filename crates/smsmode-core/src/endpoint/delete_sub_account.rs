//! Delete a sub-account: section 6 of the API document.

use crate::account::{Account, Login};
use crate::endpoint::{Acknowledged, Endpoint, Repeat};
use crate::error::{InvalidInput, ResponseError};
use crate::request::{Request, Response};
use crate::text::WireCharset;
use crate::wire::{form::Form, param, path};

/// Deletes an account below this one.
///
/// Later editions of the document leave the call out; it still answers (grade B). Repeating it is
/// not safe: somebody may have created the login anew.
///
/// ```
/// use smsmode_core::{DeleteSubAccount, Login};
///
/// let delete = DeleteSubAccount::new(Login::new("sousCompte")?);
/// # Ok::<(), smsmode_core::LoginError>(())
/// ```
///
/// Wire name: `deleteSubAccount.do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeleteSubAccount {
    login: Login,
}

impl DeleteSubAccount {
    /// Deletes the account with this login.
    pub fn new(login: Login) -> Self {
        Self { login }
    }
}

impl Endpoint for DeleteSubAccount {
    type Output = Acknowledged;
    const NAME: &'static str = "delete_sub_account";

    fn repeat(&self) -> Repeat {
        Repeat::Costly
    }

    fn request(&self, account: &Account) -> Result<Request, InvalidInput> {
        let mut form = Form::new(account, WireCharset::Latin9)?;
        form.add(param::LOGIN_TO_DELETE, self.login.as_str())?;
        Ok(form.into_request(account, path::DELETE_SUB_ACCOUNT))
    }

    fn parse(&self, answer: Response<'_>) -> Result<Acknowledged, ResponseError> {
        Acknowledged::parse(answer)
    }
}
