//! What is shown when a command fails: what became of it, why, and what to do.

mod advice;

use std::error::Error as StdError;

use smsmode_http::{
    Cause, Describe, Error, InvalidInput, Language, Outcome, OutsideAlphabet, SettingsError,
};

#[cfg(feature = "outbox")]
use crate::command::OutboxFailure;
#[cfg(feature = "fleet")]
use crate::command::WorkerFailure;
use crate::command::{BadLine, BatchError};
use crate::config::ConfigError;
use crate::context::Context;
use crate::exit::Exit;
use crate::forecast::Refusal;
use crate::optout::{OptOutError, OptOutRefusal};

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Call(#[from] Error),
    #[error(transparent)]
    Input(#[from] InvalidInput),
    #[error(transparent)]
    Text(Refusal),
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    OptOut(#[from] OptOutError),
    #[error(transparent)]
    OptedOut(#[from] OptOutRefusal),
    #[error(transparent)]
    NumberLine(#[from] BadLine),
    #[error("the sandbox could not be started")]
    Sandbox(#[from] smsmode_sandbox::SandboxError),
    #[error("the callback receiver could not be started")]
    Receiver(#[from] smsmode_receiver::ReceiverError),
    #[cfg(feature = "store")]
    #[error(transparent)]
    Callbacks(#[from] smsmode_receiver::StoreError),
    #[cfg(feature = "store")]
    #[error("it is unknown where callbacks are kept; name a file with --store")]
    NoCallbackFile,
    #[error("the address did not answer")]
    Untold(#[source] crate::web::Unreached),
    #[error("the address answered with status {0}")]
    Disbelieved(u16),
    #[error("the standard input could not be read")]
    StandardInput(#[source] std::io::Error),
    #[error("not all of the output could be written")]
    Output(#[source] std::io::Error),
    #[error(
        "the text is not UTF-8 (byte {offset}); convert it, for example with iconv -f WINDOWS-1252 -t UTF-8"
    )]
    NotUtf8 { offset: usize },
    #[error(
        "nothing was sent: more than {recipients} recipients or {segments} segments need a yes; add --yes"
    )]
    NotConfirmed { recipients: usize, segments: u64 },
    #[error("nothing was done: this needs a yes; add --yes")]
    NotAgreed,
    #[error(transparent)]
    Batch(#[from] BatchError),
    #[cfg(feature = "outbox")]
    #[error(transparent)]
    Outbox(#[from] OutboxFailure),
    #[cfg(feature = "fleet")]
    #[error(transparent)]
    Worker(#[from] WorkerFailure),
    #[error("there is no such verb; smsmode help lists them")]
    NoSuchVerb,
}

impl Failure {
    /// Shows it, and says how the command ends.
    pub(crate) fn report(&self, context: &mut Context<'_, '_>) -> Exit {
        for line in self.lines(context.language) {
            context.note(&line);
        }
        self.exit(context)
    }

    /// What the command ends with. An interruption wins over everything but an unknown outcome.
    pub(crate) fn exit(&self, context: &Context<'_, '_>) -> Exit {
        match self {
            Self::Call(error) if Exit::of(error) == Exit::Unknown => Exit::Unknown,
            _ if context.interrupt.is_fired() => Exit::Interrupted,
            Self::Call(error) => Exit::of(error),
            Self::Config(ConfigError::NoKey { .. }) => Exit::Authentication,
            Self::Sandbox(_) | Self::Receiver(_) | Self::Untold(_) | Self::Output(_) => {
                Exit::NotSent
            }
            Self::Disbelieved(_) => Exit::Refused,
            #[cfg(feature = "outbox")]
            Self::Outbox(failure) => failure.exit(),
            #[cfg(feature = "fleet")]
            Self::Worker(failure) => failure.exit(),
            Self::Batch(BatchError::NotEnoughCredits { .. }) => Exit::Credits,
            _ => Exit::Usage,
        }
    }

    /// The call that failed, if it was one.
    pub(crate) fn call(&self) -> Option<&Error> {
        match self {
            Self::Call(error) => Some(error),
            _ => None,
        }
    }

    /// What became of it, for programs.
    pub(crate) fn outcome(&self) -> &'static str {
        let outcome = match self {
            Self::Call(error) => error.outcome(),
            // It had begun to send: what it wrote down stands in the outbox.
            #[cfg(feature = "outbox")]
            Self::Outbox(OutboxFailure::Broken(_)) => Outcome::Unknown,
            #[cfg(feature = "fleet")]
            Self::Worker(WorkerFailure::GivenUp(_)) => Outcome::Unknown,
            _ => Outcome::NotSent,
        };
        outcome.name()
    }

    /// The sentence on top.
    pub(crate) fn headline(&self, language: Language) -> String {
        let french = language == Language::French;
        match self {
            Self::Call(error) => error.describe(language),
            Self::Input(error) | Self::Text(Refusal { error, .. }) => error.describe(language),
            Self::Config(error) => error.describe(language),
            Self::Settings(error) => error.describe(language),
            Self::Batch(error) => error.describe(language),
            #[cfg(feature = "outbox")]
            Self::Outbox(failure) => failure.describe(language),
            #[cfg(feature = "fleet")]
            Self::Worker(failure) => failure.describe(language),
            Self::OptOut(error) => error.describe(language),
            Self::OptedOut(refusal) => refusal.describe(language),
            Self::NumberLine(error) => error.describe(language),
            #[cfg(feature = "store")]
            Self::Callbacks(error) => error.describe(language),
            #[cfg(feature = "store")]
            Self::NoCallbackFile if french => {
                "où garder les appels est inconnu ; indiquez un fichier avec --store".to_owned()
            }
            Self::Untold(_) if french => "l'adresse n'a pas répondu".to_owned(),
            Self::Disbelieved(status) if french => {
                format!("l'adresse a répondu avec le statut {status}")
            }
            Self::Sandbox(_) if french => "le bac à sable n'a pas pu démarrer".to_owned(),
            Self::Receiver(_) if french => "le récepteur d'appels n'a pas pu démarrer".to_owned(),
            Self::StandardInput(_) if french => "l'entrée standard est illisible".to_owned(),
            Self::Output(_) if french => {
                "une partie de la sortie n'a pas pu être écrite".to_owned()
            }
            Self::NotUtf8 { offset } if french => {
                format!(
                    "le texte n'est pas en UTF-8 (octet {offset}) ; convertissez-le, par exemple avec iconv -f WINDOWS-1252 -t UTF-8"
                )
            }
            Self::NotConfirmed { recipients, segments } if french => {
                format!(
                    "rien n'a été envoyé : plus de {recipients} destinataires ou {segments} segments demandent un oui ; ajoutez --yes"
                )
            }
            Self::NotAgreed if french => {
                "rien n'a été fait : il faut un oui ; ajoutez --yes".to_owned()
            }
            Self::NoSuchVerb if french => {
                "ce verbe n'existe pas ; smsmode help les énumère".to_owned()
            }
            other => other.to_string(),
        }
    }

    /// The sentence on top, then one for each cause, then the advice.
    fn lines(&self, language: Language) -> Vec<String> {
        let mut lines =
            vec![format!("{}{}", language.pick("error: ", "erreur : "), self.headline(language))];
        lines.extend(self.causes(language).into_iter().map(|cause| format!("  {cause}")));
        if let Some(advice) = advice::on(self, language) {
            lines.push(format!("{}{advice}", language.pick("advice: ", "conseil : ")));
        }
        lines
    }

    /// Every cause below the headline, from the top down.
    pub(crate) fn causes(&self, language: Language) -> Vec<String> {
        match self {
            Self::Call(error) => causes_of_call(error, language),
            Self::Input(input)
            | Self::Text(Refusal { error: input, .. })
            | Self::Config(ConfigError::Input(input)) => causes_of_input(input, language),
            #[cfg(feature = "outbox")]
            Self::Outbox(failure) => failure.causes(language),
            #[cfg(feature = "fleet")]
            Self::Worker(failure) => failure.causes(language),
            other => chain(other.source()),
        }
    }
}

fn causes_of_call(error: &Error, language: Language) -> Vec<String> {
    let mut causes = vec![error.cause().describe(language)];
    match error.cause() {
        Cause::InvalidInput(input) => causes.extend(causes_of_input(input, language)),
        Cause::Transport(transport) => causes.extend(chain(transport.source())),
        Cause::Refused(refusal) if !refusal.text().is_empty() => {
            causes.push(format!("« {} »", refusal.text()));
        }
        _ => {}
    }
    causes
}

/// Every cause of input that cannot be sent.
pub(crate) fn causes_of_input(input: &InvalidInput, language: Language) -> Vec<String> {
    match input {
        InvalidInput::OutsideAlphabet(outside) => list_characters(outside, language),
        _ => input.cause().map(|cause| cause.describe(language)).into_iter().collect(),
    }
}

/// One line for each character, up to a screenful.
fn list_characters(outside: &OutsideAlphabet, language: Language) -> Vec<String> {
    let mut lines: Vec<String> = outside.describe_each(language).take(LISTED).collect();
    let more = outside.characters().len().saturating_sub(LISTED);
    if more > 0 {
        lines.push(language.pick(format!("and {more} more"), format!("et {more} de plus")));
    }
    lines
}

const LISTED: usize = 20;

/// The texts of an error and of those below it.
pub(crate) fn chain(mut source: Option<&(dyn StdError + 'static)>) -> Vec<String> {
    let mut causes = Vec::new();
    while let Some(error) = source {
        causes.push(error.to_string());
        source = error.source();
    }
    causes
}
