//! C#.

use std::fmt::Write as _;

use super::flat::{Flat, Function, Kind, Parameter};

pub(super) fn write(flat: &Flat) -> String {
    let mut file = BEGINNING.to_owned();
    for constant in &flat.constants {
        let _ = writeln!(file, "    internal const int {} = {};", constant.name, constant.value);
    }
    for function in &flat.functions {
        file += &declaration(function);
    }
    file + "}\n"
}

fn declaration(function: &Function) -> String {
    let parameters: Vec<_> = function.parameters.iter().map(parameter).collect();
    format!(
        "\n    [DllImport(\"smsmode\", CallingConvention = CallingConvention.Cdecl, ExactSpelling = \
         true)]\n    internal static extern int {}(\n        {});\n",
        function.name,
        parameters.join(",\n        ")
    )
}

fn parameter(Parameter { name, kind }: &Parameter) -> String {
    match kind {
        Kind::Text => format!("[In] byte[] {name}"),
        Kind::Buffer => format!("[Out] byte[] {name}"),
        Kind::Number => format!("int {name}"),
        Kind::Output => format!("ref int {name}"),
    }
}

const BEGINNING: &str = r#"// libsmsmode for C#. Written from include/smsmode.h by `make header`; do not edit. The header is the
// manual: smsmode_simple_send says what holds for every function. No Windows build was ever tried.
//
// A .NET string is UTF-16, and the library reads bytes that end with a NUL: Smsmode.Bytes makes them,
// in UTF-8, the default encoding of the settings. (UnmanagedType.LPUTF8Str would do for texts that go
// in, from .NET Framework 4.7 on; byte[] does everywhere, and for buffers too.)
//
//     byte[] settings = Smsmode.Bytes("key=Ab1CD2efg3Hi;mode=smart;language=fr;timeout_ms=20000");
//     byte[] id = new byte[Smsmode.SMSMODE_SIMPLE_ID_SIZE];
//     byte[] words = new byte[300];
//     int outcome = Smsmode.SMSMODE_OUTCOME_NOT_SENT;
//     int status = Smsmode.smsmode_simple_send(
//         settings, Smsmode.Bytes("06 39 98 00 11"), Smsmode.Bytes("Votre commande est prête"), -1,
//         id, id.Length, ref outcome, words, words.Length);
//     if (status == Smsmode.SMSMODE_OK) Print("Sent: " + Smsmode.Text(id));
//     else if (outcome == Smsmode.SMSMODE_OUTCOME_UNKNOWN) Print("Perhaps sent, do not repeat: " + Smsmode.Text(words));
//     else Print("Not sent: " + Smsmode.Text(words));

using System;
using System.Runtime.InteropServices;
using System.Text;

internal static class Smsmode
{
    /// <summary>A text as the library reads it: UTF-8 with a NUL at its end.</summary>
    internal static byte[] Bytes(string text) { return Encoding.UTF8.GetBytes(text + "\0"); }

    /// <summary>What the library wrote, up to its NUL.</summary>
    internal static string Text(byte[] buffer)
    {
        return Encoding.UTF8.GetString(buffer, 0, Array.IndexOf(buffer, (byte)0));
    }

"#;
