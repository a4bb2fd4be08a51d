//! A till that sends what is in an outbox, until it is killed or its standard input ends.

use std::io::{Read as _, stdin};

use smsmode_benches::Result;
use smsmode_outbox::{DispatcherSettings, Outbox};
use smsmode_outbox_benches::Provider;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(outbox), Some(provider)) = (arguments.next(), arguments.next()) else {
        return Err("what is needed: the address of an outbox, and that of a provider".into());
    };
    let client = Provider::client(&provider)?;
    let _dispatcher = Outbox::open(&outbox)?.dispatch(&client, DispatcherSettings::default())?;
    stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
