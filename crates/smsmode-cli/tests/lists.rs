//! `smsmode sent` and `smsmode replies`: what is listed, how far, and as a curl command.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use console::{Said, sandbox, smsmode};
use smsmode_cli::{Environment, Exit};
use smsmode_sandbox::{Fault, RawAnswer};

fn send(environment: &Environment, text: &str) -> String {
    let all = ["send", "--output", "tsv", "--replies", "--to", "0639980011", text];
    let said = smsmode(environment, &all);
    said.out.lines().nth(1).unwrap().split('\t').next().unwrap().to_owned()
}

fn texts(said: &Said) -> Vec<String> {
    let records = said.json();
    let text = |record: &serde_json::Value| record["text"].as_str().unwrap().to_owned();
    records.as_array().unwrap().iter().map(text).collect()
}

#[test]
fn messages_sent_are_listed_the_newest_first_page_by_page() {
    let (_sandbox, environment) = sandbox();
    for text in ["un", "deux", "trois"] {
        send(&environment, text);
    }
    let sent = |arguments: &[&str]| {
        let said = smsmode(&environment, &[&["sent", "--output", "json"], arguments].concat());
        assert_eq!(said.exit, Exit::Done, "{said:?}");
        texts(&said)
    };
    assert_eq!(sent(&[]), ["trois", "deux", "un"]);
    assert_eq!(sent(&["--all"]), ["trois", "deux", "un"]);
    assert_eq!(sent(&["--limit", "2"]), ["trois", "deux"]);
    assert_eq!(sent(&["--limit", "2", "--first", "2"]), ["un"]);
    assert_eq!(sent(&["--since", "2020-01-01", "--limit", "1"]), ["trois"]);
    assert_eq!(sent(&["--since", "2999-01-01 10:00"]), [""; 0]);
}

#[test]
fn people_see_a_table_with_the_text_at_its_end() {
    let (_sandbox, environment) = sandbox();
    let id = send(&environment, "Bonjour Maman, votre commande est arrivée");
    let said = smsmode(&environment, &["sent"]);
    let lines: Vec<&str> = said.out.lines().collect();
    assert!(lines[0].starts_with("message_id    sent_at"), "{}", said.out);
    assert!(lines[1].starts_with(&id) && lines[1].contains("33639980011"), "{}", said.out);
    assert!(lines[1].contains("Bonjour Maman, "), "{}", said.out);
    assert_eq!(lines.len(), 2);
}

#[test]
fn replies_are_listed_by_page_and_by_period() {
    let (sandbox, environment) = sandbox();
    let id = send(&environment, "Venez-vous ?");
    for text in ["OUI", "Non\tmerci"] {
        sandbox.reply(&id, "33639980011", text).unwrap();
    }
    let replies = |arguments: &[&str]| {
        let said = smsmode(&environment, &[&["replies", "--output", "json"], arguments].concat());
        assert_eq!(said.exit, Exit::Done, "{said:?}");
        texts(&said)
    };
    assert_eq!(replies(&[]), ["Non\tmerci", "OUI"]);
    assert_eq!(replies(&["--all"]), ["Non\tmerci", "OUI"]);
    assert_eq!(replies(&["--first", "1"]), ["OUI"]);
    assert_eq!(replies(&["--since", "2020-01-01"]), ["Non\tmerci", "OUI"]);
    assert_eq!(replies(&["--since", "2020-01-01", "--limit", "1"]), ["Non\tmerci"]);
    assert_eq!(replies(&["--since", "2020-01-01", "--until", "2020-01-02 10:00"]), [""; 0]);
    let rows = smsmode(&environment, &["replies", "--output", "tsv"]);
    assert!(rows.out.contains(&format!("\t33639980011\t36034\t{id}\tNon\\tmerci\n")), "{rows:?}");
}

#[test]
fn options_that_exclude_each_other_are_refused_before_any_call() {
    let (sandbox, environment) = sandbox();
    for arguments in [
        &["sent", "--since", "yesterday"][..],
        &["sent", "--limit", "0"],
        &["sent", "--limit", "10001"],
        &["sent", "--all", "--limit", "3"],
        &["sent", "--all", "--curl"],
        &["replies", "--until", "2026-01-01"],
        &["replies", "--since", "2026-01-02", "--until", "2026-01-01"],
        &["replies", "--since", "2026-01-02", "--first", "3"],
    ] {
        assert_eq!(smsmode(&environment, arguments).exit, Exit::Usage, "{arguments:?}");
    }
    assert_eq!(sandbox.journal().len(), 0);
}

#[test]
fn records_that_cannot_be_read_are_told() {
    let (sandbox, environment) = sandbox();
    let body =
        "a1 | 12/05/2015 13:50 | un | 33639980011 | 1.0 | 1 |\n\nb2 | 12/05/2015 13:51 | x\n";
    sandbox.set_faults([Fault::Answer(RawAnswer::new(200).with_text(body))]);
    for part in [&["sent"][..], &["sent", "--all"], &["sent", "--since", "2015-01-01"]] {
        let said = smsmode(&environment, part);
        assert_eq!(said.exit, Exit::Done);
        assert!(said.out.contains("2015-05-12 13:50") && said.out.lines().count() == 2, "{said:?}");
        assert!(said.notes.ends_with("(--output jsonl shows them): 1\n"), "{said:?}");

        let records = smsmode(&environment, &[part, &["--output", "json"]].concat()).json();
        let damaged =
            serde_json::json!({"damaged": {"position": 1, "raw": "b2 | 12/05/2015 13:51 | x"}});
        assert_eq!((&records[0]["message_id"], &records[1]), (&"a1".into(), &damaged));
        let rows = smsmode(&environment, &[part, &["--output", "tsv"]].concat());
        assert!(rows.out.ends_with("\n\t\t\t\t\tb2 | 12/05/2015 13:51 | x\n"), "{rows:?}");
        assert!(rows.notes.ends_with("last column): 1\n"), "{rows:?}");
    }
}

#[test]
fn replies_that_cannot_be_read_are_told_too() {
    let (sandbox, environment) = sandbox();
    let body = "r1 | 12052015-13:50 | 33639980011 | OUI | 36034 | A1\nr2 | 12052015-13:51 | 33639980011 | OUI\n";
    sandbox.set_faults([Fault::Answer(RawAnswer::new(200).with_text(body))]);
    for part in [&["replies"][..], &["replies", "--all"], &["replies", "--since", "2015-01-01"]] {
        let said = smsmode(&environment, &[part, &["--output", "jsonl"]].concat());
        assert_eq!(said.exit, Exit::Done, "{said:?}");
        let second = said.out.lines().nth(1).unwrap_or_default();
        assert!(second.starts_with("{\"damaged\":{\"position\":1,"), "{said:?}");
        assert!(said.notes.ends_with("last column): 1\n"), "{said:?}");
    }
}

#[test]
fn the_same_call_can_be_made_by_curl() {
    let (sandbox, environment) = sandbox();
    let said = smsmode(&environment, &["sent", "--limit", "2", "--curl"]);
    let expected = format!(
        "printf %s \"accessToken=$SMSMODE_API_KEY&offset=2\" |\n  curl --header 'Content-Type: application/x-www-form-urlencoded; charset=ISO-8859-15' --data-binary @- '{}/http/1.6/smsList.do'\n",
        sandbox.base_url()
    );
    assert_eq!((said.exit, said.out), (Exit::Done, expected));
    assert_eq!(sandbox.journal().len(), 0);
}

#[test]
fn a_call_is_shown_without_any_key() {
    let said = smsmode(&Environment::default(), &["replies", "--curl"]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    assert!(said.out.contains("'https://api.smsmode.com/http/1.6/responseList.do'"), "{said:?}");
}
