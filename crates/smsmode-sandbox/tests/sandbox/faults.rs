//! Every fault, as a client meets it.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use smsmode_core::RefusalCode;
use smsmode_sandbox::{
    AnswerCharset, Call, DEMO_API_KEY, Ending, Fault, FaultProfile, FaultRule, Probability,
    RawAnswer, Sandbox, SandboxOptions, Sigma,
};

use crate::http::{DELAY, FORM, PATIENCE, balance, exchange, post, request, send, started};

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
fn a_connection_is_reset_or_closed_after_reading_with_nothing_done() {
    let sandbox = with(Fault::CloseBeforeStoring { ending: Ending::Reset });
    assert_eq!(raw_send(&sandbox).unwrap_err().kind(), ErrorKind::ConnectionReset);
    sandbox.set_faults([Fault::CloseBeforeStoring { ending: Ending::Close }]);
    assert_eq!(raw_send(&sandbox).unwrap(), b"");
    assert!(sandbox.messages().is_empty());
    assert_eq!(sandbox.journal().len(), 2);
}

#[test]
fn an_answer_trickles_byte_by_byte() {
    let sandbox = with(Fault::Trickle { milliseconds: 1 });
    let start = Instant::now();
    let answer = text(&raw_send(&sandbox).unwrap());
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("0 | Accept"), "{answer}");
    assert!(start.elapsed() >= Duration::from_millis(answer.len() as u64));
    assert_eq!(sandbox.messages().len(), 1);
}

#[test]
fn garbage_is_no_http() {
    let sandbox = with(Fault::Garbage);
    let answer = raw_send(&sandbox).unwrap();
    assert!(answer.starts_with(b"SSH-2.0-") && answer.contains(&0xff), "{answer:?}");
    assert!(!text(&answer).contains("HTTP"));
    assert_eq!(sandbox.messages().len(), 1);
}

#[test]
fn a_proxy_and_a_limit_have_short_names() {
    let sandbox = with(Fault::BadGateway);
    let proxy = post(&sandbox, "credit", "KEY");
    assert_eq!((proxy.status(), proxy.header("content-type")), (502, Some("text/html")));
    sandbox.set_faults([Fault::TooManyRequests { retry_after: 30 }]);
    let limit = post(&sandbox, "credit", "KEY");
    assert_eq!((limit.status(), limit.header("retry-after")), (429, Some("30")));
}

#[test]
fn the_charset_of_an_answer_goes_with_another_fault() {
    let utf8 = || FaultRule::always(Fault::AnswerCharset { charset: AnswerCharset::Utf8Declared });
    let sandbox = with(utf8());
    let answer = post(&sandbox, "credit", "accessToken=wrong");
    assert_eq!(answer.header("content-type"), Some("text/html; charset=UTF-8"));
    sandbox.set_faults([utf8(), FaultRule::always(Fault::Refuse { code: 32 })]);
    let body = post(&sandbox, "credit", "KEY").body;
    assert_eq!(body, "32 | Votre authentification a échoué\r\n".as_bytes());
}

#[test]
fn receipts_come_twice_or_out_of_order() {
    for (fault, count) in [(Fault::DuplicateCallbacks, 3), (Fault::ReorderedCallbacks, 2)] {
        let sandbox = with(FaultRule::next(1, fault.clone()).on(Call::SendSms));
        let form = "KEY&message=Bonjour&numero=0639980012&notification_url=https%3A%2F%2Fa.example";
        post(&sandbox, "sendSMS", form).id();
        sandbox.advance(DELAY * 3);
        let urls: Vec<_> = sandbox.callbacks().into_iter().map(|record| record.url).collect();
        assert_eq!(urls.len(), count);
        let last_first = fault == Fault::ReorderedCallbacks;
        assert_eq!(urls[0].contains("statut=11"), last_first, "{fault:?}");
        assert_eq!(urls[count - 1].contains("statut=13"), last_first, "{fault:?}");
    }
}

/// Which of 40 requests a rule strikes.
fn struck(sandbox: &Sandbox) -> Vec<bool> {
    (0..40).map(|_| balance(sandbox).starts_with("50 | ")).collect()
}

fn now_and_then() -> FaultProfile {
    let rule = FaultRule::always(Fault::Refuse { code: 50 });
    FaultProfile::from_iter([rule.with_probability(Probability::new(0.3).unwrap())])
}

#[test]
fn the_same_seed_and_requests_meet_the_same_faults() {
    let run = |seed| {
        let options = SandboxOptions::new().with_seed(seed).with_faults(now_and_then());
        struck(&Sandbox::start(options).unwrap())
    };
    let first = run(7);
    let count = first.iter().filter(|struck| **struck).count();
    assert!((4..=20).contains(&count), "{count} of 40 at a probability of 0.3");
    assert_eq!(run(7), first);
    assert_ne!(run(8), first);
}

#[test]
fn the_same_seed_resets_the_same_connections_by_chance() {
    let run = |seed| {
        let rule = FaultRule::always(Fault::CloseBeforeReading);
        let rule = rule.with_probability(Probability::new(0.3).unwrap());
        let options = SandboxOptions::new().with_seed(seed);
        let sandbox = Sandbox::start(options.with_faults(FaultProfile::from_iter([rule]))).unwrap();
        let reset: Vec<_> = (0..40).map(|_| raw_send(&sandbox).is_err()).collect();
        let count = reset.iter().filter(|reset| **reset).count();
        assert_eq!(sandbox.messages().len(), 40 - count);
        (reset, count)
    };
    let (first, count) = run(7);
    assert!((4..=20).contains(&count), "{count} of 40 at a probability of 0.3");
    assert_eq!(run(7).0, first);
}

#[test]
fn a_profile_has_a_seed_of_its_own_and_starts_anew_when_it_is_set() {
    let sandbox = started();
    let mut profile = now_and_then();
    profile.seed = Some(7);
    let run = || {
        sandbox.set_fault_profile(profile.clone());
        struck(&sandbox)
    };
    assert_eq!(run(), run());
}

#[test]
fn probability_zero_never_strikes() {
    let rule = FaultRule::next(1, Fault::Stall).with_probability(Probability::new(0.0).unwrap());
    let sandbox = with(rule.clone());
    assert_eq!(balance(&sandbox), "1000.0");
    assert_eq!(sandbox.faults(), [rule]);
}

#[test]
fn delays_are_spread_as_those_of_networks() {
    let sigma = Sigma::new(0.0).unwrap();
    let sandbox = with(Fault::LogNormalDelay { median_milliseconds: 120, sigma });
    let start = Instant::now();
    assert_eq!(balance(&sandbox), "1000.0");
    assert!(start.elapsed() >= Duration::from_millis(115), "{:?}", start.elapsed());
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
            r#"{"kind":"log_normal_delay","median_milliseconds":200,"sigma":0.5}"#,
            Fault::LogNormalDelay { median_milliseconds: 200, sigma: Sigma::new(0.5).unwrap() },
        ),
        (r#"{"kind":"close_before_storing"}"#, Fault::CloseBeforeStoring { ending: Ending::Reset }),
        (r#"{"kind":"trickle"}"#, Fault::Trickle { milliseconds: 100 }),
        (r#"{"kind":"trickle","milliseconds":5}"#, Fault::Trickle { milliseconds: 5 }),
        (r#"{"kind":"garbage"}"#, Fault::Garbage),
        (r#"{"kind":"bad_gateway"}"#, Fault::BadGateway),
        (r#"{"kind":"too_many_requests"}"#, Fault::TooManyRequests { retry_after: 7 }),
        (
            r#"{"kind":"answer_charset","charset":"utf8"}"#,
            Fault::AnswerCharset { charset: AnswerCharset::Utf8 },
        ),
        (r#"{"kind":"duplicate_callbacks"}"#, Fault::DuplicateCallbacks),
        (r#"{"kind":"reordered_callbacks"}"#, Fault::ReorderedCallbacks),
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
    put(r#"{"seed":7,"rules":[{"fault":{"kind":"stall"},"probability":0.25}]}"#);
    let rarely = Probability::new(0.25).unwrap();
    assert_eq!(sandbox.faults(), [FaultRule::always(Fault::Stall).with_probability(rarely)]);
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
        r#"{"fault":{"kind":"stall"},"probability":1.5}"#,
        r#"{"fault":{"kind":"refuse","code":0}}"#,
        r#"{"seed":7,"rules":[{"fault":{"kind":"stall"}}],"rule":1}"#,
        r#"{"fault":{"kind":"log_normal_delay","median_milliseconds":1,"sigma":6}}"#,
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

/// Each `faults '…'` of the README, and each short form at the end of a comment.
#[test]
fn every_example_of_the_readme_is_a_fault() {
    let readme = include_str!("../../README.md");
    let quoted = |line: &'static str| line.strip_prefix("faults '")?.strip_suffix('\'');
    let examples: Vec<_> = readme.lines().filter_map(quoted).collect();
    assert!(examples.len() > 20);
    for json in examples {
        assert!(FaultProfile::from_json(json).is_ok(), "{json}");
    }
    let comments = readme.lines().filter(|line| line.starts_with("# ") || line.starts_with("#  "));
    let short = comments.filter(|line| line.len() > 70).filter_map(|line| line.rsplit(' ').next());
    let short: Vec<_> = short.collect();
    assert!(short.len() > 12, "{short:?}");
    for text in short {
        assert!(FaultProfile::default().with_short_form(text).is_ok(), "{text}");
    }
}
