//! What the benches of the outbox share.

mod disk;
mod provider;
mod till;
mod times;
mod trial;
mod work;

pub use disk::{bare_inserts, fsyncs};
pub use provider::Provider;
pub use till::Till;
pub use times::Times;
pub use trial::Trial;
pub use work::Work;
