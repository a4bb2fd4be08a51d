//! The messages that are kept: the newest ones, found by id, by number and by account.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::changes::Changes;
use super::delivery::Delivery;
use super::ids::PackedId;
use super::message::Message;

/// What all their texts and URLs may take together; the oldest messages are forgotten beyond it.
const MOST_BYTES: usize = 256 * 1024 * 1024;

/// Counted are the copies: a send to three people is three messages. A send is kept or forgotten as
/// a whole, and the last one always kept.
///
/// Each message is shared with whoever reads it, so that long readings need no lock.
#[derive(Debug)]
pub(crate) struct Messages {
    kept: VecDeque<Arc<Message>>,
    numbers: HashMap<PackedId, u64, RandomState>,
    /// Of each account, the oldest first.
    of_account: HashMap<String, VecDeque<u64>>,
    changes: Changes,
    next: u64,
    copies: usize,
    bytes: usize,
    accepted: u64,
    limit: usize,
}

impl Messages {
    pub(crate) fn keeping(limit: usize) -> Self {
        Self {
            kept: VecDeque::new(),
            numbers: HashMap::default(),
            of_account: HashMap::new(),
            changes: Changes::default(),
            next: 1,
            copies: 0,
            bytes: 0,
            accepted: 0,
            limit,
        }
    }

    /// Gives a message that was accepted its number: the sequence of its first copy.
    pub(crate) fn number(&mut self, message: &mut Message) {
        let copies = message.deliveries.len();
        message.number = self.next;
        self.next += whole(copies.max(1));
        self.accepted += whole(copies);
    }

    /// The next number, and how many copies were ever accepted.
    pub(crate) fn counts(&self) -> (u64, u64) {
        (self.next, self.accepted)
    }

    pub(crate) fn set_counts(&mut self, (next, accepted): (u64, u64)) {
        (self.next, self.accepted) = (next, accepted);
    }

    /// The number of the oldest message.
    pub(crate) fn first(&self) -> u64 {
        self.kept.front().map_or(self.next, |message| message.number)
    }

    /// Keeps a message under the number that it has.
    pub(crate) fn restore(&mut self, message: Message) {
        let number = message.number;
        self.copies += message.deliveries.len();
        self.bytes += message.bytes();
        self.numbers.insert(PackedId::from(message.id.as_str()), number);
        self.note_of_account(&message.account, number);
        message.sequences().for_each(|sequence| self.changes.touch(sequence));
        self.kept.push_back(Arc::new(message));
    }

    /// Takes out the oldest message, if there are too many.
    pub(crate) fn take_superfluous(&mut self) -> Option<Arc<Message>> {
        let too_many = self.copies > self.limit || self.bytes > MOST_BYTES;
        let message = (too_many && self.kept.len() > 1).then(|| self.kept.pop_front()).flatten()?;
        self.copies -= message.deliveries.len();
        self.bytes -= message.bytes();
        self.numbers.remove(&PackedId::from(message.id.as_str()));
        self.forget_of_account(&message);
        message.sequences().for_each(|sequence| self.changes.forget(sequence));
        Some(message)
    }

    fn note_of_account(&mut self, account: &str, number: u64) {
        match self.of_account.get_mut(account) {
            Some(numbers) => numbers.push_back(number),
            None => drop(self.of_account.insert(account.to_owned(), VecDeque::from([number]))),
        }
    }

    /// The oldest message of all is the oldest of its account.
    fn forget_of_account(&mut self, message: &Message) {
        let Some(numbers) = self.of_account.get_mut(&message.account) else { return };
        numbers.pop_front();
        if numbers.is_empty() {
            self.of_account.remove(&message.account);
        }
    }

    pub(crate) fn number_of(&self, id: &str) -> Option<u64> {
        let number = self.numbers.get(&PackedId::from(id)).copied()?;
        self.get(number).filter(|message| message.id == id).map(|_| number)
    }

    /// The message that has this number, or a copy with this sequence.
    pub(crate) fn get(&self, number: u64) -> Option<&Arc<Message>> {
        self.kept.get(self.position(number)?)
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&Message> {
        self.get(self.number_of(id)?).map(Arc::as_ref)
    }

    /// The message, all copies of which will count as changed.
    pub(crate) fn get_mut(&mut self, number: u64) -> Option<&mut Message> {
        let position = self.position(number)?;
        let message = self.kept.get_mut(position)?;
        message.sequences().for_each(|sequence| self.changes.touch(sequence));
        Some(Arc::make_mut(message))
    }

    /// One copy, which will count as changed.
    pub(crate) fn copy_mut(&mut self, sequence: u64) -> Option<&mut Delivery> {
        let position = self.position(sequence)?;
        let message = Arc::make_mut(self.kept.get_mut(position)?);
        let copy = message.position_of(sequence)?;
        self.changes.touch(sequence);
        message.deliveries.get_mut(copy)
    }

    /// One copy and its message.
    pub(crate) fn copy(&self, sequence: u64) -> Option<(&Message, &Delivery)> {
        let message = self.get(sequence)?;
        Some((message, message.deliveries.get(message.position_of(sequence)?)?))
    }

    /// The last of those before a number, at most so many, the newest first.
    pub(crate) fn before(&self, number: u64, most: usize) -> Vec<Arc<Message>> {
        let end = self.kept.partition_point(|message| message.number < number);
        self.kept.range(..end).rev().take(most).cloned().collect()
    }

    /// Those of an account, the newest first.
    pub(crate) fn newest_of(&self, login: &str) -> impl Iterator<Item = &Message> {
        let numbers =
            self.of_account.get(login).into_iter().flat_map(|numbers| numbers.iter().rev());
        numbers.filter_map(|number| self.get(*number).map(Arc::as_ref))
    }

    pub(crate) fn changes(&self) -> &Changes {
        &self.changes
    }

    /// The copies that are kept.
    pub(crate) fn kept(&self) -> usize {
        self.copies
    }

    /// The copies that were ever accepted.
    pub(crate) fn accepted(&self) -> u64 {
        self.accepted
    }

    /// Numbers run on, so the distance to the oldest is the position, and less where messages have
    /// several copies: a search through all of them would wait for memory at each step.
    fn position(&self, number: u64) -> Option<usize> {
        let last = self.kept.len().checked_sub(1)?;
        let distance = number.checked_sub(self.first())?;
        let guess = usize::try_from(distance).map_or(last, |distance| distance.min(last));
        let is_before = |position| {
            self.kept.get(position).is_none_or(|message: &Arc<Message>| message.number > number)
        };
        if !is_before(guess) && is_before(guess + 1) {
            return Some(guess);
        }
        self.kept.partition_point(|message| message.number <= number).checked_sub(1)
    }
}

fn whole(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
