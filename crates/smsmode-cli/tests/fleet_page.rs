//! The page "From one till to a fleet" tells the truth: a shell runs each of its commands, in their order.

#![cfg(all(feature = "fleet", unix))]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

#[allow(dead_code, reason = "nothing is restarted here")]
#[path = "../../smsmode-outbox/tests/support/postgres.rs"]
mod server;

use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use server::Server;
use smsmode_core::outbox::State;
use smsmode_outbox::Outbox;
use smsmode_sandbox::{DEMO_API_KEY, MessageFilter, Sandbox, SandboxOptions};

const PAGE: &str = include_str!("../../smsmode-fleet/FROM_ONE_TILL_TO_A_FLEET.md");

/// Those that run until they are told to end.
const WORKER: &str = "smsmode worker ";
const SHOW: &str = "smsmode outbox show ";

/// Whatever fails ends it, and with it the workers.
const HEAD: &str = "set -e\ntrap 'kill $workers; wait' EXIT\n";

#[test]
fn a_shop_that_follows_the_page_comes_from_one_till_to_a_fleet() {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    let server = Server::start();
    let folder = tempfile::tempdir().unwrap();
    let shell = start(&script(&server), &sandbox, folder.path());
    let sent = sandbox.wait_for(&MessageFilter::default(), 3, Duration::from_secs(60));
    assert_eq!(sent.len(), 3, "it never comes so far");
    let said = end(shell);
    let mut texted: Vec<_> =
        sandbox.messages().into_iter().map(|message| message.recipient.clone()).collect();
    texted.sort();
    assert_eq!(texted, ["33639980011", "33639980012", "33639980013"], "each once: {said}");
    assert!(said.contains("known"), "the order that was announced is known: {said}");
    let outbox = Outbox::open(&server.url("shop", "shop")).unwrap();
    let counts = outbox.overview().unwrap().counts;
    let sent = [State::Accepted, State::Delivered].iter().filter_map(|state| counts.get(state));
    assert_eq!(sent.sum::<u64>(), 3, "{counts:?}");
}

/// The commands of the page, with the address of a real server; workers run beside the others.
fn script(server: &Server) -> String {
    let blocks = PAGE.split("```\n").filter_map(|part| part.split_once("```sh\n"));
    let commands = blocks.flat_map(|(_, block)| block.lines()).map(|line| {
        let after = match line {
            _ if line.starts_with(WORKER) => " &\nworkers=\"$workers $!\"",
            // It tells by its exit that the message is on its way.
            _ if line.starts_with(SHOW) => " || test $? = 10",
            _ => "",
        };
        format!("{line}{after}\n")
    });
    let mut script = format!("{HEAD}{}", commands.collect::<String>());
    assert_eq!(script.matches(WORKER).count(), 2, "the page has two workers");
    // The first user of the test's server may do everything.
    for (user, real, database) in
        [("admin", "smsmode", "postgres"), ("admin", "smsmode", "shop"), ("shop", "shop", "shop")]
    {
        let named = format!("postgres://{user}@db.example/{database}");
        script = script.replace(&named, &format!("'{}'", server.url(real, database)));
    }
    assert!(!script.contains("db.example"), "{script}");
    script.replace("127.0.0.1:8080", "127.0.0.1:0") + "read -r _\n"
}

fn start(script: &str, sandbox: &Sandbox, folder: &Path) -> Child {
    let programs = Path::new(env!("CARGO_BIN_EXE_smsmode")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    Command::new("sh")
        .args(["-c", script])
        .current_dir(folder)
        .env_clear()
        .env("PATH", format!("{}:{path}", programs.display()))
        .env("HOME", folder)
        .env("SMSMODE_API_KEY", DEMO_API_KEY)
        .env("SMSMODE_BASE_URL", sandbox.base_url())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap()
}

/// Lets the shell end its workers; what it said.
fn end(mut shell: Child) -> String {
    // Where a command failed it listens no more, and has said why.
    drop(writeln!(shell.stdin.take().unwrap()));
    let output = shell.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}: {said}", output.status);
    said
}
