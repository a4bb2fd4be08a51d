//! Balance, transfers, sub-accounts, keys.

use smsmode_sandbox::{AccountOptions, CreatedKey, DEMO_LOGIN, Sandbox, SandboxOptions};

use crate::http::{balance, get, post, started, started_with};

fn create_child(sandbox: &Sandbox) {
    let answer = post(sandbox, "createSubAccount", "KEY&newPseudo=bbbbb&newPass=yyyyyy");
    assert_eq!(answer.text(), "0 | Cr\u{e9}ation effectu\u{e9}e");
}

#[test]
fn a_balance_is_a_number() {
    let account = AccountOptions::new("shop", "secret")
        .with_api_key("k")
        .with_credits("212.5".parse::<smsmode_sandbox::Decimal>().unwrap());
    let sandbox = Sandbox::start(SandboxOptions::new().with_account(account)).unwrap();
    assert_eq!(post(&sandbox, "credit", "accessToken=k").body, b"212.5\r\n");
}

#[test]
fn credits_go_to_a_child_and_back() {
    let sandbox = started();
    create_child(&sandbox);
    let form = "KEY&targetPseudo=bbbbb&creditAmount=12&reference=blablabla";
    assert_eq!(post(&sandbox, "creditTransfert", form).text(), "0 | Transfert effectu\u{e9}");
    let child = "pseudo=bbbbb&pass=yyyyyy";
    assert_eq!(
        (balance(&sandbox), post(&sandbox, "credit", child).text()),
        ("988.0".into(), "12.0".into())
    );
    let back = format!("{child}&targetPseudo={DEMO_LOGIN}&creditAmount=2");
    assert_eq!(post(&sandbox, "creditTransfert", &back).text(), "0 | Transfert effectu\u{e9}");
    assert_eq!(balance(&sandbox), "990.0");
}

#[test]
fn a_bad_transfer_is_refused() {
    let sandbox = started();
    create_child(&sandbox);
    for (form, code) in [
        ("KEY&targetPseudo=nobody&creditAmount=12", "41 | Identifiant inexistant"),
        ("KEY&targetPseudo=bbbbb&creditAmount=1001", "33 | "),
        ("KEY&targetPseudo=bbbbb&creditAmount=1.5", "35 | "),
        ("KEY&targetPseudo=bbbbb&creditAmount=0", "35 | "),
        ("KEY&targetPseudo=bbbbb&creditAmount=-1", "35 | "),
        ("KEY&targetPseudo=sandbox-demo&creditAmount=1", "35 | "),
        ("KEY&targetPseudo=bbbbb", "35 | "),
    ] {
        assert!(post(&sandbox, "creditTransfert", form).text().starts_with(code), "{form}");
    }
    assert_eq!(balance(&sandbox), "1000.0");
}

#[test]
fn a_login_is_created_once() {
    let sandbox = started();
    create_child(&sandbox);
    let again = post(&sandbox, "createSubAccount", "KEY&newPseudo=bbbbb&newPass=zzzzzz");
    assert_eq!(again.text(), "41 | Identifiant d\u{e9}j\u{e0} existant");
}

#[test]
fn a_login_has_at_most_50_characters() {
    let sandbox = started();
    let create = |length: usize| {
        let login = "b".repeat(length);
        post(&sandbox, "createSubAccount", &format!("KEY&newPseudo={login}&newPass=yyyyyy")).text()
    };
    assert!(create(50).starts_with("0 | "));
    assert!(create(51).starts_with("35 | "));
}

#[test]
fn every_field_of_a_sub_account_is_taken() {
    let form = "KEY&newPseudo=shop&newPass=secret&reference=r&nom=Dupond&prenom=Jacques&societe=Shop\
        &adresse=1+rue&ville=Marseille&codePostal=13003&mobile=0639980011&telephone=0491000000&fax=0491000001\
        &email=a%40example.org&date=24121980";
    let sandbox = started();
    assert!(post(&sandbox, "createSubAccount", form).text().starts_with("0 | "));
    let text =
        post(&sandbox, "createSubAccount", "KEY&newPseudo=x&newPass=y&date=1980-12-24").text();
    assert!(text.starts_with("35 | Param\u{e8}tre incorrect : date"));
}

#[test]
fn a_deleted_sub_account_returns_its_credits() {
    let sandbox = started();
    create_child(&sandbox);
    post(&sandbox, "creditTransfert", "KEY&targetPseudo=bbbbb&creditAmount=12");
    let delete = || post(&sandbox, "deleteSubAccount", "KEY&pseudoToDelete=bbbbb").text();
    assert!(delete().starts_with("0 | "));
    assert_eq!(balance(&sandbox), "1000.0");
    assert!(delete().starts_with("41 | "));
    assert!(post(&sandbox, "credit", "pseudo=bbbbb&pass=yyyyyy").text().starts_with("32 | "));
}

#[test]
fn only_the_parent_deletes_a_sub_account() {
    let sandbox = started();
    create_child(&sandbox);
    let form = format!("pseudo=bbbbb&pass=yyyyyy&pseudoToDelete={DEMO_LOGIN}");
    assert!(post(&sandbox, "deleteSubAccount", &form).text().starts_with("41 | "));
}

#[test]
fn a_new_key_works() {
    let sandbox = started();
    let target =
        format!("/http/2.0/createAuthorisation.do?accessToken={}", smsmode_sandbox::DEMO_API_KEY);
    let answer = get(&sandbox, &target);
    assert_eq!((answer.status(), answer.header("content-type")), (200, Some("application/json")));
    let created = answer.json();
    let key = created["accessToken"].as_str().unwrap();
    assert_eq!((key.len(), created["account"].as_str()), (32, Some(DEMO_LOGIN)));
    assert_eq!(post(&sandbox, "credit", &format!("accessToken={key}")).text(), "1000.0");
}

#[test]
fn a_switch_writes_numbers_in_the_json() {
    let sandbox = started_with(|switches| switches.created_key = CreatedKey::Numbers);
    let target =
        format!("/http/2.0/createAuthorisation.do?accessToken={}", smsmode_sandbox::DEMO_API_KEY);
    assert!(get(&sandbox, &target).json()["creationDate"].is_i64());
}

#[test]
fn errors_of_the_json_call_are_http_errors_without_a_key() {
    let sandbox = started();
    create_child(&sandbox);
    for (query, status) in [
        ("accessToken=wrong", 401),
        ("", 400),
        ("accesToken=wrong", 400),
        ("pseudo=bbbbb&pass=yyyyyy", 400),
    ] {
        let answer = get(&sandbox, &format!("/http/2.0/createAuthorisation.do?{query}"));
        assert_eq!(answer.status(), status, "{query}");
        assert!(answer.json().get("accessToken").is_none());
    }
}
