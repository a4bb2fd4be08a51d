//! Contacts and groups.

use crate::http::{post, started, started_with};

#[test]
fn a_contact_creates_its_groups_and_a_group_can_be_sent_to() {
    let sandbox = started();
    for mobile in ["0639980011", "33639980012", "0639980011"] {
        let form = format!("KEY&nom=Dupond&prenom=jacques&mobile={mobile}&groupes=Groupe1,Groupe2");
        assert_eq!(post(&sandbox, "addContact", &form).text(), "0 | Contact ajout\u{e9}");
    }
    post(&sandbox, "sendSMS", "KEY&message=Bonjour&groupe=Groupe2").id();
    let messages = sandbox.messages();
    let recipients: Vec<_> = messages.iter().map(|message| message.recipient.as_str()).collect();
    assert_eq!(recipients, ["33639980011", "33639980012"]);
}

#[test]
fn an_unknown_group_is_refused_with_the_code_of_a_switch() {
    let form = "KEY&message=Bonjour&groupe=amis";
    let text = post(&started(), "sendSMS", form).text();
    assert_eq!(text, "35 | Param\u{e8}tre incorrect : groupe (n'existe pas)");
    let sandbox = started_with(|switches| switches.unknown_group_code = 31);
    assert!(post(&sandbox, "sendSMS", form).text().starts_with("31 | "));
}

#[test]
fn a_contact_needs_a_name_and_a_number() {
    let sandbox = started();
    for (form, name) in [
        ("KEY&mobile=0639980011", "nom"),
        ("KEY&nom=Dupond", "mobile"),
        ("KEY&nom=Dupond&mobile=06XXXXXXXXXX", "mobile"),
        ("KEY&nom=Dupond&mobile=0639980011&date=1980", "date"),
    ] {
        let text = post(&sandbox, "addContact", form).text();
        assert!(text.starts_with("35 | ") && text.contains(&format!(": {name}")), "{text}");
    }
}
