//! What the service refuses, and what it says.

use smsmode_sandbox::{DEMO_LOGIN, DEMO_PASSWORD};

use crate::http::{FORM, balance, get, post, post_as, send, started, started_with};

fn refused(form: &str) -> String {
    let sandbox = started();
    let answer = post(&sandbox, "sendSMS", form);
    assert_eq!((answer.status(), sandbox.messages().len()), (200, 0), "{form}");
    assert_eq!(balance(&sandbox), "1000.0");
    answer.text()
}

#[test]
fn a_wrong_key_is_refused_by_every_call() {
    let sandbox = started();
    for call in [
        "sendSMS",
        "sendSMSBatch",
        "sendVoiceMessage",
        "compteRendu",
        "smsStatus",
        "smsList",
        "responseList",
        "deleteSMS",
        "credit",
        "creditTransfert",
        "createSubAccount",
        "deleteSubAccount",
        "addContact",
    ] {
        let answer = post(&sandbox, call, "accessToken=Ab1CD2efg3Hi");
        assert_eq!(answer.text(), "32 | Votre authentification a \u{e9}chou\u{e9}", "{call}");
        assert_eq!(answer.status(), 200);
    }
}

#[test]
fn a_missing_key_is_named() {
    let text = post(&started(), "credit", "").text();
    assert_eq!(text, "35 | Param\u{e8}tre obligatoire manquant : accessToken");
}

#[test]
fn the_legacy_login_works_and_needs_its_password() {
    let sandbox = started();
    let with =
        |password| post(&sandbox, "credit", &format!("pseudo={DEMO_LOGIN}&pass={password}")).text();
    assert_eq!(with(DEMO_PASSWORD), "1000.0");
    assert!(with("wrong").starts_with("32 | "));
    assert!(with("").starts_with("35 | "));
}

#[test]
fn a_missing_parameter_is_named() {
    let missing = "35 | Param\u{e8}tre obligatoire manquant : ";
    assert_eq!(refused("KEY&numero=33639980011"), format!("{missing}message"));
    assert_eq!(refused("KEY&message=&numero=33639980011"), format!("{missing}message"));
    assert_eq!(refused("KEY&message=Bonjour"), format!("{missing}numero"));
}

#[test]
fn a_misspelt_parameter_is_named_with_the_nearest_one() {
    let unknown = "35 | Param\u{e8}tre inconnu : ";
    let form = "KEY&message=Bonjour&numero=33639980011";
    assert_eq!(
        refused(&format!("{form}&numeros=1")),
        format!("{unknown}numeros, vouliez-vous dire numero ?")
    );
    assert_eq!(
        refused(&format!("{form}&refclient=1")),
        format!("{unknown}refclient, vouliez-vous dire refClient ?")
    );
    assert_eq!(refused(&format!("{form}&gateway=1")), format!("{unknown}gateway"));
}

#[test]
fn a_repeated_parameter_is_refused() {
    let text = refused("KEY&message=Bonjour&numero=33639980011&numero=33639980012");
    assert_eq!(text, "35 | Param\u{e8}tre incorrect : numero (donn\u{e9} deux fois)");
}

#[test]
fn numbers_and_group_exclude_each_other() {
    assert!(refused("KEY&message=Bonjour&numero=33639980011&groupe=amis").starts_with("35 | "));
}

#[test]
fn what_is_no_number_is_refused() {
    for number in ["Paul", "06399800", "33639980011,", "%2B33639980011", "06+39+98+00+11"] {
        assert!(
            refused(&format!("KEY&message=Bonjour&numero={number}")).contains("numero"),
            "{number}"
        );
    }
}

#[test]
fn a_sender_is_short_plain_and_no_number() {
    for sender in ["TOOLONGSENDER", "Caf%E9", "MY+SHOP", "0639980011", "%2B336399800"] {
        let text = refused(&format!("KEY&message=Bonjour&numero=33639980011&emetteur={sender}"));
        assert!(text.starts_with("35 | Param\u{e8}tre incorrect : emetteur"), "{sender}");
    }
}

#[test]
fn a_message_that_can_be_answered_has_no_sender() {
    let form = "KEY&message=Bonjour&numero=33639980011&classe_msg=4&emetteur=SHOP";
    assert!(refused(form).starts_with("35 | Param\u{e8}tre incorrect : emetteur"));
}

#[test]
fn a_switch_gives_a_bad_sender_another_code() {
    let sandbox = started_with(|switches| switches.bad_sender_code = 36);
    let form = "KEY&message=Bonjour&numero=33639980011&emetteur=MY+SHOP";
    assert!(post(&sandbox, "sendSMS", form).text().starts_with("36 | "));
}

#[test]
fn values_outside_their_range_are_refused() {
    let form = "KEY&message=Bonjour&numero=33639980011";
    for option in [
        "classe_msg=3",
        "nbr_msg=0",
        "nbr_msg=6",
        "nbr_msg=two",
        "stop=3",
        "date_envoi=2027-01-01",
        "date_envoi=31022099-10:00",
    ] {
        let name = option.split('=').next().unwrap();
        assert!(refused(&format!("{form}&{option}")).contains(name), "{option}");
    }
    let reference = "r".repeat(41);
    let text = refused(&format!("{form}&refClient={reference}"));
    assert_eq!(text, "35 | Param\u{e8}tre incorrect : refClient (40 caract\u{e8}res au plus)");
}

#[test]
fn a_json_body_holds_no_parameters() {
    let answer = post_as(&started(), "credit", "application/json", r#"{"accessToken":"x"}"#);
    assert_eq!(answer.text(), "35 | Param\u{e8}tre obligatoire manquant : accessToken");
}

#[test]
fn other_methods_and_paths_are_http_errors() {
    let sandbox = started();
    assert_eq!(send(&sandbox, "PUT", "/http/1.6/sendSMS.do", FORM, b"").status(), 405);
    assert_eq!(get(&sandbox, "/http/1.6/sendMMS.do").status(), 404);
}
