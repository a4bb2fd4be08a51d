//! What a page that watches the sandbox is told.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use serde_json::Value;
use smsmode_sandbox::{AccountOptions, Fault, Sandbox, SandboxOptions};

use crate::http::{DELAY, PATIENCE, get, post, send_one, started};

/// A reader of server-sent events.
struct Events(BufReader<TcpStream>);

impl Events {
    /// The first event, a reload, is read already.
    fn of(sandbox: &Sandbox) -> Self {
        let mut socket = TcpStream::connect(sandbox.address()).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        socket.write_all(b"GET /_sandbox/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut events = Self(BufReader::new(socket));
        assert_eq!(events.next().0, "reload");
        events
    }

    /// The name and the data of the next event.
    fn next(&mut self) -> (String, Value) {
        let name = self.line_after("event: ");
        let data = self.line_after("data: ");
        (name, serde_json::from_str(&data).unwrap())
    }

    fn next_of(&mut self, wanted: &str) -> Value {
        loop {
            let (name, data) = self.next();
            if name == wanted {
                return data;
            }
        }
    }

    fn line_after(&mut self, prefix: &str) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the events ended");
            if let Some(rest) = line.trim_end().strip_prefix(prefix) {
                return rest.to_owned();
            }
        }
    }
}

#[test]
fn new_messages_are_told_as_they_are_stored() {
    let sandbox = started();
    send_one(&sandbox);
    let mut events = Events::of(&sandbox);
    send_one(&sandbox);
    let told = events.next_of("messages");
    assert_eq!(told, serde_json::to_value(&sandbox.messages()[1..]).unwrap());
}

#[test]
fn a_change_of_status_is_told() {
    let sandbox = started();
    send_one(&sandbox);
    let mut events = Events::of(&sandbox);
    sandbox.advance(DELAY);
    assert_eq!(events.next_of("messages")[0]["status"], 13);
    assert!(events.next_of("clock")["now"].is_string());
}

#[test]
fn replies_callbacks_and_faults_are_told() {
    let sandbox = started();
    let form = "KEY&message=Bonjour&numero=33639980011&notification_url_reponse=https%3A%2F%2Fx";
    let id = post(&sandbox, "sendSMS", form).id();
    let mut events = Events::of(&sandbox);
    let reply = sandbox.reply(&id, "33639980011", "OUI").unwrap();
    assert_eq!(events.next_of("replies")[0]["reply_id"], reply.as_str());
    sandbox.set_faults([Fault::Stall]);
    assert_eq!(events.next_of("faults")[0]["fault"]["kind"], "stall");

    let mut events = Events::of(&sandbox);
    sandbox.replay(1).unwrap();
    let record = &events.next_of("callbacks")[0];
    assert_eq!((&record["number"], &record["replay_of"]), (&2.into(), &1.into()));
}

#[test]
fn a_reset_is_a_reason_to_load_anew() {
    let sandbox = started();
    send_one(&sandbox);
    let mut events = Events::of(&sandbox);
    sandbox.reset();
    assert_eq!(events.next_of("reload"), serde_json::json!({}));
    send_one(&sandbox);
    assert_eq!(events.next_of("messages")[0]["sequence"], 1);
}

#[test]
fn whoever_is_far_behind_is_told_to_load_anew() {
    let rich = AccountOptions::demo().with_credits(10_000);
    let sandbox = Sandbox::start(SandboxOptions::new().with_account(rich)).unwrap();
    let mut events = Events::of(&sandbox);
    send_to(&sandbox, 2001);
    assert_eq!(events.next().0, "reload");
    send_to(&sandbox, 300);
    let told = [events.next_of("messages"), events.next_of("messages")];
    assert_eq!(told.map(|told| told.as_array().unwrap().len()), [200, 100]);
}

/// One message to so many people.
fn send_to(sandbox: &Sandbox, people: usize) {
    let numbers: Vec<_> = (0..people).map(|number| format!("3363998000{}", number % 10)).collect();
    let form =
        format!("KEY&message=Bonjour&date_envoi=01012099-00%3A00&numero={}", numbers.join(","));
    post(sandbox, "sendSMS", &form).id();
}

#[test]
fn the_state_counts_what_was_accepted_and_forgotten() {
    let sandbox = Sandbox::start(SandboxOptions::new().with_keep(2)).unwrap();
    for _ in 0..3 {
        send_one(&sandbox);
    }
    let state = get(&sandbox, "/_sandbox/state").json();
    let counts = serde_json::json!({ "kept": 2, "accepted": 3, "forgotten": 1 });
    assert_eq!((&state["messages"], &state["limits"]["keep"]), (&counts, &2.into()));
    assert_eq!(state["accounts"][0]["login"], "sandbox-demo");
    assert_eq!(state["accounts"][0]["credits"], "997");
}
