//! Procedures over the function `API` of `WinDev`.

use std::fmt::Write as _;

use super::flat::{Flat, Function, Kind, Parameter};

pub(super) fn write(flat: &Flat) -> String {
    let mut file = BEGINNING.to_owned();
    for constant in &flat.constants {
        let _ = writeln!(file, "\t{} = {}", constant.name, constant.value);
    }
    file += "END\n";
    for function in &flat.functions {
        file += &declaration(function);
    }
    file
}

fn declaration(function: &Function) -> String {
    let name = &function.name;
    let parameters: Vec<_> = function.parameters.iter().map(parameter).collect();
    let passed: Vec<_> = function.parameters.iter().map(passed).collect();
    format!(
        "\nPROCEDURE {name}({})\nRESULT API(\"smsmode.dll\", \"{name}\", {})\n",
        parameters.join(", "),
        passed.join(", ")
    )
}

fn parameter(Parameter { name, kind }: &Parameter) -> String {
    match kind {
        Kind::Text => format!("{name} is ANSI string"),
        Kind::Number => format!("{name} is int"),
        // An address is as wide as the system.
        Kind::Buffer | Kind::Output => format!("{name} is system int"),
    }
}

fn passed(Parameter { name, kind }: &Parameter) -> String {
    match kind {
        Kind::Text => format!("&{name}"),
        Kind::Number | Kind::Buffer | Kind::Output => name.clone(),
    }
}

const BEGINNING: &str = r#"// libsmsmode for WinDev. Written from include/smsmode.h by `make header`; do not edit. The header is the
// manual: smsmode_simple_send says what holds for every function. No Windows build was ever tried. In a
// program of 32 bits the functions are cdecl.
//
// An ANSI string is in Windows-1252: say so in the settings. Buffers and outputs are passed as addresses,
// & before the name of a variable that lives until the call is over; Null and 0 for what is not wanted.
//
//	sSettings is ANSI string = "key=Ab1CD2efg3Hi;encoding=windows-1252;mode=smart;language=fr"
//	sId is ASCIIZ string on 65
//	sWords is ASCIIZ string on 300
//	nOutcome is int
//	nStatus is int = smsmode_simple_send(sSettings, "06 39 98 00 11", "Votre commande vous attend", -1, &sId, 65, &nOutcome, &sWords, 300)
//	IF nStatus = SMSMODE_OK THEN
//		Info("Sent: " + sId)
//	ELSE IF nOutcome = SMSMODE_OUTCOME_UNKNOWN THEN
//		Error("Perhaps sent, do not repeat: " + sWords)
//	ELSE
//		Error("Not sent: " + sWords)
//	END

CONSTANT
"#;
