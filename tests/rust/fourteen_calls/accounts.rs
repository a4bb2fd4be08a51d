//! Contacts, sub-accounts, credits and keys.

use smsmode_http::{
    Account, AddContact, ContactGroup, CreateApiKey, CreateSubAccount, DeleteSubAccount,
    GetBalance, GsmText, LocalDate, Login, Outcome, Password, PhoneNumber, RefusalCode, SendSms,
    TransferCredits, WholeCredits,
};
use smsmode_sandbox::{AccountOptions, CreatedKey, Sandbox, SandboxOptions, Switches};

use crate::access::{assert_refused, client, demo, key_of, login_of, with_every_access};
use crate::all_calls::{SUB_ACCOUNT, sub_account};
use crate::reading::balance;

fn add(number: &str, groups: &[&str]) -> AddContact {
    let groups = groups.iter().map(|name| ContactGroup::new(*name).unwrap());
    let number = PhoneNumber::parse(number).unwrap();
    AddContact::new("Lefèvre", number).unwrap().with_first_name("Hélène").with_groups(groups)
}

fn create(password: &str) -> CreateSubAccount {
    CreateSubAccount::new(sub_account(), Password::new(password).unwrap())
}

fn transfer(login: &str, credits: u32) -> TransferCredits {
    TransferCredits::new(Login::new(login).unwrap(), WholeCredits::new(credits).unwrap())
}

#[test]
fn a_group_reaches_the_contacts_that_were_added_to_it() {
    with_every_access(|sandbox, client| {
        client.call(&add("0639980011", &["Été", "Nice"])).unwrap();
        client.call(&add("0639980012", &["Nice"])).unwrap();
        for group in ["Été", "Nice"] {
            let group = ContactGroup::new(group).unwrap();
            client.call(&SendSms::new(group, GsmText::new("a").unwrap())).unwrap();
        }
        let recipients: Vec<_> =
            sandbox.messages().into_iter().map(|message| message.recipient).collect();
        assert_eq!(recipients, ["33639980011", "33639980011", "33639980012"]);
    });
}

#[test]
fn every_field_of_a_contact_is_taken() {
    with_every_access(|_, client| {
        let contact = add("0639980011", &[])
            .with_company("Boulangerie & Fils")
            .with_note("préfère le matin")
            .with_birth_date(LocalDate::new(1980, 2, 29).unwrap());
        let acknowledged = client.call(&contact).unwrap();
        assert_eq!(acknowledged.description.as_str(), "Contact ajouté");
    });
}

#[test]
fn a_sub_account_opens_with_its_password() {
    with_every_access(|sandbox, parent| {
        let password = "Pässe & mot=1+1 % €";
        let complete = create(password)
            .with_transaction_reference("tx-1")
            .with_last_name("Lefèvre")
            .with_first_name("Hélène")
            .with_company("Boulangerie")
            .with_address("1, rue de l'Été")
            .with_city("Besançon")
            .with_postal_code("25000")
            .with_email("helene@example.com")
            .with_mobile(PhoneNumber::parse("0639980011").unwrap())
            .with_phone(PhoneNumber::parse("0639980012").unwrap())
            .with_fax(PhoneNumber::parse("0639980013").unwrap())
            .with_birth_date(LocalDate::new(1980, 2, 29).unwrap());
        parent.call(&complete).unwrap();
        let child = client(sandbox, Account::new(login_of(SUB_ACCOUNT, password)));
        assert_eq!(balance(&child), "0");
    });
}

#[test]
fn a_login_is_given_once() {
    with_every_access(|_, client| {
        client.call(&create("secret")).unwrap();
        assert_refused(client.call(&create("secret")), RefusalCode::LOGIN);
    });
}

#[test]
fn a_deleted_sub_account_does_not_open_any_more() {
    with_every_access(|sandbox, parent| {
        parent.call(&create("secret")).unwrap();
        parent.call(&DeleteSubAccount::new(sub_account())).unwrap();
        let child = client(sandbox, Account::new(login_of(SUB_ACCOUNT, "secret")));
        assert_refused(child.call(&GetBalance::new()), RefusalCode::AUTHENTICATION);
        assert_refused(parent.call(&DeleteSubAccount::new(sub_account())), RefusalCode::LOGIN);
    });
}

#[test]
fn credits_move_from_one_account_to_the_other() {
    with_every_access(|sandbox, parent| {
        parent.call(&create("secret")).unwrap();
        let transfer = transfer(SUB_ACCOUNT, 12).with_transaction_reference("été-12");
        parent.call(&transfer).unwrap();
        let child = client(sandbox, Account::new(login_of(SUB_ACCOUNT, "secret")));
        assert_eq!((balance(parent), balance(&child)), ("988".to_owned(), "12".to_owned()));
    });
}

#[test]
fn a_transfer_that_cannot_be_made_moves_nothing() {
    with_every_access(|_, parent| {
        parent.call(&create("secret")).unwrap();
        assert_refused(parent.call(&transfer(SUB_ACCOUNT, 1_001)), RefusalCode::NOT_ENOUGH_CREDIT);
        assert_refused(parent.call(&transfer("personne", 1)), RefusalCode::LOGIN);
        assert_eq!(balance(parent), "1000");
    });
}

#[test]
fn a_created_key_opens_the_account() {
    for types in [CreatedKey::Text, CreatedKey::Numbers] {
        let mut switches = Switches::default();
        switches.created_key = types;
        let sandbox = Sandbox::start(SandboxOptions::new().with_switches(switches)).unwrap();
        let created = demo(&sandbox).call(&CreateApiKey::new()).unwrap();
        assert!(created.id.is_some() && created.creation_date.is_some(), "{types:?}");
        let renewed = client(&sandbox, Account::new(created.api_key));
        assert_eq!(balance(&renewed), "1000");
    }
}

/// The first key of an account is made on the web only.
#[test]
fn an_account_without_a_key_gets_none() {
    let options = SandboxOptions::new().with_account(AccountOptions::new("boutique", "secret"));
    let sandbox = Sandbox::start(options).unwrap();
    let error = client(&sandbox, Account::new(login_of("boutique", "secret")))
        .call(&CreateApiKey::new())
        .unwrap_err();
    assert_eq!((error.outcome(), error.http_status()), (Outcome::Refused, Some(400)));
}

#[test]
fn two_accounts_see_nothing_of_each_other() {
    let options = SandboxOptions::new()
        .with_account(AccountOptions::new("un", "secret").with_api_key("key-un"))
        .with_account(AccountOptions::new("deux", "secret").with_api_key("key-deux"));
    let sandbox = Sandbox::start(options).unwrap();
    let (one, two) = ("key-un", "key-deux");
    let [one, two] = [one, two].map(|key| client(&sandbox, Account::new(key_of(key))));
    let send = SendSms::new(PhoneNumber::parse("0639980011").unwrap(), GsmText::new("a").unwrap());
    let id = one.call(&send).unwrap().message_id.unwrap();
    let ask = smsmode_http::GetMessageStatus::new(id);
    assert!(one.call(&ask).is_ok());
    assert_refused(two.call(&ask), RefusalCode::UNKNOWN_MESSAGE);
    assert_eq!(two.call(&smsmode_http::ListSent::new()).unwrap().messages, []);
}
