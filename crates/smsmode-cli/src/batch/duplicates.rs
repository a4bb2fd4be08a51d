//! Lines that say the same to the same number again, found with eight bytes a line.

use std::hash::Hasher as _;

use siphasher::sip::SipHasher13;

use super::line::Line;

/// The hash of every line.
pub(super) struct Hashes {
    keys: [Key; 2],
    hashes: Vec<u64>,
}

/// The hashes that several lines share: all that a later look has to look at.
///
/// A second hash, with a key of its own, decides whether such lines are equal. A line is left out only
/// if both hashes agree with those of an earlier one, 128 bits in all; by chance that happens in one
/// of 10²⁶ files of a million lines. The keys are new at each run, so that no file can be made for it.
#[derive(Debug)]
pub(super) struct Repeats {
    keys: [Key; 2],
    /// Sorted, each once.
    hashes: Vec<u64>,
}

/// The lines that came by in a pass over the file.
#[derive(Debug)]
pub(super) struct Seen<'r> {
    repeats: &'r Repeats,
    /// For each shared hash the second hash of the first line that has it; 0 before it comes by.
    first: Vec<u64>,
}

type Key = (u64, u64);

impl Hashes {
    /// Room for so many lines, so that there is never twice as much.
    pub(super) fn with_capacity(lines: usize) -> Self {
        let key = || (fastrand::u64(..), fastrand::u64(..));
        Self { keys: [key(), key()], hashes: Vec::with_capacity(lines) }
    }

    pub(super) fn add(&mut self, line: &Line) {
        self.hashes.push(hash(self.keys[0], line));
    }

    pub(super) fn repeats(mut self) -> Repeats {
        self.hashes.sort_unstable();
        keep_shared(&mut self.hashes);
        self.hashes.shrink_to_fit();
        Repeats { keys: self.keys, hashes: self.hashes }
    }
}

impl Repeats {
    pub(super) fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// Begins a pass.
    pub(super) fn pass(&self) -> Seen<'_> {
        Seen { repeats: self, first: vec![0; self.hashes.len()] }
    }
}

impl Seen<'_> {
    /// Whether an earlier line of this pass said the same.
    pub(super) fn is_repeat(&mut self, line: &Line) -> bool {
        let [key, second] = self.repeats.keys;
        let Ok(place) = self.repeats.hashes.binary_search(&hash(key, line)) else { return false };
        let Some(first) = self.first.get_mut(place) else { return false };
        let second = hash(second, line).max(1);
        let before = std::mem::replace(first, if *first == 0 { second } else { *first });
        before == second
    }
}

fn hash((key0, key1): Key, line: &Line) -> u64 {
    let mut hasher = SipHasher13::new_with_keys(key0, key1);
    hasher.write_u64(line.recipient.as_u64());
    hasher.write(line.message.text().as_bytes());
    hasher.finish()
}

/// Keeps, of a sorted list, one of each value that is there more than once.
fn keep_shared(sorted: &mut Vec<u64>) {
    let mut kept = 0;
    let mut start = 0;
    while let Some(value) = sorted.get(start).copied() {
        let run = sorted.iter().skip(start).take_while(|other| **other == value).count();
        if run > 1 {
            if let Some(place) = sorted.get_mut(kept) {
                *place = value;
            }
            kept += 1;
        }
        start += run;
    }
    sorted.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn lines_that_share_only_the_first_hash_are_all_sent() {
        let line = |text: &str| crate::batch::line::tests::line("0639980011", text);
        let (one, other) = (line("a"), line("b"));
        let mut repeats = Hashes::with_capacity(0).repeats();
        repeats.hashes = vec![hash(repeats.keys[0], &one), hash(repeats.keys[0], &other)];
        repeats.hashes.sort_unstable();
        let mut seen = repeats.pass();
        assert!(!seen.is_repeat(&one) && seen.is_repeat(&one));
        // As if the hash of the other were the same.
        let place = repeats.hashes.binary_search(&hash(repeats.keys[0], &other)).unwrap();
        seen.first[place] = hash(repeats.keys[1], &one).max(1);
        assert!(!seen.is_repeat(&other) && !seen.is_repeat(&other));
    }

    proptest! {
        #[test]
        fn what_is_shared_is_kept_once(mut values in prop::collection::vec(0_u64..20, 0..60)) {
            let mut counts = BTreeMap::new();
            for value in &values {
                *counts.entry(*value).or_insert(0) += 1;
            }
            let expected: Vec<u64> =
                counts.into_iter().filter(|(_, count)| *count > 1).map(|(value, _)| value).collect();
            values.sort_unstable();
            keep_shared(&mut values);
            prop_assert_eq!(values, expected);
        }
    }
}
