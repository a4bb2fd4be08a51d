//! Sends a text with an HTTP client of your own, here reqwest on tokio: the core writes the request
//! and reads the answer, and never touches the network.
//!
//! `SMSMODE_API_KEY=… cargo run --package smsmode-examples --bin async_reqwest -- 0639980011`

#![expect(clippy::print_stdout, reason = "it shows what happens")]

use std::env;
use std::error::Error;
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use smsmode_core::{Account, ApiKey, BaseUrl, Endpoint, GsmText, Recipients, Response, SendSms};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // A redirected or repeated send could text and bill twice.
    let http = reqwest::Client::builder()
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .timeout(Duration::from_secs(30))
        .build()?;
    let text = GsmText::new("Bonjour Maman, votre commande est arrivée")?;
    let send = SendSms::new(Recipients::parse(env::args().skip(1))?, text);
    let accepted = call(&http, &account()?, &send).await?;
    println!("accepted: {}", accepted.message_id.ok_or("its id was lost on the way")?);
    Ok(())
}

/// Any call at all. An error after `execute` began may mean that the service has the request.
async fn call<E: Endpoint>(
    http: &reqwest::Client,
    account: &Account,
    endpoint: &E,
) -> Result<E::Output, Box<dyn Error>> {
    let request = http::Request::from(endpoint.request(account)?);
    let answer = http.execute(request.try_into()?).await?;
    let status = answer.status().as_u16();
    let content_type = answer.headers().get(CONTENT_TYPE).cloned();
    let body = answer.bytes().await?; // bytes: the service answers in ISO-8859-15
    let mut response = Response::new(status, &body);
    if let Some(Ok(content_type)) = content_type.as_ref().map(|value| value.to_str()) {
        response = response.with_content_type(content_type);
    }
    Ok(endpoint.parse(response)?)
}

fn account() -> Result<Account, Box<dyn Error>> {
    let account = Account::new(ApiKey::new(env::var("SMSMODE_API_KEY")?)?);
    match env::var("SMSMODE_BASE_URL") {
        Ok(url) => Ok(account.with_base_url(BaseUrl::new(&url)?)),
        Err(_) => Ok(account),
    }
}
