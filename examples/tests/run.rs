//! Each example runs, against a sandbox or a database, and shows what it promises.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

#[path = "../../crates/smsmode-outbox/tests/support/postgres.rs"]
mod server;

use std::process::{Command, Output};
use std::time::Duration;

use server::Database;
use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};

/// Runs a program and gives what it printed.
fn run(program: &str, argument: &str, sandbox: Option<&Sandbox>) -> String {
    let mut command = Command::new(program);
    command.arg(argument).env_remove("SMSMODE_API_KEY").env_remove("SMSMODE_BASE_URL");
    if let Some(sandbox) = sandbox {
        command.env("SMSMODE_API_KEY", DEMO_API_KEY).env("SMSMODE_BASE_URL", sandbox.base_url());
    }
    let output = command.output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Takes an order.
fn order(shop: &Database, number: &str, phone: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_order_and_sms");
    Command::new(program).args([&shop.url(), number, phone]).output().unwrap()
}

fn sandbox() -> Sandbox {
    let soon = Duration::from_millis(20);
    Sandbox::start(SandboxOptions::new().with_delivery_delay(soon)).unwrap()
}

#[test]
fn send_and_wait_follows_a_message_to_its_end() {
    let sandbox = sandbox();
    let shown = run(env!("CARGO_BIN_EXE_send_and_wait"), "06 39 98 00 11", Some(&sandbox));
    let id = &sandbox.messages()[0].message_id;
    assert!(shown.starts_with(&format!("accepted: {id}\nnow: ")), "{shown}");
    assert!(shown.ends_with("final: received (11)\n"), "{shown}");
}

#[test]
fn async_reqwest_sends_what_the_core_wrote() {
    let sandbox = sandbox();
    let shown = run(env!("CARGO_BIN_EXE_async_reqwest"), "0639980012", Some(&sandbox));
    let message = &sandbox.messages()[0];
    assert_eq!(shown, format!("accepted: {}\n", message.message_id));
    assert_eq!(message.text, "Bonjour Maman, votre commande est arrivée");
    assert_eq!(message.recipient, "33639980012");
}

#[test]
fn plan_tells_what_is_lost_and_what_unicode_costs() {
    let shown = run(env!("CARGO_BIN_EXE_plan"), "Votre commande est prête", None);
    for line in [
        "arrives as  Votre commande est pr?te",
        "alphabet    gsm7",
        "lost        ê (character 22), instead of it: e",
        "arrives as  Votre commande est prête",
        "alphabet    ucs2",
        "segments    1, 46 units free",
    ] {
        assert!(shown.contains(line), "{line} is not in {shown}");
    }
}

#[test]
fn stub_in_a_test_needs_no_network() {
    assert_eq!(run(env!("CARGO_BIN_EXE_stub_in_a_test"), "", None), "announced\n");
}

/// A shop with one order, and with the outbox beside it.
fn shop() -> Database {
    let shop = Database::new();
    shop.psql("CREATE TABLE orders (number text PRIMARY KEY, phone text NOT NULL)");
    let taken = order(&shop, "12", "06 39 98 00 11");
    assert_eq!(taken.stdout, b"order 12 is taken\n", "{}", String::from_utf8_lossy(&taken.stderr));
    shop
}

#[test]
fn an_order_and_its_message_are_taken_together() {
    let both = "SELECT number, message_key, recipient, text, state FROM orders, smsmode.messages";
    let row = "12|order-12/taken|33639980011|Commande 12 enregistrée|queued";
    assert_eq!(shop().psql(both), row);
}

#[test]
fn an_order_that_is_refused_leaves_no_message() {
    let shop = shop();
    assert!(!order(&shop, "12", "06 39 98 00 12").status.success());
    assert_eq!(shop.psql("SELECT recipient FROM smsmode.messages"), "33639980011");
}

#[test]
fn a_message_that_is_refused_leaves_no_order() {
    let shop = shop();
    shop.psql("DELETE FROM orders");
    // The key is that of the message to the first customer.
    let refused = order(&shop, "12", "06 39 98 00 12");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("another message is there"));
    assert_eq!(shop.psql("SELECT count(*) FROM orders"), "0");
}
