//! How long anything may be waited for.

use std::time::Duration;

/// Thirty years. An instant has its limits, and a longer span would pass them.
const LONGEST: Duration = Duration::from_secs(1_000_000_000);

/// The span, or thirty years where it is longer.
pub(crate) fn waitable(span: Duration) -> Duration {
    span.min(LONGEST)
}

#[cfg(test)]
mod tests {
    use smsmode_core::{GetBalance, MessageId};

    use super::*;
    use crate::{
        Account, ApiKey, CallOptions, Client, HttpSettings, StubAnswer, StubTransport, WaitOptions,
    };

    #[test]
    fn a_timeout_of_all_time_is_one_of_thirty_years() {
        let account = Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap());
        let answers = ["12", "12", "11 | received"].map(StubAnswer::text);
        let client = Client::with_transport(account, StubTransport::answering(answers))
            .with_timeout(Duration::MAX);
        assert!(client.call(&GetBalance::new()).is_ok());
        let options = CallOptions::default().with_timeout(Duration::MAX);
        assert!(client.call_with(&GetBalance::new(), options).is_ok());
        let id = MessageId::new("S7EpYZ5kmS87").unwrap();
        assert!(client.wait(&id, WaitOptions::new(Duration::MAX), |_| {}).is_ok());
    }

    #[test]
    fn connecting_for_all_time_is_bounded_too() {
        let settings = HttpSettings::default()
            .with_connect_timeout(Duration::MAX)
            .with_max_idle_age(Duration::MAX);
        assert_eq!(settings.connect_timeout, LONGEST);
        assert_eq!(settings.max_idle_age, LONGEST);
    }
}
