//! A sandbox that goes on where it was.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::Duration;

use smsmode_core::MessageStatus;
use smsmode_sandbox::{AccountOptions, CallbackOutcome, Sandbox, SandboxError, SandboxOptions};
use tempfile::TempDir;

use crate::http::{DELAY, balance, get, post, send, send_one};

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.db");
    (folder, path)
}

fn options(path: &Path) -> SandboxOptions {
    SandboxOptions::new().with_store(path).with_delivery_delay(DELAY)
}

fn started(path: &Path) -> Sandbox {
    Sandbox::start(options(path)).unwrap()
}

/// Why a sandbox did not start on this file.
fn refusal(path: &Path) -> String {
    let error = Sandbox::start(options(path)).unwrap_err();
    assert!(matches!(error, SandboxError::Store { .. }), "{error}");
    std::error::Error::source(&error).unwrap().to_string()
}

#[test]
fn messages_replies_and_callbacks_survive() {
    let (_folder, path) = folder();
    let sandbox = started(&path);
    let form =
        "KEY&message=%E9t%E9&numero=33639980011&refClient=a&notification_url=https%3A%2F%2Fx";
    let id = post(&sandbox, "sendSMS", form).id();
    sandbox.reply(&id, "33639980011", "OUI").unwrap();
    sandbox.advance(DELAY);
    while sandbox.callbacks()[0].outcome == CallbackOutcome::Waiting {
        std::thread::yield_now();
    }
    let before = (sandbox.messages(), sandbox.replies(), sandbox.callbacks());
    sandbox.stop();

    let sandbox = started(&path);
    assert_eq!((sandbox.messages(), sandbox.replies(), sandbox.callbacks()), before);
    let id = send_one(&sandbox);
    assert_eq!(sandbox.messages()[1].sequence, 2);
    let reply = sandbox.reply(&id, "33639980011", "NON").unwrap();
    assert!(post(&sandbox, "responseList", "KEY").text().starts_with(&reply));
    assert_eq!(balance(&sandbox), "998.0");
}

#[test]
fn what_was_to_happen_happens_and_the_clock_stays_ahead() {
    let (_folder, path) = folder();
    let sandbox = started(&path);
    sandbox.advance(Duration::from_secs(30 * 86_400));
    send_one(&sandbox);
    sandbox.advance(DELAY);
    sandbox.stop();

    let sandbox = started(&path);
    assert_eq!(sandbox.messages()[0].status, 13);
    sandbox.advance(DELAY * 2);
    let history = sandbox.messages().swap_remove(0).history;
    let statuses: Vec<_> = history.iter().map(|change| change.status).collect();
    assert_eq!(statuses, [0, 13, 11]);
    send_one(&sandbox);
    let accepted: Vec<_> = sandbox.messages().into_iter().map(|one| one.accepted_at).collect();
    assert!(accepted[1] > accepted[0], "{accepted:?}");
}

#[test]
fn accounts_keys_groups_and_opt_outs_survive() {
    let (_folder, path) = folder();
    let sandbox = started(&path);
    let key = get(
        &sandbox,
        &format!("/http/2.0/createAuthorisation.do?accessToken={}", smsmode_sandbox::DEMO_API_KEY),
    );
    let key = key.json()["accessToken"].as_str().unwrap().to_owned();
    post(&sandbox, "createSubAccount", "KEY&newPseudo=stays&newPass=secret");
    post(&sandbox, "createSubAccount", "KEY&newPseudo=goes&newPass=secret");
    post(&sandbox, "creditTransfert", "KEY&targetPseudo=stays&creditAmount=100");
    sandbox.stop();

    let sandbox = started(&path);
    post(&sandbox, "deleteSubAccount", "KEY&pseudoToDelete=goes");
    post(&sandbox, "addContact", "KEY&nom=Durand&mobile=33639980011&groupes=shop");
    let id = send_one(&sandbox);
    sandbox.reply(&id, "33639980011", "STOP").unwrap();
    sandbox.stop();

    let sandbox = started(&path);
    assert_eq!(post(&sandbox, "credit", &format!("accessToken={key}")).text(), "898.0");
    assert_eq!(post(&sandbox, "credit", "pseudo=stays&pass=secret").text(), "100.0");
    assert!(post(&sandbox, "credit", "pseudo=goes&pass=secret").text().starts_with("32 | "));
    post(&sandbox, "sendSMS", "KEY&message=Bonjour&groupe=shop").id();
    sandbox.advance(DELAY);
    assert_eq!(sandbox.messages()[1].status, MessageStatus::BLACKLISTED.code());
}

#[test]
fn duplicates_are_found_across_a_restart() {
    let (_folder, path) = folder();
    let sandbox = started(&path);
    let first = send_one(&sandbox);
    sandbox.stop();
    let sandbox = started(&path);
    let second = send_one(&sandbox);
    let found = sandbox.duplicates();
    assert_eq!(found.duplicates[0].message_ids, [first, second]);
    sandbox.stop();
    let sandbox = started(&path);
    assert_eq!(sandbox.duplicates(), found);
    send_one(&sandbox);
    assert_eq!(sandbox.duplicates().duplicates[0].times, 3);
}

#[test]
fn a_callback_that_waited_is_made_after_the_restart() {
    let (_folder, path) = folder();
    let sandbox = started(&path);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let form = "KEY&message=Bonjour&numero=33639980011&notification_url=http%3A%2F%2F127.0.0.1%3A";
    post(&sandbox, "sendSMS", &format!("{form}{port}%2F")).id();
    sandbox.advance(DELAY);
    let held = listener.accept().unwrap();
    sandbox.stop();
    drop(held);

    let sandbox = started(&path);
    listener.accept().unwrap();
    assert_eq!(sandbox.callbacks().len(), 1);
}

#[test]
fn a_reset_empties_the_file() {
    let (_folder, path) = folder();
    let sandbox = started(&path);
    send_one(&sandbox);
    send(&sandbox, "POST", "/_sandbox/reset", "", b"");
    sandbox.stop();
    let sandbox = started(&path);
    assert!(sandbox.messages().is_empty() && sandbox.duplicates().duplicates.is_empty());
    assert_eq!(balance(&sandbox), "1000.0");
    send_one(&sandbox);
    sandbox.stop();
    assert_eq!(started(&path).messages()[0].sequence, 1);
}

#[test]
fn what_is_forgotten_is_forgotten_on_disk_too() {
    let (_folder, path) = folder();
    let sandbox = Sandbox::start(options(&path).with_keep(3)).unwrap();
    let ids: Vec<_> = (0..5).map(|_| send_one(&sandbox)).collect();
    sandbox.stop();
    let sandbox = Sandbox::start(options(&path).with_keep(2)).unwrap();
    let kept = |sandbox: &Sandbox| {
        sandbox.messages().into_iter().map(|message| message.message_id).collect::<Vec<_>>()
    };
    assert_eq!(kept(&sandbox), ids[3..]);
    assert_eq!(get(&sandbox, "/_sandbox/state").json()["messages"]["forgotten"], 3);
    sandbox.stop();
    assert_eq!(kept(&started(&path)), ids[3..]);
}

/// Six ids of three sandboxes, one after the other on one file.
fn ids_of_three_runs(options: impl Fn(&Path) -> SandboxOptions) -> Vec<String> {
    let (_folder, path) = folder();
    let mut ids = Vec::new();
    for _ in 0..3 {
        let sandbox = Sandbox::start(options(&path)).unwrap();
        ids.extend([send_one(&sandbox), send_one(&sandbox)]);
    }
    ids.sort_unstable();
    ids.dedup();
    ids
}

#[test]
fn ids_are_never_given_twice() {
    assert_eq!(ids_of_three_runs(options).len(), 6);
}

#[test]
fn a_seed_does_not_begin_anew_on_an_old_file() {
    let seeded = |path: &Path| options(path).with_seed(7);
    assert_eq!(ids_of_three_runs(seeded).len(), 6);
    assert_eq!(ids_of_three_runs(seeded), ids_of_three_runs(seeded));
}

#[test]
fn accounts_of_the_options_are_added_and_never_overwritten() {
    let (_folder, path) = folder();
    let sandbox = started(&path);
    send_one(&sandbox);
    sandbox.stop();
    let shop = AccountOptions::new("shop", "secret").with_credits(7);
    let demo = AccountOptions::demo().with_api_key("another-key").with_credits(5);
    let options = options(&path).with_account(demo).with_account(shop);
    let sandbox = Sandbox::start(options).unwrap();
    assert_eq!(post(&sandbox, "credit", "accessToken=another-key").text(), "999.0");
    assert_eq!(post(&sandbox, "credit", "pseudo=shop&pass=secret").text(), "7.0");
}

#[test]
fn one_sandbox_at_a_time_uses_a_file() {
    let (_folder, path) = folder();
    let sandbox = started(&path);
    assert!(refusal(&path).contains("another sandbox uses it"));
    send_one(&sandbox);
    sandbox.stop();
    assert_eq!(started(&path).messages().len(), 1);
}

#[test]
fn what_is_no_store_or_a_newer_one_is_left_alone() {
    let (_folder, path) = folder();
    fs::write(&path, "A diary, and no database at all: it is long enough to be one, though.")
        .unwrap();
    assert!(refusal(&path).contains("no file of a sandbox"));
    fs::remove_file(&path).unwrap();

    started(&path).stop();
    let good = fs::read(&path).unwrap();
    for (place, change, word) in [(60, 9, "newer smsmode"), (68, 1, "no file of a sandbox")] {
        let mut changed = good.clone();
        changed[place + 3] = change;
        fs::write(&path, &changed).unwrap();
        assert!(refusal(&path).contains(word));
        assert_eq!(fs::read(&path).unwrap(), changed);
    }
    assert!(refusal(Path::new("/nowhere/sandbox.db")).contains("cannot be made"));
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = folder();
    let sandbox = started(&path);
    send_one(&sandbox);
    let files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(Result::unwrap).collect();
    assert_eq!(files.len(), 2, "the file and its log");
    for file in files {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}
