//! No secret, no phone number and no text is ever shown by accident: not in a log line of any library,
//! not in an error, not in the `Debug` of anything.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod all_calls;
mod hostile;

#[path = "secrets/canaries.rs"]
mod canaries;
#[path = "secrets/evidence.rs"]
mod evidence;
#[path = "secrets/scenes.rs"]
mod scenes;

use std::time::Duration;

use smsmode_http::{
    ApiKey, DeliveryReceipt, GsmText, HttpSettings, InvalidInput, Password, PhoneNumber,
    ProxySetting, Recipients, RefusalCode, ReplyReceipt, RootCertificates, SendVoice, Sender,
    UreqTransport,
};
use smsmode_sandbox::{
    Ending, Fault, MultipartFields, RawAnswer, Sandbox, SandboxOptions, Switches, TlsOptions,
};

use canaries::{API_KEY, LOGIN_PASSWORD, PROXY_PASSWORD, Search};
use evidence::Evidence;
use hostile::silence::closed_address;
use hostile::{Hostile, Visit};
use scenes::{Caller, EVERY_CALLER, account_options, direct};

const SHORT: Duration = Duration::from_millis(30);

fn sandbox() -> Sandbox {
    Sandbox::start(options()).unwrap()
}

fn options() -> SandboxOptions {
    SandboxOptions::new().with_account(account_options())
}

#[test]
fn a_call_that_succeeds_shows_no_secret() {
    let mut evidence = Evidence::begin();
    for caller in EVERY_CALLER {
        let mut switches = Switches::default();
        switches.multipart_fields = MultipartFields::Read;
        let sandbox = Sandbox::start(options().with_switches(switches)).unwrap();
        let succeeded = caller.call_all(&sandbox.base_url(), &direct(), &mut evidence);
        let by_get = usize::from(caller.cannot_batch());
        assert_eq!(succeeded, 14 - by_get, "{caller:?}");
    }
    evidence.end();
}

#[test]
fn a_list_with_numbers_and_texts_shows_none() {
    let mut evidence = Evidence::begin();
    let sandbox = sandbox();
    let client = Caller::default().client(&sandbox.base_url(), &direct());
    let id = client.call(&all_calls::send_sms()).unwrap().message_id.unwrap();
    sandbox.reply(id.as_str(), "33639980011", all_calls::TEXT).unwrap();
    let sent = client.call(&smsmode_http::ListSent::new()).unwrap();
    let replies = client.call(&smsmode_http::ListReplies::newest()).unwrap();
    assert!(sent.messages.first().unwrap().text.contains("Canari"));
    assert!(replies.replies.first().unwrap().text.contains("Canari"));
    evidence.show("sent", &sent);
    evidence.show("replies", &replies);
    evidence.end();
}

#[test]
fn a_refused_call_shows_no_secret() {
    let mut evidence = Evidence::begin();
    for code in [RefusalCode::INTERNAL_ERROR, RefusalCode::BAD_PARAMETER] {
        all_fail_against(&mut evidence, &Fault::refuse(code));
    }
    evidence.end();
}

#[test]
fn a_credential_that_is_refused_is_not_shown() {
    let mut evidence = Evidence::begin();
    let strangers = Sandbox::start(SandboxOptions::new()).unwrap();
    for caller in EVERY_CALLER {
        assert_eq!(caller.call_all(&strangers.base_url(), &direct(), &mut evidence), 0);
    }
    evidence.end();
}

#[test]
fn a_broken_connection_shows_no_secret() {
    let mut evidence = Evidence::begin();
    for ending in [Ending::Reset, Ending::Close] {
        all_fail_against(&mut evidence, &Fault::CloseAfterAccepting { ending });
    }
    all_fail_against(&mut evidence, &Fault::CloseBeforeReading);
    all_end_against(&mut evidence, &Fault::CutAnswer { bytes: Some(3) });
    all_end_against(&mut evidence, &Fault::cut_after_the_code());
    all_end_against(&mut evidence, &Fault::WithoutLength);
    all_fail_against(&mut evidence, &Fault::Stall);
    evidence.end();
}

#[test]
fn an_answer_of_somebody_else_shows_no_secret() {
    let mut evidence = Evidence::begin();
    all_fail_against(&mut evidence, &RawAnswer::bad_gateway().into());
    all_fail_against(&mut evidence, &RawAnswer::too_many_requests(9).into());
    all_fail_against(&mut evidence, &RawAnswer::new(200).with_text("<html>").into());
    evidence.end();
}

#[test]
fn an_answer_that_is_too_large_shows_no_secret() {
    let mut evidence = Evidence::begin();
    let sandbox = sandbox();
    sandbox.set_faults([Fault::from(RawAnswer::new(200).with_filler(70_000))]);
    assert_eq!(Caller::default().call_all(&sandbox.base_url(), &direct(), &mut evidence), 0);
    evidence.end();
}

/// What a service repeats of a request must not come to light by that.
#[test]
fn an_answer_that_repeats_the_secrets_does_not_show_them() {
    let mut evidence = Evidence::begin();
    let secrets = format!("{API_KEY} {LOGIN_PASSWORD} 33639980011 {}", all_calls::TEXT);
    all_end_against(&mut evidence, &RawAnswer::new(200).with_text(&secrets).into());
    all_fail_against(&mut evidence, &RawAnswer::new(500).with_text(&secrets).into());
    let refusal = format!("35 | numero incorrect : {secrets}");
    all_fail_against(&mut evidence, &RawAnswer::new(200).with_text(refusal).into());
    let cookie = RawAnswer::new(200).with_header("set-cookie", &secrets);
    all_end_against(&mut evidence, &cookie.with_header("x-request", &secrets).into());
    evidence.end();
}

/// Answers hold created keys, numbers, texts and what people wrote back.
#[test]
fn an_answer_is_in_no_trace() {
    let mut evidence = Evidence::begin();
    let sandbox = sandbox();
    assert_eq!(Caller::default().call_all(&sandbox.base_url(), &direct(), &mut evidence), 14);
    evidence.end();
}

#[test]
fn a_redirect_that_repeats_the_query_does_not_show_it() {
    let mut evidence = Evidence::begin();
    let location = format!("https://elsewhere.example/http/1.6/sendSMS.do?accessToken={API_KEY}");
    all_fail_against(&mut evidence, &RawAnswer::redirect(location).into());
    evidence.end();
}

#[test]
fn an_echo_in_place_of_an_answer_shows_no_secret() {
    let mut evidence = Evidence::begin();
    for caller in EVERY_CALLER {
        let server = Hostile::start(|mut visit| {
            if let Some(request) = visit.read_request() {
                visit.write(request.head);
                visit.write(request.body);
            }
        });
        let address = format!("http://{}", server.address());
        assert_eq!(caller.call_all(&address, &direct(), &mut evidence), 0);
    }
    evidence.end();
}

#[test]
fn a_service_that_is_not_there_shows_no_secret() {
    let mut evidence = Evidence::begin();
    for caller in EVERY_CALLER {
        for scheme in ["http", "https"] {
            let address = format!("{scheme}://{}", closed_address());
            assert_eq!(caller.call_all(&address, &direct(), &mut evidence), 0);
        }
    }
    evidence.end();
}

#[test]
fn tls_shows_no_secret_trusted_or_not() {
    let mut evidence = Evidence::begin();
    let sandbox = Sandbox::start(options().with_tls(TlsOptions::new())).unwrap();
    let authority = sandbox.ca_certificate_pem().unwrap().as_bytes().to_vec();
    let trusting = direct().with_roots(RootCertificates::BundledAnd(authority));
    for caller in EVERY_CALLER {
        assert!(caller.call_all(&sandbox.base_url(), &trusting, &mut evidence) > 0);
        assert_eq!(caller.call_all(&sandbox.base_url(), &direct(), &mut evidence), 0);
    }
    evidence.end();
}

#[test]
fn a_proxy_shows_neither_its_password_nor_ours() {
    let mut evidence = Evidence::begin();
    let sandbox = sandbox();
    let refusing = |mut visit: Visit| {
        visit.read_connect();
        visit.write("HTTP/1.1 407 x\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n");
    };
    for caller in EVERY_CALLER {
        let (open, closed) = (Hostile::start(Visit::tunnel), Hostile::start(refusing));
        let through = |proxy: &Hostile| hostile::proxy::through(proxy);
        assert!(caller.call_all(&sandbox.base_url(), &through(&open), &mut evidence) > 0);
        assert_eq!(caller.call_all(&sandbox.base_url(), &through(&closed), &mut evidence), 0);
        let nowhere = hostile::proxy::through_address(closed_address());
        assert_eq!(caller.call_all(&sandbox.base_url(), &nowhere, &mut evidence), 0);
    }
    evidence.end();
}

#[test]
fn a_proxy_that_is_no_address_does_not_show_its_password() {
    let mut evidence = Evidence::begin();
    for url in [
        format!("http://caisse:{PROXY_PASSWORD}@"),
        format!("gopher://caisse:{PROXY_PASSWORD}@127.0.0.1:1"),
        format!("http://caisse:{PROXY_PASSWORD}@127.0.0.1:port"),
        format!("http://caisse:{PROXY_PASSWORD}%FF@127.0.0.1:1"),
    ] {
        let settings = HttpSettings::default().with_proxy(ProxySetting::Url(url));
        evidence.show("settings", &settings);
        match UreqTransport::new(&settings) {
            Ok(transport) => evidence.show("transport", &transport),
            Err(error) => evidence.show_error("proxy", &error),
        }
    }
    evidence.end_without_a_call();
}

#[test]
fn input_that_is_refused_is_not_shown() {
    let mut evidence = Evidence::begin();
    let bad_number = "06 39 98 00 11 TexteCanari";
    evidence.show_error("number", &PhoneNumber::parse(bad_number).unwrap_err());
    let numbers = Recipients::parse(["0639980011", bad_number]).unwrap_err();
    evidence.show_described("numbers", &numbers);
    let text: InvalidInput = GsmText::new("TexteCanari ☺ ê").unwrap_err();
    evidence.show_described("text", &text);
    let long: InvalidInput = GsmText::new("TexteCanari ".repeat(100)).unwrap_err();
    evidence.show_described("long text", &long);
    let to = Recipients::parse(["0639980011"]).unwrap();
    evidence.show_described("voice", &SendVoice::new(to, "TexteCanari ☺").unwrap_err());
    evidence.show_error("sender", &Sender::new("TexteCanari é").unwrap_err());
    evidence.show_error("key", &ApiKey::new(format!("{API_KEY}\n")).unwrap_err());
    evidence.show_error("password", &Password::new(format!("{LOGIN_PASSWORD}\n")).unwrap_err());
    evidence.end_without_a_call();
}

#[test]
fn receipts_show_neither_numbers_nor_texts() {
    let mut evidence = Evidence::begin();
    let receipt = b"numero=33639980011&date_reception=2026-11-22+13%3A45%3A00&smsID=S7EpYZ5kmS87\
        &statut=11&autre=TexteCanari";
    evidence.show("receipt", &DeliveryReceipt::parse_query(receipt).unwrap());
    let reply = b"emetteur=33639980011&message=TexteCanari&numero=36034&smsID=S7EpYZ5kmS87\
        &responseID=azertyu123&date_reception=2026-11-22+13%3A45%3A00";
    evidence.show("reply", &ReplyReceipt::parse_query(reply).unwrap());
    evidence.end_without_a_call();
}

/// Otherwise every test above would pass whatever was shown.
#[test]
fn a_secret_that_leaks_is_found() {
    let search = Search::new(&canaries::all());
    for canary in canaries::all() {
        for (form, leak) in canaries::forms(&canary) {
            let line = format!("GET /http/1.6/credit.do?x={leak}&y=1");
            assert!(search.find(&line).is_some(), "{canary} as {form}");
        }
    }
    assert_eq!(search.find("call 1: HTTP 200, 12 bytes, Complete after 3 ms"), None);
}

#[test]
fn a_secret_in_a_log_line_is_found() {
    let evidence = Evidence::begin();
    log::trace!(target: "ureq", "GET /?accessToken={API_KEY}");
    assert!(evidence.first_leak().is_some());
}

fn all_fail_against(evidence: &mut Evidence, fault: &Fault) {
    let name = format!("{fault:?}").chars().take(40).collect::<String>();
    assert_eq!(all_end_against(evidence, fault), 0, "{name}");
}

/// Makes all calls in every way while this goes wrong, and tells how many succeeded all the same.
fn all_end_against(evidence: &mut Evidence, fault: &Fault) -> usize {
    let sandbox = sandbox();
    let each = EVERY_CALLER.map(|caller| {
        sandbox.set_faults([fault.clone()]);
        caller.within(SHORT).call_all(&sandbox.base_url(), &direct(), evidence)
    });
    each.iter().sum()
}
