//! A marketing send by night, on a Sunday or on a holiday in France is warned about, and sent.

mod console;

use console::{Said, sandbox, smsmode};
use smsmode_cli::{Environment, Exit};

const MARKETING: [&str; 2] = ["--channel", "marketing"];

fn send(environment: &Environment, at: &str, arguments: &[&str]) -> Said {
    let fixed = ["send", "--output", "json", "--at", at, "Nos offres"];
    let said = smsmode(environment, &[&fixed, arguments].concat());
    assert_eq!(said.exit, Exit::Done, "a warning is no refusal: {said:?}");
    said
}

#[test]
fn the_time_at_which_it_leaves_counts() {
    let (_sandbox, environment) = sandbox();
    for (at, expected) in [
        ("2998-12-20 10:00", None),
        ("2998-12-20 21:59", None),
        ("2998-12-20 22:00", Some(("night", "by night"))),
        ("2998-12-21 07:59", Some(("night", "by night"))),
        ("2998-12-20T22:30:00+02:00", None),
        ("2998-12-23 10:00", Some(("sunday", "on a Sunday"))),
        ("2998-12-25 10:00", Some(("holiday", "on a holiday (Christmas Day)"))),
        ("2998-05-01 10:00", Some(("holiday", "on a holiday (Labour Day)"))),
    ] {
        let said = send(&environment, at, &[&MARKETING[..], &["--to", "0639980011"]].concat());
        let (name, words) = expected.unzip();
        assert_eq!(said.json()[0]["quiet_time"].as_str(), name, "{at}");
        assert_eq!(said.notes.contains(words.unwrap_or("marketing")), words.is_some(), "{said:?}");
    }
}

#[test]
fn only_marketing_to_france_is_concerned() {
    let (_sandbox, environment) = sandbox();
    let quiet = |arguments: &[&str]| {
        let said = send(&environment, "2998-12-25 10:00", arguments);
        said.json()[0]["quiet_time"].is_string()
    };
    assert!(quiet(&["--to", "0639980011", "--opt-out"]));
    assert!(quiet(&["--to", "+32470123456,0639980011", "--channel", "marketing"]));
    assert!(!quiet(&["--to", "0639980011"]));
    assert!(!quiet(&["--to", "0639980011", "--opt-out", "--channel", "notifications"]));
    assert!(!quiet(&["--to", "+32470123456", "--channel", "marketing"]));
}

#[test]
fn people_see_it_in_the_plan_and_in_their_language() {
    let (sandbox, environment) = sandbox();
    let environment = environment.with("LC_ALL", "fr_FR.UTF-8");
    let all = ["send", "--dry-run", "--to", "0639980011", "--at", "2998-12-25 10:00", "Nos offres"];
    let said = smsmode(&environment, &[&all[..], &MARKETING].concat());
    assert!(
        said.out.contains("Attention  ce texte de prospection part un jour férié (Noël)"),
        "{said:?}"
    );
    assert!(
        said.notes.starts_with("ce texte de prospection part un jour férié (Noël)"),
        "{said:?}"
    );
    assert_eq!(sandbox.journal().len(), 0);
}
