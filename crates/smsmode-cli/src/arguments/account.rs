//! The arguments of `smsmode account`, `smsmode key` and `smsmode contact`.

use clap::{Args, Subcommand};
use smsmode_http::{ContactGroup, LocalDate, Login, PhoneNumber, WholeCredits};

use super::{CostlyCall, group, local_date, phone_number};

#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    /// Create an account below this one; its password is read from the terminal or the standard input.
    Create(Box<CreateAccount>),
    /// Delete an account below this one.
    Delete(DeleteAccount),
    /// Give credits to an account below this one, or back to the one above it.
    Transfer(TransferCredits),
}

#[derive(Debug, Clone, Args)]
pub(crate) struct CreateAccount {
    /// The login of the new account: at most 50 characters.
    #[arg(value_parser = login)]
    pub(crate) login: Login,
    /// A reference of the transaction.
    #[arg(long)]
    pub(crate) reference: Option<String>,
    /// The last name of the person.
    #[arg(long, value_name = "NAME")]
    pub(crate) last_name: Option<String>,
    /// The first name of the person.
    #[arg(long, value_name = "NAME")]
    pub(crate) first_name: Option<String>,
    /// The company.
    #[arg(long, value_name = "NAME")]
    pub(crate) company: Option<String>,
    /// Street and number.
    #[arg(long)]
    pub(crate) address: Option<String>,
    /// The city.
    #[arg(long)]
    pub(crate) city: Option<String>,
    /// The postal code.
    #[arg(long, value_name = "CODE")]
    pub(crate) postal_code: Option<String>,
    /// The email address.
    #[arg(long)]
    pub(crate) email: Option<String>,
    /// The mobile number.
    #[arg(long, value_name = "NUMBER", value_parser = phone_number)]
    pub(crate) mobile: Option<PhoneNumber>,
    /// The landline number.
    #[arg(long, value_name = "NUMBER", value_parser = phone_number)]
    pub(crate) phone: Option<PhoneNumber>,
    /// The fax number.
    #[arg(long, value_name = "NUMBER", value_parser = phone_number)]
    pub(crate) fax: Option<PhoneNumber>,
    /// The date of birth, such as 1980-12-24.
    #[arg(long, value_name = "DATE", value_parser = local_date)]
    pub(crate) birth_date: Option<LocalDate>,
    #[command(flatten)]
    pub(crate) costly: CostlyCall,
}

#[derive(Debug, Args)]
pub(crate) struct DeleteAccount {
    /// The login of the account.
    #[arg(value_parser = login)]
    pub(crate) login: Login,
    #[command(flatten)]
    pub(crate) costly: CostlyCall,
}

#[derive(Debug, Args)]
pub(crate) struct TransferCredits {
    /// The login of the account that gets them.
    #[arg(value_parser = login)]
    pub(crate) login: Login,
    /// How many: a whole number, at least 1.
    #[arg(value_parser = whole_credits)]
    pub(crate) credits: WholeCredits,
    /// A reference of the transaction.
    #[arg(long)]
    pub(crate) reference: Option<String>,
    #[command(flatten)]
    pub(crate) costly: CostlyCall,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Key {
    /// Create a further key of the account; the first one is made on the web.
    Create(CreateKey),
}

#[derive(Debug, Args)]
pub(crate) struct CreateKey {
    #[command(flatten)]
    pub(crate) costly: CostlyCall,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Contact {
    /// Add a person to the contacts of the account.
    Add(Box<AddContact>),
}

#[derive(Debug, Args)]
pub(crate) struct AddContact {
    /// The last name.
    pub(crate) last_name: String,
    /// The mobile number.
    #[arg(value_parser = phone_number)]
    pub(crate) mobile: PhoneNumber,
    /// The first name of the person.
    #[arg(long, value_name = "NAME")]
    pub(crate) first_name: Option<String>,
    /// A group that the person belongs to, created where it is missing; several times for several.
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = group)]
    pub(crate) group: Vec<ContactGroup>,
    /// The company.
    #[arg(long, value_name = "NAME")]
    pub(crate) company: Option<String>,
    /// Anything else.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// The date of birth, such as 1980-12-24.
    #[arg(long, value_name = "DATE", value_parser = local_date)]
    pub(crate) birth_date: Option<LocalDate>,
    #[command(flatten)]
    pub(crate) costly: CostlyCall,
}

fn login(text: &str) -> Result<Login, String> {
    Login::new(text).map_err(|error| error.to_string())
}

fn whole_credits(text: &str) -> Result<WholeCredits, String> {
    text.parse().map_err(|error: smsmode_http::CreditsError| error.to_string())
}
