//! Whatever can go wrong in a function of the library, with its status and its words.

use std::time::Duration;

use smsmode_http::{
    CallbackError, Cause, Describe, InvalidInput, Language, Outcome, SettingsError, SignatureError,
};

#[cfg(feature = "outbox")]
use crate::outbox::trouble::Trouble;
use crate::simple::settings::Unreadable;
use crate::status::{self, Status};

mod numbers;

/// Why a function did not do what it says.
#[derive(Debug)]
pub(crate) enum Fault {
    /// A pointer is NULL that must not be.
    Null { argument: &'static str },
    /// A text is not UTF-8 from this byte on.
    NotUtf8 { argument: &'static str, offset: usize },
    /// A text is not UTF-16 from this unit on.
    NotUtf16 { argument: &'static str, offset: usize },
    /// A buffer without room for so many units.
    BufferTooSmall { argument: &'static str, needed: usize },
    /// No text is so long.
    Length { argument: &'static str },
    /// A number that stands for nothing.
    Constant { argument: &'static str, value: i32 },
    /// The client was closed.
    Closed,
    /// A file cannot be read.
    File(std::io::Error),
    /// Input that cannot be sent.
    Input(InvalidInput),
    /// A row of a batch that cannot be sent, counted from 0.
    Row { index: usize, input: InvalidInput },
    /// A proxy or certificates that cannot be used.
    Settings(SettingsError),
    /// A callback that cannot be read.
    Callback(CallbackError),
    /// A callback that is not believed.
    Signature(SignatureError),
    /// An answer that is read as that of another call.
    WrongCall,
    /// A mistake of the caller's after its own HTTP stack has made a call.
    AfterTheCall(Box<Fault>),
    /// A text of settings that cannot be read.
    SettingsString(Unreadable),
    /// A call that failed.
    Call(smsmode_http::Error),
    /// The matter with an outbox.
    #[cfg(feature = "outbox")]
    Outbox(Trouble),
    /// A bug, and where in the sources it is.
    Panic(String),
}

impl Fault {
    pub(crate) fn status(&self) -> Status {
        match self {
            Self::Null { .. } => status::SMSMODE_NULL_ARGUMENT,
            Self::NotUtf8 { .. } => status::SMSMODE_NOT_UTF8,
            Self::NotUtf16 { .. } => status::SMSMODE_NOT_UTF16,
            Self::BufferTooSmall { .. } => status::SMSMODE_BUFFER_TOO_SMALL,
            Self::Length { .. } => status::SMSMODE_BAD_LENGTH,
            Self::Constant { .. } => status::SMSMODE_BAD_CONSTANT,
            Self::Closed => status::SMSMODE_CLOSED,
            Self::File(_) => status::SMSMODE_FILE,
            Self::Input(input) | Self::Row { input, .. } => numbers::of_input(input),
            Self::Settings(_) => status::SMSMODE_SETTINGS,
            Self::Callback(_) => status::SMSMODE_CALLBACK,
            Self::Signature(error) => numbers::of_signature(*error),
            Self::WrongCall => status::SMSMODE_WRONG_CALL,
            Self::AfterTheCall(mistake) => mistake.status(),
            Self::SettingsString(_) => status::SMSMODE_SETTINGS_STRING,
            Self::Call(error) => numbers::of_cause(error.cause()),
            #[cfg(feature = "outbox")]
            Self::Outbox(trouble) => trouble.status(),
            Self::Panic(_) => status::SMSMODE_PANIC,
        }
    }

    /// A fault of a function about an answer: only the answer itself can tell that nothing was sent.
    pub(crate) fn after_the_call(self) -> Self {
        match self {
            Self::Call(_) => self,
            mistake => Self::AfterTheCall(Box::new(mistake)),
        }
    }

    pub(crate) fn outcome(&self) -> Outcome {
        match self {
            Self::Call(error) => error.outcome(),
            #[cfg(feature = "outbox")]
            Self::Outbox(trouble) => trouble.outcome(),
            Self::Panic(_) | Self::AfterTheCall(_) => Outcome::Unknown,
            _ => Outcome::NotSent,
        }
    }

    pub(crate) fn may_retry(&self) -> bool {
        match self {
            Self::Call(error) => error.retry(),
            #[cfg(feature = "outbox")]
            Self::Outbox(trouble) => trouble.may_retry(),
            _ => false,
        }
    }

    pub(crate) fn http_status(&self) -> Option<u16> {
        self.call().and_then(smsmode_http::Error::http_status)
    }

    pub(crate) fn retry_after(&self) -> Option<Duration> {
        self.call().and_then(smsmode_http::Error::retry_after)
    }

    pub(crate) fn refusal_code(&self) -> Option<u16> {
        Some(self.call()?.refusal()?.code().code())
    }

    /// The sentence on top and those of its causes.
    pub(crate) fn text(&self, language: Language) -> String {
        let mut sentences = vec![self.describe(language)];
        match self {
            Self::Input(input) => {
                sentences.extend(input.cause().map(|cause| cause.describe(language)));
            }
            Self::Row { input, .. } => {
                sentences.push(input.describe(language));
                sentences.extend(input.cause().map(|cause| cause.describe(language)));
            }
            Self::Call(error) => {
                sentences.push(error.cause().describe(language));
                if let Cause::InvalidInput(input) = error.cause() {
                    sentences.extend(input.cause().map(|cause| cause.describe(language)));
                }
            }
            Self::AfterTheCall(mistake) => sentences.push(mistake.text(language)),
            #[cfg(feature = "outbox")]
            Self::Outbox(trouble) => sentences.extend(trouble.causes(language)),
            _ => {}
        }
        sentences.join(language.pick(": ", " : "))
    }

    fn call(&self) -> Option<&smsmode_http::Error> {
        match self {
            Self::Call(error) => Some(error),
            _ => None,
        }
    }
}

impl Describe for Fault {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Input(error) => return error.describe(language),
            Self::Settings(error) => return error.describe(language),
            Self::Call(error) => return error.describe(language),
            Self::SettingsString(why) => return why.describe(language),
            #[cfg(feature = "outbox")]
            Self::Outbox(trouble) => return trouble.describe(language),
            Self::Row { index, .. } => (
                format!("row {index} of the batch, counted from 0, cannot be sent"),
                format!("la ligne {index} du lot, comptée de 0, ne peut pas être envoyée"),
            ),
            Self::Callback(error) => return error.describe(language),
            Self::Signature(error) => return error.describe(language),
            Self::WrongCall => (
                "a success of this call is something else".into(),
                "une réussite de cet appel est autre chose".into(),
            ),
            Self::AfterTheCall(_) => (
                "the answer was not read, and only it says what became of the call".into(),
                "la réponse n'a pas été lue, et elle seule dit ce qu'est devenu l'appel".into(),
            ),
            Self::Null { argument } => (
                format!("the argument {argument} is NULL"),
                format!("l'argument {argument} est NULL"),
            ),
            Self::NotUtf8 { argument, offset } => (
                format!("{argument} is not UTF-8 at byte {offset}; is this Windows-1252?"),
                format!(
                    "{argument} n'est pas en UTF-8 à l'octet {offset} ; est-ce du Windows-1252 ?"
                ),
            ),
            Self::NotUtf16 { argument, offset } => (
                format!("{argument} is not UTF-16 at unit {offset}, which is half a character"),
                format!(
                    "{argument} n'est pas en UTF-16 à l'unité {offset}, qui est un demi-caractère"
                ),
            ),
            Self::BufferTooSmall { argument, needed } => (
                format!("{argument} needs room for {needed}, the NUL at the end included"),
                format!("{argument} doit avoir {needed} places, NUL final compris"),
            ),
            Self::Length { argument } => (
                format!("the length of {argument} is larger than any memory"),
                format!("la longueur de {argument} dépasse toute mémoire"),
            ),
            Self::Constant { argument, value } => (
                format!("{value} is none of the values of {argument}"),
                format!("{value} n'est pas une valeur de {argument}"),
            ),
            Self::Closed => ("the client is closed".into(), "le client est fermé".into()),
            Self::File(error) => (
                format!("the file cannot be read ({})", error.kind()),
                format!("le fichier ne peut pas être lu ({})", error.kind()),
            ),
            Self::Panic(place) => (
                format!("a bug of the library ({place}); please report it"),
                format!("une erreur de la bibliothèque ({place}) ; merci de la signaler"),
            ),
        };
        language.pick(english, french)
    }
}

impl<E: Into<InvalidInput>> From<E> for Fault {
    fn from(error: E) -> Self {
        Self::Input(error.into())
    }
}
