//! Whose id is doubtful once the service told what became of another message.

use super::{Evidence, Progress, Stage};
use crate::time::Timestamp;

/// The messages to be told [`Event::Disproved`](super::Event::Disproved) once the service told, by an
/// answer or a receipt, that a message was accepted, given the others **to the same number**; mostly
/// none.
///
/// Equal messages may have been given each other's ids. Where another one has the id that was told,
/// or the id was lost, the list may have been dealt out wrongly: who has that id loses it, and so do
/// all of that day of which only the list says that they were accepted. They are looked up again.
/// Whoever stores what was told stores this with it.
///
/// ```
/// use smsmode_core::Timestamp;
/// use smsmode_core::outbox::{Progress, disproved};
///
/// let now = Timestamp::from_unix_seconds(1_795_353_900);
/// let (told, waiting) = (Progress::queued(now), Progress::queued(now));
/// assert!(disproved(&told, &[("order-12", &waiting)]).is_empty());
/// ```
pub fn disproved<K: Clone>(told: &Progress, others: &[(K, &Progress)]) -> Vec<K> {
    let told_id = told.stage.message_id().map(|known| &known.id);
    let listed = |row: &Progress, evidence| {
        row.stage.message_id().is_some_and(|known| known.evidence == evidence)
    };
    let has_it = |row: &Progress| {
        told_id.is_some_and(|told| row.stage.message_id().is_some_and(|known| known.id == *told))
            && !listed(row, Evidence::Told)
    };
    let is_lost = matches!(told.stage, Stage::Accepted { message_id: None, .. });
    if !is_lost && !others.iter().any(|(_, row)| has_it(row)) {
        return Vec::new();
    }
    let of_that_day = |row: &Progress| row.doubted_since >= earliest(told);
    let shaken = |row| has_it(row) || (listed(row, Evidence::Listed) && of_that_day(row));
    others.iter().filter(|(_, row)| shaken(row)).map(|(key, _)| key.clone()).collect()
}

/// What was given an id of the list longer ago cannot have this message's.
fn earliest(told: &Progress) -> Option<Timestamp> {
    let began = match told.stage {
        Stage::Accepted { sent, .. } => Some(sent.started_at),
        _ => None,
    };
    told.doubted_since.or(began).map(|began| began.plus_seconds(-DAY))
}

const DAY: i64 = 86_400;
