//! Transfer credits between accounts: section 7 of the API document.

use crate::account::{Account, Login};
use crate::credits::WholeCredits;
use crate::endpoint::{Acknowledged, Endpoint, Repeat};
use crate::error::{InvalidInput, ResponseError};
use crate::private_text::PrivateText;
use crate::request::{Request, Response};
use crate::text::WireCharset;
use crate::wire::{form::Form, param, path};

/// Gives whole credits to a sub-account, or back to the parent account.
///
/// ```
/// use smsmode_core::{Login, TransferCredits, WholeCredits};
///
/// let transfer = TransferCredits::new(Login::new("bbbb")?, WholeCredits::new(12)?)
///     .with_transaction_reference("blablabla");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Wire name: `creditTransfert.do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferCredits {
    to: Login,
    credits: WholeCredits,
    transaction_reference: Option<PrivateText>,
}

impl TransferCredits {
    /// So many credits to this account.
    pub fn new(to: Login, credits: WholeCredits) -> Self {
        Self { to, credits, transaction_reference: None }
    }

    /// A reference of the transaction.
    #[doc(alias = "reference")]
    pub fn with_transaction_reference(mut self, reference: impl Into<String>) -> Self {
        self.transaction_reference = Some(reference.into().into());
        self
    }
}

impl Endpoint for TransferCredits {
    type Output = Acknowledged;
    const NAME: &'static str = "transfer_credits";

    fn repeat(&self) -> Repeat {
        Repeat::Costly
    }

    fn request(&self, account: &Account) -> Result<Request, InvalidInput> {
        let mut form = Form::new(account, WireCharset::Latin9)?;
        form.add(param::TARGET_LOGIN, self.to.as_str())?;
        form.add(param::CREDIT_AMOUNT, &self.credits.to_string())?;
        form.add_optional(param::TRANSACTION_REFERENCE, self.transaction_reference.as_deref())?;
        Ok(form.into_request(account, path::TRANSFER_CREDITS))
    }

    fn parse(&self, answer: Response<'_>) -> Result<Acknowledged, ResponseError> {
        Acknowledged::parse(answer)
    }
}
