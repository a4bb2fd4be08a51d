//! The arguments of `smsmode sandbox`.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::time::SystemTime;

use clap::Args;
use jiff::Timestamp;
use smsmode_sandbox::{FaultProfile, SandboxOptions, Switches, TlsOptions};

use super::Output;

#[derive(Debug, Args)]
pub(crate) struct Sandbox {
    /// The port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// The address to listen on.
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub(crate) bind: IpAddr,
    /// Speak TLS, with a certificate authority made for this run.
    #[arg(long)]
    pub(crate) tls: bool,
    /// Write the certificate of that authority to this file (and speak TLS).
    #[arg(long, value_name = "FILE")]
    pub(crate) ca_file: Option<PathBuf>,
    /// Answer an open question about the service otherwise: `stop.long=if_free`; several times for several.
    #[arg(long, value_name = "SWITCH=POSITION", value_parser = setting)]
    pub(crate) set: Vec<Setting>,
    /// Make something go wrong: `refuse:50@0.1`, `send_sms=delay:200*3`; several times for several.
    #[arg(long, value_name = "RULE", value_parser = rule)]
    pub(crate) fault: Vec<FaultProfile>,
    /// Make go wrong what this file says, in JSON as for `PUT /_sandbox/faults`.
    #[arg(long, value_name = "FILE")]
    pub(crate) faults: Option<PathBuf>,
    /// Repeat a run: the same requests get the same ids and meet the same faults, from the same time on.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) seed: Option<u64>,
    /// What the clock shows at the start: an instant such as 2026-12-24T18:00:00+01:00.
    #[arg(long, value_name = "DATE")]
    pub(crate) clock_start: Option<Timestamp>,
    /// How many messages, replies and callbacks to keep; the oldest are forgotten. 100000 unless said otherwise.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) keep: Option<usize>,
    /// Keep everything in this SQLite file, and go on from it; its owner alone can read it.
    #[arg(long, value_name = "FILE")]
    #[cfg_attr(not(feature = "store"), arg(hide = true, value_parser = no_store))]
    pub(crate) store: Option<PathBuf>,
    /// Open the inbox in a browser.
    #[arg(long)]
    pub(crate) open: bool,
    /// Treat 06 39 98 XX XX as any other numbers.
    #[arg(long)]
    pub(crate) no_magic_numbers: bool,
    #[command(flatten)]
    pub(crate) lists: Lists,
}

/// What is shown in place of starting.
#[derive(Debug, Args)]
pub(crate) struct Lists {
    /// List the open questions about the service, with their positions, and end.
    #[arg(long)]
    pub(crate) switches: bool,
    /// List the magic numbers, and end.
    #[arg(long, conflicts_with = "switches")]
    pub(crate) magic: bool,
    /// How lists are written.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) output: Output,
}

/// A switch and its position, both of which there are.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    name: String,
    position: String,
}

fn setting(text: &str) -> Result<Setting, String> {
    let (name, position) = text.split_once('=').ok_or("write it as SWITCH=POSITION")?;
    Switches::default().set(name, position).map_err(|error| error.to_string())?;
    Ok(Setting { name: name.to_owned(), position: position.to_owned() })
}

fn rule(text: &str) -> Result<FaultProfile, String> {
    FaultProfile::default().with_short_form(text).map_err(|error| error.to_string())
}

#[cfg(not(feature = "store"))]
fn no_store(_: &str) -> Result<PathBuf, String> {
    let told = "this build is without SQLite; the command of `cargo install smsmode-cli` has it, and `make install` too";
    Err(told.to_owned())
}

impl Sandbox {
    /// The sandbox that is asked for; `faults` is what the file says.
    pub(crate) fn options(&self, faults: FaultProfile) -> SandboxOptions {
        let faults = self.fault.iter().cloned().fold(faults, FaultProfile::with);
        let mut options = SandboxOptions::new()
            .with_bind((self.bind, self.port).into())
            .with_switches(self.switches())
            .with_magic_numbers(!self.no_magic_numbers)
            .with_faults(faults);
        if self.tls || self.ca_file.is_some() {
            options = options.with_tls(TlsOptions::default());
        }
        if let Some(seed) = self.seed {
            options = options.with_seed(seed);
        }
        if let Some(keep) = self.keep {
            options = options.with_keep(keep);
        }
        #[cfg(feature = "store")]
        if let Some(store) = &self.store {
            options = options.with_store(store);
        }
        if let Some(start) = self.clock_start {
            options = options.with_clock_start(SystemTime::from(start));
        }
        options
    }

    fn switches(&self) -> Switches {
        let mut switches = Switches::default();
        for Setting { name, position } in &self.set {
            // It was tried when it was read.
            let _ = switches.set(name, position);
        }
        switches
    }
}
