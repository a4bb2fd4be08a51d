//! Whom an account knows: its groups, and who answered STOP.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// So many places in its groups has an account at most.
const MOST_MEMBERS: usize = 100_000;

/// So many opt-outs of an account are known at most.
const MOST_OPT_OUTS: usize = 1_000_000;

#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct People {
    opted_out: BTreeSet<String>,
    groups: BTreeMap<String, Group>,
    members: usize,
}

/// Numbers in the order in which they came, each once.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Group {
    numbers: Vec<String>,
    known: BTreeSet<String>,
}

impl People {
    /// Puts a number into a group, which is created where it does not exist; false where the groups
    /// are full.
    pub(super) fn add_to_group(&mut self, group: &str, number: &str) -> bool {
        if self.members >= MOST_MEMBERS {
            return false;
        }
        let group = self.groups.entry(group.to_owned()).or_default();
        self.members += usize::from(group.add(number));
        true
    }

    /// The numbers of a group that exists, in the order in which they came.
    pub(super) fn group(&self, name: &str) -> Option<&[String]> {
        self.groups.get(name).map(|group| group.numbers.as_slice())
    }

    /// Nothing reaches this person any more; whether that is new.
    pub(super) fn opt_out(&mut self, number: &str) -> bool {
        let has_room = self.opted_out.len() < MOST_OPT_OUTS;
        has_room && self.opted_out.insert(number.to_owned())
    }

    pub(super) fn has_opted_out(&self, number: &str) -> bool {
        self.opted_out.contains(number)
    }
}

impl Group {
    fn add(&mut self, number: &str) -> bool {
        let is_new = self.known.insert(number.to_owned());
        if is_new {
            self.numbers.push(number.to_owned());
        }
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_each_number_once_and_groups_are_bounded() {
        let mut people = People::default();
        assert!(people.add_to_group("shop", "b") && people.add_to_group("shop", "a"));
        assert!(people.add_to_group("shop", "b"));
        assert_eq!(people.group("shop").unwrap(), ["b", "a"]);
        for number in 2..MOST_MEMBERS {
            assert!(people.add_to_group("shop", &number.to_string()));
        }
        assert!(!people.add_to_group("other", "c"));
    }
}
