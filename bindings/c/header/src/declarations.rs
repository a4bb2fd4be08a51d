//! Declarations of the functions `smsmode_simple_` for languages that cannot read a header of C. They
//! are read from the header that was just written, and each language has a room of its own.

mod csharp;
mod delphi;
mod flat;
mod vb_net;
mod vba;
mod windev;

use flat::Flat;

/// The files of `bindings/c/declarations`: the name of each, and what is in it.
///
/// # Errors
///
/// A header with a function that these languages could not call, in words.
pub fn declarations(header: &str) -> Result<Vec<(&'static str, String)>, String> {
    let flat = Flat::read(header)?;
    Ok(LANGUAGES.iter().map(|(file, write)| (*file, write(&flat))).collect())
}

type Writer = fn(&Flat) -> String;

const LANGUAGES: [(&str, Writer); 5] = [
    ("Smsmode.cs", csharp::write),
    ("Smsmode.pas", delphi::write),
    ("Smsmode.vb", vb_net::write),
    ("Smsmode.bas", vba::write),
    ("Smsmode.wl", windev::write),
];
