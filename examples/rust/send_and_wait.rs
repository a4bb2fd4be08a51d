//! Sends a text and follows it until its status is final.
//!
//! `SMSMODE_API_KEY=… cargo run --package smsmode-examples --bin send_and_wait -- 0639980011`
//!
//! `SMSMODE_BASE_URL` leads elsewhere than to the service, such as to a sandbox.

#![expect(clippy::print_stdout, reason = "it shows what happens")]

use std::env;
use std::error::Error;
use std::time::Duration;

use smsmode_http::{
    Account, ApiKey, BaseUrl, Client, GsmText, Outcome, Recipients, SendSms, WaitEnd, WaitOptions,
};

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::new(account()?)?;
    let to = Recipients::parse(env::args().skip(1))?;
    let text = GsmText::new("Bonjour Maman, votre commande est arrivée")?;

    let accepted = match client.call(&SendSms::new(to, text)) {
        Ok(accepted) => accepted,
        Err(error) if error.outcome() == Outcome::Unknown => {
            println!("nobody knows whether it was sent: look at the list before you send again");
            return Err(error.into());
        }
        Err(error) => return Err(error.into()), // surely not sent, or refused: `outcome` says which
    };
    let Some(message_id) = accepted.message_id else {
        println!("accepted, and its id was lost on the way");
        return Ok(());
    };
    println!("accepted: {message_id}");

    let patience = WaitOptions::new(Duration::from_secs(60))
        .with_pauses(Duration::from_millis(200), Duration::from_secs(5));
    let end = client.wait(&message_id, patience, |current| println!("now: {}", current.status))?;
    match end {
        WaitEnd::Final(status) => println!("final: {} ({})", status.name(), status.code()),
        WaitEnd::Pending(_) => println!("still on its way after a minute"),
    }
    Ok(())
}

fn account() -> Result<Account, Box<dyn Error>> {
    let account = Account::new(ApiKey::new(env::var("SMSMODE_API_KEY")?)?);
    Ok(match env::var("SMSMODE_BASE_URL") {
        Ok(url) => account.with_base_url(BaseUrl::new(&url)?),
        Err(_) => account,
    })
}
