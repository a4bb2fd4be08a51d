//! VBA of 64 bits. VB6 cannot call the library, and the file says so.

use std::fmt::Write as _;

use super::flat::{Flat, Function, Kind, Parameter};

pub(super) fn write(flat: &Flat) -> String {
    let mut file = BEGINNING.to_owned();
    for constant in &flat.constants {
        let (name, value) = (&constant.name, constant.value);
        let _ = writeln!(file, "Public Const {name} As Long = {value}");
    }
    file += "\n#If Win64 Then\n";
    for function in &flat.functions {
        file += &declaration(function);
    }
    // The editor imports no file whose lines end otherwise.
    (file + "#End If\n").replace('\n', "\r\n")
}

fn declaration(function: &Function) -> String {
    let parameters: Vec<_> = function.parameters.iter().map(parameter).collect();
    format!(
        "Public Declare PtrSafe Function {} Lib \"smsmode.dll\" ( _\n    {}) As Long\n",
        function.name,
        parameters.join(", _\n    ")
    )
}

fn parameter(Parameter { name, kind }: &Parameter) -> String {
    match kind {
        // A String by value is the address of its bytes in the code page of Windows.
        Kind::Text | Kind::Buffer => format!("ByVal {name} As String"),
        Kind::Number => format!("ByVal {name} As Long"),
        Kind::Output => format!("ByRef {name} As Long"),
    }
}

const BEGINNING: &str = r#"Attribute VB_Name = "Smsmode"
' libsmsmode for VBA. Written from include/smsmode.h by `make header`; do not edit. The header is the
' manual: smsmode_simple_send says what holds for every function. No Windows build was ever tried.
'
' VB6, AND VBA OF 32 BITS, CANNOT CALL THIS LIBRARY: they call stdcall only, and it is cdecl. A Declare
' would corrupt the stack. Windows of 64 bits has one convention, so VBA of 64 bits (Win64) can call it.
' From VB6, use a process of its own, such as the command smsmode, or a library in VB.NET.
'
' A String goes out and comes back in the code page of Windows, which is Windows-1252 in western Europe: say
' so in the settings. A buffer is a String of its size; what was written ends at the first vbNullChar. Pass
' vbNullString and 0 for what you do not want.
'
'     Dim id As String, words As String, status As Long, outcome As Long
'     id = String$(SMSMODE_SIMPLE_ID_SIZE, vbNullChar)
'     words = String$(300, vbNullChar)
'     status = smsmode_simple_send("key=Ab1CD2efg3Hi;encoding=windows-1252;mode=smart;language=fr", _
'         "06 39 98 00 11", "Votre commande vous attend", -1, id, Len(id), outcome, words, Len(words))
'     If status = SMSMODE_OK Then
'         MsgBox "Sent: " & Left$(id, InStr(id, vbNullChar) - 1)
'     ElseIf outcome = SMSMODE_OUTCOME_UNKNOWN Then
'         MsgBox "Perhaps sent, do not repeat: " & Left$(words, InStr(words, vbNullChar) - 1)
'     Else
'         MsgBox "Not sent: " & Left$(words, InStr(words, vbNullChar) - 1)
'     End If

Option Explicit

"#;
