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

/// Each call with all that it needs, and the names of what it needs.
const NEEDS: &[(&str, &str, &[&str])] = &[
    ("sendSMS", "message=a&numero=0639980012", &["message", "numero"]),
    ("sendVoiceMessage", "message=a&numero=0639980012", &["message", "numero"]),
    ("compteRendu", "smsID=a", &["smsID"]),
    ("smsStatus", "smsID=a", &["smsID"]),
    ("deleteSMS", "smsID=a", &["smsID"]),
    ("credit", "", &[]),
    ("smsList", "", &[]),
    ("responseList", "startDate=01012027-00:00&endDate=01012027-00:00", &["startDate", "endDate"]),
    ("creditTransfert", "targetPseudo=a&creditAmount=1", &["targetPseudo", "creditAmount"]),
    ("createSubAccount", "newPseudo=a&newPass=b", &["newPseudo", "newPass"]),
    ("deleteSubAccount", "pseudoToDelete=a", &["pseudoToDelete"]),
    ("addContact", "nom=a&mobile=0639980012", &["nom", "mobile"]),
];

#[test]
fn every_call_names_what_it_misses_and_what_is_misspelt() {
    let sandbox = started();
    for (call, form, needs) in NEEDS {
        for name in *needs {
            let rest = form.split('&').filter(|pair| pair.split('=').next() != Some(name));
            let rest = rest.collect::<Vec<_>>().join("&");
            let text = post(&sandbox, call, &format!("KEY&{rest}")).text();
            assert_eq!(
                text,
                format!("35 | Param\u{e8}tre obligatoire manquant : {name}"),
                "{call}"
            );
            let (first, last) = name.split_at(2);
            let wrong = form.replace(&format!("{name}="), &format!("{first}x{last}="));
            let text = post(&sandbox, call, &format!("KEY&{wrong}")).text();
            let hint = format!("{first}x{last}, vouliez-vous dire {name} ?");
            assert_eq!(text, format!("35 | Param\u{e8}tre inconnu : {hint}"), "{call}");
        }
        let text = post(&sandbox, call, &format!("KEY&{form}&xyzxyzxyz=1")).text();
        assert_eq!(text, "35 | Param\u{e8}tre inconnu : xyzxyzxyz", "{call}");
        let text = post(&sandbox, call, &format!("accesToken=a&{form}")).text();
        assert!(text.ends_with("accesToken, vouliez-vous dire accessToken ?"), "{call}: {text}");
        for (credential, missing) in [("", "accessToken"), ("pseudo=a&", "pass")] {
            let text = post(&sandbox, call, &format!("{credential}{form}")).text();
            assert!(text.ends_with(&format!("manquant : {missing}")), "{call}: {text}");
        }
    }
    assert_eq!(sandbox.messages().len(), 0);
}

#[test]
fn a_misspelt_part_of_a_batch_is_named() {
    let sandbox = started();
    let send_part = |call: &str, name: &str| {
        let body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\nnumero,message\r\n--b--\r\n"
        );
        let target = format!("/http/1.6/{call}.do?accessToken={}", smsmode_sandbox::DEMO_API_KEY);
        let content_type = "multipart/form-data; boundary=b";
        send(&sandbox, "POST", &target, content_type, body.as_bytes()).text()
    };
    let unknown = "35 | Param\u{e8}tre inconnu : ";
    assert_eq!(
        send_part("sendSMSBatch", "fichiers"),
        format!("{unknown}fichiers, vouliez-vous dire fichier ?")
    );
    assert_eq!(send_part("sendSMSBatch", "telescope"), format!("{unknown}telescope"));
    assert_eq!(send_part("credit", "fichier"), format!("{unknown}fichier"));
}

#[test]
fn a_misspelt_call_is_an_http_error_that_names_the_nearest() {
    let answer = get(&started(), "/http/1.6/sendSms.do?accessToken=secret");
    assert_eq!(answer.status(), 404);
    assert_eq!(answer.text(), "there is no such path; did you mean /http/1.6/sendSMS.do?");
    assert_eq!(get(&started(), "/telescope").text(), "there is no such path");
}

#[test]
fn a_number_has_digits_only() {
    let sandbox = started();
    for (call, form) in [
        ("creditTransfert", "targetPseudo=sandbox-empty&creditAmount=%2B5"),
        ("smsList", "offset=%2B5"),
        ("responseList", "start=%2B5"),
        ("sendSMS", "message=a&numero=0639980012&nbr_msg=%2B5"),
    ] {
        let text = post(&sandbox, call, &format!("KEY&{form}")).text();
        assert!(text.starts_with("35 | Param\u{e8}tre incorrect : "), "{call}: {text}");
    }
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
