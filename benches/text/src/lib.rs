//! What the benches of the text engine share: their messages, and how two operations are compared.

mod compare;
mod messages;

pub use compare::{Ratio, compare, over};
pub use messages::{MESSAGE_BYTES, Messages};
