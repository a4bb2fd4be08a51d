//! Management: what tests and developers see and do, in process and under `/_sandbox/`.

mod actions;
mod conversation;
mod filter;
mod http_routes;
mod messages;
mod overview;

pub use actions::{AdvanceRequest, ReplyRequest};
pub use conversation::StoredReply;
pub(crate) use filter::Found;
pub use filter::MessageFilter;
pub(crate) use http_routes::router;
pub use messages::{Alphabet, StatusChange, StoredMessage};
