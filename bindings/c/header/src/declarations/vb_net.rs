//! VB.NET.

use std::fmt::Write as _;

use super::flat::{Flat, Function, Kind, Parameter};

pub(super) fn write(flat: &Flat) -> String {
    let mut file = BEGINNING.to_owned();
    for constant in &flat.constants {
        let (name, value) = (&constant.name, constant.value);
        let _ = writeln!(file, "    Friend Const {name} As Integer = {value}");
    }
    for function in &flat.functions {
        file += &declaration(function);
    }
    file + "End Module\n"
}

fn declaration(function: &Function) -> String {
    let parameters: Vec<_> = function.parameters.iter().map(parameter).collect();
    format!(
        "\n    <DllImport(\"smsmode\", CallingConvention:=CallingConvention.Cdecl, \
         ExactSpelling:=True)>\n    Friend Function {}(\n        {}) As Integer\n    End Function\n",
        function.name,
        parameters.join(",\n        ")
    )
}

fn parameter(Parameter { name, kind }: &Parameter) -> String {
    match kind {
        Kind::Text => format!("<[In]> ByVal {name} As Byte()"),
        Kind::Buffer => format!("<Out> ByVal {name} As Byte()"),
        Kind::Number => format!("ByVal {name} As Integer"),
        Kind::Output => format!("ByRef {name} As Integer"),
    }
}

const BEGINNING: &str = r#"' libsmsmode for VB.NET. Written from include/smsmode.h by `make header`; do not edit. The header is the
' manual: smsmode_simple_send says what holds for every function. No Windows build was ever tried.
'
' A String of .NET is UTF-16, and the library reads bytes that end with a NUL: Bytes makes them, in UTF-8,
' the default encoding of the settings.
'
'     Dim settings = Bytes("key=Ab1CD2efg3Hi;mode=smart;language=fr;timeout_ms=20000")
'     Dim id(SMSMODE_SIMPLE_ID_SIZE - 1), words(299) As Byte
'     Dim outcome = SMSMODE_OUTCOME_NOT_SENT
'     Dim status = smsmode_simple_send(settings, Bytes("06 39 98 00 11"), Bytes("Votre commande est prête"),
'         -1, id, id.Length, outcome, words, words.Length)
'     If status = SMSMODE_OK Then
'         Print("Sent: " & TextOf(id))
'     ElseIf outcome = SMSMODE_OUTCOME_UNKNOWN Then
'         Print("Perhaps sent, do not repeat: " & TextOf(words))
'     Else
'         Print("Not sent: " & TextOf(words))
'     End If

Imports System.Runtime.InteropServices
Imports System.Text

Friend Module Smsmode
    ''' <summary>A text as the library reads it: UTF-8 with a NUL at its end.</summary>
    Friend Function Bytes(text As String) As Byte()
        Return Encoding.UTF8.GetBytes(text & ChrW(0))
    End Function

    ''' <summary>What the library wrote, up to its NUL.</summary>
    Friend Function TextOf(buffer As Byte()) As String
        Return Encoding.UTF8.GetString(buffer, 0, Array.IndexOf(buffer, CByte(0)))
    End Function

"#;
