//! Management: what tests and developers see and do, in process and under `/_sandbox/`.

mod actions;
mod conversation;
mod duplicates;
mod filter;
mod http_routes;
mod messages;
mod overview;
mod trigger;

pub use actions::{AdvanceRequest, ReplyRequest};
pub use conversation::StoredReply;
pub use duplicates::FoundDuplicates;
pub(crate) use filter::Found;
pub use filter::MessageFilter;
pub(crate) use http_routes::router;
pub use messages::{Alphabet, StatusChange, StoredMessage};
pub use trigger::TriggerRequest;
