//! What the sandbox calls on the user's server.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use smsmode_core::wire::param;
use smsmode_sandbox::{
    AccountOptions, CallbackAttempt, CallbackCharset, CallbackKind, CallbackOutcome, CallbackQuery,
    ReceiptCost, Sandbox, SandboxOptions, Switches,
};

use crate::http::{DELAY, PATIENCE, get, post, started, started_with};

/// The user's server: answers each request with the next status and tells its target.
struct Listener(TcpListener);

impl Listener {
    fn new() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").unwrap())
    }

    /// The address, percent-encoded for a form.
    fn url(&self, path: &str) -> String {
        let url = format!("http://{}{path}", self.0.local_addr().unwrap());
        url.replace(':', "%3A").replace('/', "%2F").replace('?', "%3F")
    }

    fn take(&self, answer: &str) -> String {
        let (mut socket, _) = self.0.accept().unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        let lines = BufReader::new(&socket).lines().map(Result::unwrap);
        let head: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
        write!(socket, "HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n").unwrap();
        head[0].strip_prefix("GET ").unwrap().strip_suffix(" HTTP/1.1").unwrap().to_owned()
    }
}

fn send(sandbox: &Sandbox, options: &str) -> String {
    post(sandbox, "sendSMS", &format!("KEY&message=Bonjour&numero=33639980011&{options}")).id()
}

fn date(target: &str) -> &str {
    let name = format!("{}=", param::RECEIVED_AT);
    target.split_once(&name).unwrap().1.split('&').next().unwrap()
}

#[test]
fn each_change_is_told_in_its_order() {
    let (sandbox, listener) = (started(), Listener::new());
    let id =
        send(&sandbox, &format!("refClient=12azer34&notification_url={}", listener.url("/dlr")));
    sandbox.advance(DELAY * 3);
    for status in ["13", "11"] {
        let target = listener.take("200 OK");
        let date = date(&target);
        assert_eq!(date.len(), "2010-03-25+09%3A52%3A17".len(), "{date}");
        assert_eq!(
            target,
            format!(
                "/dlr?numero=33639980011&date_reception={date}&statut={status}&smsID={id}&refClient=12azer34&mcc_mnc=20801"
            )
        );
    }
}

#[test]
fn each_recipient_has_a_receipt() {
    let (sandbox, listener) = (started(), Listener::new());
    let form = format!(
        "KEY&message=Bonjour&numero=33639980011,33639980012&notification_url={}",
        listener.url("/")
    );
    post(&sandbox, "sendSMS", &form).id();
    sandbox.advance(DELAY);
    assert!(listener.take("200 OK").contains("numero=33639980011&"));
    assert!(listener.take("200 OK").contains("numero=33639980012&"));
}

#[test]
fn a_query_is_continued_unless_a_switch_says_no() {
    for (callback_query, joint) in [
        (CallbackQuery::AsNeeded, "/dlr?key=1&numero="),
        (CallbackQuery::AlwaysQuestionMark, "/dlr?key=1?numero="),
    ] {
        let listener = Listener::new();
        let sandbox = started_with(|switches| {
            switches.callback_query = callback_query;
            switches.receipt_cost = ReceiptCost::Written;
        });
        send(&sandbox, &format!("notification_url={}", listener.url("/dlr?key=1")));
        sandbox.advance(DELAY);
        let target = listener.take("200 OK");
        assert!(target.starts_with(joint) && target.ends_with("&cost=1"), "{target}");
    }
}

#[test]
fn a_callback_that_fails_is_tried_again() {
    let (sandbox, listener) = (started(), Listener::new());
    send(&sandbox, &format!("notification_url={}", listener.url("/dlr")));
    sandbox.advance(DELAY);
    let first = listener.take("503 Service Unavailable");
    assert_eq!(listener.take("200 OK"), first);
}

#[test]
fn a_redirect_is_not_followed() {
    let (listener, elsewhere) = (Listener::new(), Listener::new());
    let sandbox = started_with(|switches| switches.callback_retries = 1);
    send(&sandbox, &format!("notification_url={}", listener.url("/dlr")));
    sandbox.advance(DELAY);
    let redirect = format!("302 Found\r\nLocation: http://{}/", elsewhere.0.local_addr().unwrap());
    listener.take(&redirect);
    listener.take(&redirect);
    elsewhere.0.set_nonblocking(true).unwrap();
    assert!(elsewhere.0.accept().is_err());
}

#[test]
fn https_is_not_called_and_recorded() {
    let sandbox = started();
    send(&sandbox, "notification_url=https%3A%2F%2Fexample.org%2Fdlr");
    sandbox.advance(DELAY);
    let outcome = || sandbox.callbacks()[0].outcome.clone();
    while outcome() == CallbackOutcome::Waiting {
        std::thread::yield_now();
    }
    assert_eq!(outcome(), CallbackOutcome::NotCalled("https".into()));
    assert_eq!(sandbox.callbacks()[0].kind, CallbackKind::DeliveryReceipt);
}

#[test]
fn a_reply_is_announced() {
    let (sandbox, listener) = (started(), Listener::new());
    let options = format!(
        "classe_msg=4&refClient=monclient123&notification_url_reponse={}",
        listener.url("/reply")
    );
    let id = send(&sandbox, &options);
    let reply = sandbox.reply(&id, "33639980011", "Été & ☺").unwrap();
    let target = listener.take("200 OK");
    let date = date(&target);
    assert_eq!(date.len(), "01012013-122233".len(), "{date}");
    assert_eq!(
        target,
        format!(
            "/reply?numero=36034&message=%C3%89t%C3%A9+%26+%E2%98%BA&emetteur=33639980011&date_reception={date}&smsID={id}&refClient=monclient123&responseID={reply}"
        )
    );
}

#[test]
fn a_reply_goes_to_the_account_without_a_url_of_its_own_and_in_the_charset_of_a_switch() {
    let listener = Listener::new();
    let url = format!("http://{}/account", listener.0.local_addr().unwrap());
    let mut switches = Switches::default();
    switches.callback_charset = CallbackCharset::Latin9;
    let options = SandboxOptions::new().with_account(AccountOptions::demo().with_reply_url(url));
    let sandbox = Sandbox::start(options.with_switches(switches)).unwrap();
    let id = send(&sandbox, "classe_msg=4");
    sandbox.reply(&id, "33639980011", "été").unwrap();
    assert!(listener.take("200 OK").starts_with("/account?numero=36034&message=%E9t%E9&emetteur="));
}

/// Waits until a callback was tried so often.
fn attempts(sandbox: &Sandbox, number: usize, count: usize) -> Vec<CallbackAttempt> {
    loop {
        let record = sandbox.callbacks().swap_remove(number - 1);
        if record.attempts.len() >= count {
            return record.attempts;
        }
        std::thread::yield_now();
    }
}

#[test]
fn each_attempt_is_recorded_with_its_answer() {
    let (sandbox, listener) = (started(), Listener::new());
    let id = send(&sandbox, &format!("notification_url={}", listener.url("/dlr")));
    sandbox.advance(DELAY);
    listener.take("503 Busy");
    listener.take("200 OK");
    let outcomes: Vec<_> =
        attempts(&sandbox, 1, 2).into_iter().map(|attempt| attempt.outcome).collect();
    assert_eq!(outcomes, [CallbackOutcome::Answered(503), CallbackOutcome::Answered(200)]);
    let about = |id: &str| get(&sandbox, &format!("/_sandbox/callbacks?message_id={id}")).json();
    assert_eq!(about(&id)[0]["number"], 1);
    assert_eq!(about("other"), serde_json::json!([]));
}

#[test]
fn the_beginning_of_an_answer_is_kept() {
    let (sandbox, listener) = (started(), Listener::new());
    send(&sandbox, &format!("notification_url={}", listener.url("/dlr")));
    sandbox.advance(DELAY);
    let page = "x".repeat(3000);
    listener.take(&format!("200 OK\r\nContent-Length: 3000\r\n\r\n{page}"));
    assert_eq!(attempts(&sandbox, 1, 1)[0].answer.as_deref(), page.get(..1024));
}

#[test]
fn a_callback_is_made_again_on_request() {
    let (sandbox, listener) = (started(), Listener::new());
    send(&sandbox, &format!("notification_url={}", listener.url("/dlr")));
    sandbox.advance(DELAY);
    let first = listener.take("200 OK");
    let answer = crate::http::send(&sandbox, "POST", "/_sandbox/callbacks/1/replay", "", b"");
    assert_eq!((answer.status(), &answer.json()["replay_of"]), (200, &1.into()));
    assert_eq!(listener.take("200 OK"), first);
    assert_eq!(attempts(&sandbox, 2, 1).len(), 1);
    for unknown in ["3", "first"] {
        let route = format!("/_sandbox/callbacks/{unknown}/replay");
        assert_eq!(crate::http::send(&sandbox, "POST", &route, "", b"").status(), 422);
    }
}
