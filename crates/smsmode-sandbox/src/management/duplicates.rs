//! What was accepted twice, as management shows it.

use serde::{Deserialize, Serialize};

use crate::Duplicate;
use crate::service::Service;

/// What was accepted more than once: the same recipient, text and reference, whichever the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FoundDuplicates {
    /// The duplicates, the oldest first.
    pub duplicates: Vec<Duplicate>,
    /// There may be others: more than a million different messages were accepted, or more than
    /// 10,000 of them twice.
    pub incomplete: bool,
}

impl Service {
    pub(crate) fn duplicates(&self) -> FoundDuplicates {
        let state = self.settled();
        FoundDuplicates {
            duplicates: state.duplicates.iter().cloned().collect(),
            incomplete: state.duplicates.is_incomplete(),
        }
    }
}
