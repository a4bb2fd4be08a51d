//! `smsmode key`.

use serde::Serialize;
use smsmode_http::{CreateApiKey, CreatedApiKey};

use crate::arguments::{Key, Output};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Row, cell};
use crate::page::row;

use super::consent::call_with_consent;

/// The key is the result: it is written to the standard output, and nowhere else.
#[derive(Serialize)]
struct KeyRecord {
    id: Option<String>,
    account: Option<String>,
    state: Option<String>,
    creation_date: Option<String>,
    expiration: Option<String>,
    api_key: String,
}

impl From<CreatedApiKey> for KeyRecord {
    fn from(created: CreatedApiKey) -> Self {
        Self {
            id: created.id,
            account: created.account.map(smsmode_http::PrivateText::into_string),
            state: created.state,
            creation_date: created.creation_date,
            expiration: created.expiration,
            api_key: created.api_key.expose().to_owned(),
        }
    }
}

impl Row<6> for KeyRecord {
    const NAMES: [&'static str; 6] =
        ["id", "account", "state", "creation_date", "expiration", "api_key"];

    fn cells(&self) -> [String; 6] {
        let texts = [&self.id, &self.account, &self.state, &self.creation_date, &self.expiration];
        let [id, account, state, creation_date, expiration] = texts.map(|text| cell(text.as_ref()));
        [id, account, state, creation_date, expiration, self.api_key.clone()]
    }
}

pub(super) fn run(arguments: &Key, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let Key::Create(arguments) = arguments;
    let question = context
        .pick("Create a further key of the account?", "Créer une clé supplémentaire du compte ?");
    let create = CreateApiKey::new();
    let created = call_with_consent(&create, question, &arguments.costly, context)?;
    let records: Vec<KeyRecord> = created.into_iter().map(KeyRecord::from).collect();
    let output = arguments.costly.call.common.output;
    if arguments.costly.call.curl {
        return Ok(Exit::Done);
    }
    if output == Output::Table {
        for record in &records {
            tell(record, context);
        }
    }
    output::write(&records, output, context);
    Ok(Exit::Done)
}

/// No line is cut or broken: the key is told once only.
fn tell(record: &KeyRecord, context: &mut Context<'_, '_>) {
    let page = context.page();
    let rows = [
        (page.pick("Key", "Clé"), Some(&record.api_key)),
        (page.pick("Id", "Id"), record.id.as_ref()),
        (page.pick("Account", "Compte"), record.account.as_ref()),
        (page.pick("State", "État"), record.state.as_ref()),
        (page.pick("Created", "Créée"), record.creation_date.as_ref()),
        (page.pick("Expires", "Expire"), record.expiration.as_ref()),
    ];
    for (label, text) in rows.into_iter().filter_map(|(label, text)| Some((label, text?))) {
        context.line(&row(label, text));
    }
    let keep = page.pick(
        "keep it now, it is not shown again: smsmode config set api_key",
        "gardez-la maintenant, elle n'est plus montrée : smsmode config set api_key",
    );
    context.note(keep);
}
