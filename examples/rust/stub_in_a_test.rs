//! Tests code that sends texts without a network: the code takes any transport, the tests give it
//! one that answers from a list.
//!
//! `cargo test --package smsmode-examples --bin stub_in_a_test`

#![expect(clippy::print_stdout, reason = "it shows what happens")]

use std::error::Error;

use smsmode_http::{
    Account, ApiKey, Client, GsmText, Outcome, PhoneNumber, SendSms, StubAnswer, StubTransport,
    Transport,
};

/// The code under test: what the shop notes beside an order.
fn announce<T: Transport>(client: &Client<T>, to: &str) -> Result<String, Box<dyn Error>> {
    let to = PhoneNumber::parse(to)?;
    let send = SendSms::new(to, GsmText::new("Votre commande est arrivée")?);
    Ok(match client.call(&send) {
        Ok(_) => "announced".to_owned(),
        Err(error) if error.outcome() == Outcome::Unknown => "to be looked into".to_owned(),
        Err(error) => format!("not announced: {error}"),
    })
}

fn shop(
    answers: impl IntoIterator<Item = StubAnswer>,
) -> Result<Client<StubTransport>, Box<dyn Error>> {
    let account = Account::new(ApiKey::new("Ab1CD2efg3Hi")?);
    Ok(Client::with_transport(account, StubTransport::answering(answers)))
}

fn main() -> Result<(), Box<dyn Error>> {
    let client = shop([StubAnswer::text("0 | Accepted | S7EpYZ5kmS87")])?;
    println!("{}", announce(&client, "0639980011")?);
    Ok(())
}

#[test]
fn an_accepted_text_is_announced() -> Result<(), Box<dyn Error>> {
    let client = shop([StubAnswer::text("0 | Accepted | S7EpYZ5kmS87")])?;
    assert_eq!(announce(&client, "0639980011")?, "announced");
    assert!(client.transport().requests()[0].body().ends_with(b"&numero=33639980011"));
    Ok(())
}

#[test]
fn a_timeout_is_looked_into_and_never_sent_again() -> Result<(), Box<dyn Error>> {
    let client = shop([StubAnswer::timeout_after_sending()])?;
    assert_eq!(announce(&client, "0639980011")?, "to be looked into");
    assert_eq!(client.transport().requests().len(), 1);
    Ok(())
}
