//! What is logged, at any level.

use std::fmt::Write;
use std::sync::Mutex;

use log::{LevelFilter, Log, Metadata, Record};
use smsmode_sandbox::{DEMO_API_KEY, DEMO_PASSWORD};

use crate::http::{DELAY, get_call, post, started};

/// Keeps every line of every test in this program.
struct Lines(Mutex<String>);

static LINES: Lines = Lines(Mutex::new(String::new()));

impl Log for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let mut lines = self.0.lock().unwrap();
        writeln!(lines, "{}: {}", record.target(), record.args()).unwrap();
    }

    fn flush(&self) {}
}

#[test]
fn no_line_holds_a_key_a_number_or_a_text() {
    log::set_logger(&LINES).unwrap();
    log::set_max_level(LevelFilter::Trace);
    let sandbox = started();
    let form = "KEY&message=Rendez-vous&numero=33639980047";
    let url = "notification_url=http%3A%2F%2F127.0.0.1%3A1%2Fdlr";
    get_call(&sandbox, "sendSMS", &format!("{form}&{url}")).id();
    post(&sandbox, "sendSMS", &format!("{form}&emetteur=33639980047"));
    sandbox.advance(DELAY);
    while sandbox.callbacks()[0].attempts.is_empty() {
        std::thread::yield_now();
    }
    let lines = LINES.0.lock().unwrap().clone();
    assert!(lines.contains("send_sms: done") && lines.contains("send_sms: refused with code 35"));
    for secret in [DEMO_API_KEY, DEMO_PASSWORD, "Rendez-vous", "33639980047"] {
        assert!(!lines.contains(secret), "{secret} in the log");
    }
}
