//! What comes too late does not leave.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, its helpers too, and its process speaks by its output"
)]

use std::env;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use smsmode_http::{
    Account, ApiKey, BaseUrl, BootInstant, CallOptions, Client, GetBalance, GsmText, HttpSettings,
    Method, Outcome, ProxySetting, Recipients, RetryPolicy, SendSms,
};

fn client(listener: &TcpListener, method: Method) -> Client {
    let base = BaseUrl::new(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let account = Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap());
    let direct = HttpSettings::default().with_proxy(ProxySetting::None);
    let account = account.with_base_url(base).with_method(method);
    Client::with_settings(account, &direct).unwrap().with_retry(RetryPolicy::NEVER)
}

fn send() -> SendSms {
    SendSms::new(Recipients::parse(["0639980011"]).unwrap(), GsmText::new("Bonjour").unwrap())
}

#[test]
fn a_call_whose_time_to_leave_is_over_sends_no_byte() {
    for method in [Method::Post, Method::Get] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = client(&listener, method);
        let server = thread::spawn(move || {
            let mut came = Vec::new();
            // How the connection ends is of no interest.
            drop(listener.accept().unwrap().0.read_to_end(&mut came));
            came
        });
        let late = CallOptions::default().with_leave_before(BootInstant::now());
        let error = client.call_with(&send(), late).unwrap_err();
        assert_eq!((error.outcome(), error.retry()), (Outcome::NotSent, true));
        drop(client);
        assert_eq!(server.join().unwrap(), b"", "{method:?}");
    }
}

#[test]
fn a_call_in_time_leaves() {
    let sandbox = smsmode_sandbox::Sandbox::start(smsmode_sandbox::SandboxOptions::new()).unwrap();
    let base = BaseUrl::new(&sandbox.base_url()).unwrap();
    let account = Account::new(ApiKey::new(smsmode_sandbox::DEMO_API_KEY).unwrap());
    let direct = HttpSettings::default().with_proxy(ProxySetting::None);
    let client = Client::with_settings(account.with_base_url(base), &direct).unwrap();
    let in_time = BootInstant::now().plus(Duration::from_secs(60));
    let options = CallOptions::default().with_leave_before(in_time);
    client.call_with(&send(), options).unwrap();
    client.call_with(&GetBalance::new(), options).unwrap();
    assert_eq!(sandbox.messages().len(), 1);
}

/// Longer than a till needs to find its proxy.
const TIME_TO_LEAVE: Duration = Duration::from_secs(3);
const PROXY: &str = "SMSMODE_TEST_PROXY";

/// What the way to the service carries of a till that waits for it, and what the till says. It may be
/// put to sleep once it has a connection and before the way is free, until its call is late.
fn carried(sleeps: bool) -> (String, String) {
    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut till = Command::new(env::current_exe().unwrap());
    till.args(["--exact", "a_till_sends_through_a_proxy", "--nocapture"]);
    till.env(PROXY, format!("http://{}", proxy.local_addr().unwrap())).stdout(Stdio::piped());
    let till = till.spawn().unwrap();
    let mut way = proxy.accept().unwrap().0;
    assert!(head(&mut way).starts_with("CONNECT "));
    if sleeps {
        kill_process(Pid::from_child(&till), Signal::STOP).unwrap();
        let late = BootInstant::now().plus(TIME_TO_LEAVE);
        while BootInstant::now() < late {
            thread::park_timeout(Duration::from_millis(50));
        }
    }
    way.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
    kill_process(Pid::from_child(&till), Signal::CONT).unwrap();
    let request = head(&mut way);
    drop(way);
    let said = till.wait_with_output().unwrap().stdout;
    (request, String::from_utf8(said).unwrap())
}

/// All up to an empty line, or to the end.
fn head(way: &mut TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && way.read(&mut byte).is_ok_and(|count| count > 0) {
        head.extend(byte);
    }
    String::from_utf8(head).unwrap()
}

#[test]
fn a_till_that_sleeps_between_connection_and_first_byte_sends_nothing() {
    let (request, said) = carried(true);
    assert_eq!(request, "");
    assert!(said.contains("NotSent"), "{said}");
}

/// Otherwise the test above would prove nothing.
#[test]
fn a_till_that_does_not_sleep_sends() {
    let (request, said) = carried(false);
    assert!(request.starts_with("POST "), "{request}");
    assert!(said.contains("Unknown"), "{said}");
}

/// What the tests above start in a process of its own. In a run of all tests there is nothing to do.
#[test]
fn a_till_sends_through_a_proxy() {
    let Ok(proxy) = env::var(PROXY) else { return };
    let account = Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap());
    let account = account.with_base_url(BaseUrl::allowing_plain_http("http://192.0.2.1").unwrap());
    let settings = HttpSettings::default().with_proxy(ProxySetting::Url(proxy));
    let client = Client::with_settings(account, &settings).unwrap();
    let leave_before = BootInstant::now().plus(TIME_TO_LEAVE);
    let options = CallOptions::default().with_leave_before(leave_before);
    let options = options.with_timeout(TIME_TO_LEAVE * 4);
    println!("{:?}", client.call_with(&send(), options).unwrap_err().outcome());
}
