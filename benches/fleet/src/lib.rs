//! What the benches of the fleet share.

mod bare;
mod finished;
mod pair;
mod place;
mod queue;
mod spent;

pub use bare::bare_apalis;
pub use finished::finished;
pub use pair::Pair;
pub use place::{Place, messages};
pub use queue::make_queue;
pub use spent::Spent;
