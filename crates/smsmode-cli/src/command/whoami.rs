//! `smsmode whoami`.

use serde::Serialize;
use smsmode_http::{Credential, GetBalance, Method};

use crate::arguments::{Output, Whoami};
use crate::config::{self, Configuration, KeySource, masked};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, ErrorRecord, Row, cell};

use super::config::DEFAULT_PROFILE;

#[derive(Debug, Serialize)]
struct AccountRecord {
    profile: String,
    /// The login, with a password; nothing with a key.
    login: Option<String>,
    /// The key or password, masked.
    secret: String,
    /// `environment`, `file` or `command`.
    secret_source: &'static str,
    base_url: String,
    config_file: Option<String>,
    /// A decimal, as text; nothing where the service did not tell.
    credits: Option<String>,
    error: Option<ErrorRecord>,
}

impl Row<9> for AccountRecord {
    const NAMES: [&'static str; 9] = [
        "profile",
        "login",
        "secret",
        "secret_source",
        "base_url",
        "config_file",
        "credits",
        "error_code",
        "error",
    ];

    fn cells(&self) -> [String; 9] {
        let error = self.error.as_ref();
        [
            self.profile.clone(),
            cell(self.login.as_ref()),
            self.secret.clone(),
            self.secret_source.to_owned(),
            self.base_url.clone(),
            cell(self.config_file.as_ref()),
            cell(self.credits.as_ref()),
            cell(error.and_then(|error| error.code).as_ref()),
            cell(error.map(|error| &error.message)),
        ]
    }
}

pub(super) fn run(arguments: &Whoami, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let common = &arguments.common;
    let configuration = super::configuration(common, context)?;
    let source = configuration.key_source;
    let profile = common.profile.as_deref().unwrap_or(DEFAULT_PROFILE);
    let mut record = record(&configuration, profile, context);
    let client = super::client_of(configuration, Method::Post, context)?;
    let balance = client.call(&GetBalance::new()).map_err(Failure::from);
    record.credits = balance.as_ref().ok().map(|balance| balance.credits.to_string());
    record.error = balance.as_ref().err().map(|failure| ErrorRecord::new(failure, context));
    if common.output == Output::Table {
        tell(&record, source, context);
    }
    output::write(&[record], common.output, context);
    balance?;
    Ok(Exit::Done)
}

fn record(
    configuration: &Configuration,
    profile: &str,
    context: &Context<'_, '_>,
) -> AccountRecord {
    let account = &configuration.account;
    let (login, secret) = match account.credential() {
        Credential::ApiKey(key) => (None, masked(key.expose())),
        Credential::Login { login, .. } => (Some(login.as_str().to_owned()), masked("")),
        _ => (None, masked("")),
    };
    let file = config::path(context.environment).filter(|path| path.exists());
    AccountRecord {
        profile: profile.to_owned(),
        login,
        secret,
        secret_source: configuration.key_source.name(),
        base_url: account.base_url().as_str().to_owned(),
        config_file: file.map(|path| path.display().to_string()),
        credits: None,
        error: None,
    }
}

fn tell(record: &AccountRecord, source: KeySource, context: &mut Context<'_, '_>) {
    let page = context.page();
    let secret = format!("{} {}", record.secret, context.say(&source));
    let rows = [
        (page.pick("Profile", "Profil"), Some(&record.profile)),
        (page.pick("Login", "Compte"), record.login.as_ref()),
        (page.pick("Key", "Clé"), Some(&secret)),
        (page.pick("Service", "Service"), Some(&record.base_url)),
        (page.pick("File", "Fichier"), record.config_file.as_ref()),
        (page.pick("Credits", "Crédits"), record.credits.as_ref()),
    ];
    for (label, text) in rows {
        for line in text.iter().flat_map(|text| page.row(label, text)) {
            context.line(&line);
        }
    }
}
