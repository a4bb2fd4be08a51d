//! Lists that page by themselves.

use std::collections::{HashSet, VecDeque};
use std::fmt;

use smsmode_core::{
    DamagedRecord, Describe, Endpoint, Language, ListReplies, ListSent, Repeat, Reply, SentMessage,
};

use crate::client::Client;
use crate::error::{Cause, Error};
use crate::transport::Transport;

impl<T: Transport> Client<T> {
    /// All messages sent, the newest first, page by page as they are asked for.
    ///
    /// ```
    /// use smsmode_http::{Account, ApiKey, Client, StubAnswer, StubTransport};
    ///
    /// let page = "a1 | 12/05/2015 13:50 | un | 33639980011 | 1.0 | 1 |";
    /// let stub = StubTransport::answering([StubAnswer::text(page)]);
    /// let client = Client::with_transport(Account::new(ApiKey::new("Ab1CD2efg3Hi")?), stub);
    /// let mut pages = client.sent_messages();
    /// let sent: Vec<_> = pages.by_ref().collect::<Result<_, _>>()?;
    /// assert_eq!(sent[0].text.as_str(), "un");
    /// assert!(pages.damaged().is_empty(), "every record could be read");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sent_messages(&self) -> Pages<T, SentMessage> {
        let ask = |client: &Self, first| {
            let page = ListSent::new().with_first(first).with_page_size(PAGE).map_err(invalid)?;
            let list = client.call(&page)?;
            Ok(Page { items: list.messages, damaged: list.damaged })
        };
        self.pages(ListSent::NAME, ask, |message| message.message_id.as_str())
    }

    /// All replies received, the newest first, page by page as they are asked for.
    pub fn replies(&self) -> Pages<T, Reply> {
        let ask = |client: &Self, first| {
            let list = client.call(&ListReplies::page(first, PAGE).map_err(invalid)?)?;
            Ok(Page { items: list.replies, damaged: list.damaged })
        };
        self.pages(ListReplies::NAME, ask, |reply| reply.reply_id.as_str())
    }

    fn pages<I>(
        &self,
        call: &'static str,
        ask: fn(&Self, u32) -> Result<Page<I>, Error>,
        id: fn(&I) -> &str,
    ) -> Pages<T, I> {
        Pages {
            client: self.clone(),
            call,
            ask,
            id,
            next: Some(0),
            before: HashSet::new(),
            first_before: None,
            waiting: VecDeque::new(),
            damaged: Vec::new(),
        }
    }
}

/// Entries asked for at once.
const PAGE: u32 = 500;

/// Only a page size that the service does not have would be invalid.
fn invalid(error: smsmode_core::InvalidInput) -> Error {
    Error::new("list", Repeat::Safe, error)
}

/// The service gave the same page again: it does not know how to begin further back. The fallback is
/// one larger page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRepeated;

impl Describe for PageRepeated {
    fn describe(&self, language: Language) -> String {
        language
            .pick(
                "the service gave the same page again; ask for one page of up to 10,000 entries instead",
                "le service a redonné la même page ; demandez plutôt une seule page, de 10 000 entrées au plus",
            )
            .to_owned()
    }
}

impl fmt::Display for PageRepeated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for PageRepeated {}

struct Page<I> {
    items: Vec<I>,
    damaged: Vec<DamagedRecord>,
}

/// All entries of a list, the newest first: the next page is asked for when it is needed.
///
/// Records that cannot be read are passed over, and kept: [`damaged`](Self::damaged).
pub struct Pages<T, I> {
    client: Client<T>,
    call: &'static str,
    ask: fn(&Client<T>, u32) -> Result<Page<I>, Error>,
    id: fn(&I) -> &str,
    /// Where the next page begins; nothing after the last one.
    next: Option<u32>,
    /// The ids of the page before: entries that came meanwhile push some of them onto this page.
    before: HashSet<String>,
    first_before: Option<String>,
    waiting: VecDeque<I>,
    damaged: Vec<DamagedRecord>,
}

impl<T, I> Pages<T, I> {
    /// The records so far that could not be read; their places are those in the whole list.
    pub fn damaged(&self) -> &[DamagedRecord] {
        &self.damaged
    }

    fn turn(&mut self, first: u32) -> Result<(), Error> {
        self.next = None;
        let Page { items, damaged } = (self.ask)(&self.client, first)?;
        let first_id = items.first().map(|item| (self.id)(item).to_owned());
        if first_id.is_some() && first_id == self.first_before {
            return Err(Error::new(self.call, Repeat::Safe, Cause::PageRepeated(PageRepeated)));
        }
        let count = u32::try_from(items.len() + damaged.len()).unwrap_or(u32::MAX);
        self.next = (count >= PAGE).then(|| first.saturating_add(count));
        self.keep_damaged(first, damaged);
        let ids = items.iter().map(|item| (self.id)(item).to_owned()).collect();
        let before = std::mem::replace(&mut self.before, ids);
        self.waiting.extend(items.into_iter().filter(|item| !before.contains((self.id)(item))));
        self.first_before = first_id;
        Ok(())
    }

    /// A record without an id is known by its bytes, where it was pushed onto the next page.
    fn keep_damaged(&mut self, first: u32, damaged: Vec<DamagedRecord>) {
        let lately = self.damaged.iter().rev().take(PAGE as usize);
        let known: HashSet<Vec<u8>> = lately.map(|known| known.raw.clone()).collect();
        let first = usize::try_from(first).unwrap_or(usize::MAX);
        for mut record in damaged.into_iter().filter(|record| !known.contains(&record.raw)) {
            record.position = record.position.saturating_add(first);
            self.damaged.push(record);
        }
    }
}

impl<T, I> Iterator for Pages<T, I> {
    type Item = Result<I, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.waiting.pop_front() {
                return Some(Ok(item));
            }
            if let Err(error) = self.turn(self.next?) {
                return Some(Err(error));
            }
        }
    }
}

impl<T, I> fmt::Debug for Pages<T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("next", &self.next).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Account, ApiKey, StubAnswer, StubTransport};

    fn page(ids: std::ops::Range<u32>) -> StubAnswer {
        let record = |id: u32| format!("a{id} | 12/05/2015 13:50 | x | 33639980011 | 1.0 | 1 |");
        StubAnswer::text(ids.map(record).collect::<Vec<_>>().join("\n"))
    }

    fn ids(answers: impl IntoIterator<Item = StubAnswer>) -> (Vec<u32>, Option<Error>, usize) {
        let account = Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap());
        let client = Client::with_transport(account, StubTransport::answering(answers));
        let (mut ids, mut failure) = (Vec::new(), None);
        for message in client.sent_messages() {
            match message {
                Ok(message) => ids.push(message.message_id.as_str()[1..].parse().unwrap()),
                Err(error) => failure = Some(error),
            }
        }
        (ids, failure, client.transport().requests().len())
    }

    #[test]
    fn pages_follow_each_other_until_one_is_short() {
        let (ids, failure, requests) = ids([page(0..500), page(500..1_000), page(1_000..1_001)]);
        assert_eq!((ids, failure.is_none(), requests), ((0..1_001).collect(), true, 3));
    }

    #[test]
    fn an_entry_pushed_onto_the_next_page_comes_once() {
        let (ids, ..) = ids([page(0..500), page(498..998), page(998..999)]);
        assert_eq!(ids, (0..999).collect::<Vec<_>>());
    }

    #[test]
    fn a_page_that_comes_again_ends_with_an_error_of_its_own() {
        let (ids, failure, requests) = ids([page(0..500), page(0..500)]);
        assert_eq!((ids.len(), requests), (500, 2));
        assert!(matches!(failure.unwrap().cause(), Cause::PageRepeated(_)));
    }

    #[test]
    fn records_that_cannot_be_read_are_counted_once_and_kept() {
        let damaged = "b7 | 12/05/2015 13:51 | x";
        let with = |ids: std::ops::Range<u32>| {
            let record =
                |id: u32| format!("a{id} | 12/05/2015 13:50 | x | 33639980011 | 1.0 | 1 |");
            let mut lines: Vec<String> = ids.map(record).collect();
            lines.insert(1, damaged.to_owned());
            StubAnswer::text(lines.join("\n"))
        };
        let account = Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap());
        let stub = StubTransport::answering([with(0..499), with(498..500)]);
        let client = Client::with_transport(account, stub);
        let mut pages = client.sent_messages();
        assert_eq!(pages.by_ref().map(Result::unwrap).count(), 500);
        let found: Vec<_> = pages.damaged().iter().map(|one| (one.position, one.text())).collect();
        assert_eq!(found, [(1, damaged.to_owned())]);
    }

    #[test]
    fn an_empty_list_has_no_entries() {
        assert!(ids([StubAnswer::text("")]).0.is_empty());
    }
}
