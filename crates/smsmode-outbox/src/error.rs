//! What can be the matter with an outbox.

use std::error::Error as StdError;
use std::fmt;
use std::io;

use smsmode_core::{Describe, Language};

/// What lies below: the file system, SQLite.
type Source = Box<dyn StdError + Send + Sync>;

/// Why an outbox cannot be opened, read or written.
///
/// Each is a state of its own, and its text says what to do. Whatever was accepted by
/// [`enqueue`](crate::Outbox::enqueue) before is still in the ledger.
#[derive(Debug)]
#[non_exhaustive]
pub enum LedgerError {
    /// The address is none of an outbox.
    Address,
    /// It is in PostgreSQL, and this program was built without the feature `postgres`.
    WithoutPostgres,
    /// The file cannot be made or opened.
    Open(io::Error),
    /// It is the file of another program.
    NotALedger,
    /// A newer version of this program wrote it.
    Newer {
        /// Its form.
        found: i64,
        /// The newest form that this version knows.
        known: i64,
    },
    /// It can be read and not be written.
    ReadOnly(Source),
    /// There is no room: nothing of what was to be written is there.
    DiskFull(Source),
    /// What is in it makes no sense.
    Corrupt(Source),
    /// A message cannot be read.
    Content {
        /// Its id.
        id: String,
    },
    /// Its database does not answer, or the connection to it was cut.
    Unreachable(Source),
    /// Its database does not let this program in, or not do this.
    Forbidden(Source),
    /// Somebody else is writing, and did not end in time.
    Busy(Source),
    /// Somebody else sends from it already.
    AnotherDispatcher,
    /// Another process keeps it for the whole fleet already.
    AnotherKeeper,
    /// Messages of another account are under way in it, or somebody else sends from it with another one.
    AnotherAccount,
    /// It is one that one process sends from, and no fleet.
    NotShared,
    /// It was written on another machine: a copy, or a disk that moved.
    Moved,
    /// It is older than what this machine sent from it last: a backup was restored.
    Restored,
    /// Its messages moved to another outbox, or are moving there.
    MovedTo {
        /// The address of that one, without a password.
        address: String,
    },
    /// Messages cannot be moved out of this kind of outbox, or not into it.
    Immovable,
    /// A ledger did not tell what became of a message.
    Incomplete,
    /// Anything else that keeps it from being read or written.
    Storage(Source),
}

impl LedgerError {
    /// The name for programs, the same in every language.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::WithoutPostgres => "without_postgres",
            Self::Open(_) => "open",
            Self::NotALedger => "not_a_ledger",
            Self::Newer { .. } => "newer",
            Self::ReadOnly(_) => "read_only",
            Self::DiskFull(_) => "disk_full",
            Self::Corrupt(_) => "corrupt",
            Self::Content { .. } => "content",
            Self::Unreachable(_) => "unreachable",
            Self::Forbidden(_) => "forbidden",
            Self::Busy(_) => "busy",
            Self::AnotherDispatcher => "another_dispatcher",
            Self::AnotherKeeper => "another_keeper",
            Self::AnotherAccount => "another_account",
            Self::NotShared => "not_shared",
            Self::Moved => "moved",
            Self::Restored => "restored",
            Self::MovedTo { .. } => "moved_to",
            Self::Immovable => "immovable",
            Self::Incomplete => "incomplete",
            Self::Storage(_) => "storage",
        }
    }

    /// Whether the same may succeed later, without anybody doing anything but making room.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Busy(_) | Self::DiskFull(_) | Self::Storage(_) | Self::Unreachable(_))
    }
}

impl Describe for LedgerError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Newer { found, known } => return newer(language, *found, *known),
            Self::Content { id } => return content(language, id),
            Self::MovedTo { address } => return moved_to(language, address),
            Self::Immovable => IMMOVABLE,
            Self::Address => ADDRESS,
            Self::WithoutPostgres => WITHOUT_POSTGRES,
            Self::Open(_) => (
                "the outbox cannot be made or opened; look at its folder, or name another file",
                "la boîte d'envoi ne peut être ni créée ni ouverte ; vérifiez son dossier, ou indiquez un autre fichier",
            ),
            Self::NotALedger => (
                "it is no outbox: name another file",
                "ce n'est pas une boîte d'envoi : indiquez un autre fichier",
            ),
            Self::ReadOnly(_) => (
                "the outbox can only be read; give its file and folder back to whoever runs this program",
                "la boîte d'envoi est en lecture seule ; rendez son fichier et son dossier à qui lance ce programme",
            ),
            Self::DiskFull(_) => (
                "the disk is full: nothing was written, nothing is lost; make room and do it again",
                "le disque est plein : rien n'a été écrit, rien n'est perdu ; libérez de la place et recommencez",
            ),
            Self::Corrupt(_) => (
                "the outbox is damaged; keep the file, recover what can be read with the sqlite3 program's .recover, and do not send from it again",
                "la boîte d'envoi est endommagée ; gardez le fichier, récupérez-en le lisible avec .recover du programme sqlite3, et n'en envoyez plus rien",
            ),
            Self::Unreachable(_) => UNREACHABLE,
            Self::Forbidden(_) => FORBIDDEN,
            Self::Busy(_) => BUSY,
            Self::AnotherDispatcher => (
                "another program sends from this outbox already; messages can still be added to it",
                "un autre programme envoie déjà depuis cette boîte ; on peut toujours y ajouter des messages",
            ),
            Self::AnotherKeeper => ANOTHER_KEEPER,
            Self::AnotherAccount => ANOTHER_ACCOUNT,
            Self::NotShared => NOT_SHARED,
            Self::Moved => MOVED,
            Self::Restored => RESTORED,
            Self::Incomplete => (
                "the outbox did not tell what became of the message; put it in again under the same key",
                "la boîte d'envoi n'a pas dit ce que devient le message ; remettez-le sous la même clé",
            ),
            Self::Storage(_) => (
                "the outbox cannot be read or written",
                "la boîte d'envoi ne peut être lue ou écrite",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

#[cfg(not(feature = "postgres"))]
const ADDRESS: (&str, &str) = (
    "the address of an outbox looks like sqlite:outbox.db",
    "l'adresse d'une boîte d'envoi ressemble à sqlite:boite.db",
);

#[cfg(feature = "postgres")]
const ADDRESS: (&str, &str) = (
    "the address of an outbox looks like sqlite:outbox.db or postgres://user@host/database",
    "l'adresse d'une boîte d'envoi ressemble à sqlite:boite.db ou à postgres://moi@serveur/base",
);

const MOVED: (&str, &str) = (
    "the outbox was written on another machine; make sure that none sends from it there, then take it over",
    "la boîte d'envoi vient d'une autre machine ; assurez-vous qu'aucune n'envoie plus depuis elle, puis reprenez-la",
);

const RESTORED: (&str, &str) = (
    "the outbox is older than what was sent from it: a backup was restored, or a standby took over; take it over, and what may have been sent is looked up first",
    "la boîte d'envoi est plus ancienne que ses derniers envois : une sauvegarde a été restaurée, ou un serveur de secours a pris le relais ; reprenez-la, ce qui a pu partir sera d'abord vérifié",
);

const IMMOVABLE: (&str, &str) = (
    "messages move out of the file of an outbox, sqlite:, and into a file or a PostgreSQL database",
    "les messages quittent le fichier d'une boîte d'envoi, sqlite:, pour un fichier ou une base PostgreSQL",
);

const WITHOUT_POSTGRES: (&str, &str) = (
    "this program was built without PostgreSQL: build it with the feature postgres, or name a file, such as sqlite:outbox.db",
    "ce programme a été construit sans PostgreSQL : construisez-le avec la fonction postgres, ou indiquez un fichier, comme sqlite:boite.db",
);

const BUSY: (&str, &str) = (
    "somebody else is writing to the outbox; do it again",
    "quelqu'un d'autre écrit dans la boîte d'envoi ; recommencez",
);

const UNREACHABLE: (&str, &str) = (
    "the database of the outbox does not answer; make sure that it runs and that its address is right, and do it again",
    "la base de données de la boîte d'envoi ne répond pas ; vérifiez qu'elle tourne et que son adresse est juste, puis recommencez",
);

const FORBIDDEN: (&str, &str) = (
    "the database of the outbox refuses this user; check the password, or give the user the role that this needs",
    "la base de données de la boîte d'envoi refuse cet utilisateur ; vérifiez le mot de passe, ou donnez-lui le rôle qu'il faut",
);

const ANOTHER_KEEPER: (&str, &str) = (
    "another worker keeps this outbox already; when that one ends, another may",
    "un autre worker tient déjà cette boîte d'envoi ; quand il s'arrêtera, un autre le pourra",
);

const ANOTHER_ACCOUNT: (&str, &str) = (
    "this outbox is sent from with another account, in whose list alone its messages can be found; use the key of that one, or say that the key was renewed",
    "cette boîte d'envoi est celle d'un autre compte, dont la liste seule contient ses messages ; utilisez sa clé, ou dites que la clé a été renouvelée",
);

const NOT_SHARED: (&str, &str) = (
    "one program alone sends from this outbox; for several workers, move it to PostgreSQL",
    "un seul programme envoie depuis cette boîte ; pour plusieurs workers, déplacez-la vers PostgreSQL",
);

fn newer(language: Language, found: i64, known: i64) -> String {
    let english = format!(
        "the outbox was written by a newer smsmode (form {found}; this one knows {known}): update this one"
    );
    let french = format!(
        "la boîte d'envoi vient d'un smsmode plus récent (forme {found} ; celui-ci connaît {known}) : mettez celui-ci à jour"
    );
    language.pick(english, french)
}

fn moved_to(language: Language, address: &str) -> String {
    language.pick(
        format!("the outbox has moved to {address}: put messages in there, and send from there"),
        format!(
            "la boîte d'envoi a déménagé à {address} : ajoutez-y les messages, et envoyez de là"
        ),
    )
}

fn content(language: Language, id: &str) -> String {
    language.pick(
        format!("message {id} of the outbox cannot be read; keep the file, and ask"),
        format!(
            "le message {id} de la boîte d'envoi est illisible ; gardez le fichier, et demandez"
        ),
    )
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl StdError for LedgerError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Open(source) => Some(source),
            Self::ReadOnly(source)
            | Self::DiskFull(source)
            | Self::Corrupt(source)
            | Self::Unreachable(source)
            | Self::Forbidden(source)
            | Self::Busy(source)
            | Self::Storage(source) => Some(source.as_ref()),
            _ => None,
        }
    }
}
