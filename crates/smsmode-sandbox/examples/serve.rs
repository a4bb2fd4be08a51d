//! Serves a sandbox until standard input ends.
//!
//! ```text
//! cargo run -p smsmode-sandbox --example serve [PORT [CREDITS]]
//! ```

use std::io::{Write, stdin, stdout};
use std::net::SocketAddr;

use smsmode_sandbox::{AccountOptions, DEMO_API_KEY, Sandbox, SandboxOptions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let port = arguments.next().map_or(Ok(0), |port| port.parse())?;
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let mut options = SandboxOptions::new().with_bind(address);
    if let Some(credits) = arguments.next() {
        let credits: u32 = credits.parse()?;
        options = options.with_account(AccountOptions::demo().with_credits(credits));
    }
    let sandbox = Sandbox::start(options)?;
    writeln!(stdout(), "listening on {}", sandbox.base_url())?;
    writeln!(stdout(), "the key is {DEMO_API_KEY}")?;
    std::io::copy(&mut stdin(), &mut std::io::sink())?;
    sandbox.stop();
    Ok(())
}
