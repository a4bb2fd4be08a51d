//! The six calls that change an account.

use serde::Deserialize;
use serde_json::{Value, json};
use smsmode_core::{
    Acknowledged, AddContact, ContactGroup, CreateApiKey, CreateSubAccount, CreatedApiKey,
    DeleteSms, DeleteSubAccount, InvalidInput, Login, MessageId, Password, PhoneNumber,
    PrivateText, TransferCredits, WholeCredits,
};

use crate::call::Call;
use crate::reading::Nothing;
use crate::sending::date;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DeleteInput {
    MessageId(String),
    MostRecentTo(String),
}

impl Call for DeleteSms {
    type Input = DeleteInput;

    fn build(input: DeleteInput) -> Result<Self, InvalidInput> {
        Ok(match input {
            DeleteInput::MessageId(id) => Self::by_id(MessageId::new(id)?),
            DeleteInput::MostRecentTo(number) => Self::most_recent_to(PhoneNumber::parse(&number)?),
        })
    }

    fn show(output: Acknowledged) -> Value {
        show_acknowledged(&output)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TransferInput {
    login: String,
    credits: String,
    transaction_reference: Option<String>,
}

impl Call for TransferCredits {
    type Input = TransferInput;

    fn build(input: TransferInput) -> Result<Self, InvalidInput> {
        let credits: WholeCredits = input.credits.parse()?;
        let transfer = Self::new(Login::new(input.login)?, credits);
        Ok(match input.transaction_reference {
            Some(reference) => transfer.with_transaction_reference(reference),
            None => transfer,
        })
    }

    fn show(output: Acknowledged) -> Value {
        show_acknowledged(&output)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubAccountInput {
    login: String,
    password: String,
    transaction_reference: Option<String>,
    last_name: Option<String>,
    first_name: Option<String>,
    company: Option<String>,
    address: Option<String>,
    city: Option<String>,
    postal_code: Option<String>,
    mobile: Option<String>,
    phone: Option<String>,
    fax: Option<String>,
    email: Option<String>,
    birth_date: Option<String>,
}

type Setter<T> = fn(CreateSubAccount, T) -> CreateSubAccount;

impl Call for CreateSubAccount {
    type Input = SubAccountInput;

    /// In the order of the document: the setters keep the order in which they are called.
    fn build(input: SubAccountInput) -> Result<Self, InvalidInput> {
        let mut create = Self::new(Login::new(input.login)?, Password::new(input.password)?);
        let before_numbers: [(Option<String>, Setter<String>); 7] = [
            (input.transaction_reference, Self::with_transaction_reference),
            (input.last_name, Self::with_last_name),
            (input.first_name, Self::with_first_name),
            (input.company, Self::with_company),
            (input.address, Self::with_address),
            (input.city, Self::with_city),
            (input.postal_code, Self::with_postal_code),
        ];
        let numbers: [(Option<String>, Setter<PhoneNumber>); 3] = [
            (input.mobile, Self::with_mobile),
            (input.phone, Self::with_phone),
            (input.fax, Self::with_fax),
        ];
        for (value, set) in before_numbers {
            let Some(value) = value else { continue };
            create = set(create, value);
        }
        for (value, set) in numbers {
            let Some(spelling) = value else { continue };
            create = set(create, PhoneNumber::parse(&spelling)?);
        }
        if let Some(email) = input.email {
            create = create.with_email(email);
        }
        if let Some(birth_date) = input.birth_date {
            create = create.with_birth_date(date(&birth_date)?);
        }
        Ok(create)
    }

    fn show(output: Acknowledged) -> Value {
        show_acknowledged(&output)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LoginInput {
    login: String,
}

impl Call for DeleteSubAccount {
    type Input = LoginInput;

    fn build(input: LoginInput) -> Result<Self, InvalidInput> {
        Ok(Self::new(Login::new(input.login)?))
    }

    fn show(output: Acknowledged) -> Value {
        show_acknowledged(&output)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactInput {
    last_name: String,
    mobile: String,
    first_name: Option<String>,
    groups: Option<Vec<String>>,
    company: Option<String>,
    note: Option<String>,
    birth_date: Option<String>,
}

impl Call for AddContact {
    type Input = ContactInput;

    fn build(input: ContactInput) -> Result<Self, InvalidInput> {
        let mut add = Self::new(input.last_name, PhoneNumber::parse(&input.mobile)?)?;
        if let Some(first_name) = input.first_name {
            add = add.with_first_name(first_name);
        }
        if let Some(groups) = input.groups {
            let groups: Result<Vec<ContactGroup>, InvalidInput> =
                groups.into_iter().map(ContactGroup::new).collect();
            add = add.with_groups(groups?);
        }
        if let Some(company) = input.company {
            add = add.with_company(company);
        }
        if let Some(note) = input.note {
            add = add.with_note(note);
        }
        if let Some(birth_date) = input.birth_date {
            add = add.with_birth_date(date(&birth_date)?);
        }
        Ok(add)
    }

    fn show(output: Acknowledged) -> Value {
        show_acknowledged(&output)
    }
}

impl Call for CreateApiKey {
    type Input = Nothing;

    fn build(Nothing {}: Nothing) -> Result<Self, InvalidInput> {
        Ok(Self::new())
    }

    fn show(output: CreatedApiKey) -> Value {
        json!({
            "api_key": output.api_key.expose(),
            "id": output.id,
            "creation_date": output.creation_date,
            "state": output.state,
            "expiration": output.expiration,
            "account": output.account.as_ref().map(PrivateText::as_str),
        })
    }
}

fn show_acknowledged(acknowledged: &Acknowledged) -> Value {
    json!({ "description": acknowledged.description.as_str() })
}
