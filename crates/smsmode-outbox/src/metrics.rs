//! How an outbox stands, in figures that Prometheus reads.

use std::fmt;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{DescriptorEncoder, EncodeGaugeValue, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Registry;
use smsmode_core::outbox::{Pause, State};

use crate::error::LedgerError;
use crate::ledger::{Overview, Paused};
use crate::outbox::Outbox;
use crate::tally::Tally;

/// How an outbox stands at one time, and what whoever sends from it has seen.
///
/// ```
/// # let folder = tempfile::tempdir()?;
/// # let url = format!("sqlite:{}", folder.path().join("till.db").display());
/// use smsmode_outbox::{Metrics, Outbox, Tally};
///
/// let outbox = Outbox::open(&url)?; // such as sqlite:till.db
/// let metrics = Metrics::read(&outbox, Tally::default(), false)?;
/// assert!(metrics.text().contains("smsmode_outbox_messages{state=\"queued\"} 0"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Metrics {
    overview: Overview,
    tally: Tally,
    has_trouble: bool,
    /// Seconds that the message has been due that waits longest.
    overdue: i64,
    more: Vec<Gauge>,
}

#[derive(Debug, Clone, Copy)]
struct Gauge {
    name: &'static str,
    help: &'static str,
    figure: i64,
}

impl Metrics {
    /// Of this outbox, with what came of the transmissions of one process, and whether that one has
    /// trouble now.
    ///
    /// # Errors
    ///
    /// The outbox cannot be read.
    pub fn read(outbox: &Outbox, tally: Tally, has_trouble: bool) -> Result<Self, LedgerError> {
        let due = outbox.ledger().next_due(&[State::Queued])?;
        let now = outbox.now().unix_seconds();
        let overdue = due.map_or(0, |due| now.saturating_sub(due.unix_seconds()).max(0));
        Ok(Self { overview: outbox.overview()?, tally, has_trouble, overdue, more: Vec::new() })
    }

    /// One figure more, named `smsmode_outbox_` and this.
    pub fn with_gauge(mut self, name: &'static str, help: &'static str, figure: i64) -> Self {
        self.more.push(Gauge { name, help, figure });
        self
    }

    /// In the format `application/openmetrics-text`, version 1.0.0.
    pub fn text(self) -> String {
        let mut registry = Registry::default();
        registry.register_collector(Box::new(self));
        let mut text = String::new();
        // Memory takes whatever is written.
        encode(&mut text, &registry).unwrap_or_default();
        text
    }
}

impl Collector for Metrics {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let encoder = &mut encoder;
        self.messages(encoder)?;
        self.pauses(encoder)?;
        self.sends(encoder)?;
        self.failures(encoder)?;
        gauge(
            encoder,
            "oldest_waiting_seconds",
            "How long the message has been due that waits longest",
            self.overdue,
        )?;
        gauge(
            encoder,
            "trouble",
            "Whether the outbox cannot be read or written at this time",
            i64::from(self.has_trouble),
        )?;
        for Gauge { name, help, figure } in &self.more {
            gauge(encoder, name, help, *figure)?;
        }
        let Some(last) = self.tally.last_accepted else { return Ok(()) };
        gauge(
            encoder,
            "seconds_since_success",
            "How long ago the service accepted a message; absent before the first",
            last.elapsed().as_secs_f64(),
        )
    }
}

impl Metrics {
    fn messages(&self, encoder: &mut DescriptorEncoder<'_>) -> fmt::Result {
        let help = "How many messages are in each state";
        let mut family = encoder.encode_descriptor(MESSAGES, help, None, MetricType::Gauge)?;
        for state in State::ALL {
            let labels = [("state", state.name())];
            let count = self.overview.counts.get(state).copied().unwrap_or_default();
            let figure = ConstGauge::new(i64::try_from(count).unwrap_or(i64::MAX));
            figure.encode(family.encode_family(&labels)?)?;
        }
        Ok(())
    }

    fn pauses(&self, encoder: &mut DescriptorEncoder<'_>) -> fmt::Result {
        let help = "Whether nothing is sent, and why";
        let mut family = encoder.encode_descriptor(PAUSED, help, None, MetricType::Gauge)?;
        for reason in PAUSES {
            let figure = ConstGauge::new(i64::from(self.overview.paused == Some(reason)));
            figure.encode(family.encode_family(&[("reason", reason.name())])?)?;
        }
        Ok(())
    }

    fn sends(&self, encoder: &mut DescriptorEncoder<'_>) -> fmt::Result {
        let sends = self.tally.accepted + self.tally.failed.values().sum::<u64>();
        let counters = [
            ("smsmode_outbox_sends", "How often something was transmitted", sends),
            ("smsmode_outbox_accepted", "How often that was accepted", self.tally.accepted),
        ];
        for (name, help, figure) in counters {
            let counter = encoder.encode_descriptor(name, help, None, MetricType::Counter)?;
            ConstCounter::new(figure).encode(counter)?;
        }
        Ok(())
    }

    /// Refusals by their code, and everything else that went wrong by its name.
    fn failures(&self, encoder: &mut DescriptorEncoder<'_>) -> fmt::Result {
        let help = "How often the service refused, by code";
        let name = "smsmode_outbox_refusals";
        let mut family = encoder.encode_descriptor(name, help, None, MetricType::Counter)?;
        for (name, figure) in &self.tally.failed {
            if let Some(code) = name.strip_prefix(REFUSAL) {
                let labels = [("code", code)];
                ConstCounter::new(*figure).encode(family.encode_family(&labels)?)?;
            }
        }
        let help = "How often something else went wrong";
        let name = "smsmode_outbox_failures";
        let mut family = encoder.encode_descriptor(name, help, None, MetricType::Counter)?;
        for (reason, figure) in &self.tally.failed {
            if !reason.starts_with(REFUSAL) {
                let labels = [("reason", reason.as_str())];
                ConstCounter::new(*figure).encode(family.encode_family(&labels)?)?;
            }
        }
        Ok(())
    }
}

fn gauge<N>(encoder: &mut DescriptorEncoder<'_>, name: &str, help: &str, figure: N) -> fmt::Result
where
    N: EncodeGaugeValue,
    ConstGauge<N>: EncodeMetric,
{
    let name = format!("smsmode_outbox_{name}");
    let gauge = encoder.encode_descriptor(&name, help, None, MetricType::Gauge)?;
    ConstGauge::new(figure).encode(gauge)
}

const MESSAGES: &str = "smsmode_outbox_messages";
const PAUSED: &str = "smsmode_outbox_paused";
const REFUSAL: &str = "refusal ";

const PAUSES: [Paused; 3] = [
    Paused::OnRequest,
    Paused::ByService(Pause::Authentication),
    Paused::ByService(Pause::NotEnoughCredit),
];
