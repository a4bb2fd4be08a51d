//! What changes an account.

use pyo3::prelude::*;
use smsmode_http::{
    AddContact, ContactGroup, CreateSubAccount, CreditsError, DeleteSubAccount, InvalidInput,
    Login, Password, TransferCredits, WholeCredits,
};

use crate::input::{Text, Texts};
use crate::order::checked;
use crate::order::send::number;
use crate::value::date::Day;
use crate::value::number::check_exact;

/// Whole credits: an int or a Decimal.
pub(crate) struct Amount(WholeCredits);

impl FromPyObject<'_, '_> for Amount {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        check_exact(&object)?;
        // Python writes no number of thousands of digits.
        let written = object.str().map_err(|_| CreditsError::OutOfRange);
        checked(object.py(), written.and_then(|text| text.to_string().parse())).map(Self)
    }
}

pub(crate) fn transfer(
    py: Python<'_>,
    to: Text,
    credits: &Amount,
    transaction_reference: Option<Text>,
) -> PyResult<TransferCredits> {
    let transfer = TransferCredits::new(checked(py, Login::new(to))?, credits.0);
    Ok(match transaction_reference {
        Some(reference) => transfer.with_transaction_reference(reference),
        None => transfer,
    })
}

/// What a sub-account can have beside its login and password.
pub(crate) struct SubAccountArguments {
    pub(crate) login: Text,
    pub(crate) password: Text,
    pub(crate) transaction_reference: Option<Text>,
    pub(crate) last_name: Option<Text>,
    pub(crate) first_name: Option<Text>,
    pub(crate) company: Option<Text>,
    pub(crate) address: Option<Text>,
    pub(crate) city: Option<Text>,
    pub(crate) postal_code: Option<Text>,
    pub(crate) email: Option<Text>,
    pub(crate) mobile: Option<Text>,
    pub(crate) phone: Option<Text>,
    pub(crate) fax: Option<Text>,
    pub(crate) birth_date: Option<Day>,
}

/// Sets one of the texts.
type With = fn(CreateSubAccount, Text) -> CreateSubAccount;

pub(crate) fn sub_account(
    py: Python<'_>,
    given: SubAccountArguments,
) -> PyResult<CreateSubAccount> {
    let login = checked(py, Login::new(given.login))?;
    let mut create = CreateSubAccount::new(login, checked(py, Password::new(given.password))?);
    let texts: [(Option<Text>, With); 7] = [
        (given.transaction_reference, CreateSubAccount::with_transaction_reference),
        (given.last_name, CreateSubAccount::with_last_name),
        (given.first_name, CreateSubAccount::with_first_name),
        (given.company, CreateSubAccount::with_company),
        (given.address, CreateSubAccount::with_address),
        (given.city, CreateSubAccount::with_city),
        (given.postal_code, CreateSubAccount::with_postal_code),
    ];
    for (text, with) in texts {
        create = text.into_iter().fold(create, with);
    }
    let numbers = [
        (given.mobile, CreateSubAccount::with_mobile as fn(CreateSubAccount, _) -> _),
        (given.phone, CreateSubAccount::with_phone),
        (given.fax, CreateSubAccount::with_fax),
    ];
    for (text, with) in numbers {
        if let Some(text) = text {
            create = with(create, number(py, &text)?);
        }
    }
    create = given.email.into_iter().fold(create, CreateSubAccount::with_email);
    Ok(given.birth_date.into_iter().fold(create, |create, day| create.with_birth_date(day.0)))
}

pub(crate) fn deletion(py: Python<'_>, login: Text) -> PyResult<DeleteSubAccount> {
    checked(py, Login::new(login)).map(DeleteSubAccount::new)
}

/// A person of the address book.
pub(crate) struct ContactArguments {
    pub(crate) last_name: Text,
    pub(crate) mobile: Text,
    pub(crate) first_name: Option<Text>,
    pub(crate) groups: Option<Texts>,
    pub(crate) company: Option<Text>,
    pub(crate) note: Option<Text>,
    pub(crate) birth_date: Option<Day>,
}

pub(crate) fn contact(py: Python<'_>, given: ContactArguments) -> PyResult<AddContact> {
    let mut add = checked(py, AddContact::new(given.last_name, number(py, &given.mobile)?))?;
    if let Some(groups) = given.groups {
        let groups: Result<Vec<_>, InvalidInput> =
            groups.as_slice().iter().map(|name| ContactGroup::new(name.as_str())).collect();
        add = add.with_groups(checked(py, groups)?);
    }
    add = given.first_name.into_iter().fold(add, AddContact::with_first_name);
    add = given.company.into_iter().fold(add, AddContact::with_company);
    add = given.note.into_iter().fold(add, AddContact::with_note);
    Ok(given.birth_date.into_iter().fold(add, |add, day| add.with_birth_date(day.0)))
}
