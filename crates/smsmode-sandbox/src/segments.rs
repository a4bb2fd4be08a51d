//! A naive counter of segments, and the cut at the end: straight from the document's tables, and
//! on purpose not the counter of `smsmode-core`.

use serde::{Deserialize, Serialize};

/// The characters of the document's table that count one septet.
const SINGLE: &str = "\n\r !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz\
    ¡£¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùü";

/// Those that count two.
const DOUBLE: &str = "^{}\\[~]|€\u{c}";

/// The septets of each ASCII character by both tables, 0 for those that are in none: most
/// characters are these, and a search of the tables takes its time.
const ASCII: [u8; 128] = with(with([0; 128], SINGLE, 1), DOUBLE, 2);

#[expect(
    clippy::indexing_slicing,
    reason = "an ASCII byte is below 128; this runs in the compiler"
)]
const fn with(mut septets: [u8; 128], table: &str, size: u8) -> [u8; 128] {
    let mut rest = table.as_bytes();
    while let [byte, tail @ ..] = rest {
        if byte.is_ascii() {
            septets[*byte as usize] = size;
        }
        rest = tail;
    }
    septets
}

/// The septets of a character; nothing where it is in no table.
fn septets(character: char) -> Option<usize> {
    let ascii = usize::try_from(u32::from(character)).ok().and_then(|place| ASCII.get(place));
    match ascii {
        Some(septets) => Some(usize::from(*septets)).filter(|septets| *septets > 0),
        None if DOUBLE.contains(character) => Some(2),
        None => SINGLE.contains(character).then_some(1),
    }
}

/// What a text is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Counting {
    /// Septets of the GSM alphabet: 160 alone, 153 in each of several.
    Gsm,
    /// UTF-16 units: 70 alone, 67 in each of several.
    Unicode,
    /// Characters that are spoken: 160 for each message.
    Voice,
}

impl Counting {
    /// What fits in a message of one segment.
    pub(crate) fn alone(self) -> usize {
        match self {
            Self::Gsm | Self::Voice => 160,
            Self::Unicode => 70,
        }
    }

    /// What fits in each of several segments.
    fn in_each(self) -> usize {
        match self {
            Self::Gsm => 153,
            Self::Unicode => 67,
            Self::Voice => 160,
        }
    }

    fn size(self, character: char) -> usize {
        match self {
            Self::Gsm => septets(character).unwrap_or(1),
            Self::Voice => 1,
            Self::Unicode => character.len_utf16(),
        }
    }
}

/// Whether the document's table has this character.
pub(crate) fn is_in_alphabet(character: char) -> bool {
    septets(character).is_some()
}

/// The length in units.
pub(crate) fn units(text: &str, counting: Counting) -> usize {
    text.chars().map(|character| counting.size(character)).sum()
}

/// The number of segments, at least one.
pub(crate) fn count(text: &str, counting: Counting) -> u32 {
    if units(text, counting) <= counting.alone() {
        return 1;
    }
    let mut filling = Filling::default();
    text.chars().for_each(|character| filling.add(counting.size(character), counting.in_each()));
    filling.segments
}

/// Where each segment ends, in characters from the beginning of the text.
pub(crate) fn ends(text: &str, counting: Counting) -> Vec<usize> {
    let is_alone = units(text, counting) <= counting.alone();
    let room = if is_alone { counting.alone() } else { counting.in_each() };
    let (mut filling, mut ends) = (Filling::default(), Vec::new());
    for (place, character) in text.chars().enumerate() {
        let before = filling.segments;
        filling.add(counting.size(character), room);
        ends.extend((filling.segments > before).then_some(place));
    }
    ends.push(text.chars().count());
    ends
}

/// The longest beginning of the text that takes at most so many segments.
pub(crate) fn cut(text: &str, counting: Counting, most: u32) -> &str {
    if count(text, counting) <= most {
        return text;
    }
    let room = if most == 1 { counting.alone() } else { counting.in_each() };
    let mut filling = Filling::default();
    let too_far = text.char_indices().find(|(_, character)| {
        filling.add(counting.size(*character), room);
        filling.segments > most
    });
    too_far.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// Segments being filled, one character after the other. A character is never split.
struct Filling {
    segments: u32,
    used: usize,
}

impl Default for Filling {
    fn default() -> Self {
        Self { segments: 1, used: 0 }
    }
}

impl Filling {
    fn add(&mut self, size: usize, room: usize) {
        if self.used + size > room {
            self.segments += 1;
            self.used = 0;
        }
        self.used += size;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_of_the_document_hold() {
        for (length, segments) in
            [(160, 1), (161, 2), (306, 2), (307, 3), (459, 3), (612, 4), (765, 5)]
        {
            assert_eq!(count(&"a".repeat(length), Counting::Gsm), segments, "{length}");
        }
        for (length, segments) in
            [(70, 1), (71, 2), (134, 2), (135, 3), (201, 3), (268, 4), (335, 5)]
        {
            assert_eq!(count(&"ê".repeat(length), Counting::Unicode), segments, "{length}");
        }
    }

    #[test]
    fn brackets_and_the_euro_count_twice() {
        assert_eq!(units("^{}\\[~]|€", Counting::Gsm), 18);
        assert_eq!(count(&"€".repeat(80), Counting::Gsm), 1);
        assert_eq!(count(&"€".repeat(81), Counting::Gsm), 2);
    }

    #[test]
    fn a_double_character_is_never_split() {
        assert_eq!(count(&"[".repeat(153), Counting::Gsm), 3);
        assert_eq!(count(&"😀".repeat(67), Counting::Unicode), 3);
    }

    #[test]
    fn a_segment_ends_before_what_does_not_fit_whole() {
        assert_eq!(ends("", Counting::Gsm), [0]);
        assert_eq!(ends(&"a".repeat(160), Counting::Gsm), [160]);
        assert_eq!(ends(&"a".repeat(161), Counting::Gsm), [153, 161]);
        assert_eq!(ends(&"[".repeat(153), Counting::Gsm), [76, 152, 153]);
        assert_eq!(ends(&"😀".repeat(67), Counting::Unicode), [33, 66, 67]);
        assert_eq!(ends(&"é".repeat(320), Counting::Voice), [160, 320]);
    }

    #[test]
    fn there_are_as_many_ends_as_segments() {
        for length in 0..700 {
            let text = "a€".repeat(length);
            for counting in [Counting::Gsm, Counting::Unicode, Counting::Voice] {
                assert_eq!(ends(&text, counting).len(), count(&text, counting) as usize);
            }
        }
    }

    #[test]
    fn the_cut_keeps_what_fits() {
        assert_eq!(cut(&"a".repeat(400), Counting::Gsm, 1).len(), 160);
        assert_eq!(cut(&"a".repeat(400), Counting::Gsm, 2).len(), 306);
        assert_eq!(cut(&"é".repeat(71), Counting::Unicode, 1).chars().count(), 70);
        assert_eq!(cut("short", Counting::Gsm, 1), "short");
    }

    #[test]
    fn what_french_loses_is_not_in_the_alphabet() {
        assert!("çêëâîïôûœŒÀÂÊÈÔ«»’–".chars().all(|character| !is_in_alphabet(character)));
        assert!("éèàùÇÉ€".chars().all(is_in_alphabet));
    }
}
