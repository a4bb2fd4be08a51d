//! `smsmode account`.

mod create;

use smsmode_http::DeleteSubAccount;

use crate::arguments::{Account, DeleteAccount, TransferCredits};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

use super::done::{Words, carry_out};

pub(super) fn run(arguments: &Account, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    match arguments {
        Account::Create(arguments) => create::run(arguments, context),
        Account::Delete(arguments) => delete(arguments, context),
        Account::Transfer(arguments) => transfer(arguments, context),
    }
}

fn delete(arguments: &DeleteAccount, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let login = arguments.login.as_str();
    let question = context
        .pick(format!("Delete the account {login}?"), format!("Supprimer le compte {login} ?"));
    let done = context.pick("The account was deleted.", "Le compte a été supprimé.");
    let order = DeleteSubAccount::new(arguments.login.clone());
    carry_out(&order, &Words { question, done }, &arguments.costly, context)
}

fn transfer(arguments: &TransferCredits, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let (login, credits) = (arguments.login.as_str(), arguments.credits);
    let question = context.pick(
        format!("Give {credits} credits to the account {login}?"),
        format!("Donner {credits} crédits au compte {login} ?"),
    );
    let done = context.pick("The credits were transferred.", "Les crédits ont été transférés.");
    let mut order = smsmode_http::TransferCredits::new(arguments.login.clone(), credits);
    if let Some(reference) = &arguments.reference {
        order = order.with_transaction_reference(reference);
    }
    carry_out(&order, &Words { question, done }, &arguments.costly, context)
}
