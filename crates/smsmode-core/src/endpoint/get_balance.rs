//! Balance of the account: section 5 of the API document.

use crate::account::Account;
use crate::credits::Credits;
use crate::endpoint::{Endpoint, Repeat};
use crate::error::{InvalidInput, MalformedReason, ResponseError};
use crate::request::{Request, Response};
use crate::text::WireCharset;
use crate::wire::{answer::Answer, form::Form, path};

/// Asks how many credits the account has.
///
/// ```
/// use smsmode_core::{Endpoint, GetBalance, Response};
///
/// let balance = GetBalance::new().parse(Response::new(200, b"212.5\r\n"))?;
/// assert_eq!(balance.credits.to_string(), "212.5");
/// # Ok::<(), smsmode_core::ResponseError>(())
/// ```
///
/// Wire name: `credit.do`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct GetBalance {}

impl GetBalance {
    /// The question.
    pub fn new() -> Self {
        Self {}
    }
}

/// The credits of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Balance {
    /// How many; negative on a post-paid account.
    pub credits: Credits,
}

impl Endpoint for GetBalance {
    type Output = Balance;
    const NAME: &'static str = "get_balance";

    fn repeat(&self) -> Repeat {
        Repeat::Safe
    }

    fn request(&self, account: &Account) -> Result<Request, InvalidInput> {
        Ok(Form::new(account, WireCharset::Latin9)?.into_request(account, path::BALANCE))
    }

    /// A body without `|` is a balance, whatever the number: an account may have 32 credits.
    fn parse(&self, answer: Response<'_>) -> Result<Balance, ResponseError> {
        let answer = Answer::of(answer);
        match answer.coded() {
            Some(coded) if coded.separated && coded.code != 0 => Err(answer.refused(coded)),
            Some(coded) if coded.separated => Err(answer.malformed(MalformedReason::NotUnderstood)),
            _ => {
                let credits =
                    answer.decode(answer.whole()?).parse().map_err(|_| answer.no_code())?;
                Ok(Balance { credits })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Ending;

    fn credits(body: &str) -> Option<String> {
        let balance = GetBalance::new().parse(Response::new(200, body.as_bytes()));
        balance.ok().map(|balance| balance.credits.to_string())
    }

    #[test]
    fn a_balance_of_32_is_no_refusal() {
        assert_eq!(credits("32").as_deref(), Some("32"));
        assert_eq!(credits("32.0\n").as_deref(), Some("32"));
        assert_eq!(credits("-12.5").as_deref(), Some("-12.5"));
        assert_eq!(credits("1.0E7").as_deref(), Some("10000000"));
    }

    #[test]
    fn a_code_with_a_bar_is_a_refusal() {
        let error = GetBalance::new().parse(Response::new(200, b"32 | no")).unwrap_err();
        assert!(matches!(error, ResponseError::Refused(_)));
    }

    #[test]
    fn a_balance_that_may_be_cut_is_not_believed() {
        let cut = Response::new(200, b"21").with_ending(Ending::Cut);
        assert!(GetBalance::new().parse(cut).is_err());
        assert_eq!(credits(""), None);
        assert_eq!(credits("<html>"), None);
        assert!(GetBalance::new().parse(Response::new(503, b"12")).is_err());
    }
}
