//! `send --notify-base`: addresses that are signed for this message, for `smsmode listen`.

use smsmode_http::{
    CallbackKind, ClientReference, InvalidInput, Schedule, SendSms, ServiceZone, Timestamp,
};

use crate::arguments::Send;
use crate::config::{self, ConfigError};
use crate::context::Context;
use crate::failure::Failure;

/// The reference that was given, or one of our own where addresses are to be signed for it.
pub(super) fn reference(
    arguments: &Send,
    given: Option<ClientReference>,
) -> Result<Option<ClientReference>, InvalidInput> {
    if given.is_some() || arguments.notify_base.is_none() {
        return Ok(given);
    }
    let random: String = std::iter::repeat_with(fastrand::alphanumeric).take(16).collect();
    Ok(Some(ClientReference::new(format!("send-{random}"))?))
}

/// The message with a signed address for receipts, and one for replies where people may answer. They
/// are good from `date` on, when it leaves, or else from now.
pub(super) fn signed(
    send: SendSms,
    arguments: &Send,
    reference: Option<&ClientReference>,
    date: Option<Schedule>,
    context: &Context<'_, '_>,
) -> Result<SendSms, Failure> {
    let (Some(base), Some(reference)) = (&arguments.notify_base, reference) else {
        return Ok(send);
    };
    let profile = arguments.letter.common.profile.as_deref();
    let signer = config::callback_signer(context.environment, profile)?;
    let signer = signer.ok_or(ConfigError::NoCallbackKey)?;
    let leaves = leaving(date, context.now());
    let address = |kind| {
        let address = signer.sign(base, kind, reference, leaves);
        address.map_err(|error| InvalidInput::from(error.0))
    };
    let send = send.with_delivery_url(address(CallbackKind::Delivery)?);
    Ok(if arguments.letter.replies {
        send.with_reply_url(address(CallbackKind::Reply)?)
    } else {
        send
    })
}

/// The later instant, where the clocks show a time twice: an address must not expire too soon.
pub(super) fn leaving(date: Option<Schedule>, now: Timestamp) -> Timestamp {
    date.map_or(now, |date| ServiceZone::PARIS.instants(date.local()).last())
}

#[cfg(test)]
mod tests {
    use super::*;
    use smsmode_http::{LocalDate, LocalDateTime};

    const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_353_900); // 22 November 2026, 14:25 in Paris

    #[test]
    fn addresses_are_good_from_when_the_message_leaves() {
        let at = |month, day, hour| {
            let date = LocalDate::new(2027, month, day).unwrap();
            Schedule::unchecked(LocalDateTime::new(date, hour, 30, 0).unwrap())
        };
        assert_eq!(leaving(None, NOW), NOW);
        assert_eq!(leaving(Some(at(1, 2, 10)), NOW), Timestamp::from_unix_seconds(1_798_882_200));
        // The second 02:30 of the night in which the clocks are put back.
        assert_eq!(leaving(Some(at(10, 31, 2)), NOW), Timestamp::from_unix_seconds(1_824_946_200));
    }
}
