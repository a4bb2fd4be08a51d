//! What was accepted twice: the same recipient, text and reference. What a blind second send looks
//! like from here.

use std::collections::{HashMap, VecDeque};

use foldhash::fast::RandomState;
use serde::{Deserialize, Serialize};
use siphasher::sip128::{Hasher128, SipHasher13};

use super::delivery::Delivery;
use super::ids::PackedId;
use super::log::Log;

/// So many hashes are kept: 44 bytes each, and half as much again for finding them.
const MOST_HASHES: usize = 1_000_000;

/// So many different duplicates are listed; the oldest go first.
const MOST_LISTED: usize = 10_000;

/// So many messages of each.
const MOST_MESSAGES: usize = 100;

/// So many characters of a text are shown.
const LONGEST_TEXT: usize = 1000;

/// A message that was accepted more than once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Duplicate {
    /// The number in international form.
    pub recipient: String,
    /// What the service read from the bytes, at most its first 1000 characters.
    pub text: String,
    /// The caller's own reference; nothing where they differ, of those that are found by their text.
    pub reference: Option<String>,
    /// How often it was accepted.
    pub times: u64,
    /// The ids that the sends were answered with, at most the first 100, the oldest first. One send
    /// with the same recipient twice is there twice.
    pub message_ids: Vec<String>,
}

impl std::fmt::Debug for Duplicate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Duplicate").field("times", &self.times).finish_non_exhaustive()
    }
}

/// The hash of a recipient, a text and a reference: 128 bits under a secret key.
pub(crate) type Hash = [u8; 16];

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Listed {
    hash: Hash,
    duplicate: Duplicate,
}

/// Remembers what was accepted by its hash, longer than the messages themselves.
#[derive(Debug)]
pub(crate) struct Duplicates {
    key: [u64; 2],
    hashes: VecDeque<(Hash, PackedId)>,
    /// The number of the oldest hash.
    first: u64,
    numbers: HashMap<Hash, u64, RandomState>,
    listed: Log<Listed>,
    places: HashMap<Hash, u64, RandomState>,
    limit: usize,
    has_forgotten: bool,
}

impl Default for Duplicates {
    fn default() -> Self {
        Self::keeping(MOST_HASHES)
    }
}

impl Duplicates {
    fn keeping(limit: usize) -> Self {
        Self {
            key: [fastrand::u64(..), fastrand::u64(..)],
            hashes: VecDeque::new(),
            first: 1,
            numbers: HashMap::default(),
            listed: Log::keeping(MOST_LISTED),
            places: HashMap::default(),
            limit,
            has_forgotten: false,
        }
    }

    /// A copy of a message was accepted.
    pub(crate) fn note(&mut self, message_id: &str, copy: &Delivery) {
        let hash = self.hash(copy);
        if let Some(listed) = self.place(&hash).and_then(|place| self.listed.get_mut(place)) {
            listed.duplicate.add(message_id);
        } else if let Some(first) = self.first_with(&hash) {
            let mut duplicate = Duplicate::once(&first, copy);
            duplicate.add(message_id);
            self.list(hash, duplicate);
        } else {
            self.keep(hash, PackedId::from(message_id));
        }
    }

    /// The duplicates, the oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Duplicate> {
        self.listed.iter().map(|listed| &listed.duplicate)
    }

    /// Whether there may be others, because something is forgotten.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.has_forgotten
    }

    pub(crate) fn listed(&self) -> &Log<Listed> {
        &self.listed
    }

    /// The hashes from this number on, each with its number.
    pub(crate) fn hashes_from(&self, number: u64) -> impl Iterator<Item = (u64, Hash, PackedId)> {
        let skipped = usize::try_from(number.saturating_sub(self.first)).unwrap_or(usize::MAX);
        let numbered = (self.first..).zip(&self.hashes).skip(skipped);
        numbered.map(|(number, (hash, id))| (number, *hash, *id))
    }

    /// The numbers of the oldest hash and of the next one.
    pub(crate) fn range(&self) -> (u64, u64) {
        (self.first, self.next())
    }

    /// Whatever the hashes mean, they mean it under this key.
    pub(crate) fn key(&self) -> [u64; 2] {
        self.key
    }

    /// As they were.
    pub(crate) fn restored(
        key: [u64; 2],
        first: u64,
        hashes: Vec<(Hash, PackedId)>,
        listed: Log<Listed>,
        has_forgotten: bool,
    ) -> Self {
        let mut restored = Self { key, first, listed, has_forgotten, ..Self::default() };
        for (hash, id) in hashes {
            restored.keep(hash, id);
        }
        for (place, listed) in (restored.listed.first()..).zip(restored.listed.iter()) {
            restored.places.insert(listed.hash, place);
        }
        restored
    }

    fn next(&self) -> u64 {
        self.first + u64::try_from(self.hashes.len()).unwrap_or(u64::MAX)
    }

    /// No part can be taken for another: each but the last has its length before it.
    fn hash(&self, copy: &Delivery) -> Hash {
        use std::hash::Hash as _;
        let [one, other] = self.key;
        let mut hasher = SipHasher13::new_with_keys(one, other);
        (&copy.number, &copy.text_as_read, &copy.reference).hash(&mut hasher);
        hasher.finish128().as_bytes()
    }

    fn place(&self, hash: &Hash) -> Option<u64> {
        self.places.get(hash).copied()
    }

    fn first_with(&self, hash: &Hash) -> Option<String> {
        let index = self.numbers.get(hash)?.checked_sub(self.first)?;
        let (_, id) = self.hashes.get(usize::try_from(index).ok()?)?;
        Some(id.to_string())
    }

    fn list(&mut self, hash: Hash, duplicate: Duplicate) {
        let oldest = self.listed.get(self.listed.first()).map(|listed| listed.hash);
        if let Some(oldest) = oldest.filter(|_| self.places.len() >= MOST_LISTED) {
            self.places.remove(&oldest);
            self.has_forgotten = true;
        }
        let place = self.listed.push(Listed { hash, duplicate });
        self.places.insert(hash, place);
    }

    fn keep(&mut self, hash: Hash, id: PackedId) {
        let number = self.next();
        self.hashes.push_back((hash, id));
        self.numbers.insert(hash, number);
        while self.hashes.len() > self.limit {
            self.forget_oldest();
        }
    }

    fn forget_oldest(&mut self) {
        if let Some((hash, _)) = self.hashes.pop_front() {
            self.numbers.remove(&hash);
            self.first += 1;
            self.has_forgotten = true;
        }
    }
}

impl Duplicate {
    /// So far it was accepted once.
    pub(crate) fn once(message_id: &str, copy: &Delivery) -> Self {
        Self {
            recipient: copy.number.clone(),
            text: copy.text_as_read.chars().take(LONGEST_TEXT).collect(),
            reference: copy.reference.clone(),
            times: 1,
            message_ids: vec![message_id.to_owned()],
        }
    }

    /// Accepted once more, with any reference.
    pub(crate) fn add_any(&mut self, message_id: &str, copy: &Delivery) {
        self.reference.take_if(|known| copy.reference.as_ref() != Some(known));
        self.add(message_id);
    }

    fn add(&mut self, message_id: &str) {
        self.times += 1;
        if self.message_ids.len() < MOST_MESSAGES {
            self.message_ids.push(message_id.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use rust_decimal::Decimal;

    use super::*;
    use crate::segments::Counting;
    use crate::state::delivery::Telling;

    fn copy(number: &str, text: &str, reference: Option<&str>) -> Delivery {
        Delivery {
            number: number.to_owned(),
            altered_text: None,
            text_as_read: text.to_owned(),
            sender: None,
            reference: reference.map(str::to_owned),
            counting: Counting::Gsm,
            segments: 1,
            cost: Decimal::ONE,
            telling: Telling::InOrder,
            history: Vec::new(),
            upcoming: VecDeque::new(),
        }
    }

    fn ids(duplicates: &Duplicates) -> Vec<Vec<String>> {
        duplicates.iter().map(|duplicate| duplicate.message_ids.clone()).collect()
    }

    #[test]
    fn only_what_agrees_in_everything_is_a_duplicate() {
        let mut duplicates = Duplicates::default();
        for (id, number, text, reference) in [
            ("a00000000001", "1", "x", Some("r")),
            ("a00000000002", "2", "x", Some("r")),
            ("a00000000003", "1", "y", Some("r")),
            ("a00000000004", "1", "x", None),
            ("a00000000005", "1", "xr", None),
        ] {
            duplicates.note(id, &copy(number, text, reference));
        }
        assert!(ids(&duplicates).is_empty());
        duplicates.note("a00000000006", &copy("1", "x", None));
        duplicates.note("a00000000007", &copy("1", "x", None));
        assert_eq!(ids(&duplicates), [["a00000000004", "a00000000006", "a00000000007"]]);
        assert!(!duplicates.is_incomplete());
    }

    #[test]
    fn beyond_the_limit_the_list_is_incomplete() {
        let mut duplicates = Duplicates::keeping(2);
        for text in ["x", "y", "z", "x"] {
            duplicates.note("a00000000001", &copy("1", text, None));
        }
        assert!(ids(&duplicates).is_empty() && duplicates.is_incomplete());
        duplicates.note("a00000000002", &copy("1", "z", None));
        assert_eq!(ids(&duplicates), [["a00000000001", "a00000000002"]]);
    }

    #[test]
    fn the_list_is_bounded_too() {
        let mut duplicates = Duplicates::default();
        for number in 0..=MOST_LISTED {
            let copy = copy(&number.to_string(), "x", None);
            duplicates.note("a00000000001", &copy);
            duplicates.note("a00000000002", &copy);
        }
        assert_eq!(
            (duplicates.iter().count(), duplicates.places.len()),
            (MOST_LISTED, MOST_LISTED)
        );
        assert!(duplicates.is_incomplete());
        let last = copy(&MOST_LISTED.to_string(), "x", None);
        for _ in 0..200 {
            duplicates.note("a00000000003", &last);
        }
        let last = duplicates.iter().last().unwrap();
        assert_eq!((last.times, last.message_ids.len()), (202, MOST_MESSAGES));
    }
}
