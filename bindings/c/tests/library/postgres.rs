//! The library with its feature postgres: the outbox of a till is in a real PostgreSQL.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use smsmode_sandbox::{Sandbox, SandboxOptions};

use crate::compile::{
    Linkage, SYSTEM_LIBRARIES, cargo, compile, compiler, run, scratch, started, target_folder,
    workspace,
};
use crate::server::Database;

/// The static library, in a folder of its own beside the other one; what both are made of is compiled
/// in the folder of the tests.
fn library() -> &'static Path {
    static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = target_folder().join("postgres");
        let mut cargo = cargo("rustc");
        cargo.args(["--lib", "--crate-type", "staticlib", "--features", "postgres"]);
        cargo.arg("--target-dir").arg(&folder).env("CARGO_BUILD_BUILD_DIR", target_folder());
        assert!(cargo.status().unwrap().success(), "{cargo:?}");
        folder.join("debug/libsmsmode.a")
    });
    &BUILT
}

/// Compiles a program of the tests, or an example, with that library.
fn with_postgres(source: &str) -> PathBuf {
    let name = Path::new(source).file_stem().unwrap().to_string_lossy();
    let program = scratch(&format!("{name}-postgres"));
    let mut command = compiler("gcc", "c99");
    command.arg(workspace().join(source)).arg("-o").arg(&program);
    run(command.arg(library()).args(SYSTEM_LIBRARIES));
    program
}

/// What comes of opening this address: a word, and a sentence.
fn opening(program: &Path, url: &str) -> String {
    run(started(program, None).env("SMSMODE_TEST_OUTBOX", url))
}

const OPENS: &str = "bindings/c/tests/c/outbox_address.c";

#[test]
fn an_outbox_in_postgresql_is_filled_looked_at_and_emptied() {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    let database = Database::new();
    let program = with_postgres("bindings/c/tests/c/outbox.c");
    run(started(&program, Some(&sandbox)).env("SMSMODE_TEST_OUTBOX", database.url()));
    assert_eq!(sandbox.messages().len(), 3, "what was cancelled or is for later was not sent");
    let row = "SELECT recipient, text, state FROM smsmode.messages WHERE message_key = 'order-1'";
    assert_eq!(database.psql(row), "33639980011|Bonjour Maman|accepted");
}

#[test]
fn what_is_the_matter_with_a_database_has_a_status_of_its_own() {
    let database = Database::new();
    let program = with_postgres(OPENS);
    assert_eq!(opening(&program, &database.url()), "ok 0\n");
    let stranger = opening(&program, &database.url_of("stranger"));
    assert!(stranger.starts_with("outbox_forbidden 0\n"), "{stranger}");
    let nobody = opening(&program, "postgres://till:geheim@localhost/shop?host=/no/such/folder");
    assert!(nobody.starts_with("outbox_unreachable 1\n"), "{nobody}");
    let garbled = opening(&program, "postgres://till:geheim@local host:port/shop");
    assert!(garbled.starts_with("outbox_address 0\n"), "{garbled}");
    assert!(!format!("{nobody}{garbled}").contains("geheim"));
}

#[test]
fn a_library_without_the_feature_says_so() {
    let program = compile(OPENS, "gcc", Linkage::Shared);
    let said = opening(&program, "postgres://till@db.example/shop");
    assert!(said.starts_with("outbox_without_postgres 0\n"), "{said}");
    assert!(said.contains("built without PostgreSQL"), "{said}");
}
