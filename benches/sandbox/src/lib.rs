//! What the benches of the sandbox share: a customer in a hurry, and a server that does nothing.

mod bare;
mod crowd;

pub use bare::start_bare_server;
pub use crowd::Crowd;
