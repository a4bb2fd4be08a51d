//! Input that cannot be sent: a clear error, nothing sent, nothing lost.

mod console;

use console::{sandbox, smsmode};
use smsmode_cli::{Environment, Exit};

/// What is said about arguments that cannot be sent; checks that nothing was sent.
fn refused(arguments: &[&str]) -> String {
    let (sandbox, environment) = sandbox();
    let all: Vec<&str> = ["send"].iter().chain(arguments).copied().collect();
    let said = smsmode(&environment, &all);
    assert_eq!(said.exit, Exit::Usage, "{said:?}");
    assert_eq!(sandbox.journal().len(), 0, "{arguments:?}");
    said.notes
}

#[test]
fn each_bad_input_is_refused_with_a_sentence_that_says_what_is_wrong() {
    let to = "--to=0639980011";
    let long = "a".repeat(767);
    let many: Vec<String> = (0..301).map(|index| format!("3363998{index:04}")).collect();
    for (arguments, expected) in [
        (vec![to, ""], "the text is empty"),
        (vec![to, "Forêt 😀"], "“😀” (U+1F600) at character 7"),
        (vec![to, "--exact", "Forêt"], "“ê” (U+00EA) at character 4, for which “e” could stand"),
        (vec![to, "--exact", "--unicode", "a"], "cannot be used with"),
        (vec![to, "--level=typography", "Forêt"], "--level letters"),
        (vec![to, "\u{200B}"], "the text is empty"),
        (vec![to, &long], "needs 6 segments, more than the 5 allowed"),
        (vec![to, "--max-segments=1", &long[..161]], "needs 2 segments, more than the 1 allowed"),
        (vec!["--to=abc", "a"], "something else than a digit at byte 0"),
        (vec!["--to=12345", "a"], "has 5 digits"),
        (vec!["--to=06399800X1", "a"], "something else than a digit at byte 8"),
        (vec!["--to=0639980011;0639980012", "a"], "give one number at a time"),
        (vec!["a"], "there is no recipient"),
        (vec![to, "--group=clients", "a"], "not to both"),
        (vec![to, "--sender=ABCDEFGHIJKL", "a"], "has 12 characters"),
        (vec![to, "--sender=CAFÉ", "a"], "'É' at character 4"),
        (vec![to, "--sender=MA BOITE", "a"], "' ' at character 3"),
        (vec![to, "--sender=36034", "a"], "at least one letter"),
        (vec![to, "--sender=ABC", "--replies", "a"], "leave out the sender or the replies"),
        (vec![to, "--unicode", "--replies", "a"], "leave out Unicode or the replies"),
        (vec![to, &format!("--reference={}", "r".repeat(41)), "a"], "has 41 characters"),
        (vec![to, "--at=2020-01-01 10:00", "a"], "the date is past"),
        (vec![to, "--at=2999-02-30 10:00", "a"], "there is no such date"),
        (vec![to, "--at=2999-03-31 02:30", "a"], "never comes"),
        (vec![to, "--at=2999-10-27 02:30", "a"], "comes twice"),
        (vec![&format!("--to={}", many.join(",")), "--get", "--yes", "a"], "use POST"),
        (vec![to, "--delivery-url=shop.example", "a"], "not a whole URL"),
        (vec![to, "--max-segments=6", "a"], "1 to 5"),
    ] {
        let notes = refused(&arguments);
        assert!(notes.contains(expected), "{arguments:?}\n{notes}");
    }
}

#[test]
fn an_emoji_is_refused_with_advice() {
    let notes = refused(&["--to=0639980011", "Forêt 😀"]);
    assert!(notes.contains("--unicode"), "{notes}");
    assert!(!notes.contains("ê"), "what can be replaced is in nobody's way: {notes}");
}

#[test]
fn an_exact_text_with_a_circumflex_is_refused_with_both_ways_out() {
    let notes = refused(&["--to=0639980011", "--exact", "Forêt"]);
    assert!(notes.contains("leave out --exact") && notes.contains("--unicode"), "{notes}");
}

#[test]
fn plain_http_to_another_host_is_refused() {
    let environment = Environment::default()
        .with("SMSMODE_API_KEY", "k")
        .with("SMSMODE_BASE_URL", "http://example.com");
    let said = smsmode(&environment, &["balance"]);
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.notes.contains("plain http:// would show the key"), "{}", said.notes);
}

#[test]
fn no_key_is_told_with_what_to_do() {
    let said = smsmode(&Environment::default(), &["send", "--to", "0639980011", "a"]);
    assert_eq!(said.exit, Exit::Authentication);
    assert!(said.notes.contains("SMSMODE_API_KEY"), "{}", said.notes);
}

#[test]
fn errors_follow_the_language_of_the_user() {
    let environment = Environment::default().with("LANG", "fr_FR.UTF-8");
    let said = smsmode(&environment, &["send", "--to", "0639980011", "Forêt 😀"]);
    insta::assert_snapshot!("refused_in_french", said.notes);
}

#[test]
fn refused_input_is_told_to_programs_too() {
    let said = smsmode(
        &Environment::default(),
        &["send", "--output", "json", "--to", "0639980011", "Forêt 😀"],
    );
    let record = &said.json()[0];
    assert_eq!(
        (&record["outcome"], &record["recipient"]),
        (&"not_sent".into(), &"33639980011".into())
    );
    assert!(record["error"]["causes"][0].as_str().unwrap().contains("U+1F600"));
}
