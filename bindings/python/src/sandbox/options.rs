//! What a sandbox is started with, as Python says it.

use std::net::SocketAddr;
use std::time::{Duration, SystemTime};

use pyo3::prelude::*;
use smsmode_sandbox::{
    AccountOptions, DEMO_LOGIN, DEMO_PASSWORD, Decimal, SandboxOptions, TlsOptions,
};

use super::json::read;
use crate::errors::invalid;
use crate::value::date::Moment;

pub(super) struct Options {
    pub(super) port: u16,
    pub(super) account: AccountOptions,
    pub(super) tls: bool,
    pub(super) delivery_delay: Option<Duration>,
    pub(super) clock_start: Option<Moment>,
    pub(super) segment_price: Option<Decimal>,
    pub(super) magic_numbers: bool,
    pub(super) seed: Option<u64>,
    pub(super) keep: Option<usize>,
    pub(super) switches: Option<String>,
}

impl Options {
    pub(super) fn read(self) -> PyResult<SandboxOptions> {
        let mut options = SandboxOptions::new()
            .with_bind(SocketAddr::from(([127, 0, 0, 1], self.port)))
            .with_account(self.account)
            .with_magic_numbers(self.magic_numbers);
        if self.tls {
            options = options.with_tls(TlsOptions::new());
        }
        if let Some(delay) = self.delivery_delay {
            options = options.with_delivery_delay(delay);
        }
        if let Some(start) = self.clock_start {
            options = options.with_clock_start(instant(&start)?);
        }
        if let Some(price) = self.segment_price {
            options = options.with_segment_price(price);
        }
        if let Some(seed) = self.seed {
            options = options.with_seed(seed);
        }
        if let Some(keep) = self.keep {
            options = options.with_keep(keep);
        }
        match self.switches {
            Some(switches) => Ok(options.with_switches(read(&switches)?)),
            None => Ok(options),
        }
    }
}

/// The clock of the sandbox begins in 1970 at the earliest: before, the service did not exist either.
fn instant(start: &Moment) -> PyResult<SystemTime> {
    let seconds = u64::try_from(start.timestamp().unix_seconds()).ok();
    let start = seconds.map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
    let told = || invalid_start("clock_start is a date after 1970");
    start.ok_or_else(told)
}

fn invalid_start(told: &str) -> PyErr {
    Python::attach(|py| invalid(py, told.to_owned()))
}

pub(super) fn account(
    api_key: &str,
    credits: Option<Decimal>,
    post_paid: bool,
    reply_url: Option<String>,
) -> AccountOptions {
    let mut account = AccountOptions::new(DEMO_LOGIN, DEMO_PASSWORD).with_api_key(api_key);
    if let Some(credits) = credits {
        account = account.with_credits(credits);
    }
    if post_paid {
        account = account.post_paid();
    }
    match reply_url {
        Some(url) => account.with_reply_url(url),
        None => account,
    }
}
