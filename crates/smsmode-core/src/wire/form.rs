//! Requests: the same encoded form, in the body of a POST or in the query of a GET.

use crate::account::{Account, Credential};
use crate::error::InvalidInput;
use crate::request::{Method, Request};
use crate::text::WireCharset;
use crate::wire::{our_name, param};

/// A form that is written parameter by parameter, the credential first.
pub(crate) struct Form {
    charset: WireCharset,
    encoded: Vec<u8>,
}

impl Form {
    /// A form that opens with the credential of the account.
    pub(crate) fn new(account: &Account, charset: WireCharset) -> Result<Self, InvalidInput> {
        let mut form = Self::without_credential(charset);
        match account.credential() {
            Credential::ApiKey(key) => form.add(param::API_KEY, key.expose())?,
            Credential::Login { login, password } => {
                form.add(param::LOGIN, login.as_str())?;
                form.add(param::PASSWORD, password.expose())?;
            }
        }
        Ok(form)
    }

    /// A form whose credential travels elsewhere.
    pub(crate) fn without_credential(charset: WireCharset) -> Self {
        Self { charset, encoded: Vec::with_capacity(256) }
    }

    /// Adds a parameter.
    pub(crate) fn add(&mut self, name: &'static str, value: &str) -> Result<(), InvalidInput> {
        self.name(name);
        let outside = |at| InvalidInput::OutsideCharset { field: our_name(name), at };
        self.charset.form_encode_into(&mut self.encoded, value).map_err(outside)
    }

    /// Adds a parameter that may be missing.
    pub(crate) fn add_optional(
        &mut self,
        name: &'static str,
        value: Option<&str>,
    ) -> Result<(), InvalidInput> {
        value.map_or(Ok(()), |value| self.add(name, value))
    }

    /// Adds a list whose elements need no encoding, separated by encoded commas.
    pub(crate) fn add_list<T: std::fmt::Display>(&mut self, name: &'static str, values: &[T]) {
        use std::io::Write as _;
        self.name(name);
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                self.encoded.extend_from_slice(b"%2C");
            }
            // Writing into a vector cannot fail.
            let _ = write!(self.encoded, "{value}");
        }
    }

    /// The request that carries this form by the method of the account.
    pub(crate) fn into_request(self, account: &Account, path: &str) -> Request {
        let address = format!("{}{path}", account.base_url().as_str());
        let (method, part_names) = (account.method(), Vec::new());
        match method {
            Method::Post => {
                let content_type =
                    format!("application/x-www-form-urlencoded; charset={}", self.charset.label());
                Request {
                    method,
                    address,
                    query: None,
                    content_type: Some(content_type),
                    body: self.encoded,
                    part_names,
                }
            }
            Method::Get => {
                let query = Some(self.into_query());
                Request { method, address, query, content_type: None, body: Vec::new(), part_names }
            }
        }
    }

    /// The encoded form, which is ASCII by construction.
    pub(crate) fn into_query(self) -> String {
        String::from_utf8_lossy(&self.encoded).into_owned()
    }

    fn name(&mut self, name: &'static str) {
        if !self.encoded.is_empty() {
            self.encoded.push(b'&');
        }
        self.encoded.extend_from_slice(name.as_bytes());
        self.encoded.push(b'=');
    }
}
