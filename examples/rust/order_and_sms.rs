//! Takes an order: the order and the message about it are in the database together, or neither is.
//!
//! `order_and_sms postgres://shop@db.example/shop 12 "06 39 98 00 11"`

#![expect(clippy::print_stdout, reason = "an example shows what comes out")]

use std::error::Error;

use smsmode_core::{GsmText, PhoneNumber};
use smsmode_outbox::{Added, MessageKey, NewMessage, Outbox, enqueue_in};
use sqlx::{Connection as _, PgConnection};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut argument = || arguments.next().ok_or("give a database, an order and a number");
    let (url, order, phone) = (argument()?, argument()?, argument()?);
    drop(Outbox::open(&url)?); // makes the schema, where there is none yet
    let mut shop = PgConnection::connect(&url).await?;
    take(&mut shop, &order, &phone).await?;
    println!("order {order} is taken");
    Ok(())
}

/// One transaction, of this program: whatever goes wrong before its commit, nobody is told of an order that is not
/// there; whatever goes wrong after it, the message is sent.
async fn take(shop: &mut PgConnection, order: &str, phone: &str) -> Result<(), Box<dyn Error>> {
    let key = MessageKey::new(format!("order-{order}/taken"))?;
    let text = GsmText::new(format!("Commande {order} enregistrée"))?;
    let message = NewMessage::new(key, PhoneNumber::parse(phone)?, text);

    let mut both = shop.begin().await?;
    let row = sqlx::query("INSERT INTO orders (number, phone) VALUES ($1, $2)");
    row.bind(order).bind(phone).execute(&mut *both).await?;
    let added = enqueue_in(&mut *both, &[message]).await?;
    if let [Added::KeyTaken(_)] = added[..] {
        return Err("another message is there about this order".into()); // and it is rolled back
    }
    Ok(both.commit().await?)
}
