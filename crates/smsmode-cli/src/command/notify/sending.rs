//! Sends alerts, all at once: one that waits for an answer keeps nobody else waiting.

use std::thread;
use std::time::{Duration, Instant};

use smsmode_http::text::{Alphabet, SegmentLimit};
use smsmode_http::{
    CallOptions, Client, GsmText, InvalidInput, Message, Method, RetryPolicy, SendSms, Sender,
    UnicodeText,
};

use super::errand::{Errand, Fate};
use super::ledger::Decision;
use super::wording::{Form, Wording};
use crate::arguments::Notify;
use crate::config::Configuration;
use crate::context::Context;
use crate::failure::Failure;
use crate::interrupt::GuardedTransport;

/// The way to the service.
#[derive(Debug)]
pub(super) struct Sending {
    client: Client<GuardedTransport>,
    sender: Option<Sender>,
    max_segments: SegmentLimit,
    deadline: Instant,
}

/// How many calls are made at once.
const AT_ONCE: usize = 16;

impl Sending {
    pub(super) fn new(
        configuration: Configuration,
        arguments: &Notify,
        deadline: Instant,
        context: &Context<'_, '_>,
    ) -> Result<Self, Failure> {
        let sender = arguments.sender.clone().map(Sender::new).transpose();
        let sender = sender.map_err(InvalidInput::from)?;
        let client = crate::command::client_of(configuration, Method::Post, context)?
            .with_retry(retry(arguments.retry_not_sent));
        Ok(Self { client, sender, max_segments: arguments.max_segments, deadline })
    }

    /// When the time for everything is over.
    pub(super) const fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Sends what is to go, and leaves with each what became of it.
    pub(super) fn send(&self, errands: &mut [Errand], form: Form) {
        for some in errands.chunks_mut(AT_ONCE) {
            thread::scope(|threads| {
                for errand in some.iter_mut().filter(|errand| matches!(errand.fate, Fate::Planned))
                {
                    threads.spawn(|| errand.fate = self.fate(errand, form));
                }
            });
        }
    }

    fn fate(&self, errand: &Errand, form: Form) -> Fate {
        let sent = self.order(errand, form).map_err(Failure::from).and_then(|send| {
            let left = self.deadline.saturating_duration_since(Instant::now());
            Ok(self.client.call_with(&send, CallOptions::default().with_timeout(left))?)
        });
        sent.map_or_else(Fate::Failed, Fate::Accepted)
    }

    fn order(&self, errand: &Errand, form: Form) -> Result<SendSms, InvalidInput> {
        let message = self.message(&errand.wording, form)?;
        SendSms::new(errand.to.destination()?, message).with_max_segments(self.max_segments)
    }

    fn message(&self, wording: &Wording, form: Form) -> Result<Message, InvalidInput> {
        let (text, sender) = (wording.text.as_str(), self.sender.clone());
        match form.alphabet {
            Alphabet::Gsm7 => Message::gsm(GsmText::new(text)?, sender, false),
            Alphabet::Ucs2 => Message::unicode(UnicodeText::new(text)?, sender, false),
        }
    }
}

impl Decision {
    /// What is known of its end at once.
    pub(super) const fn fate(&self) -> Fate {
        match self {
            Self::Go(_) | Self::Tell(_) => Fate::Planned,
            Self::LeaveOut => Fate::LeftOut,
            Self::HoldBack => Fate::HeldBack,
        }
    }
}

/// The time ends it; an outcome that is unknown is never followed by another attempt.
fn retry(wanted: bool) -> RetryPolicy {
    if !wanted {
        return RetryPolicy::NEVER;
    }
    let (base, cap) = (Duration::from_millis(500), Duration::from_secs(10));
    RetryPolicy::default().with_attempts(u32::MAX).with_delays(base, cap).with_costly_calls(true)
}
