//! The calls, each by its program in C and by that in C++: every argument reaches the service.

use std::collections::BTreeMap;
use std::process::Command;

use smsmode_sandbox::{
    AccountOptions, Call, MultipartFields, Sandbox, SandboxOptions, StoredMessage, Switches,
    TlsOptions,
};

use crate::asked::{assert_asked, parameters, requests};
use crate::compile::{run, scratch};
use crate::programs::sandbox_with_a_reply;
use crate::{cpp, programs};

/// Runs the programs of a noun, and says how many runs that were.
fn run_both(noun: &str, sandbox: &Sandbox) -> usize {
    programs::run_program(noun, Some(sandbox)) + cpp::run_program(noun, Some(sandbox))
}

fn sandbox() -> Sandbox {
    Sandbox::start(SandboxOptions::new()).unwrap()
}

/// How often each message of the sandbox is there, by what is told of it.
fn counted<K: Ord>(sandbox: &Sandbox, told: impl Fn(StoredMessage) -> K) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for message in sandbox.messages() {
        *counts.entry(told(message)).or_insert(0) += 1;
    }
    counts
}

/// Who is sent what from whom, under which reference, and when.
fn row(message: StoredMessage) -> [String; 5] {
    let StoredMessage { recipient, text, sender, reference, sent_at, .. } = message;
    [recipient, text, sender.unwrap_or_default(), reference.unwrap_or_default(), sent_at]
}

#[test]
fn a_batch_gives_each_recipient_a_text() {
    let mut switches = Switches::default();
    switches.multipart_fields = MultipartFields::Read;
    let sandbox = Sandbox::start(SandboxOptions::new().with_switches(switches)).unwrap();
    let runs = run_both("batch", &sandbox);

    assert_rows_arrived(&sandbox, runs);
    assert_asked(
        &sandbox,
        Call::SendBatch,
        runs,
        &[
            &[
                ("date_envoi", "31012099-18:30"),
                ("emetteur", "BOULANGER"),
                ("nbr_msg", "2"),
                ("notification_url", "https://example.com/d"),
                ("refClient", "tournée 7"),
                ("stop", "2"),
            ],
            &[("classe_msg", "4"), ("date_envoi", "01012099-01:00")],
            &[],
        ],
    );
    assert_some_have_the_key_in_their_body(&sandbox, runs);
}

fn assert_rows_arrived(sandbox: &Sandbox, runs: usize) {
    let rows = counted(sandbox, row);
    let rows: Vec<_> =
        rows.iter().map(|(row, count)| (row.each_ref().map(|s| &**s), *count)).collect();
    let [later, sooner] = ["2099-01-31T17:30:00Z", "2099-01-01T00:00:00Z"];
    let wanted = [
        (["33639980011", "Commande 12 prete  STOP 36034", "BOULANGER", "tournée 7", later], runs),
        (["33639980012", "\"Été\", 5 € STOP 36034", "MARCHAND", "ticket 13", later], runs),
        (["33639980013", "Livraison demain ?", "", "", sooner], runs),
    ];
    let (scheduled, at_once) = rows.split_at(3);
    assert_eq!(scheduled, wanted);
    assert!(at_once.iter().all(|([_, text, ..], _)| *text == "Bonjour"));
    assert_eq!(at_once.iter().map(|(_, count)| count).sum::<usize>(), runs);
}

fn assert_some_have_the_key_in_their_body(sandbox: &Sandbox, runs: usize) {
    let in_body: Vec<_> = requests(sandbox, Call::SendBatch)
        .into_iter()
        .filter(|request| !request.request_line.contains("accessToken"))
        .collect();
    assert_eq!(in_body.len(), runs);
    for request in in_body {
        assert!(request.body_text.starts_with("--between-two-loaves\r\n"), "{request:?}");
    }
}

#[test]
fn a_voice_reads_a_text_aloud() {
    let sandbox = sandbox();
    let runs = run_both("voice", &sandbox);
    let long = "a".repeat(161);
    assert_asked(
        &sandbox,
        Call::SendVoice,
        runs,
        &[
            &[
                ("date_envoi", "31012099-18:30"),
                ("language", "de-DE"),
                ("message", "Votre commande est prête"),
                ("numero", "33199000011,33639980012"),
                ("title", "Bäckerei"),
            ],
            &[("date_envoi", "01012099-01:00"), ("message", &long), ("numero", "33199000011")],
        ],
    );
    assert_eq!(sandbox.messages().len(), 3 * runs);
}

#[test]
fn a_contact_is_reached_through_its_group() {
    let sandbox = sandbox();
    let runs = run_both("contact", &sandbox);
    assert_asked(
        &sandbox,
        Call::AddContact,
        runs,
        &[
            &[
                ("date", "29021980"),
                ("groupes", "Été,Nice"),
                ("mobile", "33639980011"),
                ("nom", "Lefèvre"),
                ("other", "préfère le matin"),
                ("prenom", "Hélène"),
                ("societe", "Boulangerie & Fils"),
            ],
            &[("mobile", "33639980012"), ("nom", "Dupond")],
        ],
    );
    let reached = counted(&sandbox, |message| (message.recipient, message.text));
    let wanted = ("33639980011".to_owned(), "Ouvert en août".to_owned());
    assert_eq!(reached, BTreeMap::from([(wanted, runs)]), "the other person is not in the group");
}

#[test]
fn a_sub_account_is_created_with_everything_about_it() {
    let sandbox = sandbox();
    let runs = run_both("sub_account", &sandbox);
    let everything: &[(&str, &str)] = &[
        ("adresse", "1, rue de l'Été"),
        ("codePostal", "25000"),
        ("date", "29021980"),
        ("email", "helene@example.com"),
        ("fax", "33639980013"),
        ("mobile", "33639980011"),
        ("newPass", "***"),
        ("newPseudo", "succursale"),
        ("nom", "Lefèvre"),
        ("prenom", "Hélène"),
        ("reference", "tx-1"),
        ("societe", "Boulangerie"),
        ("telephone", "33639980012"),
        ("ville", "Besançon"),
    ];
    // The second is refused: a login is given once.
    assert_asked(&sandbox, Call::CreateSubAccount, runs, &[everything, everything]);
}

#[test]
fn a_key_that_was_created_opens_the_account() {
    let keyless = AccountOptions::new("keyless", "hunter2");
    let options = SandboxOptions::new().with_account(AccountOptions::demo()).with_account(keyless);
    let sandbox = Sandbox::start(options).unwrap();
    let runs = run_both("api_key", &sandbox);
    assert_eq!(requests(&sandbox, Call::CreateApiKey).len(), 2 * runs);
    assert_eq!(requests(&sandbox, Call::GetBalance).len(), runs, "the new key opens the account");
}

#[test]
fn replies_of_a_period_are_listed() {
    let sandbox = sandbox_with_a_reply();
    let runs = run_both("replies_between", &sandbox);
    let asked = requests(&sandbox, Call::ListReplies);
    assert_eq!(asked.len(), 5 * runs);
    let period = |from, to| {
        let dates = [("endDate", to), ("startDate", from)];
        asked.iter().filter(|request| parameters(request) == dates).count()
    };
    assert_eq!(period("22112026-14:25", "22112026-15:26"), runs);
    assert_eq!(period("25102026-01:30", "25102026-03:30"), 2 * runs);
}

#[test]
fn options_decide_how_a_message_goes_out() {
    let sandbox = sandbox();
    let runs = run_both("options", &sandbox);
    let person = ("numero", "33639980011");
    let maman = ("message", "Bonjour Maman");
    assert_asked(
        &sandbox,
        Call::SendSms,
        runs,
        &[
            &[("date_envoi", "01012099-01:00"), maman, person],
            &[("date_envoi", "31012099-18:30"), maman, person],
            &[maman, person],
            &[("message", "Prete "), person],
            &[("message", "Prete"), person],
        ],
    );
    let mut by_get = requests(&sandbox, Call::SendSms);
    by_get.retain(|request| request.request_line.starts_with("GET "));
    assert_eq!(by_get.len(), runs);
    let later = counted(&sandbox, |message| message.sent_at > message.accepted_at);
    assert_eq!(later, BTreeMap::from([(false, 3 * runs), (true, 2 * runs)]));
}

#[test]
fn an_authority_is_trusted_on_demand() {
    let options = SandboxOptions::new().with_tls(TlsOptions::new());
    let sandbox = Sandbox::start(options).unwrap();
    let authority = scratch("authority.pem");
    std::fs::write(&authority, sandbox.ca_certificate_pem().unwrap()).unwrap();
    let given = |program: &mut Command| {
        program.env("SMSMODE_TEST_CA", &authority);
        // Valgrind cannot follow what the assembler code of ring writes, and calls it uninitialised.
        run(program.env("VALGRIND_OPTS", "--undef-value-errors=no"));
    };
    let runs = programs::in_each_way("tls", Some(&sandbox), given)
        + cpp::in_each_way("tls", Some(&sandbox), given);
    assert_eq!(requests(&sandbox, Call::GetBalance).len(), 2 * runs);
}
