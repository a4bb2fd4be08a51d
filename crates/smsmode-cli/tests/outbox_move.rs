//! `smsmode outbox move`: what it says, and what the old outbox says afterwards.

#![cfg(feature = "outbox")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod console;

use console::{Said, sandbox, smsmode, smsmode_with};
use smsmode_cli::{Environment, Exit, Interrupt};
use smsmode_outbox::Outbox;
use smsmode_sandbox::Sandbox;
use tempfile::TempDir;

/// A till with three messages, and a shop that has none.
struct Shop {
    sandbox: Sandbox,
    environment: Environment,
    folder: TempDir,
}

impl Shop {
    fn new() -> Self {
        let (sandbox, environment) = sandbox();
        let this = Self { sandbox, environment, folder: tempfile::tempdir().unwrap() };
        for key in ["order-1", "order-2", "order-3"] {
            assert_eq!(this.add("till.db", key, "Bonjour").exit, Exit::Done);
        }
        this
    }

    fn url(&self, name: &str) -> String {
        format!("sqlite:{}", self.folder.path().join(name).display())
    }

    fn outbox(&self, name: &str) -> Outbox {
        Outbox::open(&self.url(name)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Said {
        smsmode(&self.environment, &[&["outbox"], arguments].concat())
    }

    fn add(&self, name: &str, key: &str, text: &str) -> Said {
        self.run(&["add", "--outbox", &self.url(name), "--key", key, "--to", "0639980011", text])
    }

    fn move_to(&self, to: &str, options: &[&str]) -> Said {
        let (from, to) = (self.url("till.db"), self.url(to));
        self.run(&[&["move", "--from", &from, "--to", &to], options].concat())
    }
}

#[test]
fn what_moved_is_sent_from_there_and_the_till_says_where_it_is() {
    let shop = Shop::new();
    let said = shop.move_to("shop.db", &["--yes", "--output", "json"]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    let record = &said.json()[0];
    assert_eq!((&record["messages"], &record["moved"]), (&3.into(), &3.into()));
    let to = shop.url("shop.db");
    let refused = shop.add("till.db", "order-4", "Bonjour");
    assert_eq!(refused.exit, Exit::Usage);
    assert!(refused.notes.contains(&format!("the outbox has moved to {to}")), "{refused:?}");
    let french = shop.environment.clone().with("LANG", "fr_FR.UTF-8");
    let till = shop.url("till.db");
    let refused = smsmode(&french, &["outbox", "run", "--once", "--outbox", &till]);
    assert_eq!(refused.exit, Exit::Usage);
    assert!(refused.notes.contains(&format!("déménagé à {to}")), "{refused:?}");
    let listed = shop.run(&["list", "--outbox", &till]);
    assert!(listed.out.contains("order-2"), "{listed:?}");
    assert!(listed.notes.contains(&format!("moved to {to}")), "{listed:?}");
    let again = shop.add("shop.db", "order-2", "Bonjour");
    assert!(again.out.contains("known"), "{again:?}");
    let sent = shop.run(&["run", "--once", "--outbox", &to]);
    assert_eq!((sent.exit, sent.out.as_str()), (Exit::Done, "accepted 3\n"), "{sent:?}");
    assert_eq!(shop.sandbox.messages().len(), 3);
}

#[test]
fn whose_key_is_taken_there_is_told_and_ends_with_another_code() {
    let shop = Shop::new();
    shop.add("shop.db", "order-2", "Autre chose");
    let till = shop.outbox("till.db");
    let entries = till.list(None, 9).unwrap();
    let id = entries.iter().find(|entry| entry.key.as_str() == "order-2").unwrap().id.to_string();
    for _ in 0..2 {
        let said = shop.move_to("shop.db", &["--yes"]);
        assert_eq!(said.exit, Exit::Partly, "{said:?}");
        assert!(said.out.ends_with("2 of 3\n"), "{said:?}");
        assert!(said.notes.contains(&format!("{id} stayed behind")), "{said:?}");
    }
    let shown = shop.run(&["show", &id, "--outbox", &shop.url("till.db")]);
    assert!(shown.out.contains("key taken"), "{shown:?}");
}

#[test]
fn it_asks_first_and_can_be_tried() {
    let shop = Shop::new();
    let asked = shop.move_to("shop.db", &[]);
    assert_eq!(asked.exit, Exit::Usage, "{asked:?}");
    let tried = shop.move_to("shop.db", &["--dry-run"]);
    assert_eq!((tried.exit, tried.out.as_str()), (Exit::Done, "queued 3\n"), "{tried:?}");
    assert!(!shop.folder.path().join("shop.db").exists());
    let (from, to) = (shop.url("till.db"), shop.url("shop.db"));
    let arguments = ["outbox", "move", "--from", &from, "--to", &to];
    let no = smsmode_with(&shop.environment, &arguments, b"n\n", true, &Interrupt::default());
    assert_eq!(no.exit, Exit::Usage, "{no:?}");
    assert_eq!(shop.outbox("till.db").overview().unwrap().moved_to, None);
    let yes = smsmode_with(&shop.environment, &arguments, b"y\n", true, &Interrupt::default());
    assert_eq!(yes.exit, Exit::Done, "{yes:?}");
}

#[test]
fn who_sends_from_it_must_end_first() {
    let shop = Shop::new();
    let till = shop.outbox("till.db");
    let claim = till.ledger().claim().unwrap();
    for option in ["--yes", "--dry-run"] {
        let refused = shop.move_to("shop.db", &[option]);
        assert_eq!(refused.exit, Exit::NotSent, "{refused:?}");
        assert!(refused.notes.contains("another program sends from this outbox"), "{refused:?}");
    }
    drop(claim);
    assert_eq!(shop.move_to("shop.db", &["--yes"]).exit, Exit::Done);
}

#[test]
fn an_interruption_ends_it_and_the_same_command_goes_on() {
    let shop = Shop::new();
    let interrupt = Interrupt::default();
    interrupt.fire();
    let (from, to) = (shop.url("till.db"), shop.url("shop.db"));
    let arguments = ["outbox", "move", "--yes", "--from", &from, "--to", &to];
    let said = smsmode_with(&shop.environment, &arguments, b"", false, &interrupt);
    assert_eq!(said.exit, Exit::Interrupted, "{said:?}");
    assert!(said.notes.contains("the same command moves the rest"), "{said:?}");
    assert_eq!(shop.move_to("other.db", &["--yes"]).exit, Exit::Usage, "to one place only");
    assert_eq!(shop.move_to("shop.db", &["--yes"]).exit, Exit::Done);
    assert_eq!(shop.outbox("shop.db").list(None, 9).unwrap().len(), 3);
}

#[test]
fn a_file_that_is_not_there_does_not_move() {
    let shop = Shop::new();
    let (from, to) = (shop.url("tlil.db"), shop.url("shop.db"));
    let refused = shop.run(&["move", "--yes", "--from", &from, "--to", &to]);
    assert_eq!(refused.exit, Exit::Usage, "{refused:?}");
    assert!(refused.notes.contains("there is no outbox at"), "{refused:?}");
    let to_itself = shop.move_to("till.db", &["--yes"]);
    assert_eq!(to_itself.exit, Exit::Usage);
    assert!(to_itself.notes.contains("does not move to itself"), "{to_itself:?}");
}

#[cfg(feature = "postgres")]
#[test]
fn no_password_is_shown_whatever_goes_wrong() {
    let shop = Shop::new();
    let from = shop.url("till.db");
    let nobody_there = "postgres://till:geheim@127.0.0.1:1/shop";
    let no_address = "postgres://till:geheim@host:port/shop";
    for (arguments, exit) in [
        (&["move", "--yes", "--from", &from, "--to", nobody_there][..], Exit::NotSent),
        (&["move", "--yes", "--from", &from, "--to", no_address], Exit::Usage),
        (&["list", "--outbox", no_address], Exit::Usage),
    ] {
        let refused = shop.run(arguments);
        assert_eq!(refused.exit, exit, "{refused:?}");
        assert!(!format!("{refused:?}").contains("geheim"), "{refused:?}");
    }
    assert_eq!(shop.outbox("till.db").overview().unwrap().moved_to, None);
}
