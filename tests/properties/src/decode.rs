//! Decoding.

use smsmode_core::text::gsm7::Decoding;
use smsmode_core::text::{gsm7, latin9, ucs2};

/// The standard way never fails, and the strict way is the reverse of encoding.
pub fn decode(bytes: &[u8]) {
    assert!(gsm7::decode(bytes, Decoding::Standard).is_ok());
    if let Ok(text) = gsm7::decode(bytes, Decoding::Strict) {
        assert_eq!(gsm7::encode(&text).as_deref(), Ok(bytes));
    }
    assert!(ucs2::decode(bytes, Decoding::Standard).is_ok());
    if let Ok(text) = ucs2::decode(bytes, Decoding::Strict) {
        assert_eq!(ucs2::encode(&text), bytes);
    }
    assert_eq!(latin9::decode(bytes).chars().count(), bytes.len());
    if let Ok(text) = str::from_utf8(bytes) {
        let septets = gsm7::encode(text).map(|all| gsm7::decode(&all, Decoding::Strict));
        assert!(septets.is_err() || septets == Ok(Ok(text.to_owned())));
    }
}
