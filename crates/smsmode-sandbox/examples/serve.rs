//! Serves a sandbox until standard input ends.
//!
//! ```text
//! cargo run -p smsmode-sandbox --example serve [PORT]
//! ```

use std::io::{Write, stdin, stdout};
use std::net::SocketAddr;

use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port = std::env::args().nth(1).map_or(Ok(0), |port| port.parse())?;
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let sandbox = Sandbox::start(SandboxOptions::new().with_bind(address))?;
    writeln!(stdout(), "listening on {}", sandbox.base_url())?;
    writeln!(stdout(), "the key is {DEMO_API_KEY}")?;
    std::io::copy(&mut stdin(), &mut std::io::sink())?;
    sandbox.stop();
    Ok(())
}
