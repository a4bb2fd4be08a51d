//! Questions on which other SMS libraries give different answers, one test each.

use super::gsm7::{self, Decoding, FillBits};
use super::{Alphabet, Limits, TooManySegments, analyse, latin9, segments, ucs2};

/// Alphabet, units and segments.
fn counted(text: &str) -> (Alphabet, usize, u32) {
    let analysis = analyse(text);
    (analysis.alphabet(), analysis.units(), analysis.segments())
}

fn cut(text: &str) -> Vec<usize> {
    segments(text, &Limits::default()).unwrap().map(|segment| segment.units).collect()
}

#[test]
fn d1_code_5f_is_the_section_sign_not_the_backtick() {
    assert_eq!(gsm7::encode("§"), Ok(vec![0x5F]));
    assert_eq!(gsm7::decode(&[0x5F], Decoding::Strict).as_deref(), Ok("§"));
    assert_eq!(counted("`"), (Alphabet::Ucs2, 1, 1));
}

#[test]
fn d2_the_escape_is_no_character() {
    assert_eq!(counted("\u{1B}"), (Alphabet::Ucs2, 1, 1));
    assert!(gsm7::encode("\u{1B}e").is_err());
    assert_eq!(gsm7::decode(&[0x1B], Decoding::Standard).as_deref(), Ok(" "));
}

#[test]
fn d3_the_form_feed_is_in_the_extension_table() {
    assert_eq!(counted("\u{C}"), (Alphabet::Gsm7, 2, 1));
    assert_eq!(gsm7::encode("\u{C}"), Ok(vec![0x1B, 0x0A]));
}

#[test]
fn d4_an_escape_pair_is_not_cut_at_septet_153() {
    let brackets = "[".repeat(153);
    assert_eq!(counted(&brackets), (Alphabet::Gsm7, 306, 3));
    assert_eq!(cut(&brackets), [152, 152, 2]);
}

#[test]
fn d5_a_surrogate_pair_is_not_cut_at_unit_67() {
    let faces = "😀".repeat(67);
    assert_eq!(counted(&faces), (Alphabet::Ucs2, 134, 3));
    assert_eq!(cut(&format!("{}😀{}", "ê".repeat(66), "ê".repeat(66))), [66, 67, 1]);
}

#[test]
fn d6_one_emoji_is_two_units_in_big_endian_order() {
    assert_eq!(counted("😀"), (Alphabet::Ucs2, 2, 1));
    assert_eq!(ucs2::encode("😀"), [0xD8, 0x3D, 0xDE, 0x00]);
}

#[test]
fn d7_a_bracket_in_a_unicode_message_is_one_unit() {
    assert_eq!(counted("[ê]"), (Alphabet::Ucs2, 3, 1));
}

#[test]
fn d8_a_family_of_emoji_at_a_boundary_is_split_unless_asked_otherwise() {
    let text = format!("{}👨‍👩‍👧‍👦{}", "ê".repeat(60), "ê".repeat(60));
    assert_eq!(cut(&text), [66, 65]);
    #[cfg(feature = "graphemes")]
    {
        let limits = Limits::default().with_boundary(super::Boundary::Cluster);
        let parts = segments(&text, &limits).unwrap();
        assert_eq!(parts.map(|part| part.units).collect::<Vec<_>>(), [60, 67, 4]);
    }
}

#[cfg(feature = "graphemes")]
#[test]
fn d8_no_part_exceeds_its_octets_however_long_a_cluster_is() {
    let zalgo = format!("e{}", "\u{301}".repeat(300));
    let limits = Limits::default().with_boundary(super::Boundary::Cluster);
    let parts = segments(&zalgo, &limits).unwrap();
    assert_eq!(parts.map(|part| part.units).collect::<Vec<_>>(), [67, 67, 67, 67, 33]);
}

#[test]
fn d9_an_empty_text_is_one_part_of_no_units() {
    assert_eq!(counted(""), (Alphabet::Gsm7, 0, 1));
    assert_eq!(cut(""), [0]);
}

#[test]
fn d10_more_than_255_parts_are_an_error() {
    let limits = Limits::default();
    assert_eq!(segments(&"a".repeat(39_015), &limits).unwrap().len(), 255);
    assert_eq!(segments(&"ê".repeat(17_085), &limits).unwrap().len(), 255);
    for text in ["a".repeat(39_016), "ê".repeat(17_086)] {
        let refused = segments(&text, &limits).unwrap_err();
        assert_eq!(refused, TooManySegments { needed: 256, allowed: 255 });
    }
}

#[test]
fn d11_only_the_capital_c_cedilla_is_code_09() {
    assert_eq!(gsm7::encode("Ç"), Ok(vec![0x09]));
    assert_eq!(gsm7::decode(&[0x09], Decoding::Strict).as_deref(), Ok("Ç"));
    assert_eq!(counted("ç"), (Alphabet::Ucs2, 1, 1));
}

#[test]
fn d12_the_currency_sign_is_one_septet_and_has_no_place_in_iso_8859_15() {
    assert_eq!(gsm7::encode("¤€"), Ok(vec![0x24, 0x1B, 0x65]));
    assert_eq!((latin9::encode('¤'), latin9::encode('€')), (None, Some(0xA4)));
}

#[test]
fn d13_greek_capitals_that_look_latin_are_outside() {
    assert_eq!(counted("ΑΒΕ"), (Alphabet::Ucs2, 3, 1));
    assert_eq!(counted("ΓΔΘΛΞΠΣΦΨΩ"), (Alphabet::Gsm7, 10, 1));
}

#[test]
fn d14_a_nul_is_counted_and_cuts_nothing() {
    assert_eq!(counted("a\0b"), (Alphabet::Ucs2, 3, 1));
    assert_eq!(ucs2::encode("a\0b"), [0, 0x61, 0, 0, 0, 0x62]);
    assert!(gsm7::encode("a\0b").is_err());
}

#[test]
fn d15_a_line_end_of_two_characters_is_two_septets() {
    assert_eq!(counted("\r\n"), (Alphabet::Gsm7, 2, 1));
    assert_eq!(gsm7::encode("\r\n"), Ok(vec![0x0D, 0x0A]));
}

#[test]
fn d16_a_character_outside_is_an_error_with_its_position() {
    let refused = gsm7::encode("Où êtes-vous ?").unwrap_err().at;
    assert_eq!((refused.byte, refused.scalar, refused.ch), (4, 3, 'ê'));
}

#[test]
fn an_escape_with_an_undefined_code_shows_the_character_of_the_default_table() {
    assert_eq!(gsm7::decode(&[0x1B, 0x41], Decoding::Standard).as_deref(), Ok("A"));
    assert_eq!(gsm7::decode(&[0x1B, 0x1B], Decoding::Standard).as_deref(), Ok(" "));
}

#[test]
fn seven_septets_do_not_become_eight_with_a_final_at_sign() {
    let octets = gsm7::pack(&[0x41; 7], FillBits::NONE).unwrap();
    assert_eq!(gsm7::unpack(&octets, 7, FillBits::NONE), Ok(vec![0x41; 7]));
}
