//! Follows a message until its status is final.

use std::time::{Duration, Instant};

use smsmode_core::{CurrentStatus, GetMessageStatus, MessageId, MessageStatus};

use crate::client::{CallOptions, Client};
use crate::error::Error;
use crate::span::waitable;
use crate::transport::Transport;

/// How a message is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct WaitOptions {
    timeout: Duration,
    first: Duration,
    longest: Duration,
}

impl WaitOptions {
    /// Follows it for so long.
    pub fn new(timeout: Duration) -> Self {
        Self {
            timeout: waitable(timeout),
            first: Duration::from_secs(1),
            longest: Duration::from_secs(60),
        }
    }

    /// The pause after the first question, doubled after each up to the longest. 1 s and 60 s unless
    /// set.
    pub fn with_pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first = first;
        self.longest = longest;
        self
    }
}

/// Even a wait without any time asks once; that question may take so long.
const ONE_QUESTION: Duration = Duration::from_secs(1);

/// How following a message ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitEnd {
    /// Its status will not change any more.
    Final(MessageStatus),
    /// Time ran out, or the waiting was ended. Where no reports were selected for the message, 0 is the last status ever shown.
    Pending(Option<MessageStatus>),
}

impl<T: Transport> Client<T> {
    /// Asks for the status of a message until it is final or time runs out, and tells each change.
    ///
    /// # Errors
    ///
    /// A question failed for good. The message is not touched by that.
    pub fn wait(
        &self,
        message_id: &MessageId,
        options: WaitOptions,
        mut changed: impl FnMut(&CurrentStatus),
    ) -> Result<WaitEnd, Error> {
        let ask = GetMessageStatus::new(message_id.clone());
        let deadline = Instant::now() + options.timeout;
        let (mut last, mut pause) = (None, options.first);
        loop {
            let left = deadline.saturating_duration_since(Instant::now()).max(ONE_QUESTION);
            match self.call_with(&ask, CallOptions::default().with_timeout(left)) {
                Ok(current) if last != Some(current.status) => {
                    last = Some(current.status);
                    changed(&current);
                }
                Ok(_) => {}
                Err(error) if error.retry() => log::debug!("the status will be asked for again"),
                Err(error) => return Err(error),
            }
            if let Some(status) = last.filter(|status| status.is_final()) {
                return Ok(WaitEnd::Final(status));
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(WaitEnd::Pending(last));
            }
            if !self.transport().pause(pause.min(left)) {
                return Ok(WaitEnd::Pending(last));
            }
            pause = pause.saturating_mul(2).min(options.longest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Account, ApiKey, StubAnswer, StubTransport};

    fn client(answers: &[&str]) -> Client<StubTransport> {
        let answers = answers.iter().map(|answer| StubAnswer::text(*answer));
        Client::with_transport(
            Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap()),
            StubTransport::answering(answers),
        )
    }

    fn wait(
        client: &Client<StubTransport>,
        timeout: Duration,
    ) -> (Result<WaitEnd, Error>, Vec<u16>) {
        let mut seen = Vec::new();
        let id = MessageId::new("A1").unwrap();
        let end =
            client.wait(&id, WaitOptions::new(timeout), |current| seen.push(current.status.code()));
        (end, seen)
    }

    #[test]
    fn each_change_is_told_once_until_the_status_is_final() {
        let client = client(&["0 | x", "0 | x", "13 | x", "11 | x"]);
        let (end, seen) = wait(&client, Duration::from_secs(60));
        assert_eq!(end.unwrap(), WaitEnd::Final(MessageStatus::RECEIVED));
        assert_eq!(seen, [0, 13, 11]);
        assert_eq!(client.transport().pauses(), [1, 2, 4].map(Duration::from_secs));
    }

    #[test]
    fn a_wait_ends_with_what_is_known() {
        let (end, _) = wait(&client(&["10 | x"]), Duration::ZERO);
        assert_eq!(end.unwrap(), WaitEnd::Pending(Some(MessageStatus::SCHEDULED)));
    }

    #[test]
    fn an_unknown_message_ends_the_wait() {
        let (end, _) = wait(&client(&["61 | x"]), Duration::from_secs(60));
        assert_eq!(end.unwrap_err().refusal().unwrap().code().code(), 61);
    }
}
