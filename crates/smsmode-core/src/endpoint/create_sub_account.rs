//! Create a sub-account: section 6 of the API document.

use crate::account::{Account, Login, Password};
use crate::endpoint::{Acknowledged, Endpoint, Repeat};
use crate::error::{InvalidInput, ResponseError};
use crate::phone::PhoneNumber;
use crate::private_text::PrivateText;
use crate::request::{Request, Response};
use crate::text::WireCharset;
use crate::time::LocalDate;
use crate::wire::{dates, form::Form, param, path};

/// Creates an account below this one.
///
/// ```
/// use smsmode_core::{CreateSubAccount, Login, Password};
///
/// let create = CreateSubAccount::new(Login::new("bbbbb")?, Password::new("yyyyyy")?)
///     .with_last_name("Dupond")
///     .with_city("Marseille");
/// assert!(!format!("{create:?}").contains("yyyyyy"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Wire name: `createSubAccount.do`.
#[derive(Debug, Clone)]
pub struct CreateSubAccount {
    login: Login,
    password: Password,
    /// Optional fields in the order in which they were given.
    fields: Vec<(&'static str, PrivateText)>,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $method:ident $parameter:ident;)*) => {
        $(
            $(#[$doc])*
            pub fn $method(self, value: impl Into<String>) -> Self {
                self.with(param::$parameter, value.into())
            }
        )*
    };
}

impl CreateSubAccount {
    /// An account with this login and password.
    pub fn new(login: Login, password: Password) -> Self {
        Self { login, password, fields: Vec::new() }
    }

    fields! {
        /// A reference of the transaction. Wire name: `reference`.
        with_transaction_reference TRANSACTION_REFERENCE;
        /// Last name of the contact. Wire name: `nom`.
        with_last_name LAST_NAME;
        /// First name of the contact. Wire name: `prenom`.
        with_first_name FIRST_NAME;
        /// Company. Wire name: `societe`.
        with_company COMPANY;
        /// Postal address. Wire name: `adresse`.
        with_address ADDRESS;
        /// City. Wire name: `ville`.
        with_city CITY;
        /// Postal code. Wire name: `codePostal`.
        with_postal_code POSTAL_CODE;
        /// E-mail address. Wire name: `email`.
        with_email EMAIL;
    }

    /// Mobile number of the contact. Wire name: `mobile`.
    pub fn with_mobile(self, number: PhoneNumber) -> Self {
        self.with(param::MOBILE, number.to_string())
    }

    /// Phone number of the account. Wire name: `telephone`.
    pub fn with_phone(self, number: PhoneNumber) -> Self {
        self.with(param::PHONE, number.to_string())
    }

    /// Fax number of the account. Wire name: `fax`.
    pub fn with_fax(self, number: PhoneNumber) -> Self {
        self.with(param::FAX, number.to_string())
    }

    /// Birth date of the contact. Wire name: `date`, `ddMMyyyy` (grade C).
    pub fn with_birth_date(self, date: LocalDate) -> Self {
        self.with(param::BIRTH_DATE, dates::write_day(date))
    }

    fn with(mut self, parameter: &'static str, value: String) -> Self {
        self.fields.retain(|(given, _)| *given != parameter);
        self.fields.push((parameter, value.into()));
        self
    }
}

impl Endpoint for CreateSubAccount {
    type Output = Acknowledged;
    const NAME: &'static str = "create_sub_account";

    fn repeat(&self) -> Repeat {
        Repeat::Costly
    }

    fn request(&self, account: &Account) -> Result<Request, InvalidInput> {
        let mut form = Form::new(account, WireCharset::Latin9)?;
        form.add(param::NEW_LOGIN, self.login.as_str())?;
        form.add(param::NEW_PASSWORD, self.password.expose())?;
        self.fields.iter().try_for_each(|(parameter, value)| form.add(parameter, value))?;
        Ok(form.into_request(account, path::CREATE_SUB_ACCOUNT))
    }

    fn parse(&self, answer: Response<'_>) -> Result<Acknowledged, ResponseError> {
        Acknowledged::parse(answer)
    }
}
