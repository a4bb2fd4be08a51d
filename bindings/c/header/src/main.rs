//! `smsmode-c-header PATH` writes the header of the C library, and the declarations for other languages
//! below `bindings/c/declarations`; `smsmode-c-header --check PATH` fails if what is there is other.

#![expect(clippy::print_stderr, reason = "it says why it failed")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [path] => each_file(path, write),
        [check, path] if check == "--check" => each_file(path, compare),
        _ => Err("usage: smsmode-c-header [--check] PATH".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => fail(&why),
    }
}

fn each_file(
    header: &str,
    handle: impl Fn(&Path, &str) -> Result<(), String>,
) -> Result<(), String> {
    files(header)?.iter().try_for_each(|(path, text)| handle(path, text))
}

/// Where everything goes that is written.
fn files(header: &str) -> Result<Vec<(PathBuf, String)>, String> {
    let text = smsmode_c_header::header()?;
    let declarations = smsmode_c_header::declarations(&text)?;
    let folder = smsmode_c_header::declarations_folder();
    let declared = declarations.into_iter().map(|(name, text)| (folder.join(name), text));
    Ok([(header.into(), text)].into_iter().chain(declared).collect())
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn compare(path: &Path, text: &str) -> Result<(), String> {
    let committed = std::fs::read_to_string(path);
    if committed.map_err(|error| format!("{}: {error}", path.display()))? == text {
        Ok(())
    } else {
        let path = path.display();
        Err(format!("{path} is not what the sources say; make header writes it anew"))
    }
}

fn fail(why: &str) -> ExitCode {
    eprintln!("{why}");
    ExitCode::FAILURE
}
