//! Reads answers, those that another HTTP stack has received too.

use smsmode_core::{Ending, Endpoint, Malformed, MalformedReason, Response, ResponseError};

use crate::error::{Cause, Error};
use crate::transport::{Sent, TransportError, TransportErrorKind};

/// Reads an answer that some other HTTP stack has received, as [`Client::call`](crate::Client::call)
/// reads its own: the same answer is the same success or the same error.
///
/// Where that stack failed before there was an answer, [`Error::of`] says what became of the call.
///
/// ```
/// use smsmode_http::{Ending, GsmText, Outcome, Recipients, Response, SendSms, read_answer};
///
/// let send = SendSms::new(Recipients::parse(["0639980011"])?, GsmText::new("Bonjour")?);
/// let accepted = read_answer(&send, Response::new(200, b"0 | Accepted | S7EpYZ5kmS87"))?;
/// assert_eq!(accepted.message_id.unwrap().as_str(), "S7EpYZ5kmS87");
///
/// let broken = Response::new(200, b"").with_ending(Ending::Cut);
/// assert_eq!(read_answer(&send, broken).unwrap_err().outcome(), Outcome::Unknown);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// A refusal, an HTTP status without one, an answer that makes no sense or that broke off.
pub fn read_answer<E: Endpoint>(endpoint: &E, answer: Response<'_>) -> Result<E::Output, Error> {
    let broken = || TransportError::new(TransportErrorKind::Interrupted, Sent::MaybeSent);
    let broken = (answer.ending() == Ending::Cut).then(broken);
    read(endpoint, answer, broken).map_err(|cause| Error::of(endpoint, cause))
}

/// Where the connection broke before anything could be understood, that is the error, not the ruin it
/// left.
pub(crate) fn read<E: Endpoint>(
    endpoint: &E,
    answer: Response<'_>,
    broken: Option<TransportError>,
) -> Result<E::Output, Cause> {
    match (endpoint.parse(answer), broken) {
        (Ok(output), _) => Ok(output),
        (Err(ResponseError::Malformed(Malformed { reason, .. })), Some(broken))
            if answer.ending() == Ending::Cut && reason != MalformedReason::Contradiction =>
        {
            Err(broken.into())
        }
        (Err(error), _) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Account, AnswerBody, ApiKey, Client, DeleteSms, GetBalance, PhoneNumber, RetryPolicy,
        StubAnswer, StubTransport,
    };

    /// All that an error tells, or that there is none.
    fn told<T>(result: Result<T, Error>) -> String {
        let Err(error) = result else { return "a success".to_owned() };
        let (outcome, retry) = (error.outcome(), error.retry());
        format!("{error} {outcome:?} {retry} {:?} {:?}", error.http_status(), error.cause())
    }

    fn judge<E: Endpoint>(endpoint: &E, http_status: u16, body: &str, ending: Ending) {
        let account = Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap());
        let answered = AnswerBody(body.as_bytes().to_vec());
        let stub = StubAnswer::Answer { http_status, body: answered, ending, retry_after: None };
        let client = Client::with_transport(account, StubTransport::answering([stub]));
        let by_client = client.with_retry(RetryPolicy::NEVER).call(endpoint);
        let by_others = Response::new(http_status, body.as_bytes()).with_ending(ending);
        let shown = format!("HTTP {http_status}, {body:?}, {ending:?}");
        assert_eq!(told(by_client), told(read_answer(endpoint, by_others)), "{shown}");
    }

    #[test]
    fn an_answer_means_the_same_whoever_received_it() {
        let costly = DeleteSms::most_recent_to(PhoneNumber::parse("0639980011").unwrap());
        for body in ["", "12.5", "0 | ok", "31 | x", "33 | x", "50 | x", "<html>", "77", "3"] {
            for ending in [Ending::Complete, Ending::Unmarked, Ending::Cut] {
                for http_status in [200, 302, 404, 407, 408, 429, 500, 503] {
                    judge(&GetBalance::new(), http_status, body, ending);
                    judge(&costly, http_status, body, ending);
                }
            }
        }
    }
}
