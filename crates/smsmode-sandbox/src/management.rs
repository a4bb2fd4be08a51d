//! Management: what tests and developers see and do, in process and under `/_sandbox/`.

mod actions;
mod http_routes;
mod messages;

pub use actions::{AdvanceRequest, ReplyRequest};
pub(crate) use http_routes::router;
pub use messages::{MessageFilter, StatusChange, StoredMessage};
