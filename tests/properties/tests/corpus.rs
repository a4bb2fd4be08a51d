//! Every input that fuzzing has kept, once more.

#![expect(clippy::unwrap_used, reason = "an unreadable corpus must stop the test")]

use std::fs;
use std::path::Path;

/// Runs a property on each file of its corpus.
fn replay(corpus: &str, property: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(corpus);
    let mut inputs = 0;
    for file in fs::read_dir(folder).unwrap() {
        property(&fs::read(file.unwrap().path()).unwrap());
        inputs += 1;
    }
    assert!(inputs > 0, "the corpus {corpus} is empty");
}

#[test]
fn analysis_agrees_with_a_look_at_each_character() {
    replay("analyse", smsmode_properties::analyse);
}

#[test]
fn decoding_reverses_encoding() {
    replay("decode", smsmode_properties::decode);
}

#[test]
fn forms_are_encoded_as_one_character_at_a_time() {
    replay("form_encode", smsmode_properties::form_encode);
}

#[test]
fn smart_replacement_does_what_it_claims() {
    replay("smart", smsmode_properties::smart);
}

#[test]
fn unpacking_reverses_packing() {
    replay("unpack", smsmode_properties::unpack);
}
