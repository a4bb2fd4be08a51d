//! What was accepted twice, as management shows it.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::Duplicate;
use crate::service::Service;
use crate::state::delivery::Delivery;
use crate::state::message::Message;

/// What was accepted more than once, whichever the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FoundDuplicates {
    /// The duplicates, the oldest first.
    pub duplicates: Vec<Duplicate>,
    /// There may be others, because something is forgotten.
    pub incomplete: bool,
}

impl Service {
    /// The same recipient, text and reference.
    pub(crate) fn duplicates(&self) -> FoundDuplicates {
        let state = self.settled();
        FoundDuplicates {
            duplicates: state.duplicates.iter().cloned().collect(),
            incomplete: state.duplicates.is_incomplete(),
        }
    }

    /// The same recipient and text, of those that are kept.
    pub(crate) fn duplicates_by_text(&self) -> FoundDuplicates {
        let (messages, incomplete) = self.all_kept();
        FoundDuplicates { duplicates: same_texts(&messages), incomplete }
    }

    /// The messages, the oldest first, and whether there were others.
    fn all_kept(&self) -> (Vec<Arc<Message>>, bool) {
        let state = self.settled();
        let mut messages = state.messages.before(u64::MAX, usize::MAX);
        let kept = u64::try_from(state.messages.kept()).unwrap_or(u64::MAX);
        let has_forgotten = state.messages.accepted() > kept;
        drop(state);
        messages.reverse();
        (messages, has_forgotten)
    }
}

/// Those with the same number and text, in the order of their first copies.
fn same_texts(messages: &[Arc<Message>]) -> Vec<Duplicate> {
    let mut times: HashMap<_, u32> = HashMap::new();
    for (_, copy) in messages.iter().flat_map(|message| copies(message)) {
        *times.entry(sameness(copy)).or_default() += 1;
    }
    times.retain(|_, times| *times > 1);
    let (mut found, mut places): (Vec<Duplicate>, _) = (Vec::new(), HashMap::new());
    for (id, copy) in messages.iter().flat_map(|message| copies(message)) {
        let same = sameness(copy);
        if !times.contains_key(&same) {
            continue;
        }
        let place = *places.entry(same).or_insert(found.len());
        match found.get_mut(place) {
            Some(duplicate) => duplicate.add_any(id, copy),
            None => found.push(Duplicate::once(id, copy)),
        }
    }
    found
}

fn sameness(copy: &Delivery) -> (&str, &str) {
    (&copy.number, &copy.text_as_read)
}

fn copies(message: &Message) -> impl Iterator<Item = (&str, &Delivery)> {
    message.deliveries.iter().map(|copy| (message.id.as_str(), copy))
}
