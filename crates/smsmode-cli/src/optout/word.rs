//! Which replies say STOP.
//!
//! The service itself takes the answers to its own STOP text (`STOP 36034`, section 6 of the API
//! document; its site says "the recipient simply sends STOP at number 36034"), and does not say which
//! other words it takes: so the rest of this rule is ours (grade D), after what others do. The charter of
//! the French operators (af2m, 2024) names `STOP`, and adverts write `STOP au` and five digits. Services
//! in this trade take a message that is a keyword alone, in any case, and none that merely holds it;
//! `ARRET`, `STOP` and `UNSUBSCRIBE` are among their keywords.
//!
//! - Certain is a keyword alone, or followed by nothing but what the advertisement asked to write behind
//!   it, what it is about, or politeness: `STOP 36180`, `STOP au 36180`, `STOP SMS`, `Stop merci`.
//! - A text that only sounds like it (`stopper ma commande`) is for a person to decide.
//! - `START`, `OUI` and the like take nobody off the list: a consent needs more proof than a word that
//!   anybody may have meant otherwise. `smsmode optout remove` does it.

/// What a reply says about further messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// No more of them.
    Stop,
    /// Perhaps no more of them: a person is to read it.
    Perhaps,
    /// Nothing.
    Other,
}

/// What a text says about further messages.
pub(super) fn answer(text: &str) -> Answer {
    let plain: String = text.chars().flat_map(char::to_uppercase).filter_map(plain).collect();
    let words: Vec<&str> =
        plain.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    match words.split_first() {
        Some((first, rest)) if is_keyword(first) && rest.iter().all(|word| may_follow(word)) => {
            Answer::Stop
        }
        Some((first, rest)) if begins_like_it(first) || rest.iter().any(|word| hints(word)) => {
            Answer::Perhaps
        }
        _ => Answer::Other,
    }
}

fn is_keyword(word: &str) -> bool {
    ["STOP", "STOPSMS", "STOPPUB", "ARRET", "UNSUBSCRIBE"].contains(&word)
}

fn may_follow(word: &str) -> bool {
    is_keyword(word)
        || ["SMS", "PUB", "AU", "SVP", "MERCI", "PLEASE"].contains(&word)
        || is_short_code(word)
}

/// Such as 36180: short codes of France have five digits.
fn is_short_code(word: &str) -> bool {
    word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn begins_like_it(word: &str) -> bool {
    ["STOP", "ARRET"].iter().any(|keyword| word.starts_with(keyword)) || hints(word)
}

fn hints(word: &str) -> bool {
    let stems = ["DESABONN", "DESINSCRI", "UNSUBSCRI"];
    word == "STOP" || stems.iter().any(|stem| word.starts_with(stem))
}

/// Without the accents that French keywords are written with, composed or not.
const fn plain(ch: char) -> Option<char> {
    match ch {
        'É' | 'È' | 'Ê' | 'Ë' => Some('E'),
        '\u{300}'..='\u{36f}' => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyword_and_what_belongs_to_it_is_a_certain_stop() {
        for text in [
            "STOP",
            "stop",
            "Stop.",
            " stop \r\n",
            "« stop »",
            "STOP!!!",
            "\"STOP\"",
            "STOP STOP",
            "STOP SMS",
            "stop-sms",
            "StopSMS",
            "STOP PUB",
            "STOP 36180",
            "STOP au 36034",
            "stop\u{a0}36180",
            "Stop merci",
            "Stop svp",
            "ARRET",
            "Arrêt",
            "ARRÊT SMS",
            "arre\u{302}t",
            "unsubscribe",
            "STOP 🙏",
        ] {
            assert_eq!(answer(text), Answer::Stop, "{text:?}");
        }
    }

    #[test]
    fn what_only_sounds_like_it_is_left_to_a_person() {
        for text in [
            "stopper ma commande",
            "Stopper ma commande",
            "Stop ou encore ?",
            "stop je ne veux plus rien recevoir",
            "Please stop",
            "STOP 12",
            "STOPPPP",
            "arrêtez",
            "Arrêter",
            "je veux me désabonner",
            "Désinscription",
            "how do I unsubscribe?",
        ] {
            assert_eq!(answer(text), Answer::Perhaps, "{text:?}");
        }
    }

    #[test]
    fn everything_else_says_nothing_about_it() {
        for text in [
            "",
            " ",
            "OUI",
            "START",
            "non merci",
            "36180",
            "nonstop",
            "SMS",
            "MERCI",
            "Je m'arrete",
            "🛑",
        ] {
            assert_eq!(answer(text), Answer::Other, "{text:?}");
        }
    }
}
