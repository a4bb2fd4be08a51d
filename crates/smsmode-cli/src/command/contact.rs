//! `smsmode contact`.

use crate::arguments::{AddContact, Contact};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

use super::done::{Words, carry_out};

pub(super) fn run(arguments: &Contact, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let Contact::Add(arguments) = arguments;
    let question = context.pick("Add the contact?", "Ajouter le contact ?").to_owned();
    let done = context.pick("The contact was added.", "Le contact a été ajouté.");
    carry_out(&order(arguments)?, &Words { question, done }, &arguments.costly, context)
}

fn order(arguments: &AddContact) -> Result<smsmode_http::AddContact, Failure> {
    let mut contact = smsmode_http::AddContact::new(&arguments.last_name, arguments.mobile)?
        .with_groups(arguments.group.iter().cloned());
    if let Some(name) = &arguments.first_name {
        contact = contact.with_first_name(name);
    }
    if let Some(company) = &arguments.company {
        contact = contact.with_company(company);
    }
    if let Some(note) = &arguments.note {
        contact = contact.with_note(note);
    }
    if let Some(date) = arguments.birth_date {
        contact = contact.with_birth_date(date);
    }
    Ok(contact)
}
