//! Secrets that are easily recognised, and all forms in which they could come to light.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::all_calls::{COMPANY, FIRST_NAME, LAST_NAME};
use crate::hostile::proxy;

pub(crate) const API_KEY: &str = "CleCanari+/%&=7xQ9";
pub(crate) const LOGIN_PASSWORD: &str = "PasseCanari+/%&=7xQ9";
pub(crate) const PROXY_PASSWORD: &str = proxy::PASSWORD;

/// The part of each secret that no encoding of a form changes, and the number as people write it.
pub(crate) fn all() -> Vec<String> {
    let cores = [
        "CleCanari",
        "PasseCanari",
        "NouveauPasseCanari",
        "TexteCanari",
        PROXY_PASSWORD,
        LAST_NAME,
        FIRST_NAME,
        COMPANY,
        "639980011",
        "6 39 98 00 11",
        "6.39.98.00.11",
        "6-39-98-00-11",
        "6/39/98/00/11",
    ];
    cores.map(str::to_owned).into()
}

/// What to look for: every form of every canary.
pub(crate) struct Search(Vec<Needle>);

struct Needle {
    canary: String,
    form: &'static str,
    text: String,
}

impl Search {
    pub(crate) fn new(canaries: &[String]) -> Self {
        let needles = canaries.iter().flat_map(|canary| {
            let needle = |(form, text)| Needle { canary: canary.clone(), form, text };
            forms(canary).into_iter().map(needle)
        });
        Self(needles.collect())
    }

    /// The first canary that a text shows, and in which form.
    pub(crate) fn find(&self, text: &str) -> Option<(&str, &'static str)> {
        let shown = self.0.iter().find(|needle| text.contains(&needle.text));
        shown.map(|needle| (needle.canary.as_str(), needle.form))
    }
}

/// A canary as it is, percent-encoded, in hexadecimal, as a list of bytes, and in base64.
pub(crate) fn forms(canary: &str) -> Vec<(&'static str, String)> {
    let each = |write: fn(&mut String, u8)| {
        canary.bytes().fold(String::new(), |mut text, byte| {
            write(&mut text, byte);
            text
        })
    };
    let mut forms = vec![
        ("raw", canary.to_owned()),
        ("lower case", canary.to_lowercase()),
        ("plus", canary.replace(' ', "+")),
        ("percent", canary.replace(' ', "%20").replace('/', "%2F")),
        ("all percent", each(|text, byte| write!(text, "%{byte:02X}").unwrap())),
        ("hexadecimal", each(|text, byte| write!(text, "{byte:02x}").unwrap())),
        ("hexadecimal", each(|text, byte| write!(text, "{byte:02X}").unwrap())),
        ("bytes", format!("{:?}", canary.as_bytes()).trim_matches(['[', ']']).to_owned()),
    ];
    forms.extend((0..3).map(|offset| ("base64", base64_within(canary, offset))));
    forms
}

/// The letters that a canary has in base64 whatever stands round it, after so many bytes.
fn base64_within(canary: &str, offset: usize) -> String {
    let padded = format!("{}{canary}", "\0".repeat(offset));
    let encoded = BASE64_STANDARD.encode(&padded);
    let (first, last) = ((offset * 8).div_ceil(6), padded.len() * 8 / 6);
    encoded.get(first..last).unwrap().to_owned()
}
