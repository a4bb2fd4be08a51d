//! Lists that page by themselves.

use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::hash::Hash;

use smsmode_core::{
    Describe, Endpoint, Language, ListReplies, ListSent, MessageId, Repeat, Reply, ReplyId,
    SentMessage,
};

use crate::client::Client;
use crate::error::{Cause, Error};
use crate::transport::Transport;

impl<T: Transport> Client<T> {
    /// All messages sent, the newest first, page by page as they are asked for.
    ///
    /// Records that could not be read are passed over; [`ListSent`] shows them.
    ///
    /// ```
    /// use smsmode_http::{Account, ApiKey, Client, StubAnswer, StubTransport};
    ///
    /// let page = "a1 | 12/05/2015 13:50 | un | 33639980011 | 1.0 | 1 |";
    /// let stub = StubTransport::answering([StubAnswer::text(page)]);
    /// let client = Client::with_transport(Account::new(ApiKey::new("Ab1CD2efg3Hi")?), stub);
    /// let sent: Result<Vec<_>, _> = client.sent_messages().collect();
    /// assert_eq!(sent?[0].text.as_str(), "un");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sent_messages(&self) -> impl Iterator<Item = Result<SentMessage, Error>> + use<T> {
        Pages::new(self.clone(), ListSent::NAME, |client: &Self, first| {
            let list = client
                .call(&ListSent::new().with_first(first).with_page_size(PAGE).map_err(invalid)?)?;
            let count = list.messages.len() + list.damaged.len();
            Ok(Page { items: list.messages, count })
        })
    }

    /// All replies received, the newest first, page by page as they are asked for.
    ///
    /// Records that could not be read are passed over; [`ListReplies`] shows them.
    pub fn replies(&self) -> impl Iterator<Item = Result<Reply, Error>> + use<T> {
        Pages::new(self.clone(), ListReplies::NAME, |client: &Self, first| {
            let list = client.call(&ListReplies::page(first, PAGE).map_err(invalid)?)?;
            let count = list.replies.len() + list.damaged.len();
            Ok(Page { items: list.replies, count })
        })
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
    /// Entries of the page, those included that could not be read.
    count: usize,
}

/// An entry that is known by an id.
trait Identified {
    type Id: Clone + Eq + Hash;
    fn id(&self) -> &Self::Id;
}

impl Identified for SentMessage {
    type Id = MessageId;

    fn id(&self) -> &MessageId {
        &self.message_id
    }
}

impl Identified for Reply {
    type Id = ReplyId;

    fn id(&self) -> &ReplyId {
        &self.reply_id
    }
}

struct Pages<C, I: Identified, F> {
    client: C,
    call: &'static str,
    ask: F,
    /// Where the next page begins; nothing after the last one.
    next: Option<u32>,
    /// The ids of the page before: entries that came meanwhile push some of them onto this page.
    before: HashSet<I::Id>,
    first_before: Option<I::Id>,
    waiting: VecDeque<I>,
}

impl<C, I: Identified, F: Fn(&C, u32) -> Result<Page<I>, Error>> Pages<C, I, F> {
    fn new(client: C, call: &'static str, ask: F) -> Self {
        Self {
            client,
            call,
            ask,
            next: Some(0),
            before: HashSet::new(),
            first_before: None,
            waiting: VecDeque::new(),
        }
    }

    fn turn(&mut self, first: u32) -> Result<(), Error> {
        self.next = None;
        let Page { items, count } = (self.ask)(&self.client, first)?;
        let first_id = items.first().map(|item| item.id().clone());
        if first_id.is_some() && first_id == self.first_before {
            return Err(Error::new(self.call, Repeat::Safe, Cause::PageRepeated(PageRepeated)));
        }
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.next = (count >= PAGE).then(|| first.saturating_add(count));
        let ids = items.iter().map(|item| item.id().clone()).collect();
        let before = std::mem::replace(&mut self.before, ids);
        self.waiting.extend(items.into_iter().filter(|item| !before.contains(item.id())));
        self.first_before = first_id;
        Ok(())
    }
}

impl<C, I: Identified, F: Fn(&C, u32) -> Result<Page<I>, Error>> Iterator for Pages<C, I, F> {
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
    fn an_empty_list_has_no_entries() {
        assert!(ids([StubAnswer::text("")]).0.is_empty());
    }
}
