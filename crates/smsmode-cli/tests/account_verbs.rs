//! `voice`, `delete`, `contact`, `account` and `key`: what is asked, done and told.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use console::{Said, sandbox, smsmode, smsmode_with};
use smsmode_cli::{Environment, Exit, Interrupt};
use smsmode_core::RefusalCode;
use smsmode_sandbox::Fault;

fn typed(environment: &Environment, arguments: &[&str], input: &str, interactive: bool) -> Said {
    smsmode_with(environment, arguments, input.as_bytes(), interactive, &Interrupt::default())
}

/// Every verb that asks, with what it reads before the answer.
const COSTLY: [(&[&str], &str); 6] = [
    (&["account", "create", "shop"], "secret-12\n"),
    (&["account", "transfer", "shop", "12"], ""),
    (&["account", "delete", "shop"], ""),
    (&["contact", "add", "Dupont", "0639980011"], ""),
    (&["key", "create"], ""),
    (&["delete", "--most-recent-to", "0639980011"], ""),
];

#[test]
fn what_cannot_be_repeated_needs_a_yes() {
    let (sandbox, environment) = sandbox();
    for (arguments, before) in COSTLY {
        for (answer, interactive) in [("y\n", false), ("n\n", true), ("", true)] {
            let said = typed(&environment, arguments, &format!("{before}{answer}"), interactive);
            assert_eq!(said.exit, Exit::Usage, "{arguments:?} {said:?}");
            assert!(said.notes.contains("--yes"), "{said:?}");
        }
    }
    assert_eq!(sandbox.journal().len(), 0);
}

#[test]
fn an_unknown_outcome_of_each_of_them_is_told_as_one() {
    for (arguments, before) in COSTLY {
        let (sandbox, environment) = sandbox();
        sandbox.set_faults([Fault::reset_after_accepting()]);
        let said = typed(&environment, &[arguments, &["--yes"]].concat(), before, false);
        assert_eq!(said.exit, Exit::Unknown, "{arguments:?} {said:?}");
        assert!(said.notes.contains("do not repeat it"), "{said:?}");
        assert_eq!(sandbox.journal().len(), 1, "{arguments:?}");
    }
}

#[test]
fn an_account_is_created_gets_credits_and_is_deleted() {
    let (sandbox, environment) = sandbox();
    let create = ["account", "create", "shop", "--city", "Marseille", "--mobile", "0639980011"];
    let said = typed(&environment, &create, "secret-12\ny\n", true);
    assert_eq!((said.exit, said.out.as_str()), (Exit::Done, "The account was created.\n"));
    assert!(said.notes.contains("Create the account shop? (y/N)"), "{said:?}");
    assert!(!said.notes.contains("secret-12"), "{said:?}");

    let transfer = ["account", "transfer", "shop", "12", "--yes", "--output", "tsv"];
    let said = smsmode(&environment, &transfer);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    assert!(
        said.out.starts_with("call\toutcome\tdescription\ntransfer_credits\tdone\t"),
        "{said:?}"
    );
    assert_eq!(smsmode(&environment, &["balance"]).out, "988\n");
    let child = Environment::default()
        .with("SMSMODE_LOGIN", "shop")
        .with("SMSMODE_PASSWORD", "secret-12")
        .with("SMSMODE_BASE_URL", sandbox.base_url());
    assert_eq!(smsmode(&child, &["balance"]).out, "12\n");

    let delete = ["account", "delete", "shop", "--yes", "--output", "json"];
    assert_eq!(smsmode(&environment, &delete).json()[0]["outcome"], "done");
    assert_eq!(smsmode(&environment, &delete).exit, Exit::Refused);
}

#[test]
fn a_credit_is_whole_and_a_login_short() {
    let (sandbox, environment) = sandbox();
    let long = "a".repeat(51);
    for arguments in [
        &["account", "transfer", "shop", "1.5", "--yes"][..],
        &["account", "transfer", "shop", "0", "--yes"],
        &["account", "delete", &long, "--yes"],
        &["account", "create", "shop", "--yes"],
    ] {
        assert_eq!(smsmode(&environment, arguments).exit, Exit::Usage, "{arguments:?}");
    }
    assert_eq!(sandbox.journal().len(), 0);
}

#[test]
fn a_contact_is_added_to_its_groups() {
    let (_sandbox, environment) = sandbox();
    let add = ["contact", "add", "Dupont", "0639980011", "--group", "Clients,VIP", "--yes"];
    assert_eq!(smsmode(&environment, &add).out, "The contact was added.\n");
    let send = ["send", "--group", "VIP", "--yes", "Bonjour"];
    assert_eq!(smsmode(&environment, &send).exit, Exit::Done);
}

#[test]
fn a_new_key_is_written_to_the_output_alone_and_works() {
    let (_sandbox, environment) = sandbox();
    let said = smsmode(&environment, &["key", "create", "--yes", "--output", "json"]);
    let created = said.json();
    let key = created[0]["api_key"].as_str().unwrap();
    assert!(!said.notes.contains(key));
    let with_it = environment.with("SMSMODE_API_KEY", key);
    assert_eq!(smsmode(&with_it, &["balance"]).exit, Exit::Done);
}

#[test]
fn a_scheduled_message_is_deleted_by_its_id_without_a_question() {
    let (sandbox, environment) = sandbox();
    let send = ["send", "--at", "2999-12-24 18:00", "--to", "0639980011", "Bonjour"];
    assert_eq!(smsmode(&environment, &send).exit, Exit::Done);
    let id = sandbox.messages()[0].message_id.clone();
    let said = smsmode(&environment, &["delete", &id]);
    assert_eq!((said.exit, said.out.as_str()), (Exit::Done, "The message was deleted.\n"));
    assert_eq!(smsmode(&environment, &["delete", "nosuchmessage"]).exit, Exit::Refused);
    assert_eq!(smsmode(&environment, &["delete"]).exit, Exit::Usage);
    let both = ["delete", &id, "--most-recent-to", "0639980011"];
    assert_eq!(smsmode(&environment, &both).exit, Exit::Usage);
}

#[test]
fn a_voice_message_is_accepted_with_an_id_a_recipient() {
    let (_sandbox, environment) = sandbox();
    let call = ["voice", "--to", "0639980011,0139980012", "--language", "fr-FR", "Forêt œuvre"];
    let said = smsmode(&environment, &call);
    assert!(said.exit == Exit::Done && said.out.starts_with("Accepted   "), "{said:?}");
    let said = smsmode(&environment, &[&call[..], &["--output", "jsonl"]].concat());
    let lines: Vec<serde_json::Value> =
        said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(
        (&lines[1]["recipient"], &lines[1]["outcome"]),
        (&"33139980012".into(), &"accepted".into())
    );
}

#[test]
fn a_voice_message_is_asked_about_for_many_and_refused_when_long() {
    let (sandbox, environment) = sandbox();
    let numbers: Vec<String> = (0..21).map(|index| format!("06399800{index:02}")).collect();
    let many = numbers.join(",");
    let long = "a".repeat(161);
    for arguments in [
        &["voice", "--to", &many, "Bonjour"][..],
        &["voice", "--to", "0639980011", &long],
        &["voice", "--to", "0639980011", "Bonjour 😀"],
        &["voice", "Bonjour"],
    ] {
        assert_eq!(smsmode(&environment, arguments).exit, Exit::Usage, "{arguments:?}");
    }
    assert_eq!(sandbox.journal().len(), 0);
    assert_eq!(
        smsmode(&environment, &["voice", "--yes", "--to", &many, "Bonjour"]).exit,
        Exit::Done
    );
}

#[test]
fn an_unknown_outcome_of_a_voice_message_is_seven_and_a_refusal_three() {
    for (fault, exit) in [
        (Fault::reset_after_accepting(), Exit::Unknown),
        (Fault::refuse(RefusalCode::BAD_PARAMETER), Exit::Refused),
    ] {
        let (sandbox, environment) = sandbox();
        sandbox.set_faults([fault]);
        let said = smsmode(&environment, &["voice", "--to", "0639980011", "Bonjour"]);
        assert_eq!(said.exit, exit, "{said:?}");
    }
}

#[test]
fn the_password_of_a_new_account_is_a_variable_of_the_shell() {
    let (sandbox, environment) = sandbox();
    let said = smsmode(&environment, &["account", "create", "shop", "--curl"]);
    let form = "\"accessToken=$SMSMODE_API_KEY&newPseudo=shop&newPass=$SMSMODE_NEW_PASSWORD\"";
    assert!(said.exit == Exit::Done && said.out.contains(form), "{said:?}");
    assert_eq!(
        smsmode(&environment, &["key", "create", "--curl", "--output", "json"]).exit,
        Exit::Done
    );
    assert_eq!(sandbox.journal().len(), 0);
}

#[test]
fn a_balance_is_watched_as_plugins_of_nagios_do() {
    let (_sandbox, environment) = sandbox();
    let check = |arguments: &[&str]| {
        let said = smsmode(&environment, &[&["balance"], arguments].concat());
        (said.exit.code(), said.out)
    };
    let told = |code, text: &str| (code, format!("SMSMODE {text}\n"));
    assert_eq!(
        check(&["--warn", "100", "--critical", "20"]),
        told(0, "OK - 1000 credits | credits=1000;100:;20:;;")
    );
    assert_eq!(
        check(&["--warn", "1000.5", "--critical", "20"]),
        told(1, "WARNING - 1000 credits | credits=1000;1000.5:;20:;;")
    );
    assert_eq!(
        check(&["--critical", "2000"]),
        told(2, "CRITICAL - 1000 credits | credits=1000;;2000:;;")
    );
    assert_eq!(check(&["--warn", "1000"]).0, 0, "a limit is passed below it");
    assert_eq!(check(&["--warn", "-500", "--critical=-900"]).0, 0);
}

#[test]
fn a_balance_that_nobody_knows_is_three_and_one_line() {
    let (sandbox, environment) = sandbox();
    let keyless = Environment::default().with("SMSMODE_BASE_URL", sandbox.base_url());
    let wrong = environment.clone().with("SMSMODE_API_KEY", "wrong");
    sandbox.set_faults([Fault::refuse(RefusalCode::BAD_PARAMETER)]);
    for environment in [&environment, &wrong, &keyless] {
        let said = smsmode(environment, &["balance", "--warn", "100"]);
        assert_eq!(said.exit.code(), 3, "{said:?}");
        assert!(said.out.starts_with("SMSMODE UNKNOWN - "), "{said:?}");
        assert!(said.out.lines().count() == 1 && !said.out.contains('|'), "{said:?}");
    }
}
