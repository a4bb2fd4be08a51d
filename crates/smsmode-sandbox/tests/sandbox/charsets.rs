//! Bytes and what the service reads in them.

use smsmode_sandbox::{
    AnswerCharset, CapitalEGrave, DeclaredCharset, OutsideAlphabet, Sandbox, StoredMessage,
};

use crate::http::{FORM, get_call, post, post_as, started, started_with};

const UTF_8_FORM: &str = "application/x-www-form-urlencoded; charset=UTF-8";

fn sent(sandbox: &Sandbox, content_type: &str, text: &str) -> StoredMessage {
    let form = format!("KEY&numero=33639980011&message={text}");
    post_as(sandbox, "sendSMS", content_type, &form).id();
    sandbox.messages().pop().unwrap()
}

#[test]
fn an_undeclared_body_is_iso_8859_15() {
    let message = sent(&started(), FORM, "%C9t%E9+%E0+5+%A4");
    assert_eq!((message.text_as_read.as_str(), message.text.as_str()), ("Été à 5 €", "Été à 5 €"));
}

#[test]
fn undeclared_utf_8_shows_as_mojibake() {
    let message = sent(&started(), FORM, "%C3%A9t%C3%A9");
    assert_eq!((message.text_as_read.as_str(), message.text.as_str()), ("Ã©tÃ©", "??t??"));
}

#[test]
fn declared_utf_8_is_honoured_unless_a_switch_says_no() {
    assert_eq!(sent(&started(), UTF_8_FORM, "%C3%A9t%C3%A9").text, "été");
    let sandbox = started_with(|switches| switches.declared_charset = DeclaredCharset::Ignored);
    assert_eq!(sent(&sandbox, UTF_8_FORM, "%C3%A9t%C3%A9").text_as_read, "Ã©tÃ©");
}

#[test]
fn a_query_is_iso_8859_15() {
    let sandbox = started();
    get_call(&sandbox, "sendSMS", "KEY&numero=33639980011&message=%E9t%E9").id();
    assert_eq!(sandbox.messages()[0].text, "été");
}

#[test]
fn class_9_is_utf_8_declared_or_not() {
    let sandbox = started();
    for content_type in [FORM, UTF_8_FORM] {
        let message = sent(&sandbox, content_type, "%F0%9F%98%80+%C3%AA&classe_msg=9");
        assert_eq!((message.text.as_str(), message.segments), ("😀 ê", 1));
    }
}

#[test]
fn iso_8859_15_in_class_9_breaks() {
    assert_eq!(sent(&started(), FORM, "%E9t%E9&classe_msg=9").text, "\u{fffd}t\u{fffd}");
}

#[test]
fn what_gsm_lacks_arrives_as_a_question_mark() {
    let message = sent(&started(), FORM, "F%EAte+%E0+Besan%E7on,+%C8ve");
    assert_eq!(message.text_as_read, "Fête à Besançon, Ève");
    assert_eq!(message.text, "F?te à Besan?on, ?ve");
}

#[test]
fn switches_decide_otherwise_about_what_gsm_lacks() {
    let sandbox = started_with(|switches| {
        switches.capital_e_grave = CapitalEGrave::Passes;
        switches.outside_alphabet = OutsideAlphabet::Unicode;
    });
    let e_grave = sent(&sandbox, FORM, &"%C8".repeat(160));
    assert_eq!((e_grave.text, e_grave.segments), ("È".repeat(160), 1));
    let e_circumflex = sent(&sandbox, FORM, &"%EA".repeat(71));
    assert_eq!((e_circumflex.text, e_circumflex.segments), ("ê".repeat(71), 2));
}

#[test]
fn an_answer_is_latin_or_what_a_switch_says() {
    for (charset, content_type, body) in [
        (AnswerCharset::Latin9, "text/html", &b"\xe9\r\n"[..]),
        (AnswerCharset::Latin9Declared, "text/html; charset=ISO-8859-15", b"\xe9\r\n"),
        (AnswerCharset::Utf8, "text/html", b"\xc3\xa9\r\n"),
        (AnswerCharset::Utf8Declared, "text/html; charset=UTF-8", b"\xc3\xa9\r\n"),
    ] {
        let sandbox = started_with(|switches| switches.answer_charset = charset);
        let answer = post(&sandbox, "credit", "accessToken=wrong");
        assert_eq!(answer.header("content-type"), Some(content_type));
        assert!(answer.body.ends_with(body), "{charset:?}");
    }
}
