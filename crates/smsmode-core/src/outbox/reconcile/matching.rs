//! Gives entries to messages: as many as possible, each to one.

use std::collections::{HashMap, VecDeque};

use super::candidate::{Candidates, Closeness};
use super::{DateTolerance, Fate, Sought};

/// Which message has which entry.
pub(super) struct Matching {
    entries: Vec<Option<usize>>,
    rows: Vec<Option<usize>>,
    /// How many messages each entry fits.
    contenders: Vec<usize>,
}

type Edges = Vec<Vec<(usize, Closeness)>>;

impl Matching {
    /// First those that surely have an entry, then those that may be about to get their id, then
    /// those in doubt, the nearest first. Who once has an entry keeps one.
    pub(super) fn new(
        sought: &[Sought],
        fates: &[Fate],
        candidates: &Candidates<'_>,
        tolerance: &DateTolerance,
    ) -> Self {
        let edges = edges(sought, candidates, tolerance);
        let mut matching = Self {
            entries: vec![None; sought.len()],
            rows: vec![None; candidates.len()],
            contenders: vec![0; candidates.len()],
        };
        for (entry, _) in edges.iter().flatten() {
            matching.contenders.get_mut(*entry).into_iter().for_each(|count| *count += 1);
        }
        for fate in [Fate::Accepted, Fate::UnderWay, Fate::Doubtful] {
            for farthest in Closeness::ALL {
                let of_fate = fates.iter().enumerate().filter(|(_, other)| **other == fate);
                for (row, _) in of_fate {
                    matching.find_entry(row, farthest, &edges);
                }
            }
        }
        matching
    }

    pub(super) fn entry_of(&self, row: usize) -> Option<usize> {
        self.entries.get(row).copied().flatten()
    }

    /// Whether an entry fits one message only.
    pub(super) fn is_undisputed(&self, entry: usize) -> bool {
        self.contenders.get(entry) == Some(&1)
    }

    pub(super) fn row_of(&self, entry: usize) -> Option<usize> {
        self.rows.get(entry).copied().flatten()
    }

    fn find_entry(&mut self, row: usize, farthest: Closeness, edges: &Edges) {
        if self.entry_of(row).is_none() {
            let Some(path) = self.path_to_free_entry(row, farthest, edges) else { return };
            for (row, entry) in path {
                set(&mut self.entries, row, entry);
                set(&mut self.rows, entry, row);
            }
        }
    }

    /// Breadth first: who takes which entry so that one more message has one.
    fn path_to_free_entry(
        &self,
        row: usize,
        farthest: Closeness,
        edges: &Edges,
    ) -> Option<Vec<(usize, usize)>> {
        let mut reached_from: HashMap<usize, usize> = HashMap::new();
        let mut waiting = VecDeque::from([row]);
        while let Some(at) = waiting.pop_front() {
            let near = edges.get(at).into_iter().flatten().filter(|(_, near)| *near <= farthest);
            for (entry, _) in near {
                if reached_from.contains_key(entry) {
                    continue;
                }
                reached_from.insert(*entry, at);
                match self.row_of(*entry) {
                    Some(owner) => waiting.push_back(owner),
                    None => return Some(self.back_to(row, *entry, &reached_from)),
                }
            }
        }
        None
    }

    fn back_to(
        &self,
        row: usize,
        free: usize,
        reached_from: &HashMap<usize, usize>,
    ) -> Vec<(usize, usize)> {
        let mut path = Vec::new();
        let mut next = Some(free);
        while let Some((entry, taker)) =
            next.and_then(|entry| reached_from.get(&entry).map(|taker| (entry, *taker)))
        {
            path.push((taker, entry));
            next = if taker == row { None } else { self.entry_of(taker) };
        }
        path
    }
}

fn set(owners: &mut [Option<usize>], at: usize, owner: usize) {
    if let Some(slot) = owners.get_mut(at) {
        *slot = Some(owner);
    }
}

fn edges(sought: &[Sought], candidates: &Candidates<'_>, tolerance: &DateTolerance) -> Edges {
    let edges_of = |sought: &Sought| {
        let near = |(entry, candidate)| Some((entry, Closeness::of(sought, candidate, tolerance)?));
        let mut edges: Vec<_> = candidates.about(sought.number).filter_map(near).collect();
        edges.sort_by_key(|(_, closeness)| *closeness);
        edges
    };
    sought.iter().map(edges_of).collect()
}
