//! Analysis and segments.

use smsmode_core::text::{
    self, Alphabet, Boundary, Limits, Reference, analyse_within, gsm7, outside_gsm, segments,
    truncate,
};

use crate::as_text;

/// Analysis says what a look at each character says, and what the segments that are cut say.
pub fn analyse(bytes: &[u8]) {
    let text = as_text(bytes);
    let analysis = text::analyse(text);
    assert_eq!(analysis.first_outside_gsm(), outside_gsm(text).next());
    let septets: Option<usize> = text.chars().map(gsm7::septets).sum();
    let utf16 = text.encode_utf16().count();
    let alphabet = if septets.is_some() { Alphabet::Gsm7 } else { Alphabet::Ucs2 };
    assert_eq!(analysis.alphabet(), alphabet);
    assert_eq!(analysis.units(), septets.unwrap_or(utf16));
    for boundary in [Boundary::Scalar, Boundary::Cluster] {
        for reference in [Reference::Ref8, Reference::Ref16] {
            let limits = Limits::default().with_boundary(boundary).with_reference(reference);
            check(text, limits);
            check(text, limits.with_alphabet(Alphabet::Gsm7));
            check(text, limits.with_alphabet(Alphabet::Ucs2));
        }
    }
}

fn check(text: &str, limits: Limits) {
    let analysis = analyse_within(text, &limits);
    match segments(text, &limits) {
        Ok(parts) => {
            let cut: String = parts.clone().map(|part| part.text).collect();
            assert_eq!(cut, text);
            assert_eq!(parts.clone().map(|part| part.units).sum::<usize>(), analysis.units());
            assert_eq!(parts.count(), analysis.segments() as usize);
        }
        Err(refused) => assert_eq!(refused.needed, analysis.segments()),
    }
    for most in 0..3 {
        let kept = truncate(text, most, &limits);
        assert!(text.starts_with(kept));
        assert!(kept.is_empty() || segments(kept, &limits.with_max_segments(most)).is_ok());
    }
}
