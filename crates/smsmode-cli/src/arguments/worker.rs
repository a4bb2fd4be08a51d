//! The arguments of `smsmode worker`.

use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::Args;

use super::Common;
use super::outbox::LookingUp;

#[derive(Debug, Args)]
pub(crate) struct Worker {
    /// The outbox, such as `postgres://smsmode@db.example/shop`; otherwise that of `SMSMODE_OUTBOX`, or `outbox` of the
    /// profile. The queue is beside it, in the same database.
    #[arg(long, value_name = "URL")]
    pub(crate) queue: Option<String>,
    /// Send so many messages at a time, 1 to 256.
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) concurrency: u16,
    /// Send at most so many messages a second, all workers together; give each the same.
    #[arg(long, value_name = "N")]
    pub(crate) rate: Option<NonZeroU32>,
    /// What its name begins with; the host's name unless given.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Show the board here, and figures for Prometheus below /metrics: a port of this machine, or ADDRESS:PORT.
    ///
    /// Its password is `SMSMODE_BOARD_PASSWORD`, or in --board-password-file. It speaks HTTP: beyond this machine, put a
    /// proxy with TLS before it.
    #[arg(long, value_name = "ADDRESS", value_parser = board_address)]
    pub(crate) board: Option<SocketAddr>,
    /// Read the password of the board from this file.
    #[arg(long, value_name = "FILE", requires = "board")]
    pub(crate) board_password_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) looking_up: LookingUp,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Only this machine is answered, unless an address says otherwise.
fn board_address(text: &str) -> Result<SocketAddr, String> {
    let here = text.parse().map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let address = here.or_else(|_| text.parse());
    address.map_err(|_| "a port such as 8080, or an address such as 127.0.0.1:8080".to_owned())
}
