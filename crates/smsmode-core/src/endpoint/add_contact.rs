//! Add a contact to the address book: section 8 of the API document.

use crate::account::Account;
use crate::endpoint::{Acknowledged, Endpoint, Repeat};
use crate::error::{InvalidInput, ResponseError};
use crate::phone::PhoneNumber;
use crate::private_text::PrivateText;
use crate::recipients::ContactGroup;
use crate::request::{Request, Response};
use crate::text::WireCharset;
use crate::time::LocalDate;
use crate::wire::{dates, form::Form, param, path};

/// Adds a person to the address book, and to groups, which it creates where they do not exist.
///
/// ```
/// use smsmode_core::{AddContact, ContactGroup, PhoneNumber};
///
/// let add = AddContact::new("Dupond", PhoneNumber::parse("0639980011")?)?
///     .with_first_name("jacques")
///     .with_groups([ContactGroup::new("Groupe1")?, ContactGroup::new("Groupe2")?]);
/// # Ok::<(), smsmode_core::InvalidInput>(())
/// ```
///
/// Wire name: `addContact.do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddContact {
    last_name: PrivateText,
    mobile: PhoneNumber,
    first_name: Option<PrivateText>,
    groups: Vec<ContactGroup>,
    company: Option<PrivateText>,
    note: Option<PrivateText>,
    birth_date: Option<LocalDate>,
}

impl AddContact {
    /// A person with this last name and number.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::EmptyField`].
    pub fn new(last_name: impl Into<String>, mobile: PhoneNumber) -> Result<Self, InvalidInput> {
        let last_name = last_name.into();
        if last_name.trim().is_empty() {
            return Err(InvalidInput::EmptyField { field: "last_name" });
        }
        let (first_name, groups, company, note, birth_date) = (None, Vec::new(), None, None, None);
        Ok(Self {
            last_name: last_name.into(),
            mobile,
            first_name,
            groups,
            company,
            note,
            birth_date,
        })
    }

    /// First name.
    #[doc(alias = "prenom")]
    pub fn with_first_name(mut self, first_name: impl Into<String>) -> Self {
        self.first_name = Some(first_name.into().into());
        self
    }

    /// Groups that the person belongs to.
    #[doc(alias = "groupes")]
    pub fn with_groups(mut self, groups: impl IntoIterator<Item = ContactGroup>) -> Self {
        self.groups = groups.into_iter().collect();
        self
    }

    /// Company.
    #[doc(alias = "societe")]
    pub fn with_company(mut self, company: impl Into<String>) -> Self {
        self.company = Some(company.into().into());
        self
    }

    /// Anything else.
    #[doc(alias = "other")]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into().into());
        self
    }

    /// Birth date. On the wire `ddMMyyyy` (grade C).
    #[doc(alias = "date")]
    pub fn with_birth_date(mut self, date: LocalDate) -> Self {
        self.birth_date = Some(date);
        self
    }
}

impl Endpoint for AddContact {
    type Output = Acknowledged;
    const NAME: &'static str = "add_contact";

    fn repeat(&self) -> Repeat {
        Repeat::Costly
    }

    fn request(&self, account: &Account) -> Result<Request, InvalidInput> {
        let groups: Vec<&str> = self.groups.iter().map(ContactGroup::as_str).collect();
        let groups = Some(groups.join(",")).filter(|groups| !groups.is_empty());
        let mut form = Form::new(account, WireCharset::Latin9)?;
        form.add(param::LAST_NAME, &self.last_name)?;
        form.add_list(param::MOBILE, &[self.mobile]);
        form.add_optional(param::FIRST_NAME, self.first_name.as_deref())?;
        form.add_optional(param::GROUPS, groups.as_deref())?;
        form.add_optional(param::COMPANY, self.company.as_deref())?;
        form.add_optional(param::NOTE, self.note.as_deref())?;
        form.add_optional(param::BIRTH_DATE, self.birth_date.map(dates::write_day).as_deref())?;
        Ok(form.into_request(account, path::ADD_CONTACT))
    }

    fn parse(&self, answer: Response<'_>) -> Result<Acknowledged, ResponseError> {
        Acknowledged::parse(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ApiKey;

    #[test]
    fn a_name_that_the_charset_lacks_is_refused_by_name_of_its_field() {
        let add = AddContact::new("Łukasz", PhoneNumber::parse("0639980011").unwrap()).unwrap();
        let refused = add.request(&Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap())).unwrap_err();
        assert!(
            matches!(refused, InvalidInput::OutsideCharset { field: "last_name", at } if at.ch == 'Ł')
        );
    }

    #[test]
    fn an_empty_name_is_refused() {
        let refused = AddContact::new(" ", PhoneNumber::parse("0639980011").unwrap());
        assert_eq!(refused, Err(InvalidInput::EmptyField { field: "last_name" }));
    }
}
