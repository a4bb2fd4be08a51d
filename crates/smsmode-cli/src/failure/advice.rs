//! What to do about a failure, in one line.

use smsmode_http::{
    Cause, Describe as _, Error, InvalidInput, Language, Outcome, SettingsError, UrlError,
};

use super::Failure;
use crate::config::ConfigError;
use crate::exit::Exit;

/// What to do next, where the failure does not tell that itself.
pub(super) fn on(failure: &Failure, language: Language) -> Option<String> {
    if let Failure::Text(refusal) = failure {
        return Some(refusal.advice.describe(language));
    }
    if let Failure::OptedOut(refusal) = failure {
        return refusal.advice(language);
    }
    #[cfg(feature = "outbox")]
    if let Failure::Outbox(failure) = failure {
        return failure.advice(language);
    }
    #[cfg(feature = "fleet")]
    if let Failure::Worker(failure) = failure {
        return failure.advice(language);
    }
    let (english, french) = match failure {
        Failure::Input(input) | Failure::Config(ConfigError::Input(input)) => on_input(input)?,
        Failure::Call(error) => on_call(error)?,
        Failure::Settings(error) => on_settings(*error),
        Failure::Sandbox(_) => (
            "another program may have the port: --port 0 takes a free one",
            "un autre programme a peut-être ce port : --port 0 en prend un libre",
        ),
        Failure::Receiver(_) => (
            "another program may have the port: --bind 127.0.0.1:0 takes a free one",
            "un autre programme a peut-être ce port : --bind 127.0.0.1:0 en prend un libre",
        ),
        Failure::Untold(_) => (
            "look whether something listens there; smsmode listen does, on http://127.0.0.1:7373",
            "vérifiez que quelque chose y écoute ; smsmode listen le fait, sur http://127.0.0.1:7373",
        ),
        Failure::Disbelieved(404) => (
            "smsmode listen believes only addresses that were signed with its own key: see callback_key",
            "smsmode listen ne croit que les adresses signées de sa propre clé : voir callback_key",
        ),
        Failure::Disbelieved(_) => {
            ("look into the log of what answered", "consultez le journal de ce qui a répondu")
        }
        Failure::StandardInput(_) => (
            "pipe something into the command, or run it in a terminal",
            "envoyez quelque chose dans la commande par un tube, ou lancez-la dans un terminal",
        ),
        _ => return None,
    };
    Some(language.pick(english, french).to_owned())
}

/// English and French.
type Words = (&'static str, &'static str);

fn on_input(input: &InvalidInput) -> Option<Words> {
    Some(match input {
        InvalidInput::TooManySegments { .. } => (
            "shorten the text, or raise --max-segments (at most 5)",
            "raccourcissez le texte, ou augmentez --max-segments (5 au plus)",
        ),
        InvalidInput::NoRecipient => (
            "name one with --to or --group; for notify, config set notify_to keeps who is alerted",
            "indiquez-en un avec --to ou --group ; pour notify, config set notify_to garde qui est alerté",
        ),
        InvalidInput::Url(UrlError::PlainHttp) => (
            "set SMSMODE_ALLOW_PLAIN_HTTP=1 if the key may be seen on the network",
            "définissez SMSMODE_ALLOW_PLAIN_HTTP=1 si la clé peut être vue sur le réseau",
        ),
        _ => return None,
    })
}

fn on_call(error: &Error) -> Option<Words> {
    if let Cause::InvalidInput(input) = error.cause() {
        return on_input(input);
    }
    Some(match (Exit::of(error), error.outcome(), error.cause()) {
        (Exit::Authentication, ..) => (
            "smsmode whoami shows which key is used and where it comes from; smsmode config set api_key gives another one",
            "smsmode whoami montre quelle clé est utilisée et d'où elle vient ; smsmode config set api_key en donne une autre",
        ),
        (Exit::Credits, ..) => (
            "smsmode balance shows what is left; credits are bought in the account on the web",
            "smsmode balance montre ce qui reste ; les crédits s'achètent dans le compte sur le web",
        ),
        (_, Outcome::Unknown, _) if error.call().starts_with("send_") => (
            "smsmode sent lists what the service has: look there before you send again",
            "smsmode sent énumère ce que le service a reçu : vérifiez avant de renvoyer",
        ),
        (_, Outcome::NotSent, Cause::Transport(_)) => (
            "smsmode doctor finds out what stands in the way",
            "smsmode doctor cherche ce qui fait obstacle",
        ),
        _ if error.retry() => {
            ("the same call may be made again later", "le même appel peut être refait plus tard")
        }
        _ => return None,
    })
}

fn on_settings(error: SettingsError) -> Words {
    match error {
        SettingsError::Certificates => (
            "ca_file and SMSMODE_CA_FILE name a file with certificates in PEM",
            "ca_file et SMSMODE_CA_FILE désignent un fichier de certificats au format PEM",
        ),
        _ => (
            "write proxy as http://host:port; smsmode config get proxy shows it",
            "écrivez proxy sous la forme http://hôte:port ; smsmode config get proxy le montre",
        ),
    }
}
