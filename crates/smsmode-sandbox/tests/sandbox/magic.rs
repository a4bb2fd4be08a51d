//! Magic numbers and magic keys.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use smsmode_sandbox::{
    DEMO_API_KEY, EMPTY_API_KEY, Fault, MAGIC_NUMBERS, MessageFilter, READ_ONLY_API_KEY, Sandbox,
    SandboxOptions,
};

use crate::http::{
    DELAY, FORM, PATIENCE, balance, exchange, post, request, send, send_one, started,
};

const README: &str = include_str!("../../README.md");

fn form(number: &str) -> String {
    format!("KEY&message=Bonjour&numero={number}")
}

fn raw_send(sandbox: &Sandbox, number: &str) -> std::io::Result<Vec<u8>> {
    let form = form(number).replace("KEY", &format!("accessToken={DEMO_API_KEY}"));
    exchange(sandbox.address(), &request("POST", "/http/1.6/sendSMS.do", FORM, form.as_bytes()))
}

#[test]
fn the_table_of_the_readme_is_that_of_the_code() {
    let rows: Vec<_> = MAGIC_NUMBERS
        .iter()
        .map(|magic| format!("| 06 39 98 XX {:02} | {} |", magic.ending, magic.meaning))
        .collect();
    let shown: Vec<_> = README.lines().filter(|line| line.starts_with("| 06 39 98 XX ")).collect();
    assert_eq!(shown, rows);
}

#[test]
fn each_refusal_has_its_number_and_does_nothing() {
    let sandbox = started();
    for code in ["31", "32", "33", "35", "50"] {
        let text = post(&sandbox, "sendSMS", &form(&format!("06399800{code}"))).text();
        assert!(text.starts_with(&format!("{code} | ")), "{text}");
    }
    assert!(sandbox.messages().is_empty());
    assert_eq!(balance(&sandbox), "1000.0");
    assert_eq!(sandbox.journal()[0].answer.as_deref(), Some("31 | Erreur interne"));
}

fn last_status(sandbox: &Sandbox, call: &str, ending: &str) -> u16 {
    let form = form(&format!("06399812{ending}"));
    let id = post(sandbox, call, &form).id();
    sandbox.advance(DELAY * 3);
    sandbox.messages_where(&MessageFilter::new().with_message_id(id))[0].status
}

#[test]
fn each_final_status_has_its_number() {
    let sandbox = started();
    for (ending, status) in [("11", 11), ("12", 11), ("21", 21), ("34", 34), ("39", 35)] {
        assert_eq!(last_status(&sandbox, "sendSMS", ending), status);
    }
    for (ending, status) in [("11", 16), ("21", 21), ("34", 34), ("39", 35), ("13", 13)] {
        assert_eq!(last_status(&sandbox, "sendVoiceMessage", ending), status);
    }
}

#[test]
fn the_status_call_shows_a_reception_error_as_39() {
    let sandbox = started();
    let id = post(&sandbox, "sendSMS", &form("0639980039")).id();
    sandbox.advance(DELAY * 3);
    let question = format!("KEY&smsID={id}");
    assert!(post(&sandbox, "smsStatus", &question).text().starts_with("39 | "));
    assert_eq!(post(&sandbox, "compteRendu", &question).text(), "33639980039 35 |");
}

#[test]
fn one_stays_at_the_operator_for_two_days_of_the_clock() {
    let sandbox = started();
    post(&sandbox, "sendSMS", &form("0639980013")).id();
    let after = |hours: u64| {
        sandbox.advance(Duration::from_secs(hours * 3600));
        sandbox.messages()[0].status
    };
    assert_eq!((after(1), after(46), after(1)), (13, 13, 11));
}

#[test]
fn one_is_accepted_and_its_answer_lost() {
    let sandbox = started();
    assert_eq!(raw_send(&sandbox, "0639980090").unwrap_err().kind(), ErrorKind::ConnectionReset);
    assert_eq!(sandbox.messages().len(), 1);
    assert_eq!(sandbox.journal()[0].fault, Some(Fault::reset_after_accepting()));
}

#[test]
fn one_is_reset_before_anything_is_stored() {
    let sandbox = started();
    assert_eq!(raw_send(&sandbox, "0639980091").unwrap_err().kind(), ErrorKind::ConnectionReset);
    assert!(sandbox.messages().is_empty());
    assert_eq!((balance(&sandbox).as_str(), &sandbox.journal()[0].answer), ("1000.0", &None));
}

#[test]
fn one_is_accepted_and_never_answered() {
    let sandbox = started();
    let mut socket = TcpStream::connect(sandbox.address()).unwrap();
    let form = form("0639980092").replace("KEY", &format!("accessToken={DEMO_API_KEY}"));
    socket.write_all(&request("POST", "/http/1.6/sendSMS.do", FORM, form.as_bytes())).unwrap();
    assert_eq!(sandbox.wait_for(&MessageFilter::new(), 1, PATIENCE).len(), 1);
    socket.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    let silence = socket.read(&mut [0]).unwrap_err().kind();
    assert!(matches!(silence, ErrorKind::WouldBlock | ErrorKind::TimedOut));
}

#[test]
fn one_is_accepted_and_its_answer_cut_after_the_code() {
    let sandbox = started();
    let answer = raw_send(&sandbox, "0639980093").unwrap();
    assert!(answer.ends_with(b"\r\n\r\n0 |"), "{answer:?}");
    assert_eq!(sandbox.messages().len(), 1);
}

#[test]
fn one_meets_a_proxy_and_one_a_limit() {
    let sandbox = started();
    let proxy = post(&sandbox, "sendSMS", &form("0639980094"));
    assert_eq!((proxy.status(), proxy.header("content-type")), (502, Some("text/html")));
    let limit = post(&sandbox, "sendSMS", &form("0639980095"));
    assert_eq!((limit.status(), limit.header("retry-after")), (429, Some("7")));
    assert!(sandbox.messages().is_empty());
}

/// The statuses that the user's server is told for a message to this number.
fn told(number: &str, count: usize) -> Vec<String> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let sandbox = started();
    let url = format!("http%3A%2F%2F{}%2F", listener.local_addr().unwrap());
    post(&sandbox, "sendSMS", &format!("{}&notification_url={url}", form(number))).id();
    sandbox.advance(DELAY * 3);
    let take = || {
        let (mut socket, _) = listener.accept().unwrap();
        let line = BufReader::new(&socket).lines().next().unwrap().unwrap();
        socket.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").unwrap();
        line.split_once("statut=").unwrap().1.split('&').next().unwrap().to_owned()
    };
    let told = std::iter::repeat_with(take).take(count).collect();
    assert_eq!(sandbox.callbacks().len(), count);
    told
}

#[test]
fn a_receipt_comes_twice_or_out_of_order() {
    assert_eq!(told("0639980011", 2), ["13", "11"]);
    assert_eq!(told("0639980096", 3), ["13", "11", "11"]);
    assert_eq!(told("0639980097", 2), ["11", "13"]);
}

#[test]
fn people_answer_by_themselves() {
    let sandbox = started();
    let ids =
        ["0639980098", "0639980099"].map(|number| post(&sandbox, "sendSMS", &form(number)).id());
    assert_eq!(post(&sandbox, "responseList", "KEY").text(), "");
    sandbox.advance(DELAY * 3);
    let replies = post(&sandbox, "responseList", "KEY").text();
    for (text, id) in ["33639980098 | STOP", "33639980099 | OUI"].iter().zip(&ids) {
        assert!(replies.contains(&format!(" | {text} | 36034 | {id}")), "{replies}");
    }
    assert_eq!(balance(&sandbox), "997.0", "the confirmation of STOP costs a credit");
    post(&sandbox, "sendSMS", &form("0639980098")).id();
    sandbox.advance(DELAY * 3);
    assert_eq!(sandbox.messages()[2].status, 3999);
    assert_eq!(post(&sandbox, "responseList", "KEY").text().matches("STOP").count(), 1);
}

#[test]
fn nobody_answers_a_personal_sender() {
    let sandbox = started();
    post(&sandbox, "sendSMS", &format!("{}&emetteur=SHOP", form("0639980099"))).id();
    sandbox.advance(DELAY * 3);
    assert_eq!(post(&sandbox, "responseList", "KEY").text(), "");
}

#[test]
fn the_first_number_that_concerns_the_answer_decides_and_each_has_its_own_status() {
    let sandbox = started();
    let text = post(&sandbox, "sendSMS", &form("0639980021,0639980050,0639980033")).text();
    assert!(text.starts_with("50 | "), "{text}");
    let id = post(&sandbox, "sendSMS", &form("0639980021,0639980012,0639980034")).id();
    sandbox.advance(DELAY * 3);
    let report = post(&sandbox, "compteRendu", &format!("KEY&smsID={id}")).text();
    assert_eq!(report, "33639980021 21 | 33639980012 11 | 33639980034 34 |");
}

#[test]
fn a_wrong_request_is_refused_before_any_magic() {
    let sandbox = started();
    let wrong_key = "accessToken=wrong&message=Bonjour&numero=0639980050";
    assert!(post(&sandbox, "sendSMS", wrong_key).text().starts_with("32 | "));
    let no_text = "KEY&numero=0639980050";
    assert!(post(&sandbox, "sendSMS", no_text).text().starts_with("35 | "));
}

#[test]
fn numbers_of_groups_batches_and_voices_are_magic_too() {
    let sandbox = started();
    post(&sandbox, "addContact", "KEY&nom=Dupond&mobile=0639980050&groupes=amis");
    let text = post(&sandbox, "sendSMS", "KEY&message=Bonjour&groupe=amis").text();
    assert!(text.starts_with("50 | "), "{text}");
    assert!(post(&sandbox, "sendVoiceMessage", &form("0639980033")).text().starts_with("33 | "));
    let target = format!("/http/1.6/sendSMSBatch.do?accessToken={DEMO_API_KEY}");
    let body = "--b\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"a.csv\"\r\n\r\n\
                numero,message\r\n0639980012,Bonjour\r\n0639980031,Bonjour\r\n--b--\r\n";
    let content_type = "multipart/form-data; boundary=b";
    let text = send(&sandbox, "POST", &target, content_type, body.as_bytes()).text();
    assert!(text.starts_with("31 | "), "{text}");
    assert!(sandbox.messages().is_empty());
}

#[test]
fn without_magic_all_numbers_are_ordinary() {
    let options =
        SandboxOptions::new().with_magic_numbers(false).with_delivery_delay(Duration::ZERO);
    let sandbox = Sandbox::start(options).unwrap();
    for magic in MAGIC_NUMBERS {
        post(&sandbox, "sendSMS", &form(&format!("06399800{:02}", magic.ending))).id();
    }
    let messages = sandbox.messages();
    assert_eq!(messages.len(), MAGIC_NUMBERS.len());
    assert!(messages.iter().all(|message| message.status == 11));
    assert_eq!(post(&sandbox, "responseList", "KEY").text(), "");
}

#[test]
fn an_account_without_credits_sends_nothing() {
    let sandbox = started();
    let key = format!("accessToken={EMPTY_API_KEY}");
    assert_eq!(post(&sandbox, "credit", &key).text(), "0.0");
    let form = format!("{key}&message=Bonjour&numero=0639980012");
    assert!(post(&sandbox, "sendSMS", &form).text().starts_with("33 | "));
    assert!(post(&sandbox, "sendVoiceMessage", &form).text().starts_with("33 | "));
}

#[test]
fn what_is_refused_is_answered_whatever_was_to_go_wrong_after_it() {
    let form = format!("accessToken={EMPTY_API_KEY}&message=Bonjour&numero=0639980090");
    assert!(post(&started(), "sendSMS", &form).text().starts_with("33 | "));
}

#[test]
fn an_account_that_may_only_look_looks() {
    let sandbox = started();
    let key = format!("accessToken={READ_ONLY_API_KEY}");
    assert_eq!(post(&sandbox, "credit", &key).text(), "1000.0");
    for call in ["smsList", "responseList"] {
        assert_eq!(post(&sandbox, call, &key).text(), "", "{call}");
    }
    for (call, form) in [
        ("sendSMS", "message=a&numero=0639980012"),
        ("sendVoiceMessage", "message=a&numero=0639980012"),
        ("sendSMSBatch", ""),
        ("deleteSMS", "numero=0639980012"),
        ("creditTransfert", "targetPseudo=sandbox-demo&creditAmount=1"),
        ("createSubAccount", "newPseudo=a&newPass=b"),
        ("deleteSubAccount", "pseudoToDelete=a"),
        ("addContact", "nom=a&mobile=0639980012"),
    ] {
        let text = post(&sandbox, call, &format!("{key}&{form}")).text();
        assert_eq!(text, "32 | Cette cl\u{e9} ne permet que la lecture", "{call}");
    }
    let target = format!("/http/2.0/createAuthorisation.do?{key}");
    assert_eq!(crate::http::get(&sandbox, &target).status(), 401);
}

#[test]
fn a_seed_makes_ids_and_clock_the_same_in_every_run() {
    let run = |seed| {
        let sandbox = Sandbox::start(SandboxOptions::new().with_seed(seed)).unwrap();
        let ids = [send_one(&sandbox), send_one(&sandbox)];
        let hour = sandbox.messages()[0].accepted_at[..14].to_owned();
        sandbox.reset();
        assert_eq!(send_one(&sandbox), ids[0], "a reset starts them anew");
        (ids, hour)
    };
    let (ids, hour) = run(7);
    assert_eq!(hour, "2026-01-05T09:");
    assert_eq!(run(7).0, ids);
    assert_ne!(run(8).0, ids);
}
