//! The files of vectors, as `tests/vectors/README.md` describes them. An unknown key is an error.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use smsmode_core::{
    Account, ApiKey, BaseUrl, BatchCredential, Boundary, Credential, Ending, InvalidInput, Login,
    Method, Password, Response,
};

pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

pub(crate) fn read<T: DeserializeOwned>(name: &str) -> T {
    let path = folder().join(format!("{name}.json"));
    let text = std::fs::read_to_string(path).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}.json: {error}"))
}

/// The vectors of one call.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CallFile<I> {
    pub(crate) call: String,
    pub(crate) vectors: Vec<Vector<I>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vector<I> {
    pub(crate) name: String,
    pub(crate) source: String,
    pub(crate) note: Option<String>,
    pub(crate) account: AccountInput,
    pub(crate) input: I,
    pub(crate) request: ExpectedRequest,
    pub(crate) answers: Vec<Answer>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountInput {
    api_key: Option<String>,
    login: Option<String>,
    password: Option<String>,
    #[serde(default)]
    pub(crate) method: MethodInput,
    base_url: Option<String>,
    boundary: Option<String>,
    batch_credential: Option<BatchCredentialInput>,
}

#[derive(Deserialize, Clone, Copy, Default, PartialEq, Eq)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum MethodInput {
    #[default]
    Post,
    Get,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum BatchCredentialInput {
    Query,
    Body,
}

impl AccountInput {
    pub(crate) fn has_login(&self) -> bool {
        self.login.is_some()
    }

    pub(crate) fn build(self) -> Result<Account, InvalidInput> {
        let mut account = Account::new(credential(self.api_key, self.login, self.password)?);
        account = account.with_method(match self.method {
            MethodInput::Post => Method::Post,
            MethodInput::Get => Method::Get,
        });
        if let Some(base) = self.base_url {
            account = account.with_base_url(BaseUrl::new(&base)?);
        }
        if let Some(boundary) = self.boundary {
            account = account.with_boundary(Boundary::new(boundary)?);
        }
        if let Some(place) = self.batch_credential {
            account = account.with_batch_credential(match place {
                BatchCredentialInput::Query => BatchCredential::Query,
                BatchCredentialInput::Body => BatchCredential::Body,
            });
        }
        Ok(account)
    }
}

fn credential(
    api_key: Option<String>,
    login: Option<String>,
    password: Option<String>,
) -> Result<Credential, InvalidInput> {
    match (api_key, login, password) {
        (Some(key), None, None) => Ok(ApiKey::new(key)?.into()),
        (None, Some(login), Some(password)) => {
            Ok(Credential::Login { login: Login::new(login)?, password: Password::new(password)? })
        }
        _ => panic!("an account has a key, or a login and a password"),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedRequest {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    body: Option<String>,
    body_base64: Option<String>,
}

impl ExpectedRequest {
    pub(crate) fn body(&self) -> Vec<u8> {
        octets(self.body.as_deref(), self.body_base64.as_deref())
    }
}

/// What the service answers, and what it means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    pub(crate) name: String,
    pub(crate) source: String,
    pub(crate) http_status: u16,
    content_type: Option<String>,
    ending: Option<EndingInput>,
    retry_after_s: Option<u64>,
    body: Option<String>,
    body_base64: Option<String>,
    pub(crate) expect: serde_json::Value,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum EndingInput {
    Complete,
    Unmarked,
    Cut,
}

impl Answer {
    pub(crate) fn body(&self) -> Vec<u8> {
        octets(self.body.as_deref(), self.body_base64.as_deref())
    }

    pub(crate) fn response<'a>(&'a self, body: &'a [u8]) -> Response<'a> {
        let mut response = Response::new(self.http_status, body);
        if let Some(content_type) = &self.content_type {
            response = response.with_content_type(content_type);
        }
        if let Some(seconds) = self.retry_after_s {
            response = response.with_retry_after(Duration::from_secs(seconds));
        }
        response.with_ending(match self.ending {
            None | Some(EndingInput::Complete) => Ending::Complete,
            Some(EndingInput::Unmarked) => Ending::Unmarked,
            Some(EndingInput::Cut) => Ending::Cut,
        })
    }
}

/// Bytes that stand in a vector as ASCII or as base64, never as both.
pub(crate) fn octets(text: Option<&str>, base64: Option<&str>) -> Vec<u8> {
    match (text, base64) {
        (Some(text), None) if text.is_ascii() => text.as_bytes().to_vec(),
        (None, Some(encoded)) => STANDARD.decode(encoded).unwrap(),
        _ => panic!("bytes stand as ASCII or as base64: {text:?}, {base64:?}"),
    }
}

/// What disagrees: all of it is told at once.
#[derive(Default)]
pub(crate) struct Complaints {
    names: BTreeSet<String>,
    found: Vec<String>,
}

impl Complaints {
    /// Notes that a vector is judged: each has a name of its own, a source, and no empty note.
    pub(crate) fn begin(&mut self, name: &str, source: &str, note: Option<&str>) {
        let new = self.names.insert(name.to_owned());
        self.check(name, new, || "the name stands twice".to_owned());
        self.check(name, !source.is_empty(), || "there is no source".to_owned());
        self.check(name, note != Some(""), || "the note is empty".to_owned());
    }

    pub(crate) fn check(&mut self, name: &str, holds: bool, complaint: impl FnOnce() -> String) {
        if !holds {
            self.found.push(format!("{name}: {}", complaint()));
        }
    }

    pub(crate) fn compare<T: PartialEq + std::fmt::Debug>(
        &mut self,
        name: &str,
        expected: &T,
        found: &T,
    ) {
        self.check(name, expected == found, || {
            format!("\n    expected {expected:?}\n    found    {found:?}")
        });
    }

    /// Fails with everything that was complained of; prints how much was judged.
    #[expect(clippy::print_stdout, reason = "`--nocapture` shows the counts")]
    pub(crate) fn end(self, what: &str) {
        println!("{what}: {} vectors", self.names.len());
        assert!(!self.names.is_empty(), "{what} has no vectors");
        let count = self.found.len();
        assert!(count == 0, "{what}: {count} disagreements\n  {}", self.found.join("\n  "));
    }
}
