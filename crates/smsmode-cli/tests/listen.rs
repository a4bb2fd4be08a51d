//! `listen` and `trigger`: what is called is kept, shown, handed on, and nothing of it is lost.

#![cfg(all(feature = "store", unix))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod console;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Instant;

use console::growing::{Growing, PATIENCE};
use console::{Said, configured, sandbox, smsmode};
use serde_json::Value;
use smsmode_cli::{Environment, Exit, Interrupt, Streams, run};
use smsmode_core::{CallbackKey, CallbackKind, CallbackSigner, ClientReference, Timestamp};
use smsmode_receiver::{CallbackStore, ReceiverOptions, StoringReceiver};
use tempfile::TempDir;

const KEY: &str = "0123456789abcdef";

/// A user with a key and a file.
struct User {
    environment: Environment,
    folder: TempDir,
}

impl User {
    fn new() -> Self {
        let environment = Environment::default().with("SMSMODE_CALLBACK_KEY", KEY);
        Self { environment, folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn listen(&self, arguments: &[&str]) -> Listening {
        self.listen_as(false, arguments)
    }

    fn listen_as(&self, interactive: bool, arguments: &[&str]) -> Listening {
        let store = self.path("callbacks.db");
        let fixed = ["smsmode", "listen", "--bind", "127.0.0.1:0", "--store"];
        let all =
            fixed.into_iter().chain([store.to_str().unwrap()]).chain(arguments.iter().copied());
        Listening::start(self.environment.clone(), all.map(str::to_owned).collect(), interactive)
    }

    fn trigger(&self, arguments: &[&str]) -> Said {
        smsmode(&self.environment, &[&["trigger"], arguments].concat())
    }

    fn delivery(&self, listening: &Listening, id: &str, status: &str) -> Exit {
        self.trigger(&["delivery", "--url", &listening.url, "--message-id", id, "--status", status])
            .exit
    }
}

/// `smsmode listen` in a thread.
struct Listening {
    url: String,
    out: Growing,
    notes: Growing,
    interrupt: Interrupt,
    thread: Option<JoinHandle<Exit>>,
}

impl Listening {
    fn start(environment: Environment, arguments: Vec<String>, interactive: bool) -> Self {
        let (out, notes, interrupt) =
            (Growing::default(), Growing::default(), Interrupt::default());
        let given = (out.clone(), notes.clone(), interrupt.clone());
        let thread = thread::spawn(move || {
            let (out, notes, interrupt) = given;
            let mut streams = Streams::new(std::io::empty(), out, notes, interactive);
            run(arguments, &environment, &mut streams, &interrupt)
        });
        let first = notes.lines(1).swap_remove(0);
        let url = first.strip_prefix("listening on ").unwrap().to_owned();
        Self { url, out, notes, interrupt, thread: Some(thread) }
    }

    /// Ctrl-C.
    fn stop(mut self) -> Exit {
        self.interrupt.fire();
        self.thread.take().unwrap().join().unwrap()
    }
}

impl Drop for Listening {
    /// Nobody else can listen before it has ended.
    fn drop(&mut self) {
        self.interrupt.fire();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A server that answers POSTs with these statuses, the last one for ever, and keeps the bodies.
struct Target {
    address: SocketAddr,
    bodies: Growing,
}

impl Target {
    fn start(statuses: &'static [u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, bodies) = (listener.local_addr().unwrap(), Growing::default());
        let given = bodies.clone();
        thread::spawn(move || {
            let last = statuses.last().into_iter().cycle();
            for (stream, status) in listener.incoming().zip(statuses.iter().chain(last)) {
                let mut stream = BufReader::new(stream.unwrap());
                let mut length = 0;
                loop {
                    let mut line = String::new();
                    stream.read_line(&mut line).unwrap();
                    let line = line.trim().to_lowercase();
                    if line.is_empty() {
                        break;
                    }
                    length = line
                        .strip_prefix("content-length: ")
                        .map_or(length, |len| len.parse().unwrap());
                }
                let mut body = vec![0; length];
                stream.read_exact(&mut body).unwrap();
                let answer = format!(
                    "HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                );
                stream.get_mut().write_all(answer.as_bytes()).unwrap();
                given.add(&format!("{}\n", String::from_utf8(body).unwrap()));
            }
        });
        Self { address, bodies }
    }

    fn url(&self) -> String {
        format!("http://{}/in", self.address)
    }

    /// Message and status of each POST.
    fn told(&self, count: usize) -> Vec<String> {
        let told = |body: &String| {
            let body: Value = serde_json::from_str(body).unwrap();
            format!("{} {}", body["message_id"].as_str().unwrap(), body["status"]["code"])
        };
        self.bodies.lines(count).iter().map(told).collect()
    }
}

/// An address at which nobody listens.
fn nobody() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

#[test]
fn what_is_triggered_is_told_once_and_an_interruption_ends_it() {
    let user = User::new();
    let listening = user.listen(&["--output", "jsonl"]);
    assert_eq!(user.delivery(&listening, "A1", "at_operator"), Exit::Done);
    let reply = [
        "reply",
        "--url",
        &listening.url,
        "--from",
        "33639980011",
        "--reply-id",
        "r1",
        "à demain, 5 €",
    ];
    for _ in 0..2 {
        assert_eq!(user.trigger(&reply).out, "answered with status 200\n");
    }
    assert_eq!(user.delivery(&listening, "A1", "11"), Exit::Done);
    let lines = listening.out.lines(3);
    assert_eq!(listening.stop(), Exit::Interrupted);
    let told: Vec<Value> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(told.len(), 3);
    assert_eq!(
        (&told[0]["kind"], &told[0]["status"]["name"]),
        (&"delivery".into(), &"at_operator".into())
    );
    assert_eq!(
        (&told[1]["from"], &told[1]["text"]),
        (&"33639980011".into(), &"à demain, 5 €".into())
    );
    assert_eq!((&told[2]["message_id"], &told[2]["is_final"]), (&"A1".into(), &true.into()));
    assert_eq!(told[2]["client_reference"], "trigger");
}

#[test]
fn people_read_a_line_each_in_which_nothing_commands_the_terminal() {
    let user = User::new();
    let listening = user.listen(&[]);
    user.trigger(&["reply", "--url", &listening.url, "--message-id", "A1", "oui\u{1b}[2J\n"]);
    let line = listening.out.lines(1).swap_remove(0);
    assert!(line.ends_with("  33639980000  « oui [2J  »  A1  trigger"), "{line:?}");
    user.delivery(&listening, "A2", "22");
    assert!(listening.out.lines(2)[1].contains("  33639980000  Rejected (22)  A2  trigger"));
}

#[test]
fn a_json_array_is_closed_at_the_end() {
    let user = User::new();
    let listening = user.listen(&["--output", "json"]);
    user.delivery(&listening, "A1", "11");
    listening.out.lines(2);
    let out = listening.out.clone();
    listening.stop();
    let told: Value = serde_json::from_str(&out.lines(3).join("\n")).unwrap();
    assert_eq!(told[0]["message_id"], "A1");
}

#[test]
fn a_row_has_named_columns_whatever_a_person_wrote() {
    let user = User::new();
    let listening = user.listen(&["--output", "tsv"]);
    user.trigger(&["reply", "--url", &listening.url, "--message-id", "A1", "oui\tou\nnon"]);
    let lines = listening.out.lines(2);
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    let (names, row) = (cells(&lines[0]), cells(&lines[1]));
    assert_eq!(names[2..5], ["kind", "message_id", "client_reference"]);
    assert_eq!(
        row[2..],
        ["reply", "A1", "trigger", "", "", "", "", "33639980000", "oui\\tou\\nnon"]
    );
}

#[test]
fn what_is_refused_is_tried_again_in_the_order_of_each_message() {
    let user = User::new();
    let listening = user.listen(&["--forward-to", &format!("http://{}/in", nobody())]);
    for (id, status) in [("A1", "13"), ("A1", "11"), ("A2", "11")] {
        user.delivery(&listening, id, status);
    }
    listening.stop();
    let target = Target::start(&[500, 200]);
    let listening = user.listen(&["--forward-to", &target.url()]);
    assert_eq!(target.told(4), ["A1 13", "A2 11", "A1 13", "A1 11"]);
    assert!(listening.notes.lines(5)[4].contains("answered with 500"));
}

#[test]
fn what_was_stored_is_handed_on_after_a_restart() {
    let user = User::new();
    let listening = user.listen(&["--forward-to", &format!("http://{}/in", nobody())]);
    user.delivery(&listening, "A1", "13");
    user.delivery(&listening, "A1", "11");
    let note = listening.notes.lines(5).swap_remove(4);
    assert!(note.contains("cannot be reached") && !note.contains("http"), "{note}");
    listening.stop();
    let target = Target::start(&[200]);
    let again = user.listen(&["--forward-to", &target.url()]);
    assert_eq!(target.told(2), ["A1 13", "A1 11"]);
    again.stop();
    let third = user.listen(&["--forward-to", &target.url()]);
    user.delivery(&third, "A2", "11");
    assert_eq!(target.told(3)[2], "A2 11", "nothing is handed on twice");
}

#[test]
fn a_command_gets_the_variables_of_gammu() {
    let user = User::new();
    let written = user.path("written");
    let command = format!(
        "echo \"$SMS_MESSAGES|$SMS_1_NUMBER|$SMS_1_TEXT|$SMSMODE_STATUS|$SMSMODE_REFERENCE\" >> '{}'; exit 3",
        written.display()
    );
    let listening = user.listen(&["--exec", &command]);
    user.trigger(&["reply", "--url", &listening.url, "it's \"me\" $HOME `id`"]);
    user.delivery(&listening, "A1", "11");
    // A note tells the end of each, since both fail.
    assert!(listening.notes.lines(6)[5].contains("failed for callback 2"));
    assert_eq!(
        std::fs::read_to_string(&written).unwrap(),
        "1|+33639980000|it's \"me\" $HOME `id`||trigger\n0|||11|trigger\n"
    );
}

#[test]
fn a_command_that_does_not_end_is_broken_off_and_run_again() {
    let user = User::new();
    let started = user.path("started");
    let listening =
        user.listen(&["--exec", &format!("echo x >> '{}'; exec sleep 600", started.display())]);
    user.delivery(&listening, "A1", "11");
    let end = Instant::now() + PATIENCE;
    while std::fs::read_to_string(&started).unwrap_or_default().is_empty() {
        assert!(Instant::now() < end, "it was not started");
        thread::yield_now();
    }
    assert_eq!(listening.stop(), Exit::Interrupted);
    let again = user.listen(&["--exec", "false"]);
    assert!(again.notes.lines(5)[4].contains("failed for callback 1"));
}

/// A command that leaves the word to a child, which holds this pipe open for as long as it lives.
fn hanging(pipe: &Path) -> String {
    assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    format!("[ $SMSMODE_CALLBACK = 1 ] || exit 3; sleep 30 > '{}'; exit 0", pipe.display())
}

#[test]
fn a_command_that_hangs_is_killed_with_its_children_and_holds_up_no_other() {
    let user = User::new();
    let pipe = user.path("pipe");
    let listening = user.listen(&["--exec", &hanging(&pipe), "--exec-timeout", "1s"]);
    let start = Instant::now();
    user.delivery(&listening, "A1", "11");
    user.delivery(&listening, "A2", "11");
    assert_eq!(std::fs::read(&pipe).unwrap(), b"", "until nobody holds it");
    let notes = listening.notes.lines(6);
    assert!(notes[4].contains("did not end within 1s for callback 1"), "{notes:?}");
    assert!(notes[5].contains("failed for callback 2"), "{notes:?}");
    assert!(start.elapsed() < PATIENCE, "its child was not killed");
}

#[test]
fn a_command_is_broken_off_with_its_children() {
    let user = User::new();
    let pipe = user.path("pipe");
    let listening = user.listen(&["--exec", &hanging(&pipe)]);
    user.delivery(&listening, "A1", "11");
    // It is opened once the child runs.
    let mut held = std::fs::File::open(&pipe).unwrap();
    let start = Instant::now();
    assert_eq!(listening.stop(), Exit::Interrupted);
    held.read_to_end(&mut Vec::new()).unwrap();
    assert!(start.elapsed() < PATIENCE, "its child was not killed");
}

#[test]
fn a_store_that_cannot_be_written_for_a_while_makes_nothing_happen_twice() {
    let user = User::new();
    let ran = user.path("ran");
    let command = format!("echo $SMSMODE_CALLBACK >> '{}'", ran.display());
    let listening = user.listen(&["--output", "tsv", "--exec", &command]);
    let file = rusqlite::Connection::open(user.path("callbacks.db")).unwrap();
    file.execute_batch(
        "CREATE TRIGGER full BEFORE DELETE ON tasks BEGIN SELECT RAISE(FAIL, 'full'); END",
    )
    .unwrap();
    user.delivery(&listening, "A1", "11");
    // Showing, STOP and the command say so, after the greeting of four lines.
    listening.notes.lines(7);
    file.execute_batch("DROP TRIGGER full").unwrap();
    user.delivery(&listening, "A2", "11");
    let end = Instant::now() + PATIENCE;
    while !std::fs::read_to_string(&ran).unwrap_or_default().contains('2') {
        assert!(Instant::now() < end, "the second was not given to the command");
        thread::yield_now();
    }
    assert_eq!(std::fs::read_to_string(&ran).unwrap(), "1\n2\n");
    assert!(listening.out.lines(3)[2].starts_with("2\t"));
}

#[test]
fn keys_rotate_without_losing_a_callback() {
    let user = User::new();
    let before = user.listen_as(true, &[]).notes.lines(3)[2].clone();
    let old = before.rsplit('/').next().unwrap().to_owned();
    let environment = configured(
        "rotation",
        &format!(
            "[profile.default]\ncallback_key = \"fedcba9876543210\"\ncallback_key_previous = \"{KEY}\"\n"
        ),
    );
    let user = User { environment, ..user };
    let listening = user.listen(&[]);
    let url = format!("{}/reply/{old}", listening.url);
    assert_eq!(
        user.trigger(&["reply", "--url", &url, "oui"]).exit,
        Exit::Done,
        "signed by the old key"
    );
    assert_eq!(user.delivery(&listening, "A1", "11"), Exit::Done, "signed by the new key");
}

#[test]
fn the_address_for_all_replies_is_told_to_people_and_to_no_journal() {
    let user = User::new();
    let show = ["listen", "--base", "https://shop.example/sms", "--show-address"];
    let said = smsmode(&user.environment, &show);
    assert_eq!((said.exit, said.notes.as_str()), (Exit::Done, ""), "{said:?}");
    let address = said.out.trim_end();
    assert!(address.starts_with("https://shop.example/sms/reply/"), "{said:?}");
    assert_eq!(smsmode(&user.environment, &["listen", "--show-address"]).exit, Exit::Usage);
    for (interactive, told) in [(true, address), (false, "listen --show-address --base https://")] {
        let listening = user.listen_as(interactive, &["--base", "https://shop.example/sms"]);
        let notes = listening.notes.lines(4).join("\n");
        assert!(notes.contains(told), "{notes}");
        assert_eq!(notes.contains(address), interactive, "{notes}");
    }
}

#[test]
fn what_goes_wrong_is_told_in_french_too() {
    let mut user = User::new();
    user.environment = user.environment.with("LANG", "fr_FR.UTF-8");
    let target = Target::start(&[500, 200]);
    let listening = user.listen(&["--forward-to", &target.url(), "--exec", "false"]);
    user.delivery(&listening, "A1", "11");
    let notes = listening.notes.lines(6).split_off(4).join("\n");
    assert!(notes.contains("a répondu 500 à l'appel 1"), "{notes}");
    assert!(notes.contains("la commande de --exec a échoué pour l'appel 1"), "{notes}");
}

#[test]
fn what_becomes_of_a_message_is_told_where_it_was_sent_with_the_base() {
    let user = User::new();
    let listening = user.listen(&["--output", "jsonl"]);
    let (_sandbox, service) = sandbox();
    let service = service.with("SMSMODE_CALLBACK_KEY", KEY);
    let send = ["send", "--to", "0639980011", "--notify-base", &listening.url, "--output", "json"];
    let records = smsmode(&service, &[&send[..], &["--replies", "Bonjour"]].concat()).json();
    let mut count = 0;
    let received = loop {
        count += 1;
        let line = listening.out.lines(count).swap_remove(count - 1);
        let told: Value = serde_json::from_str(&line).unwrap();
        if told["status"]["code"] == 11 {
            break told;
        }
    };
    for field in ["message_id", "client_reference", "recipient"] {
        assert!(records[0][field].is_string());
        assert_eq!(received[field], records[0][field], "{field}");
    }
}

#[test]
fn addresses_to_be_signed_need_a_key_and_are_told_one_way() {
    let send = ["send", "--dry-run", "--to", "0639980011", "--notify-base", "https://shop.example"];
    let said = smsmode(&Environment::default(), &[&send[..], &["Bonjour"]].concat());
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.notes.contains("callback_key"), "{}", said.notes);
    let both = [&send[..], &["--delivery-url", "https://shop.example", "Bonjour"]].concat();
    assert_eq!(smsmode(&User::new().environment, &both).exit, Exit::Usage);
    let signed = smsmode(&User::new().environment, &[&send[..], &["Bonjour"]].concat());
    assert_eq!(signed.exit, Exit::Done);
    let said = signed.out + &signed.notes;
    assert!(!said.contains("/dlr/"), "a signed address is a secret: {said}");
}

#[test]
fn what_is_not_believed_is_told_to_whoever_triggers() {
    let user = User::new();
    let listening = user.listen(&[]);
    let said = user.trigger(&["delivery", "--unsigned", "--url", &listening.url]);
    assert_eq!(said.exit, Exit::Refused);
    assert!(
        said.notes.contains("status 404") && said.notes.contains("callback_key"),
        "{}",
        said.notes
    );
}

#[test]
fn an_address_to_hand_on_to_is_checked_before_anything_is_received() {
    let user = User::new();
    let file = user.path("callbacks.db");
    let arguments =
        ["listen", "--store", file.to_str().unwrap(), "--forward-to", "localhost:80/in"];
    assert_eq!(smsmode(&user.environment, &arguments).exit, Exit::Usage);
    assert!(!file.exists());
}

#[test]
fn two_do_not_listen_on_one_store() {
    let user = User::new();
    let listening = user.listen(&[]);
    let store = user.path("callbacks.db");
    let second = ["listen", "--bind", "127.0.0.1:0", "--store", store.to_str().unwrap()];
    let said = smsmode(&user.environment, &second);
    assert_eq!(said.exit, Exit::Usage, "{said:?}");
    assert!(said.notes.contains("another smsmode listen") && said.notes.contains("--store"));
    listening.stop();
    user.listen(&[]).stop();
}

#[test]
fn a_process_that_is_killed_leaves_the_store_to_the_next_one() {
    let user = User::new();
    let listen = || {
        let mut process = Command::new(env!("CARGO_BIN_EXE_smsmode"))
            .args(["listen", "--bind", "127.0.0.1:0", "--store"])
            .arg(user.path("callbacks.db"))
            .env("SMSMODE_CALLBACK_KEY", KEY)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(process.stderr.as_mut().unwrap()).read_line(&mut first).unwrap();
        (process, first)
    };
    let (mut one, greeting) = listen();
    assert!(greeting.starts_with("listening on"), "{greeting}");
    let (mut other, refusal) = listen();
    assert!(refusal.contains("another smsmode listen"), "{refusal}");
    assert_eq!(other.wait().unwrap().code(), Some(2));
    one.kill().unwrap();
    one.wait().unwrap();
    let (mut third, greeting) = listen();
    assert!(greeting.starts_with("listening on"), "{greeting}");
    third.kill().unwrap();
    third.wait().unwrap();
}

/// Two receipts of January 2026, which nobody has to do anything about.
fn receive_long_ago(user: &User) {
    let long_ago = || Timestamp::from_unix_seconds(1_767_603_600);
    let signer = CallbackSigner::new(CallbackKey::new(KEY).unwrap());
    let store = Arc::new(CallbackStore::open(user.path("callbacks.db")).unwrap());
    let options = ReceiverOptions::new(signer).with_clock(long_ago);
    let receiver = StoringReceiver::start(options, &store).unwrap();
    let reference = ClientReference::new("trigger").unwrap();
    let url = receiver.sign(CallbackKind::Delivery, &reference, long_ago()).unwrap();
    for id in ["A1", "A2"] {
        let told = ["delivery", "--unsigned", "--url", url.as_str(), "--message-id", id];
        let said = user.trigger(&told);
        assert_eq!(said.exit, Exit::Done, "{said:?}");
    }
}

#[test]
fn what_is_old_is_deleted_but_for_the_last_callback_unless_all_is_kept() {
    let user = User::new();
    receive_long_ago(&user);
    let store = CallbackStore::open(user.path("callbacks.db")).unwrap();
    let kept = || store.after(0, 9).unwrap().len();
    let listening = user.listen(&["--keep", "forever"]);
    assert_eq!(user.delivery(&listening, "A3", "11"), Exit::Done);
    listening.out.lines(1);
    listening.stop();
    assert_eq!(kept(), 3);
    let _listening = user.listen(&[]);
    let end = Instant::now() + PATIENCE;
    while kept() > 1 {
        assert!(Instant::now() < end, "nothing was deleted");
        thread::yield_now();
    }
}

#[test]
fn what_is_kept_has_a_time_that_makes_sense() {
    for (keep, advice) in [("3d", "at least 7d"), ("90", "such as 90d"), ("-1d", "such as 90d")] {
        let said = smsmode(&User::new().environment, &["listen", &format!("--keep={keep}")]);
        assert_eq!(said.exit, Exit::Usage);
        assert!(said.notes.contains(advice), "{said:?}");
    }
}

#[test]
fn listening_needs_a_key_that_is_no_argument() {
    let said = smsmode(&Environment::default(), &["listen", "--bind", "127.0.0.1:0"]);
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.notes.contains("SMSMODE_CALLBACK_KEY"), "{}", said.notes);
}

#[test]
fn who_answers_stop_is_put_on_the_opt_out_list() {
    let mut user = User::new();
    let list = user.path("opt-out.csv");
    user.environment = user.environment.with("SMSMODE_OPTOUT_FILE", list.to_str().unwrap());
    // A list that cannot be read takes no number; the reply waits until it can.
    std::fs::write(&list, "Paul\n").unwrap();
    let listening = user.listen(&[]);
    let answer = |text: &str, from: &str| {
        let said = user.trigger(&["reply", text, "--from", from, "--url", &listening.url]);
        assert_eq!(said.exit, Exit::Done, "{said:?}");
    };
    let told = |words: &str| {
        let deadline = Instant::now() + PATIENCE;
        let mut known = 0;
        while !listening.notes.lines(known).iter().any(|line| line.contains(words)) {
            assert!(Instant::now() < deadline, "{words}");
            known = listening.notes.lines(0).len();
            listening.notes.wait_for_more(known);
        }
    };
    answer("Stop.", "33639980098");
    told("line 1 of the opt-out list");
    std::fs::write(&list, "# by hand\n").unwrap();
    told("…0098 said STOP");
    answer("stopper ma commande", "33639980011");
    told("a reply of …0011 may mean STOP");
    answer("STOP 36180", "33639980098");
    answer("Arrêt", "33639980012");
    told("…0012 said STOP");
    let notes = listening.notes.lines(0).join("\n");
    assert!(!notes.contains("3363998"), "{notes}");
    let content = std::fs::read_to_string(&list).unwrap();
    let lines: Vec<&str> = content.lines().collect();
    assert_eq!(lines.len(), 3, "{content}");
    assert!(
        lines[1].starts_with("33639980098,out,20") && lines[1].contains(",reply "),
        "{content}"
    );
    assert!(lines[2].starts_with("33639980012,out,20"), "{content}");
    assert_eq!(listening.stop(), Exit::Interrupted);
}
