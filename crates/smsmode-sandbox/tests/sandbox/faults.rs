//! Every fault, as a client meets it.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use smsmode_core::RefusalCode;
use smsmode_sandbox::{Call, DEMO_API_KEY, Ending, Fault, FaultRule, RawAnswer, Sandbox};

use crate::http::{FORM, PATIENCE, balance, exchange, post, request, send, started};

fn raw_send(sandbox: &Sandbox) -> std::io::Result<Vec<u8>> {
    let form = format!("accessToken={DEMO_API_KEY}&message=Bonjour&numero=33639980011");
    exchange(sandbox.address(), &request("POST", "/http/1.6/sendSMS.do", FORM, form.as_bytes()))
}

fn with(fault: impl Into<FaultRule>) -> Sandbox {
    let sandbox = started();
    sandbox.set_faults([fault.into()]);
    sandbox
}

fn text(answer: &[u8]) -> String {
    String::from_utf8_lossy(answer).into_owned()
}

#[test]
fn a_refusal_does_nothing() {
    let sandbox = with(Fault::refuse(RefusalCode::UNAVAILABLE));
    assert!(text(&raw_send(&sandbox).unwrap()).ends_with("50 | Temporairement inaccessible\r\n"));
    assert!(sandbox.messages().is_empty());
    assert_eq!(sandbox.journal()[0].fault, Some(Fault::Refuse { code: 50 }));
}

#[test]
fn a_rule_strikes_its_call_and_so_often_only() {
    let sandbox =
        with(FaultRule::next(1, Fault::refuse(RefusalCode::INTERNAL_ERROR)).on(Call::SendSms));
    assert_eq!(balance(&sandbox), "1000.0");
    assert_eq!(sandbox.faults().len(), 1);
    assert!(text(&raw_send(&sandbox).unwrap()).contains("31 | "));
    assert!(text(&raw_send(&sandbox).unwrap()).contains("0 | "));
    assert!(sandbox.faults().is_empty());
}

#[test]
fn rules_come_one_after_the_other() {
    let sandbox = started();
    let once = |code| FaultRule::next(1, Fault::Refuse { code });
    sandbox.set_faults([once(50), once(31)]);
    let codes = [(); 3].map(|()| balance(&sandbox)[..4].to_owned());
    assert_eq!(codes, ["50 |", "31 |", "1000"]);
    sandbox.set_faults([Fault::Refuse { code: 33 }]);
    sandbox.clear_faults();
    assert_eq!(balance(&sandbox), "1000.0");
}

#[test]
fn a_delayed_answer_comes_after_the_send_was_done() {
    let delay = Duration::from_millis(150);
    let sandbox = with(Fault::delay(delay));
    let start = Instant::now();
    assert!(text(&raw_send(&sandbox).unwrap()).contains("0 | "));
    assert!(start.elapsed() >= delay);
    assert_eq!(sandbox.messages().len(), 1);
}

#[test]
fn a_connection_is_reset_before_anything_is_read() {
    let sandbox = with(FaultRule::next(1, Fault::CloseBeforeReading));
    assert!(raw_send(&sandbox).is_err());
    assert!(sandbox.messages().is_empty() && sandbox.journal().is_empty());
    assert!(text(&raw_send(&sandbox).unwrap()).contains("0 | "));
}

#[test]
fn a_connection_is_reset_after_the_send_was_done() {
    let sandbox = with(Fault::reset_after_accepting());
    assert_eq!(raw_send(&sandbox).unwrap_err().kind(), ErrorKind::ConnectionReset);
    assert_eq!(sandbox.messages().len(), 1);
}

#[test]
fn a_connection_is_closed_after_the_send_was_done() {
    let sandbox = with(Fault::CloseAfterAccepting { ending: Ending::Close });
    assert_eq!(raw_send(&sandbox).unwrap(), b"");
    assert_eq!(sandbox.messages().len(), 1);
}

#[test]
fn an_answer_is_cut_after_its_code() {
    let sandbox = with(Fault::cut_after_the_code());
    let answer = text(&raw_send(&sandbox).unwrap());
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert_eq!(body, "0 |");
    let announced = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    assert!(announced.parse::<usize>().unwrap() > 80);
    assert_eq!(sandbox.messages().len(), 1);
}

#[test]
fn an_answer_is_cut_after_so_many_bytes_and_is_never_whole() {
    let cut = |bytes| {
        let answer = text(&raw_send(&with(Fault::CutAnswer { bytes: Some(bytes) })).unwrap());
        answer.split_once("\r\n\r\n").unwrap().1.to_owned()
    };
    assert_eq!(cut(0), "");
    assert_eq!(cut(1), "0");
    assert!(cut(10_000).ends_with('\r'));
}

#[test]
fn a_stall_never_answers() {
    let sandbox = with(Fault::Stall);
    let mut socket = TcpStream::connect(sandbox.address()).unwrap();
    let form = format!("accessToken={DEMO_API_KEY}&message=Bonjour&numero=33639980011");
    socket.write_all(&request("POST", "/http/1.6/sendSMS.do", FORM, form.as_bytes())).unwrap();
    assert_eq!(sandbox.wait_for(&smsmode_sandbox::MessageFilter::new(), 1, PATIENCE).len(), 1);
    socket.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    let silence = socket.read(&mut [0]).unwrap_err().kind();
    assert!(matches!(silence, ErrorKind::WouldBlock | ErrorKind::TimedOut));
}

#[test]
fn something_else_answers_in_place_of_the_service() {
    let sandbox = with(RawAnswer::bad_gateway());
    let answer = post(&sandbox, "sendSMS", "KEY&message=Bonjour&numero=33639980011");
    assert_eq!((answer.status(), answer.header("content-type")), (502, Some("text/html")));
    assert!(answer.text().starts_with("<html>"));
    assert!(sandbox.messages().is_empty());

    sandbox.set_faults([Fault::from(RawAnswer::bad_gateway().after_accepting())]);
    assert_eq!(post(&sandbox, "sendSMS", "KEY&message=Bonjour&numero=33639980011").status(), 502);
    assert_eq!(sandbox.messages().len(), 1);
}

#[test]
fn any_status_header_and_body_can_answer() {
    let answer = |raw: RawAnswer| post(&with(raw), "credit", "KEY");
    let many = answer(RawAnswer::too_many_requests(7));
    assert_eq!((many.status(), many.header("retry-after")), (429, Some("7")));
    let moved = answer(RawAnswer::redirect("http://127.0.0.1:9/"));
    assert_eq!((moved.status(), moved.header("location")), (302, Some("http://127.0.0.1:9/")));
    assert_eq!(answer(RawAnswer::new(200)).body, b"");
    assert_eq!(answer(RawAnswer::new(200).with_bytes(b"\x00\xff\xfe")).body, b"\x00\xff\xfe");
    assert_eq!(answer(RawAnswer::new(200).with_filler(10_000_000)).body.len(), 10_000_000);
}

#[test]
fn an_answer_without_a_length_ends_with_the_connection() {
    let answer = text(&raw_send(&with(Fault::WithoutLength)).unwrap());
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(!head.contains("content-length") && !head.contains("chunked"), "{head}");
    assert!(body.starts_with("0 | ") && body.ends_with("\r\n"));
}

#[test]
fn faults_are_set_in_json_too() {
    let sandbox = started();
    let put =
        |json: &str| send(&sandbox, "PUT", "/_sandbox/faults", "application/json", json.as_bytes());
    for (json, fault) in [
        (r#"{"kind":"refuse","code":33}"#, Fault::Refuse { code: 33 }),
        (r#"{"kind":"delay","milliseconds":1500}"#, Fault::Delay { milliseconds: 1500 }),
        (r#"{"kind":"close_after_accepting"}"#, Fault::reset_after_accepting()),
        (
            r#"{"kind":"close_after_accepting","ending":"close"}"#,
            Fault::CloseAfterAccepting { ending: Ending::Close },
        ),
        (r#"{"kind":"cut_answer"}"#, Fault::cut_after_the_code()),
        (r#"{"kind":"cut_answer","bytes":1}"#, Fault::CutAnswer { bytes: Some(1) }),
        (r#"{"kind":"stall"}"#, Fault::Stall),
        (r#"{"kind":"without_length"}"#, Fault::WithoutLength),
        (
            r#"{"kind":"answer","http_status":429,"headers":{"retry-after":"7"}}"#,
            RawAnswer::too_many_requests(7).into(),
        ),
        (
            r#"{"kind":"answer","http_status":200,"body":{"filler":3},"after_accepting":true}"#,
            RawAnswer::new(200).with_filler(3).after_accepting().into(),
        ),
    ] {
        assert_eq!(put(&format!(r#"{{"fault":{json}}}"#)).status(), 200, "{json}");
        assert_eq!(sandbox.faults(), [FaultRule::always(fault)]);
    }
    put(r#"[{"fault":{"kind":"close_before_reading"},"times":1}]"#);
    assert_eq!(sandbox.faults(), [FaultRule::next(1, Fault::CloseBeforeReading)]);
}

#[test]
fn a_misspelt_fault_is_refused() {
    let sandbox = started();
    for json in [
        "",
        "{}",
        r#"{"fault":{"kind":"explode"}}"#,
        r#"{"fault":{"kind":"stall"},"tims":1}"#,
        r#"{"fault":{"kind":"refuse","cod":33}}"#,
        r#"{"fault":{"kind":"stall"},"call":"sendSMS"}"#,
        r#"{"fault":{"kind":"answer","http_status":200,"bdy":{}}}"#,
        r#"{"fault":{"kind":"close_before_reading"}}"#,
        r#"{"fault":{"kind":"close_before_reading"},"times":1,"call":"send_sms"}"#,
        r#"{"fault":{"kind":"answer","http_status":100}}"#,
        r#"{"fault":{"kind":"answer","http_status":200,"headers":{"a b":"c"}}}"#,
        r#"{"fault":{"kind":"answer","http_status":200,"body":{"base64":"%"}}}"#,
        r#"{"fault":{"kind":"answer","http_status":200,"body":{"filler":1000000000000}}}"#,
    ] {
        let answer = send(&sandbox, "PUT", "/_sandbox/faults", "application/json", json.as_bytes());
        assert_eq!(answer.status(), 400, "{json}");
        assert!(answer.json()["error"].is_string());
    }
    assert!(sandbox.faults().is_empty());
}
