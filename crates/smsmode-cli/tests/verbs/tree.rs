//! No verb is forgotten.

use std::collections::BTreeSet;

use smsmode_cli::Environment;

use crate::console::smsmode;
use crate::{listening, scenes};

/// The verbs of the command, by the pages of its manual, which are made from the arguments themselves.
fn verbs() -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    smsmode(&Environment::default(), &["man", "--dir", path]);
    let pages = std::fs::read_dir(folder.path()).unwrap();
    let verb = |page: std::io::Result<std::fs::DirEntry>| {
        let name = page.unwrap().file_name().into_string().unwrap();
        let verb = name.strip_prefix("smsmode-")?.strip_suffix(".1")?;
        // One verb has a hyphen of its own.
        Some(verb.replace('-', " ").replace("take over", "take-over"))
    };
    let all: BTreeSet<String> = pages.filter_map(verb).collect();
    let has_below = |verb: &str| all.iter().any(|other| other.starts_with(&format!("{verb} ")));
    all.iter().filter(|verb| !has_below(verb)).cloned().collect()
}

#[test]
fn every_verb_has_a_scene_and_every_scene_a_verb() {
    let verbs = verbs();
    assert!(verbs.contains("account create") && !verbs.contains("account"), "{verbs:?}");
    let with_scene: BTreeSet<String> =
        scenes::VERBS.iter().chain([&listening::VERB]).map(|&verb| verb.to_owned()).collect();
    let missing: Vec<&String> = verbs.difference(&with_scene).collect();
    assert!(missing.is_empty(), "add a scene to tests/verbs/scenes.rs for: {missing:?}");
    let superfluous: Vec<&String> = with_scene.difference(&verbs).collect();
    assert!(superfluous.is_empty(), "there is no such verb: {superfluous:?}");
}

#[test]
fn the_help_of_every_verb_has_examples() {
    for verb in verbs() {
        let arguments: Vec<&str> = verb.split(' ').chain(["--help"]).collect();
        let said = smsmode(&Environment::default(), &arguments);
        let examples = said.out.split_once("\nExamples:\n").map(|(_, examples)| examples);
        let count = examples.map_or(0, |examples| examples.lines().count());
        assert!((2..=3).contains(&count), "add examples to src/arguments/examples.rs for: {verb}");
    }
}
