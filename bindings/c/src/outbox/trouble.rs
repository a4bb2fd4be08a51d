//! Whatever can be the matter with an outbox, with its status and its words.

use std::io;

use smsmode_http::{Describe, Language, Outcome};
use smsmode_outbox::{LedgerError, MessageKeyError, ReconcileError, StartError, WillError};

use crate::fault::Fault;
use crate::status::{self, Status};

/// Why a function of an outbox did not do what it says.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The outbox cannot be read or written.
    Ledger(LedgerError),
    /// A message does not do what somebody wants.
    Will(WillError),
    /// Nothing is sent.
    Start(StartError),
    /// Nothing was looked up.
    Reconcile(ReconcileError),
    /// No key.
    Key(MessageKeyError),
    /// No identifier.
    Id(smsmode_http::outbox::OutboxIdError),
    /// A message that goes out, and not by an outbox.
    Message,
    /// The process is another one.
    Forked,
    /// No thread, or no descriptor.
    System(io::Error),
}

impl Trouble {
    pub(crate) fn status(&self) -> Status {
        match self {
            Self::Ledger(error)
            | Self::Start(StartError::Ledger(error))
            | Self::Reconcile(ReconcileError::Ledger(error)) => of_ledger(error),
            Self::Will(error) => of_will(error),
            Self::Reconcile(_) => status::SMSMODE_OUTBOX_STORAGE,
            Self::Start(_) | Self::System(_) => status::SMSMODE_OUTBOX_THREAD,
            Self::Key(_) => status::SMSMODE_OUTBOX_KEY,
            Self::Id(_) => status::SMSMODE_OUTBOX_ID,
            Self::Message => status::SMSMODE_OUTBOX_MESSAGE,
            Self::Forked => status::SMSMODE_OUTBOX_FORKED,
        }
    }

    pub(crate) fn outcome(&self) -> Outcome {
        match self.ledger() {
            Some(LedgerError::Incomplete) => Outcome::Unknown,
            _ => Outcome::NotSent,
        }
    }

    /// Putting a message in twice under the same key is harmless.
    pub(crate) fn may_retry(&self) -> bool {
        let again =
            |error: &LedgerError| error.is_passing() || matches!(error, LedgerError::Incomplete);
        self.ledger().is_some_and(again)
    }

    /// The sentences of the causes.
    pub(crate) fn causes(&self, language: Language) -> Option<String> {
        match self {
            Self::Will(WillError::Refused(cause)) => Some(cause.describe(language)),
            Self::Will(WillError::Ledger(cause))
            | Self::Start(StartError::Ledger(cause))
            | Self::Reconcile(ReconcileError::Ledger(cause)) => Some(cause.describe(language)),
            Self::Start(StartError::Thread(cause)) | Self::System(cause) => {
                Some(cause.kind().to_string())
            }
            _ => None,
        }
    }

    fn ledger(&self) -> Option<&LedgerError> {
        match self {
            Self::Ledger(error)
            | Self::Will(WillError::Ledger(error))
            | Self::Start(StartError::Ledger(error))
            | Self::Reconcile(ReconcileError::Ledger(error)) => Some(error),
            _ => None,
        }
    }
}

fn of_ledger(error: &LedgerError) -> Status {
    match error {
        LedgerError::Address => status::SMSMODE_OUTBOX_ADDRESS,
        LedgerError::WithoutPostgres => status::SMSMODE_OUTBOX_WITHOUT_POSTGRES,
        LedgerError::Open(_) => status::SMSMODE_OUTBOX_OPEN,
        LedgerError::NotALedger => status::SMSMODE_OUTBOX_NOT_A_LEDGER,
        LedgerError::Newer { .. } => status::SMSMODE_OUTBOX_NEWER,
        LedgerError::ReadOnly(_) => status::SMSMODE_OUTBOX_READ_ONLY,
        LedgerError::DiskFull(_) => status::SMSMODE_OUTBOX_DISK_FULL,
        LedgerError::Corrupt(_) => status::SMSMODE_OUTBOX_CORRUPT,
        LedgerError::Content { .. } => status::SMSMODE_OUTBOX_CONTENT,
        LedgerError::Unreachable(_) => status::SMSMODE_OUTBOX_UNREACHABLE,
        LedgerError::Forbidden(_) => status::SMSMODE_OUTBOX_FORBIDDEN,
        LedgerError::Busy(_) => status::SMSMODE_OUTBOX_BUSY,
        LedgerError::AnotherDispatcher => status::SMSMODE_OUTBOX_ANOTHER_DISPATCHER,
        LedgerError::AnotherAccount => status::SMSMODE_OUTBOX_ANOTHER_ACCOUNT,
        LedgerError::Moved => status::SMSMODE_OUTBOX_MOVED,
        LedgerError::MovedTo { .. } => status::SMSMODE_OUTBOX_MOVED_TO,
        LedgerError::Restored => status::SMSMODE_OUTBOX_RESTORED,
        LedgerError::Incomplete => status::SMSMODE_OUTBOX_INCOMPLETE,
        _ => status::SMSMODE_OUTBOX_STORAGE,
    }
}

fn of_will(error: &WillError) -> Status {
    match error {
        WillError::NoSuchMessage => status::SMSMODE_OUTBOX_NO_SUCH_MESSAGE,
        WillError::Forgotten => status::SMSMODE_OUTBOX_FORGOTTEN,
        WillError::Ledger(error) => of_ledger(error),
        _ => status::SMSMODE_OUTBOX_REFUSED,
    }
}

impl Describe for Trouble {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Ledger(error) => return error.describe(language),
            Self::Will(error) => return error.describe(language),
            Self::Start(error) => return error.describe(language),
            Self::Reconcile(error) => return error.describe(language),
            Self::Key(error) => return error.describe(language),
            Self::Id(error) => return error.describe(language),
            Self::Message => (
                "a message of an outbox has one recipient, and no group, time or addresses of its own",
                "un message d'une boîte d'envoi a un seul destinataire, et ni groupe, ni date, ni adresses",
            ),
            Self::Forked => (
                "this process was forked off while an outbox was open; free it before the fork, then open it in each process",
                "ce processus est issu d'un fork fait alors qu'une boîte d'envoi était ouverte ; libérez-la avant le fork, puis ouvrez-la dans chaque processus",
            ),
            Self::System(_) => (
                "the system gives no thread or no descriptor",
                "le système ne donne ni fil d'exécution ni descripteur",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Self {
        Self::Outbox(trouble)
    }
}

macro_rules! troubles {
    ($($variant:ident $error:ty)*) => {
        $(impl From<$error> for Trouble {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        })*
    };
}

troubles! {
    Ledger LedgerError
    Will WillError
    Start StartError
    Reconcile ReconcileError
    Key MessageKeyError
    Id smsmode_http::outbox::OutboxIdError
}
