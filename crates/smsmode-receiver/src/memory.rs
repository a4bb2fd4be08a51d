//! Where events are kept: in memory, a bounded number of them.

use std::collections::{HashSet, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use smsmode_core::{MessageId, MessageStatus, PhoneNumber, Timestamp};

use crate::event::{Event, EventKey};
use crate::keeping::{Keep, Kept};
use crate::precedence::status_by;

/// The events of a receiver, shared by its server and its handle.
pub(crate) struct Store {
    held: Mutex<Held>,
    news: Condvar,
    capacity: usize,
}

impl Store {
    pub(crate) fn new(capacity: usize) -> Self {
        Self { held: Mutex::default(), news: Condvar::new(), capacity }
    }

    /// Keeps an event, unless it is known.
    pub(crate) fn keep(&self, event: Event) -> Kept {
        let kept = self.lock().keep(event, self.capacity);
        if kept == Kept::New {
            self.news.notify_one();
        }
        kept
    }

    /// Waits for an event that was not handed out yet.
    pub(crate) fn next(&self, timeout: Duration) -> Option<Event> {
        let nothing_new = |held: &mut Held| held.unread == 0;
        let waited = self.news.wait_timeout_while(self.lock(), timeout, nothing_new);
        let (mut held, _) = waited.unwrap_or_else(PoisonError::into_inner);
        held.next()
    }

    pub(crate) fn all(&self) -> Vec<Event> {
        self.lock().events.iter().cloned().collect()
    }

    pub(crate) fn status_of(&self, id: &MessageId, to: PhoneNumber) -> Option<MessageStatus> {
        let held = self.lock();
        let receipts = held.events.iter().filter_map(|event| match event {
            Event::Delivery(receipt) if receipt.message_id == *id => Some(receipt),
            _ => None,
        });
        status_by(receipts.filter(|receipt| receipt.recipient_number() == Some(to)))
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keep for Store {
    fn keep(&self, event: Event, _: &str, _: Timestamp) -> Kept {
        self.keep(event)
    }
}

#[derive(Default)]
struct Held {
    /// The oldest first; the last `unread` of them were not handed out yet.
    events: VecDeque<Event>,
    unread: usize,
    /// The keys of `events`.
    keys: HashSet<EventKey>,
}

impl Held {
    fn keep(&mut self, event: Event, capacity: usize) -> Kept {
        let key = EventKey::of(&event);
        if self.keys.contains(&key) {
            return Kept::Known;
        }
        if self.events.len() >= capacity && !self.forget_oldest() {
            return Kept::NoRoom;
        }
        self.keys.insert(key);
        self.events.push_back(event);
        self.unread += 1;
        Kept::New
    }

    /// Only what was handed out may be forgotten.
    fn forget_oldest(&mut self) -> bool {
        if self.unread == self.events.len() {
            return false;
        }
        let oldest = self.events.pop_front();
        oldest.is_some_and(|event| self.keys.remove(&EventKey::of(&event)))
    }

    fn next(&mut self) -> Option<Event> {
        let index = self.events.len().checked_sub(self.unread)?;
        let event = self.events.get(index).cloned()?;
        self.unread -= 1;
        Some(event)
    }
}

#[cfg(test)]
mod tests {
    use smsmode_core::DeliveryReceipt;

    use super::*;

    fn receipt(status: u16, second: u8) -> Event {
        let query = format!(
            "smsID=A1&numero=33639980011&statut={status}&date_reception=2026-11-22+13:45:{second:02}"
        );
        Event::Delivery(DeliveryReceipt::parse_query(query.as_bytes()).unwrap())
    }

    fn status_after(receipts: &[(u16, u8)]) -> Option<u16> {
        let store = Store::new(99);
        for (status, second) in receipts {
            store.keep(receipt(*status, *second));
        }
        let id = MessageId::new("A1").unwrap();
        let to = PhoneNumber::parse("06 39 98 00 11").unwrap();
        store.status_of(&id, to).map(MessageStatus::code)
    }

    #[test]
    fn a_temporary_status_never_overwrites_a_final_one() {
        assert_eq!(status_after(&[(14, 5), (13, 4)]), Some(14));
        assert_eq!(status_after(&[(11, 5), (13, 9)]), Some(11));
        assert_eq!(status_after(&[(3501, 9), (35, 5)]), Some(35));
        assert_eq!(status_after(&[(11, 5), (4242, 9)]), Some(11));
    }

    #[test]
    fn the_order_of_arrival_does_not_matter() {
        let mut receipts = [(0, 1), (13, 1), (3501, 2), (13, 3), (11, 4), (100, 6)];
        for _ in 0..receipts.len() {
            receipts.rotate_left(1);
            assert_eq!(status_after(&receipts), Some(100));
        }
    }

    #[test]
    fn of_two_statuses_alike_the_later_one_counts() {
        assert_eq!(status_after(&[(13, 2), (3501, 1)]), Some(13));
        assert_eq!(status_after(&[(13, 2), (3501, 3)]), Some(3501));
    }

    #[test]
    fn nothing_is_known_of_what_was_not_received() {
        assert_eq!(status_after(&[]), None);
    }

    #[test]
    fn each_event_is_handed_out_once_and_stays_visible() {
        let store = Store::new(9);
        store.keep(receipt(13, 1));
        store.keep(receipt(11, 2));
        let next = || store.next(Duration::ZERO);
        assert_eq!([next(), next(), next()], [Some(receipt(13, 1)), Some(receipt(11, 2)), None]);
        assert_eq!(store.all().len(), 2);
    }

    #[test]
    fn an_event_is_kept_once() {
        let store = Store::new(9);
        assert_eq!(store.keep(receipt(11, 1)), Kept::New);
        assert_eq!(store.keep(receipt(11, 1)), Kept::Known);
        assert_eq!(store.keep(receipt(11, 2)), Kept::New);
    }

    #[test]
    fn only_events_that_were_read_make_room() {
        let store = Store::new(2);
        store.keep(receipt(0, 1));
        store.keep(receipt(13, 2));
        assert_eq!(store.keep(receipt(11, 3)), Kept::NoRoom);
        assert_eq!(store.next(Duration::ZERO), Some(receipt(0, 1)));
        assert_eq!(store.keep(receipt(11, 3)), Kept::New);
        assert_eq!(store.all(), [receipt(13, 2), receipt(11, 3)]);
        assert_eq!(store.next(Duration::ZERO), Some(receipt(13, 2)));
    }

    #[test]
    fn a_waiting_thread_is_woken() {
        let store = Store::new(9);
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| store.next(Duration::from_secs(60)));
            store.keep(receipt(11, 1));
            assert_eq!(waiting.join().unwrap(), Some(receipt(11, 1)));
        });
    }
}
