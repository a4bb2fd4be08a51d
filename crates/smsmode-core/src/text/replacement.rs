//! What could stand for a character that a message cannot carry.

use core::ops::Range;

/// What could stand for a character that a message of the classes 2 and 4 cannot carry.
///
/// Nothing is suggested for a character that needs no replacement or has no fair one: an emoji is
/// never spelt out, and nothing becomes a digit that is not one (`10²` would read `102`).
///
/// ```
/// use smsmode_core::text::suggestion;
///
/// assert_eq!(suggestion('ê'), Some("e"));
/// assert_eq!(suggestion('’'), Some("'"));
/// assert_eq!(suggestion('é'), None);
/// assert_eq!(suggestion('😀'), None);
/// ```
pub fn suggestion(ch: char) -> Option<&'static str> {
    let cell = TABLE.binary_search_by_key(&ch, |&(key, _)| key).ok()?;
    TABLE.get(cell).map(|&(_, suggested)| suggested)
}

/// A change that was made to a text, so that it can be sent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Replacement {
    /// Where, in bytes of the text as it was written.
    pub range: Range<usize>,
    /// What was written there.
    pub original: String,
    /// What stands there now.
    pub replacement: String,
}

/// By code point. Written by hand for French first; every key is outside what the classes 2 and 4
/// carry, every value inside.
#[rustfmt::skip]
const TABLE: &[(char, &str)] = &[
    // ASCII
    ('\t', " "), ('\u{B}', "\n"), ('\u{C}', "\n"), ('`', "'"),
    // Latin-1
    ('\u{85}', "\n"), ('\u{A0}', " "), ('¢', "c"), ('¦', "|"), ('©', "(c)"), ('ª', "a"),
    ('«', "\""), ('\u{AD}', ""), ('®', "(R)"), ('°', "deg"), ('±', "+/-"), ('´', "'"), ('µ', "u"),
    ('·', "."), ('º', "o"), ('»', "\""), ('À', "A"), ('Á', "A"), ('Â', "A"), ('Ã', "A"),
    ('È', "E"), ('Ê', "E"), ('Ë', "E"), ('Ì', "I"), ('Í', "I"), ('Î', "I"), ('Ï', "I"), ('Ð', "D"),
    ('Ò', "O"), ('Ó', "O"), ('Ô', "O"), ('Õ', "O"), ('×', "x"), ('Ù', "U"), ('Ú', "U"), ('Û', "U"),
    ('Ý', "Y"), ('Þ', "Th"), ('á', "a"), ('â', "a"), ('ã', "a"), ('ç', "c"), ('ê', "e"),
    ('ë', "e"), ('í', "i"), ('î', "i"), ('ï', "i"), ('ð', "d"), ('ó', "o"), ('ô', "o"), ('õ', "o"),
    ('÷', "/"), ('ú', "u"), ('û', "u"), ('ý', "y"), ('þ', "th"), ('ÿ', "y"),
    // Latin Extended-A
    ('Ā', "A"), ('ā', "a"), ('Ă', "A"), ('ă', "a"), ('Ą', "A"), ('ą', "a"), ('Ć', "C"), ('ć', "c"),
    ('Ĉ', "C"), ('ĉ', "c"), ('Ċ', "C"), ('ċ', "c"), ('Č', "C"), ('č', "c"), ('Ď', "D"), ('ď', "d"),
    ('Đ', "D"), ('đ', "d"), ('Ē', "E"), ('ē', "e"), ('Ĕ', "E"), ('ĕ', "e"), ('Ė', "E"), ('ė', "e"),
    ('Ę', "E"), ('ę', "e"), ('Ě', "E"), ('ě', "e"), ('Ĝ', "G"), ('ĝ', "g"), ('Ğ', "G"), ('ğ', "g"),
    ('Ġ', "G"), ('ġ', "g"), ('Ģ', "G"), ('ģ', "g"), ('Ĥ', "H"), ('ĥ', "h"), ('Ħ', "H"), ('ħ', "h"),
    ('Ĩ', "I"), ('ĩ', "i"), ('Ī', "I"), ('ī', "i"), ('Ĭ', "I"), ('ĭ', "i"), ('Į', "I"), ('į', "i"),
    ('İ', "I"), ('ı', "i"), ('Ĳ', "IJ"), ('ĳ', "ij"), ('Ĵ', "J"), ('ĵ', "j"), ('Ķ', "K"),
    ('ķ', "k"), ('ĸ', "k"), ('Ĺ', "L"), ('ĺ', "l"), ('Ļ', "L"), ('ļ', "l"), ('Ľ', "L"), ('ľ', "l"),
    ('Ŀ', "L"), ('ŀ', "l"), ('Ł', "L"), ('ł', "l"), ('Ń', "N"), ('ń', "n"), ('Ņ', "N"), ('ņ', "n"),
    ('Ň', "N"), ('ň', "n"), ('ŉ', "'n"), ('Ŋ', "NG"), ('ŋ', "ng"), ('Ō', "O"), ('ō', "o"),
    ('Ŏ', "O"), ('ŏ', "o"), ('Ő', "O"), ('ő', "o"), ('Œ', "OE"), ('œ', "oe"), ('Ŕ', "R"),
    ('ŕ', "r"), ('Ŗ', "R"), ('ŗ', "r"), ('Ř', "R"), ('ř', "r"), ('Ś', "S"), ('ś', "s"), ('Ŝ', "S"),
    ('ŝ', "s"), ('Ş', "S"), ('ş', "s"), ('Š', "S"), ('š', "s"), ('Ţ', "T"), ('ţ', "t"), ('Ť', "T"),
    ('ť', "t"), ('Ŧ', "T"), ('ŧ', "t"), ('Ũ', "U"), ('ũ', "u"), ('Ū', "U"), ('ū', "u"), ('Ŭ', "U"),
    ('ŭ', "u"), ('Ů', "U"), ('ů', "u"), ('Ű', "U"), ('ű', "u"), ('Ų', "U"), ('ų', "u"), ('Ŵ', "W"),
    ('ŵ', "w"), ('Ŷ', "Y"), ('ŷ', "y"), ('Ÿ', "Y"), ('Ź', "Z"), ('ź', "z"), ('Ż', "Z"), ('ż', "z"),
    ('Ž', "Z"), ('ž', "z"), ('ſ', "s"),
    // Latin Extended-B, modifier letters
    ('ƒ', "f"), ('Ș', "S"), ('ș', "s"), ('Ț', "T"), ('ț', "t"), ('ʼ', "'"), ('ˆ', "^"), ('˜', "~"),
    // Greek capitals that look Latin
    ('Α', "A"), ('Β', "B"), ('Ε', "E"), ('Ζ', "Z"), ('Η', "H"), ('Ι', "I"), ('Κ', "K"), ('Μ', "M"),
    ('Ν', "N"), ('Ο', "O"), ('Ρ', "P"), ('Τ', "T"), ('Υ', "Y"), ('Χ', "X"),
    // Latin Extended Additional
    ('ẞ', "SS"),
    // General punctuation
    ('\u{2000}', " "), ('\u{2001}', " "), ('\u{2002}', " "), ('\u{2003}', " "), ('\u{2004}', " "),
    ('\u{2005}', " "), ('\u{2006}', " "), ('\u{2007}', " "), ('\u{2008}', " "), ('\u{2009}', " "),
    ('\u{200A}', " "), ('\u{200B}', ""), ('‐', "-"), ('‑', "-"), ('‒', "-"), ('–', "-"),
    ('—', "-"), ('―', "-"), ('‘', "'"), ('’', "'"), ('‚', "'"), ('‛', "'"), ('“', "\""),
    ('”', "\""), ('„', "\""), ('‟', "\""), ('•', "-"), ('‣', "-"), ('․', "."), ('‥', ".."),
    ('…', "..."), ('\u{2028}', "\n"), ('\u{2029}', "\n"), ('\u{202F}', " "), ('′', "'"),
    ('″', "\""), ('‹', "'"), ('›', "'"), ('‼', "!!"), ('⁃', "-"), ('⁄', "/"), ('⁇', "??"),
    ('⁈', "?!"), ('⁉', "!?"), ('\u{205F}', " "), ('\u{2060}', ""),
    // Letterlike symbols
    ('№', "No"), ('™', "(TM)"),
    // Arrows, mathematical and geometric symbols
    ('←', "<-"), ('→', "->"), ('↔', "<->"), ('⇒', "=>"), ('−', "-"), ('∕', "/"), ('∗', "*"),
    ('∙', "."), ('≈', "~"), ('≤', "<="), ('≥', ">="), ('▪', "-"), ('●', "-"), ('◦', "-"),
    // Ideographic space, ligatures, byte order mark
    ('\u{3000}', " "), ('ﬀ', "ff"), ('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬃ', "ffi"), ('ﬄ', "ffl"),
    ('ﬅ', "st"), ('ﬆ', "st"), ('\u{FEFF}', ""),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::WireCharset;

    #[test]
    fn keys_ascend_so_that_they_are_found() {
        assert!(TABLE.is_sorted_by(|(before, _), (after, _)| before < after));
        for &(key, suggested) in TABLE {
            assert_eq!(suggestion(key), Some(suggested), "{key:?}");
        }
    }

    #[test]
    fn every_key_needs_a_replacement_and_every_value_is_one() {
        for &(key, suggested) in TABLE {
            assert!(!WireCharset::Latin9.can_carry(key), "{key:?}");
            let fits = suggested.chars().all(|ch| WireCharset::Latin9.can_carry(ch));
            assert!(fits, "{key:?}: {suggested:?}");
        }
    }

    #[test]
    fn every_letter_of_latin_1_and_latin_extended_a_can_be_replaced() {
        for letter in ('\u{A0}'..='\u{17F}').filter(|ch| ch.is_alphabetic()) {
            let carried = WireCharset::Latin9.can_carry(letter);
            assert_eq!(suggestion(letter).is_none(), carried, "{letter:?}");
        }
    }

    #[test]
    fn case_is_kept() {
        for &(key, suggested) in TABLE {
            let lower = suggested.chars().any(char::is_lowercase);
            let upper = suggested.chars().any(char::is_uppercase);
            assert!(!key.is_lowercase() || !upper, "{key:?}");
            assert!(!key.is_uppercase() || !lower || key == 'Þ', "{key:?}");
        }
    }

    #[test]
    fn nothing_becomes_a_digit() {
        let digits = |(_, suggested): &&(char, &str)| suggested.contains(|c: char| c.is_numeric());
        assert_eq!(TABLE.iter().find(digits), None);
    }

    #[test]
    fn french_typography_is_covered() {
        for (ch, suggested) in [
            ('ç', "c"),
            ('ê', "e"),
            ('î', "i"),
            ('œ', "oe"),
            ('Œ', "OE"),
            ('À', "A"),
            ('È', "E"),
            ('«', "\""),
            ('»', "\""),
            ('’', "'"),
            ('–', "-"),
            ('…', "..."),
            ('°', "deg"),
            ('\u{A0}', " "),
            ('\u{202F}', " "),
            ('\u{2009}', " "),
            ('`', "'"),
            ('\t', " "),
            ('Α', "A"),
            ('Β', "B"),
            ('Ε', "E"),
            ('•', "-"),
        ] {
            assert_eq!(suggestion(ch), Some(suggested), "{ch:?}");
        }
    }

    #[test]
    fn an_emoji_is_never_spelt_out() {
        for ch in ('\u{1F000}'..='\u{1FAFF}').chain(['☺', '❤', '\u{FE0F}', '\u{200D}']) {
            assert_eq!(suggestion(ch), None, "{ch:?}");
        }
    }
}
