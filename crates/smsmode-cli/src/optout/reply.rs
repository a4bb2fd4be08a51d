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

impl News {
    /// For what is kept and read by many: of a number its end alone.
    #[cfg(feature = "store")]
    pub(crate) fn for_journals(self, language: Language) -> String {
        match self {
            Self::Added(number) => added(&end_of(number), language),
            Self::Perhaps(number) => {
                let end = end_of(number);
                language.pick(
                    format!("a reply of {end} may mean STOP: read it with smsmode replies; if it does: smsmode optout add NUMBER"),
                    format!("une réponse de {end} veut peut-être dire STOP : lisez-la avec smsmode replies ; si oui : smsmode optout add NUMÉRO"),
                )
            }
            Self::Nobody => self.describe(language),
        }
    }
}

fn added(who: &str, language: Language) -> String {
    language.pick(
        format!("{who} said STOP: on the opt-out list now, and left out by send and batch"),
        format!("{who} a dit STOP : désormais sur la liste d'opposition, laissé de côté par send et batch"),
    )
}

/// Enough to know a number again, and too little to call it.
#[cfg(feature = "store")]
fn end_of(number: PhoneNumber) -> String {
    let digits = number.to_string();
    format!("…{}", digits.get(digits.len().saturating_sub(4)..).unwrap_or_default())
}

impl Describe for News {
    fn describe(&self, language: Language) -> String {
        match self {
            Self::Added(number) => added(&number.to_string(), language),
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
            #[cfg(feature = "store")]
            for language in [Language::English, Language::French] {
                let kept = news.for_journals(language);
                assert!(!kept.contains("33639980098"), "{kept}");
                assert_eq!(kept.contains("…0098"), names_it, "{kept}");
            }
        }
    }
}
