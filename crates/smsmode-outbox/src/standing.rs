//! What is known of a message, and what can be done about it, in words for people.

use smsmode_core::outbox::{Evidence, ParkedBecause, Refused, Stage};
use smsmode_core::{Describe as _, Language};

use crate::entry::Entry;

/// What is known of a message, and what can be done about it.
///
/// It names neither number nor text, so that it can be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Standing {
    /// What is known, such as `It may or may not have been accepted; …`.
    pub known: String,
    /// What somebody can do; nothing where nothing is to be done.
    pub advice: Option<String>,
}

impl Entry {
    /// What is known of it, and what can be done about it, for people.
    pub fn standing(&self, language: Language) -> Standing {
        Standing { known: self.known(language), advice: self.advice(language) }
    }

    fn known(&self, language: Language) -> String {
        match &self.progress.stage {
            _ if self.was_accepted_twice() => Refused::AcceptedTwice.describe(language) + ".",
            Stage::Parked { because, .. } => parked(*because, language).to_owned(),
            Stage::Accepted { message_id: None, .. } => language
                .pick(
                    "It was accepted by the service; the answer lost its id, which is being looked for.",
                    "Il a été accepté par le service ; la réponse a perdu son identifiant, que l'on cherche.",
                )
                .to_owned(),
            stage => {
                let subject = language.pick("It", "Il");
                let listed = if is_listed(stage) { listed(language) } else { "" };
                format!("{subject} {}{listed}.", self.state().describe(language))
            }
        }
    }

    fn advice(&self, language: Language) -> Option<String> {
        let (english, french) = match &self.progress.stage {
            Stage::Unknown { .. } => (
                "Nothing: it is looked up by itself, and is sent again only once it is proven that the service does not have it.",
                "Rien : la vérification est automatique, et il n'est renvoyé qu'une fois prouvé que le service ne l'a pas.",
            ),
            Stage::Parked { because: ParkedBecause::InDoubt, .. } => (
                "Ask the person, or look into the account at sMsmode. Then cancel it if it was sent; retry it if it was not, or if twice is better than not at all.",
                "Demandez à la personne, ou regardez dans le compte sMsmode. Puis annulez-le s'il est parti ; renvoyez-le s'il ne l'est pas, ou si deux fois vaut mieux que pas du tout.",
            ),
            Stage::Parked { because: ParkedBecause::Exhausted, .. } => (
                "Look at what went wrong last. Mend it, then cancel this message and put it in again under another key.",
                "Regardez la dernière erreur. Corrigez, puis annulez ce message et remettez-le sous une autre clé.",
            ),
            Stage::Rejected => (
                "Look at what went wrong last. Mend it, then retry this message, or put in another one.",
                "Regardez la dernière erreur. Corrigez, puis renvoyez ce message, ou mettez-en un autre.",
            ),
            Stage::Expired => (
                "If it is still of use, put it in again under another key.",
                "S'il est encore utile, remettez-le sous une autre clé.",
            ),
            _ => return None,
        };
        Some(language.pick(english, french).to_owned())
    }
}

fn parked(because: ParkedBecause, language: Language) -> &'static str {
    match because {
        ParkedBecause::InDoubt => language.pick(
            "It may or may not have been accepted, and the service's list does not tell: it waits for a person.",
            "Il a peut-être été accepté, et la liste du service ne le dit pas : il attend quelqu'un.",
        ),
        ParkedBecause::Exhausted => language.pick(
            "It was transmitted 32 times and never taken: it waits for a person.",
            "Il a été transmis 32 fois sans jamais être pris : il attend quelqu'un.",
        ),
    }
}

fn is_listed(stage: &Stage) -> bool {
    stage.message_id().is_some_and(|known| known.evidence == Evidence::Listed)
}

fn listed(language: Language) -> &'static str {
    language.pick(
        " (no answer came: it was found in the service's list)",
        " (sans réponse : trouvé dans la liste du service)",
    )
}

#[cfg(test)]
mod tests {
    use smsmode_core::outbox::{
        Attempt, Event, Moment, OutboxId, ParkedBecause, Progress, Refused, Rules, Stage, decide,
    };
    use smsmode_core::{GsmText, Language, PhoneNumber, Timestamp};

    use crate::entry::Entry;
    use crate::key::MessageKey;
    use crate::new_message::NewMessage;

    #[test]
    fn nobody_is_told_to_retry_what_cannot_be_sent_again() {
        let now = Timestamp::from_unix_seconds(1_795_353_900);
        let (key, text) = (MessageKey::new("order").unwrap(), GsmText::new("Bonjour").unwrap());
        let message = NewMessage::new(key, PhoneNumber::parse("0639980011").unwrap(), text);
        let mut entry = Entry::new(OutboxId::new(1, 1), &message, now, 1);
        let stage = Stage::Parked { because: ParkedBecause::Exhausted, sent: None };
        entry.progress = Progress { stage, attempt: Attempt::LAST, ..entry.progress };
        let moment = Moment { now, random: 0, rules: &Rules::default(), terms: &entry.terms };
        let again = decide(&entry.progress, &Event::SendAgain, &moment);
        assert_eq!(again, Err(Refused::Exhausted));
        for (language, wrong) in [(Language::English, "etry"), (Language::French, "envoyez")] {
            let advice = entry.standing(language).advice.unwrap();
            assert!(!advice.contains(wrong), "{advice}");
        }
    }
}
