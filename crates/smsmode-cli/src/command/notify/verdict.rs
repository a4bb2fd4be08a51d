//! What the command ends with. Whoever calls it repeats it after any other end than 0: it must be
//! one only where a repetition is no second alert.

use super::errand::Fate;
use crate::exit::Exit;
use crate::failure::Failure;

/// What a repetition would do.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Repetition {
    /// It is kept who was alerted, so that it would reach the others alone.
    pub(super) reaches_the_others_alone: bool,
    /// It is wanted wherever somebody may not have been reached.
    pub(super) is_wanted: bool,
}

/// How all ended.
pub(super) fn exit(
    fates: &[&Fate],
    repetition: Repetition,
    exit_of: impl Fn(&Failure) -> Exit,
) -> Exit {
    let unknown = fates.iter().any(|fate| fate.is_unknown());
    let known = fates.iter().filter(|fate| !fate.is_unknown());
    let first = known.filter_map(|fate| fate.failure()).map(exit_of).next();
    let somebody = unknown || fates.iter().any(|fate| fate.failure().is_none());
    let helps = fates.iter().any(|fate| fate.may_be_repeated());
    match repetition {
        Repetition { is_wanted: true, .. } if unknown => Exit::Unknown,
        Repetition { is_wanted: true, .. } => first.unwrap_or(Exit::Done),
        _ if !somebody => first.unwrap_or(Exit::Done),
        Repetition { reaches_the_others_alone: true, .. } if helps => Exit::NotSent,
        _ => Exit::Done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use smsmode_http::{
        Error, GsmText, InvalidInput, PhoneNumber, PhoneNumberError, SendSms, Sent, TransportError,
        TransportErrorKind,
    };

    fn failed(sent: Sent) -> Fate {
        let to = PhoneNumber::parse("0639980011").unwrap();
        let call = SendSms::new(to, GsmText::new("down").unwrap());
        let error = TransportError::new(TransportErrorKind::Timeout, sent);
        Fate::Failed(Error::of(&call, error).into())
    }

    fn invalid() -> Fate {
        Fate::Failed(InvalidInput::from(PhoneNumberError::Empty).into())
    }

    fn code(fates: &[Fate], kept: bool, at_least_once: bool) -> u8 {
        let repetition = Repetition { reaches_the_others_alone: kept, is_wanted: at_least_once };
        let exit_of = |failure: &Failure| match failure {
            Failure::Call(error) => Exit::of(error),
            _ => Exit::Usage,
        };
        exit(&fates.iter().collect::<Vec<_>>(), repetition, exit_of).code()
    }

    #[test]
    fn a_repetition_is_asked_for_only_where_it_alerts_nobody_twice() {
        let (unknown, not_sent) = (|| failed(Sent::MaybeSent), || failed(Sent::NotSent));
        let sent = || Fate::LeftOut;
        for (fates, without, kept, at_least_once) in [
            (vec![sent()], 0, 0, 0),
            (vec![Fate::HeldBack], 0, 0, 0),
            (vec![unknown()], 0, 0, 7),
            (vec![not_sent()], 6, 6, 6),
            (vec![invalid()], 2, 2, 2),
            (vec![invalid(), not_sent()], 2, 2, 2),
            (vec![sent(), invalid()], 0, 0, 2),
            (vec![sent(), not_sent()], 0, 6, 6),
            (vec![unknown(), not_sent()], 0, 6, 7),
            (vec![unknown(), invalid()], 0, 0, 7),
        ] {
            assert_eq!(code(&fates, false, false), without, "{fates:?}");
            assert_eq!(code(&fates, true, false), kept, "{fates:?}");
            assert_eq!(code(&fates, true, true), at_least_once, "{fates:?}");
        }
    }
}
