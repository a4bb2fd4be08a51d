//! `smsmode outbox` on PostgreSQL: whatever works with a file works there, and an administrator learns what
//! is missing.

#![cfg(all(feature = "postgres", unix))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod console;
#[allow(dead_code, reason = "nothing is restarted here")]
#[path = "../../smsmode-outbox/tests/support/postgres.rs"]
mod server;

use console::{Said, sandbox, smsmode};
use server::Database;
use smsmode_cli::{Environment, Exit};
use smsmode_sandbox::Sandbox;

/// An outbox in a database, and a sandbox.
struct Shop {
    database: Database,
    sandbox: Sandbox,
    environment: Environment,
}

impl Shop {
    fn new() -> Self {
        let (sandbox, environment) = sandbox();
        let database = Database::new();
        let environment = environment.with("SMSMODE_OUTBOX", database.url());
        Self { database, sandbox, environment }
    }

    fn run(&self, arguments: &[&str]) -> Said {
        smsmode(&self.environment, &[&["outbox"], arguments].concat())
    }

    fn run_as(&self, user: &str, arguments: &[&str]) -> Said {
        let environment = self.environment.clone();
        let environment = environment.with("SMSMODE_OUTBOX", self.database.url_of(user));
        smsmode(&environment, &[&["outbox"], arguments].concat())
    }

    fn add(&self, key: &str) -> Said {
        self.run(&["add", "--key", key, "--to", "0639980011", "Bonjour"])
    }
}

#[test]
fn each_verb_works_there_as_it_does_with_a_file() {
    let shop = Shop::new();
    for key in ["order-1", "order-2"] {
        assert_eq!(shop.add(key).exit, Exit::Done);
    }
    assert!(shop.add("order-1").out.contains("known"));
    let send = ["send", "--outbox", &shop.database.url(), "--key", "order-3", "--to", "0639980012"];
    let queued = smsmode(&shop.environment, &[&send[..], &["Bonjour"]].concat());
    assert_eq!(queued.exit, Exit::Done, "{queued:?}");
    assert_eq!(shop.run(&["cancel", "--key", "order-2"]).exit, Exit::Done);
    for verb in ["pause", "resume"] {
        assert_eq!(shop.run(&[verb]).exit, Exit::Done);
    }
    let ran = shop.run(&["run", "--once"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Done, "accepted 2, cancelled 1\n"), "{ran:?}");
    assert!(ran.notes.contains("sending from postgres://smsmode@localhost/"), "{ran:?}");
    let listed = shop.run(&["list", "--output", "json"]);
    assert_eq!(listed.json().as_array().unwrap().len(), 3);
    assert_eq!(shop.run(&["show", "--key", "order-1"]).exit, Exit::Pending);
    assert_eq!(shop.run(&["watch", "--once"]).exit, Exit::Done);
    assert_eq!(shop.run(&["reconcile"]).exit, Exit::Done);
    assert_eq!(shop.run(&["export"]).out.lines().count(), 4);
    assert_eq!(shop.run(&["take-over", "--yes"]).exit, Exit::Done);
    assert_eq!(shop.sandbox.messages().len(), 2);
}

#[test]
fn a_program_with_the_least_rights_does_its_work_and_no_more() {
    let shop = Shop::new();
    assert_eq!(shop.add("order-1").exit, Exit::Done);
    shop.database.psql(include_str!("../../smsmode-outbox/src/postgres/roles.sql"));
    shop.database.psql("CREATE ROLE worker LOGIN IN ROLE smsmode_dispatch");
    shop.database.psql("CREATE ROLE stranger LOGIN");
    let folder = tempfile::tempdir().unwrap();
    let till = format!("sqlite:{}", folder.path().join("till.db").display());
    let add = ["add", "--outbox", &till, "--key", "order-2", "--to", "0639980011", "Bonjour"];
    assert_eq!(shop.run(&add).exit, Exit::Done);
    let url = shop.database.url_of("worker");
    let moved = shop.run(&["move", "--yes", "--from", &till, "--to", &url]);
    assert_eq!(moved.exit, Exit::Done, "{moved:?}");
    let worker = |arguments: &[&str]| shop.run_as("worker", arguments);
    let add = ["add", "--key", "order-3", "--to", "0639980011", "Bonjour"];
    for arguments in [&add[..], &["list"], &["pause"], &["resume"], &["watch", "--once"]] {
        let said = worker(arguments);
        assert_eq!(said.exit, Exit::Done, "{said:?}");
    }
    let ran = worker(&["run", "--once"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Done, "accepted 3\n"), "{ran:?}");
    let refused = shop.run_as("stranger", &["list"]);
    assert_eq!(refused.exit, Exit::Usage);
    assert!(refused.notes.contains("give the user the role that this needs"), "{refused:?}");
    assert!(refused.notes.contains("smsmode outbox roles"), "{refused:?}");
    let nobody = shop.run_as("nobody", &["list"]);
    assert!(nobody.notes.contains("refuses this user"), "{nobody:?}");
}

#[test]
fn a_renewed_key_is_taken_where_that_is_said_once() {
    let shop = Shop::new();
    assert_eq!(shop.add("order-1").exit, Exit::Done);
    assert_eq!(shop.run(&["run", "--once"]).out, "accepted 1\n");
    let renewed = shop.environment.clone().with("SMSMODE_API_KEY", "new-key-of-the-account");
    let with_new_key = |arguments: &[&str]| smsmode(&renewed, &[&["outbox"], arguments].concat());
    for arguments in [&["run", "--once"][..], &["reconcile"]] {
        let refused = with_new_key(arguments);
        assert_eq!(refused.exit, Exit::Usage, "{refused:?}");
        assert!(refused.notes.contains("add --renewed-key, once"), "{refused:?}");
    }
    for arguments in [&["run", "--once", "--renewed-key"][..], &["run", "--once"], &["reconcile"]] {
        let taken = with_new_key(arguments);
        assert_eq!(taken.exit, Exit::Done, "{taken:?}");
    }
}

/// As after its connection was cut, when nothing was under way.
#[test]
fn who_sends_alone_ends_once_another_account_has_begun_and_the_next_one_sends() {
    let shop = Shop::new();
    assert_eq!(shop.run(&["list"]).exit, Exit::Done);
    let term = || shop.database.psql("SELECT term FROM smsmode.ledger");
    let before = term();
    let ended = std::thread::scope(|scope| {
        let alone = scope.spawn(|| shop.run(&["run"]));
        while term() == before {
            std::thread::yield_now();
        }
        shop.database.psql("UPDATE smsmode.fleet SET accounts = '{of another account}'");
        assert_eq!(shop.add("order-1").exit, Exit::Done);
        alone.join().unwrap()
    });
    assert_eq!(ended.exit, Exit::NotSent, "{ended:?}");
    assert!(ended.notes.contains("with another account"), "{ended:?}");
    assert_eq!(shop.run(&["run", "--once"]).out, "accepted 1\n");
    assert_eq!(shop.sandbox.messages().len(), 1);
}

#[test]
fn what_an_administrator_runs_is_printed() {
    let shop = Shop::new();
    let printed = shop.run(&["roles"]);
    assert_eq!(printed.exit, Exit::Done);
    assert_eq!(printed.out, include_str!("../../smsmode-outbox/src/postgres/roles.sql"));
}
