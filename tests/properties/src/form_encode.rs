//! Form encoding.

use smsmode_core::text::{form, latin9};

use crate::as_text;

/// A form is encoded in one pass as it is one character at a time.
pub fn form_encode(bytes: &[u8]) {
    let text = as_text(bytes);
    let bytes: Option<Vec<u8>> = text.chars().map(latin9::encode).collect();
    let mut out = vec![b'='];
    match (latin9::form_encode_into(&mut out, text), bytes) {
        (Ok(()), Some(bytes)) => assert_eq!(out, expected(&bytes)),
        (Err(at), None) => {
            assert!(text[at.byte..].starts_with(at.ch));
            assert_eq!(text[..at.byte].chars().filter_map(latin9::encode).count(), at.scalar);
            assert_eq!(out, b"=");
        }
        _ => panic!("the charset has the text or it has not"),
    }
    let mut lossy = vec![b'='];
    latin9::form_encode_lossy_into(&mut lossy, text, b'?');
    let bytes: Vec<u8> = text.chars().map(|ch| latin9::encode(ch).unwrap_or(b'?')).collect();
    assert_eq!(lossy, expected(&bytes));
    let mut utf8 = vec![b'='];
    form::encode_into(&mut utf8, text);
    assert_eq!(utf8, expected(text.as_bytes()));
}

fn expected(bytes: &[u8]) -> Vec<u8> {
    let mut out = String::from("=");
    for &byte in bytes {
        match byte {
            b' ' => out.push('+'),
            b'*' | b'-' | b'.' | b'_' => out.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => out.push(byte.into()),
            _ => out.extend(["%", &format!("{byte:02X}")]),
        }
    }
    out.into_bytes()
}
