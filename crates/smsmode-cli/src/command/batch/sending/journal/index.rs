//! Where each call stands, and where the journal tells of it: 8 bytes a call.

use super::record::Fate;

/// Where a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Standing {
    /// It was never begun.
    Open,
    Accepted,
    Refused,
    NotSent,
    Unknown,
}

impl Standing {
    /// Whether the call may be made, without any message going out twice.
    pub(in super::super) const fn may_be_made(self) -> bool {
        matches!(self, Self::Open | Self::NotSent | Self::Refused)
    }
}

impl From<&Fate> for Standing {
    fn from(fate: &Fate) -> Self {
        match fate {
            Fate::Accepted { .. } => Self::Accepted,
            Fate::Refused { .. } => Self::Refused,
            Fate::NotSent { .. } => Self::NotSent,
            Fate::Unknown { .. } => Self::Unknown,
        }
    }
}

/// Where every call stands.
#[derive(Debug)]
pub(super) struct Index(Vec<Entry>);

/// The place of the last record that begins the call, and where it stands in the lowest bits.
#[derive(Debug, Clone, Copy, Default)]
struct Entry(u64);

const STANDING_BITS: u32 = 3;

impl Index {
    pub(super) fn new(calls: u64) -> Self {
        Self(vec![Entry::default(); usize::try_from(calls).unwrap_or(usize::MAX)])
    }

    /// Where a call stands; nothing where there is no such call.
    pub(super) fn standing(&self, call: u64) -> Option<Standing> {
        self.entry(call).map(|entry| entry.standing())
    }

    pub(super) fn standings(&self) -> impl Iterator<Item = Standing> {
        self.0.iter().map(|entry| entry.standing())
    }

    pub(super) fn is_new(&self) -> bool {
        self.standings().all(|standing| standing == Standing::Open)
    }

    /// Where the journal last begins the call.
    pub(super) fn place(&self, call: u64) -> Option<u64> {
        let entry = self.entry(call)?;
        (entry.standing() != Standing::Open).then_some(entry.0 >> STANDING_BITS)
    }

    /// The call was begun in the record at this place. Nobody knows more, until it ends.
    pub(super) fn begin(&mut self, call: u64, place: u64) {
        if let Some(entry) = self.entry_mut(call) {
            *entry = Entry::new(place, Standing::Unknown);
        }
    }

    pub(super) fn end(&mut self, call: u64, standing: Standing) {
        if let Some(entry) = self.entry_mut(call) {
            *entry = Entry::new(entry.0 >> STANDING_BITS, standing);
        }
    }

    fn entry(&self, call: u64) -> Option<&Entry> {
        self.0.get(usize::try_from(call).ok()?)
    }

    fn entry_mut(&mut self, call: u64) -> Option<&mut Entry> {
        self.0.get_mut(usize::try_from(call).ok()?)
    }
}

impl Entry {
    const fn new(place: u64, standing: Standing) -> Self {
        let standing = match standing {
            Standing::Open => 0,
            Standing::Accepted => 1,
            Standing::Refused => 2,
            Standing::NotSent => 3,
            Standing::Unknown => 4,
        };
        Self(place << STANDING_BITS | standing)
    }

    const fn standing(self) -> Standing {
        match self.0 & ((1 << STANDING_BITS) - 1) {
            0 => Standing::Open,
            1 => Standing::Accepted,
            2 => Standing::Refused,
            3 => Standing::NotSent,
            _ => Standing::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_is_begun_is_unknown_until_it_ends() {
        let mut index = Index::new(2);
        assert_eq!((index.standing(1), index.place(1)), (Some(Standing::Open), None));
        index.begin(1, 4711);
        assert_eq!((index.standing(1), index.place(1)), (Some(Standing::Unknown), Some(4711)));
        for standing in [Standing::NotSent, Standing::Refused, Standing::Accepted] {
            index.end(1, standing);
            assert_eq!((index.standing(1), index.place(1)), (Some(standing), Some(4711)));
        }
        assert_eq!((index.standing(0), index.standing(2)), (Some(Standing::Open), None));
    }
}
