//! Why an outbox cannot do what was asked.

use smsmode_http::{Describe, Language};
use smsmode_outbox::{LedgerError, MoveError, ReconcileError, StartError, WillError};

use crate::exit::Exit;

/// Why an outbox cannot do what was asked. Nothing was sent, unless said otherwise.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OutboxFailure {
    /// None is named.
    #[error("{}", self.describe(Language::English))]
    NoOutbox,
    /// A path in place of an address.
    #[error("{}", self.describe(Language::English))]
    BarePath { path: String },
    /// An address of another kind.
    #[error("{}", self.describe(Language::English))]
    OtherAddress,
    /// A database, and this build has no way to one.
    #[error("{}", self.describe(Language::English))]
    WithoutPostgres,
    /// The profile names a file that depends on the folder.
    #[error("{}", self.describe(Language::English))]
    RelativeInProfile,
    /// There is no such file.
    #[error("{}", self.describe(Language::English))]
    NotThere { url: String },
    /// `--key` and the like without an outbox.
    #[error("{}", self.describe(Language::English))]
    NotQueued,
    /// There is no such message.
    #[error("{}", self.describe(Language::English))]
    NoSuchMessage,
    /// Something else is there under the key.
    #[error("{}", self.describe(Language::English))]
    KeyTaken,
    /// Numbers behind a key make it too long.
    #[error(transparent)]
    Key(#[from] smsmode_outbox::MessageKeyError),
    #[error(transparent)]
    Input(smsmode_http::InvalidInput),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The same, once messages were sent from it.
    #[error(transparent)]
    Broken(LedgerError),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Will(#[from] WillError),
    #[error(transparent)]
    Reconcile(ReconcileError),
    #[error(transparent)]
    Move(MoveError),
    /// Nothing can be written for so long that it makes no sense to go on.
    #[error("{}", self.describe(Language::English))]
    Hopeless,
    /// The terminal cannot be drawn on.
    #[cfg(feature = "watch")]
    #[error("{}", self.describe(Language::English))]
    Terminal(#[source] std::io::Error),
    /// Nobody can be answered at the address for metrics.
    #[cfg(feature = "metrics")]
    #[error("{}", self.describe(Language::English))]
    Metrics(#[source] std::io::Error),
    /// The file of the receipts cannot be used.
    #[error(transparent)]
    Receipts(smsmode_receiver::StoreError),
}

impl OutboxFailure {
    /// What the command ends with: 6 where doing the same later may help, 2 where somebody must do
    /// something.
    pub(crate) fn exit(&self) -> Exit {
        match self.ledger() {
            _ if matches!(self, Self::Hopeless) => Exit::NotSent,
            Some(LedgerError::AnotherDispatcher) => Exit::NotSent,
            Some(error) if error.is_passing() => Exit::NotSent,
            _ => Exit::Usage,
        }
    }

    fn ledger(&self) -> Option<&LedgerError> {
        match self {
            Self::Ledger(error)
            | Self::Broken(error)
            | Self::Start(StartError::Ledger(error))
            | Self::Will(WillError::Ledger(error))
            | Self::Reconcile(ReconcileError::Ledger(error))
            | Self::Move(MoveError::From(error) | MoveError::To(error)) => Some(error),
            _ => None,
        }
    }

    /// What to do next, where that is a command.
    pub(crate) fn advice(&self, language: Language) -> Option<String> {
        let (english, french) = match (self, self.ledger()) {
            (_, Some(LedgerError::AnotherDispatcher)) => (
                "smsmode outbox run sends from it, or a program: leave it to that one, or end it first",
                "smsmode outbox run, ou un programme, envoie déjà : laissez-le faire, ou arrêtez-le d'abord",
            ),
            (Self::Move(MoveError::From(_)), Some(LedgerError::MovedTo { .. })) => (
                "it moves to one place only: name that one, and the move goes on",
                "elle ne déménage qu'à un endroit : indiquez celui-là, et le déménagement continue",
            ),
            (_, Some(LedgerError::Forbidden(_))) => (
                "smsmode outbox roles writes the roles, and what each may do, for the administrator of the database",
                "smsmode outbox roles écrit les rôles, et ce que chacun peut faire, pour l'administrateur de la base",
            ),
            (_, Some(LedgerError::AnotherAccount)) => RENEWED_KEY,
            (_, Some(LedgerError::Moved | LedgerError::Restored)) => {
                ("smsmode outbox take-over does that", "smsmode outbox take-over s'en charge")
            }
            (Self::KeyTaken, _) => (
                "smsmode outbox show --key KEY shows what is there",
                "smsmode outbox show --key CLÉ montre ce qui s'y trouve",
            ),
            (Self::NoSuchMessage | Self::Will(WillError::NoSuchMessage), _) => (
                "smsmode outbox list shows the messages",
                "smsmode outbox list montre les messages",
            ),
            _ => return None,
        };
        Some(language.pick(english, french).to_owned())
    }

    /// Every cause, for people.
    pub(crate) fn causes(&self, language: Language) -> Vec<String> {
        match self {
            Self::Start(StartError::Ledger(error))
            | Self::Will(WillError::Ledger(error))
            | Self::Reconcile(ReconcileError::Ledger(error))
            | Self::Move(MoveError::From(error) | MoveError::To(error)) => {
                let below = crate::failure::chain(std::error::Error::source(error));
                [vec![error.describe(language)], below].concat()
            }
            Self::Will(WillError::Refused(refused)) => vec![refused.describe(language)],
            Self::Ledger(error) | Self::Broken(error) => {
                crate::failure::chain(std::error::Error::source(error))
            }
            #[cfg(feature = "watch")]
            Self::Terminal(error) => vec![error.to_string()],
            #[cfg(feature = "metrics")]
            Self::Metrics(error) => vec![error.to_string()],
            Self::Start(error) => crate::failure::chain(std::error::Error::source(error)),
            _ => Vec::new(),
        }
    }
}

impl Describe for OutboxFailure {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::NoOutbox => NO_OUTBOX,
            Self::OtherAddress => OTHER_ADDRESS,
            Self::WithoutPostgres => WITHOUT_POSTGRES,
            Self::RelativeInProfile => RELATIVE_IN_PROFILE,
            Self::Key(error) => return error.describe(language),
            Self::Input(error) => return error.describe(language),
            Self::Ledger(error) | Self::Broken(error) => return error.describe(language),
            Self::Start(error) => return error.describe(language),
            Self::Will(error) => return error.describe(language),
            Self::Reconcile(error) => return error.describe(language),
            Self::Move(error) => return error.describe(language),
            Self::Receipts(error) => return error.describe(language),
            Self::BarePath { path } => {
                return language.pick(
                    format!("the address of an outbox begins with its kind: write sqlite:{path}"),
                    format!("l'adresse d'une boîte d'envoi commence par son genre : écrivez sqlite:{path}"),
                );
            }
            Self::NotThere { url } => {
                return language.pick(
                    format!("there is no outbox at {url}; smsmode outbox add makes it"),
                    format!("il n'y a pas de boîte d'envoi à {url} ; smsmode outbox add la crée"),
                );
            }
            #[cfg(feature = "watch")]
            Self::Terminal(_) => (
                "the terminal cannot be drawn on; smsmode outbox watch --once needs none",
                "on ne peut pas dessiner sur ce terminal ; smsmode outbox watch --once s'en passe",
            ),
            #[cfg(feature = "metrics")]
            Self::Metrics(_) => (
                "the metrics cannot be shown there; another program may have the port: --metrics 0 takes a free one",
                "les mesures ne peuvent pas être montrées là ; un autre programme a peut-être ce port : --metrics 0 en prend un libre",
            ),
            Self::NotQueued => (
                "--key, --within and --at-least-once are for messages of an outbox: add --outbox",
                "--key, --within et --at-least-once sont pour les messages d'une boîte d'envoi : ajoutez --outbox",
            ),
            Self::Hopeless => (
                "given up: nothing could be written to the outbox; what was put in is kept, and the next run sends it",
                "abandon : rien n'a pu être écrit dans la boîte d'envoi ; ce qui y est reste, et le prochain lancement l'envoie",
            ),
            Self::NoSuchMessage => (
                "there is no such message in the outbox",
                "ce message n'est pas dans la boîte d'envoi",
            ),
            Self::KeyTaken => (
                "another message is in the outbox under this key: this one was not put in; give it a key of its own",
                "un autre message est dans la boîte d'envoi sous cette clé : celui-ci n'a pas été ajouté ; donnez-lui sa propre clé",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

/// For whoever sends from it, alone or as a worker.
pub(in crate::command) const RENEWED_KEY: (&str, &str) = (
    "if the account is the same and its key is new, add --renewed-key, once; never with the key of another account",
    "si le compte est le même et sa clé nouvelle, ajoutez --renewed-key, une fois ; jamais avec la clé d'un autre compte",
);

const NO_OUTBOX: (&str, &str) = (
    "no outbox is named; write --outbox sqlite:FILE, set SMSMODE_OUTBOX, or run smsmode config set outbox sqlite:/FOLDER/FILE",
    "aucune boîte d'envoi n'est indiquée ; écrivez --outbox sqlite:FICHIER, définissez SMSMODE_OUTBOX, ou lancez smsmode config set outbox sqlite:/DOSSIER/FICHIER",
);

const OTHER_ADDRESS: (&str, &str) = (
    "an outbox is a file, or a PostgreSQL database: write sqlite:FILE, or postgres://USER@HOST/DATABASE",
    "une boîte d'envoi est un fichier, ou une base PostgreSQL : écrivez sqlite:FICHIER, ou postgres://MOI@SERVEUR/BASE",
);

const WITHOUT_POSTGRES: (&str, &str) = (
    "this build is without PostgreSQL; the command of `cargo install smsmode-cli` has it, and `make install` too",
    "ce smsmode est sans PostgreSQL ; la commande de `cargo install smsmode-cli` l'a, et `make install` aussi",
);

const RELATIVE_IN_PROFILE: (&str, &str) = (
    "outbox of the profile depends on the folder in which the command is run; write a path from the root, such as sqlite:/var/lib/till/outbox.db",
    "outbox du profil dépend du dossier où la commande est lancée ; écrivez un chemin depuis la racine, tel que sqlite:/var/lib/caisse/envoi.db",
);
