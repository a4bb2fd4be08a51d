//! A program in C for each noun of the library. Each is linked with the shared and with the static
//! library, by every compiler of the machine, and checks what it is told.

use crate::compile::{Linkage, compile, compilers, run, started};
use smsmode_sandbox::Sandbox;

/// Runs the program of a noun in each way in which it can be built.
fn run_program(noun: &str, sandbox: Option<&Sandbox>) {
    for compiler in compilers() {
        for linkage in [Linkage::Shared, Linkage::Static] {
            let program = compile(&format!("bindings/c/tests/c/{noun}.c"), compiler, linkage);
            run(&mut started(&program, sandbox));
        }
    }
}

#[test]
fn version_is_that_of_the_header() {
    run_program("version", None);
}

#[test]
fn an_error_tells_its_status_and_its_words_in_two_languages() {
    run_program("error", None);
}

#[test]
fn a_text_is_measured_and_cut_without_any_handle() {
    run_program("text", None);
}

#[test]
fn segments_are_places_in_the_text_of_the_caller() {
    run_program("segments", None);
}

#[test]
fn smart_replacement_shows_what_it_changed() {
    run_program("smart", None);
}

#[test]
fn a_plan_foresees_everything_about_a_message() {
    run_program("plan", None);
}
