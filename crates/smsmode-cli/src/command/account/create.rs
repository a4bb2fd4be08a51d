//! `smsmode account create`.

use smsmode_http::{CreateSubAccount, InvalidInput, Password};

use crate::arguments::CreateAccount;
use crate::command::call::PASSWORD_PLACEHOLDER;
use crate::command::done::{Words, carry_out};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

pub(super) fn run(
    arguments: &CreateAccount,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let login = arguments.login.as_str();
    let question =
        context.pick(format!("Create the account {login}?"), format!("Créer le compte {login} ?"));
    let done = context.pick("The account was created.", "Le compte a été créé.");
    let password = Password::new(password(arguments, context)?).map_err(InvalidInput::from)?;
    let order = order(arguments, password);
    carry_out(&order, &Words { question, done }, &arguments.costly, context)
}

/// Never an argument, where every process could read it.
fn password(arguments: &CreateAccount, context: &mut Context<'_, '_>) -> Result<String, Failure> {
    if arguments.costly.call.curl {
        return Ok(PASSWORD_PLACEHOLDER.to_owned());
    }
    let prompt = context.pick("Password of the new account: ", "Mot de passe du nouveau compte : ");
    context.secret(prompt).map_err(Failure::StandardInput)
}

/// Writes a field of the order.
type With = fn(CreateSubAccount, String) -> CreateSubAccount;

fn order(arguments: &CreateAccount, password: Password) -> CreateSubAccount {
    let given = arguments.clone();
    let mut order = CreateSubAccount::new(given.login, password);
    let texts: [(Option<String>, With); 8] = [
        (given.reference, CreateSubAccount::with_transaction_reference),
        (given.last_name, CreateSubAccount::with_last_name),
        (given.first_name, CreateSubAccount::with_first_name),
        (given.company, CreateSubAccount::with_company),
        (given.address, CreateSubAccount::with_address),
        (given.city, CreateSubAccount::with_city),
        (given.postal_code, CreateSubAccount::with_postal_code),
        (given.email, CreateSubAccount::with_email),
    ];
    for (text, with) in texts {
        order = text.into_iter().fold(order, with);
    }
    order = given.mobile.into_iter().fold(order, CreateSubAccount::with_mobile);
    order = given.phone.into_iter().fold(order, CreateSubAccount::with_phone);
    order = given.fax.into_iter().fold(order, CreateSubAccount::with_fax);
    given.birth_date.into_iter().fold(order, CreateSubAccount::with_birth_date)
}
