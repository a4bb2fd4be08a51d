//! What the three sending calls answer: `0 | text | id`.

use crate::error::ResponseError;
use crate::id::MessageId;
use crate::private_text::PrivateText;
use crate::request::{Ending, Response};
use crate::wire::answer::{Answer, trim};

/// The service accepted the message and will charge for it.
///
/// An answer that broke off after its `0 |` is a success too: the message was accepted and its id is
/// lost. It must not be sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Accepted {
    /// The id of the message; nothing where the answer lost it.
    pub message_id: Option<MessageId>,
    /// Whether the id may be cut, since nothing in the answer marked its end.
    pub provisional: bool,
    /// What the service wrote for people, such as `Accepté`.
    pub description: PrivateText,
}

impl Accepted {
    /// Reads the answer of a sending call. Code 0 in the first field is the only success.
    pub(crate) fn parse(answer: Response<'_>) -> Result<Self, ResponseError> {
        let answer = Answer::of(answer);
        let coded = answer.accepted()?;
        let (description, id) = match memchr::memrchr(b'|', coded.rest) {
            Some(separator) => coded.rest.split_at(separator),
            None => (coded.rest, &[][..]),
        };
        let message_id = match answer.ending() {
            Ending::Cut => None,
            Ending::Complete | Ending::Unmarked => read_id(id.get(1..).unwrap_or_default()),
        };
        let provisional = message_id.is_some() && answer.ending() == Ending::Unmarked;
        Ok(Self { message_id, provisional, description: answer.decode(description).into() })
    }
}

fn read_id(field: &[u8]) -> Option<MessageId> {
    MessageId::new(std::str::from_utf8(trim(field)).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(body: &[u8], ending: Ending) -> (Option<String>, bool, String) {
        let accepted = Accepted::parse(Response::new(200, body).with_ending(ending)).unwrap();
        let id = accepted.message_id.map(|id| id.to_string());
        (id, accepted.provisional, accepted.description.into_string())
    }

    #[test]
    fn the_id_is_the_last_field() {
        let expected = (Some("S7EpYZ5kmS87".to_owned()), false, "Accepté".to_owned());
        assert_eq!(parsed(b"0 | Accept\xe9 | S7EpYZ5kmS87\r\n", Ending::Complete), expected);
        assert_eq!(parsed(b"0|Accept\xe9|S7EpYZ5kmS87", Ending::Complete), expected);
    }

    #[test]
    fn a_description_with_a_bar_does_not_hide_the_id() {
        let (id, _, description) = parsed(b"0 | OK | en cours | A1", Ending::Complete);
        assert_eq!((id.as_deref(), description.as_str()), (Some("A1"), "OK | en cours"));
    }

    #[test]
    fn an_answer_without_an_id_is_accepted_all_the_same() {
        for body in ["0", "0 |", "0 | Accepté", "0 | Accepté |"] {
            assert_eq!(parsed(body.as_bytes(), Ending::Complete).0, None, "{body}");
        }
    }

    #[test]
    fn an_id_that_may_be_cut_is_not_believed() {
        assert_eq!(parsed(b"0 | ok | S7EpYZ", Ending::Cut).0, None);
        assert_eq!(
            parsed(b"0 | ok | S7EpYZ", Ending::Unmarked),
            (Some("S7EpYZ".to_owned()), true, "ok".to_owned())
        );
    }

    #[test]
    fn ok_and_a_bare_id_are_no_success() {
        for body in ["OK", "S7EpYZ5kmS87", "1 | ?", "{\"code\":0}", "-0 | ok | id"] {
            assert!(Accepted::parse(Response::new(200, body.as_bytes())).is_err(), "{body}");
        }
    }
}
