//! `smsmode-c-header PATH` writes the header of the C library; `smsmode-c-header --check PATH` fails
//! if the one that is there is another.

#![expect(clippy::print_stderr, reason = "it says why it failed")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [path] => write(path),
        [check, path] if check == "--check" => compare(path),
        _ => Err("usage: smsmode-c-header [--check] PATH".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => fail(&why),
    }
}

fn write(path: &str) -> Result<(), String> {
    std::fs::write(path, smsmode_c_header::header()?).map_err(|error| format!("{path}: {error}"))
}

fn compare(path: &str) -> Result<(), String> {
    let committed = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    if smsmode_c_header::header()? == committed {
        Ok(())
    } else {
        Err(format!("{path} is not what the sources say; make header writes it anew"))
    }
}

fn fail(why: &str) -> ExitCode {
    eprintln!("{why}");
    ExitCode::FAILURE
}
