//! Delphi, and Free Pascal.

use std::fmt::Write as _;

use super::flat::{Flat, Function, Kind, Parameter};

pub(super) fn write(flat: &Flat) -> String {
    let mut file = BEGINNING.to_owned();
    for constant in &flat.constants {
        let _ = writeln!(file, "  {} = {};", constant.name, constant.value);
    }
    for function in &flat.functions {
        file += &declaration(function);
    }
    file + "\nimplementation\n\nend.\n"
}

fn declaration(function: &Function) -> String {
    let parameters: Vec<_> = function.parameters.iter().map(parameter).collect();
    format!(
        "\nfunction {}(\n  {}): Integer; cdecl; external 'smsmode.dll';\n",
        function.name,
        parameters.join(";\n  ")
    )
}

fn parameter(Parameter { name, kind }: &Parameter) -> String {
    let kind = match kind {
        Kind::Text | Kind::Buffer => "PAnsiChar",
        Kind::Number => "Integer",
        Kind::Output => "PInteger",
    };
    format!("{name}: {kind}")
}

const BEGINNING: &str = r"// libsmsmode for Delphi. Written from include/smsmode.h by `make header`; do not edit. The header is
// the manual: smsmode_simple_send says what holds for every function. No Windows build was ever tried.
//
// An AnsiString ends with a NUL and, on a western Windows, is in Windows-1252: say so in the settings.
// A UTF8String does as well, without that. A string of today is UTF-16: convert it by an assignment.
//
//   var
//     Settings, Text: UTF8String;
//     Id: array[0..SMSMODE_SIMPLE_ID_SIZE - 1] of AnsiChar;
//     Words: array[0..299] of AnsiChar;
//     Status, Outcome: Integer;
//   begin
//     Settings := 'key=Ab1CD2efg3Hi;mode=smart;language=fr;timeout_ms=20000';
//     Text := UTF8String(Memo.Text);
//     Status := smsmode_simple_send(PAnsiChar(Settings), '06 39 98 00 11', PAnsiChar(Text), -1,
//       Id, SizeOf(Id), @Outcome, Words, SizeOf(Words));
//     if Status = SMSMODE_OK then ShowMessage('Sent: ' + string(Id))
//     else if Outcome = SMSMODE_OUTCOME_UNKNOWN then
//       ShowMessage('Perhaps sent, do not repeat: ' + UTF8ToString(Words))
//     else ShowMessage('Not sent: ' + UTF8ToString(Words));
//   end;

unit Smsmode;

interface

const
";
