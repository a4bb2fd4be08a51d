//! What a reply means for the list, and what people are told about it.

use smsmode_http::{Describe, Language, PhoneNumber, ReplyId, Timestamp};

use super::list::Stop;
use super::word::{Answer, answer};

/// What a reply means for the list.
#[derive(Debug)]
pub(crate) enum Heard {
    /// Its author is to be on it.
    Stop(Stop),
    /// A person is to be told something.
    Doubt(News),
    Nothing,
}

/// What people are told about the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum News {
    /// This number is on it from now on.
    Added(PhoneNumber),
    /// What this number wrote sounds like STOP.
    Perhaps(PhoneNumber),
    /// STOP was said, or something like it, by what is no number.
    Nobody,
}

/// What a reply means for the list.
pub(crate) fn hear(
    text: &str,
    from: &str,
    reply: Option<&ReplyId>,
    received: Option<Timestamp>,
) -> Heard {
    match (answer(text), PhoneNumber::parse(from)) {
        (Answer::Other, _) => Heard::Nothing,
        (_, Err(_)) => Heard::Doubt(News::Nobody),
        (Answer::Perhaps, Ok(number)) => Heard::Doubt(News::Perhaps(number)),
        (Answer::Stop, Ok(number)) => Heard::Stop(Stop { number, reply: reply.cloned(), received }),
    }
}

impl Describe for News {
    fn describe(&self, language: Language) -> String {
        match self {
            Self::Added(number) => language.pick(
                format!("{number} said STOP: on the opt-out list now, and left out by send and batch"),
                format!("{number} a dit STOP : désormais sur la liste d'opposition, laissé de côté par send et batch"),
            ),
            Self::Perhaps(number) => language.pick(
                format!("a reply of {number} may mean STOP; if so: smsmode optout add {number}"),
                format!("une réponse de {number} veut peut-être dire STOP ; si oui : smsmode optout add {number}"),
            ),
            Self::Nobody => language.pick(
                "a reply that may mean STOP comes from what is no phone number: nothing was added",
                "une réponse qui veut peut-être dire STOP ne vient pas d'un numéro : rien n'a été ajouté",
            )
            .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_that_is_no_number_cannot_be_put_on_the_list() {
        assert!(matches!(hear("STOP", "ACME", None, None), Heard::Doubt(News::Nobody)));
        assert!(matches!(hear("Bonjour", "ACME", None, None), Heard::Nothing));
        assert!(matches!(hear("STOP", "33639980098", None, None), Heard::Stop(_)));
    }

    #[test]
    fn news_are_told_in_each_language() {
        let number = PhoneNumber::parse("0639980098").unwrap();
        for news in [News::Added(number), News::Perhaps(number), News::Nobody] {
            let [english, french] =
                [Language::English, Language::French].map(|language| news.describe(language));
            assert_ne!(english, french);
            let names_it = news != News::Nobody;
            assert_eq!(english.contains("33639980098"), names_it);
            assert_eq!(french.contains("33639980098"), names_it);
        }
    }
}
