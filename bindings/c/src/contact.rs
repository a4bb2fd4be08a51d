//! A person for the address book.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::{AddContact, ContactGroup, PhoneNumber};

use crate::boundary::{self, Out, call, free, needed, text};
use crate::client::{Client, call_of};
use crate::date;
use crate::encoding::Charset;
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;

/// A person for the address book of the account. Made by smsmode_contact_new, freed by
/// smsmode_contact_free.
///
/// Each function with an argument `contact` fails with SMSMODE_NULL_ARGUMENT if that is NULL; where it
/// fails, the contact is as it was. Texts are copied; whether ISO-8859-15 has their characters,
/// smsmode_client_add_contact says.
///
/// Threads: only one at a time may use it.
#[derive(Debug)]
pub struct Contact {
    entry: AddContact,
    groups: Vec<ContactGroup>,
    encoding: Charset,
}

impl Contact {
    pub(crate) fn new(last_name: &str, number: &str) -> Result<Self, Fault> {
        let entry = AddContact::new(last_name, PhoneNumber::parse(number)?)?;
        Ok(Self { entry, groups: Vec::new(), encoding: Charset::default() })
    }

    pub(crate) fn built(&self) -> AddContact {
        self.entry.clone().with_groups(self.groups.iter().cloned())
    }
}

fn set(
    contact: Option<&mut Contact>,
    error: *mut *mut Error,
    change: impl FnOnce(AddContact, Charset) -> Result<AddContact, Fault>,
) -> Status {
    let encoding = contact.as_ref().map(|contact| contact.encoding).unwrap_or_default();
    boundary::set(
        contact,
        "contact",
        |all| &mut all.entry,
        error,
        |entry| change(entry.clone(), encoding),
    )
}

/// A person with a last name and a number.
///
/// - `last_name`: not empty;
/// - `number`: any usual spelling, French or international;
/// - `contact`, which must not be NULL, receives a handle that the caller frees.
///
/// Fails with SMSMODE_EMPTY_FIELD, SMSMODE_PHONE_NUMBER, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_contact_new(
    last_name: *const c_char,
    last_name_length: usize,
    number: *const c_char,
    number_length: usize,
    contact: *mut *mut Contact,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(contact, "contact")?;
        let last_name = text(last_name, last_name_length, "last_name")?;
        out.give(Contact::new(last_name, text(number, number_length, "number")?)?);
        Ok(())
    })
}

/// How texts are written that this contact is given from now on: SMSMODE_UTF8, which is the default, or
/// SMSMODE_WINDOWS_1252. Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_contact_set_encoding(
    contact: Option<&mut Contact>,
    encoding: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(contact, "contact", |all| &mut all.encoding, error, |_| Charset::new(encoding))
}

/// The first name. Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_contact_set_first_name(
    contact: Option<&mut Contact>,
    first_name: *const c_char,
    first_name_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(contact, error, |entry, written| {
        Ok(entry.with_first_name(written.decoded(first_name, first_name_length, "first_name")?))
    })
}

/// Adds a group that the person belongs to. The service makes one that does not exist yet.
///
/// Fails with SMSMODE_CONTACT_GROUP, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_contact_add_group(
    contact: Option<&mut Contact>,
    group: *const c_char,
    group_length: usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let contact = needed(contact, "contact")?;
        let group = contact.encoding.decoded(group, group_length, "group")?;
        contact.groups.push(ContactGroup::new(group)?);
        Ok(())
    })
}

/// The company. Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_contact_set_company(
    contact: Option<&mut Contact>,
    company: *const c_char,
    company_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(contact, error, |entry, written| {
        Ok(entry.with_company(written.decoded(company, company_length, "company")?))
    })
}

/// Anything else about the person. Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_contact_set_note(
    contact: Option<&mut Contact>,
    note: *const c_char,
    note_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(contact, error, |entry, written| {
        Ok(entry.with_note(written.decoded(note, note_length, "note")?))
    })
}

/// The date of birth, such as 1980, 2, 29. Fails with SMSMODE_DATE if there is no such day.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_contact_set_birth_date(
    contact: Option<&mut Contact>,
    year: i32,
    month: i32,
    day: i32,
    error: *mut *mut Error,
) -> Status {
    set(contact, error, |entry, _| Ok(entry.with_birth_date(date::day([year, month, day])?)))
}

/// Adds a person to the address book. Where nobody knows whether it was done, it is not done again.
///
/// Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_OUTSIDE_CHARSET or SMSMODE_CLOSED, and as any call of the
/// client.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_add_contact(
    client: Option<&Client>,
    contact: Option<&Contact>,
    error: *mut *mut Error,
) -> Status {
    call_of(client, error, || Ok(needed(contact, "contact")?.built()))
}

/// Frees the contact; NULL is allowed. In the address book it stays.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_contact_free(contact: Option<Box<Contact>>) {
    free(contact);
}
