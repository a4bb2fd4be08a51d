//! How many texts each character forces to UCS-2.

use core::cmp::Reverse;
use std::collections::BTreeMap;

/// A character that forces texts to UCS-2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CostlyCharacter {
    /// The character.
    pub ch: char,
    /// How many texts have it. A text with several such characters counts for each of them.
    pub texts: u64,
}

/// Counters on pages of 64 code points, so that memory is bounded by the alphabets that occur and
/// in the end by Unicode, whatever the number of texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Costs {
    /// Where each page is among the counters.
    pages: BTreeMap<u32, usize>,
    counters: Vec<Counter>,
    /// The page of the last character and where it is: the next one is mostly there, too.
    last: Option<(u32, usize)>,
    /// The number of the present text, from 1.
    text: u64,
}

const PAGE: u32 = 64;

#[derive(Debug, Clone, Copy, Default)]
struct Counter {
    texts: u64,
    /// The last text that was counted, since a character counts once a text.
    last: u64,
}

impl Costs {
    /// Counts the characters of one text.
    pub(super) fn add(&mut self, characters: impl Iterator<Item = char>) {
        self.text += 1;
        let text = self.text;
        for ch in characters {
            let counter = self.counter(ch);
            counter.texts += u64::from(counter.last != text);
            counter.last = text;
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for CostlyCharacter { ch, texts } in other.counted() {
            self.counter(ch).texts += texts;
        }
    }

    pub(super) fn descending(&self) -> Vec<CostlyCharacter> {
        let mut all: Vec<_> = self.counted().collect();
        all.sort_by_key(|costly| (Reverse(costly.texts), costly.ch));
        all
    }

    fn counted(&self) -> impl Iterator<Item = CostlyCharacter> + '_ {
        let cells = self.pages.iter().flat_map(|(page, &start)| {
            (page * PAGE..).take(PAGE as usize).zip(self.counters.iter().skip(start))
        });
        cells.filter(|(_, counter)| counter.texts > 0).filter_map(|(point, counter)| {
            Some(CostlyCharacter { ch: char::from_u32(point)?, texts: counter.texts })
        })
    }

    #[expect(clippy::indexing_slicing, reason = "a page begins there and the remainder is in it")]
    fn counter(&mut self, ch: char) -> &mut Counter {
        let (page, place) = (u32::from(ch) / PAGE, u32::from(ch) % PAGE);
        let start = match self.last {
            Some((last, start)) if last == page => start,
            _ => self.turn_to(page),
        };
        &mut self.counters[start + place as usize]
    }

    /// Where a page begins among the counters; it is appended if it was not there.
    fn turn_to(&mut self, page: u32) -> usize {
        let end = self.counters.len();
        let start = *self.pages.entry(page).or_insert(end);
        if start == end {
            self.counters.resize(end + PAGE as usize, Counter::default());
        }
        self.last = Some((page, start));
        start
    }
}
