//! What the benches share: what they feed to the code, and how a bar is judged.

mod corpus;
mod figures;
mod server;

pub use corpus::{delivery_report, phone_number, sent_list, text};
pub use figures::{Figures, Result, criterion_median, is_measuring, median};
pub use server::{start_server, start_server_with};
