//! Credits: the balance and transfers (sections 5 and 7).

use rust_decimal::Decimal;
use smsmode_core::RefusalCode;
use smsmode_core::wire::param;

use super::Context;
use crate::answer::{Answer, Refused};

pub(super) const TRANSFER: &[&str] =
    &[param::TARGET_LOGIN, param::CREDIT_AMOUNT, param::TRANSACTION_REFERENCE];

pub(super) fn balance(context: &mut Context<'_>) -> Result<Answer, Refused> {
    Ok(Answer::Text(printed(context.account()?.credits)))
}

/// From any account to any other, so from child to parent too.
pub(super) fn transfer(context: &mut Context<'_>) -> Result<Answer, Refused> {
    let amount = amount(context)?;
    let target = context.parameters.required(param::TARGET_LOGIN)?.to_owned();
    if target == context.login {
        return Err(Refused::incorrect(param::TARGET_LOGIN, "le compte lui-même"));
    }
    if !context.state.accounts.contains_key(&target) {
        return Err(Refused::new(RefusalCode::LOGIN, "Identifiant inexistant"));
    }
    if !context.account()?.charge(amount) {
        return Err(Refused::with_code(RefusalCode::NOT_ENOUGH_CREDIT.code()));
    }
    if let Some(account) = context.state.accounts.get_mut(&target) {
        account.credits += amount;
    }
    Ok(Answer::done("Transfert effectué"))
}

fn amount(context: &Context<'_>) -> Result<Decimal, Refused> {
    let amount = context.parameters.number(param::CREDIT_AMOUNT)?;
    let amount = amount.ok_or_else(|| Refused::missing(param::CREDIT_AMOUNT))?;
    let amount = u32::try_from(amount).ok().filter(|amount| *amount >= 1);
    let refused = || Refused::incorrect(param::CREDIT_AMOUNT, "de 1 à 4294967295");
    amount.map(Decimal::from).ok_or_else(refused)
}

/// As Java prints a floating-point number: `32.0`, `-1.5`, and `1.0E7` from ten million on.
pub(super) fn printed(credits: Decimal) -> String {
    let plain = credits.normalize().to_string();
    let exponent = credits.trunc().abs().to_string().len() - 1;
    let (digits, suffix) = if exponent < 7 {
        (plain, String::new())
    } else {
        (shifted(credits, exponent).normalize().to_string(), format!("E{exponent}"))
    };
    let point = if digits.contains('.') { "" } else { ".0" };
    format!("{digits}{point}{suffix}")
}

fn shifted(credits: Decimal, places: usize) -> Decimal {
    (0..places).fold(credits, |shifted, _| shifted / Decimal::TEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_balance_is_printed_as_java_does() {
        for (credits, text) in [
            ("32", "32.0"),
            ("212.50", "212.5"),
            ("-3.25", "-3.25"),
            ("0", "0.0"),
            ("9999999", "9999999.0"),
            ("10000000", "1.0E7"),
            ("-12345678", "-1.2345678E7"),
        ] {
            assert_eq!(printed(credits.parse().unwrap()), text);
        }
    }
}
