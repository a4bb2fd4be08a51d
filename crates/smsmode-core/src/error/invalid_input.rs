//! Input that cannot be sent.

use std::borrow::Cow;

use crate::credits::CreditsError;
use crate::error::{LoginError, OutsideAlphabet, PolicyError, SecretError, UrlError};
use crate::id::IdError;
use crate::language::{Describe, Language};
use crate::phone::PhoneNumberError;
use crate::recipients::ContactGroupError;
use crate::reference::ClientReferenceError;
use crate::sender::SenderError;
use crate::text::{At, SegmentLimitError};
use crate::time::DateError;

/// Input that cannot be sent. Nothing was sent, and the same input will fail again.
///
/// `Display` is English; [`describe`](Describe::describe) speaks French too. Neither shows a number,
/// a text or a secret, but for the single characters that the alphabet cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.describe(Language::English))]
#[non_exhaustive]
pub enum InvalidInput {
    /// The text is empty or only blanks.
    EmptyText,
    /// The text has characters that the message class cannot carry.
    OutsideAlphabet(#[source] OutsideAlphabet),
    /// The text needs more segments than allowed; the service would cut it.
    TooManySegments {
        /// Segments that it needs.
        needed: u32,
        /// Segments that are allowed.
        allowed: u32,
    },
    /// A limit of segments that the service does not have.
    SegmentLimit(#[source] SegmentLimitError),
    /// The text of a voice message is too long.
    VoiceTextTooLong {
        /// Its length in characters.
        characters: usize,
        /// Characters that are allowed.
        allowed: usize,
    },
    /// There is nobody to send to.
    NoRecipient,
    /// A recipient is no phone number.
    PhoneNumber {
        /// Its place in the list, from 1.
        position: usize,
        /// What is wrong with it.
        #[source]
        error: PhoneNumberError,
    },
    /// Too many recipients for a GET; POST has no such limit.
    TooManyRecipientsForGet {
        /// How many there are.
        recipients: usize,
    },
    /// The name of a group cannot be one.
    ContactGroup(#[source] ContactGroupError),
    /// The sender cannot be one.
    Sender(#[source] SenderError),
    /// Numbers and a group in one message.
    RecipientsAndGroup,
    /// A page and a period in one list.
    PageAndPeriod,
    /// A message that can be answered has no personal sender.
    SenderWithReplies,
    /// A Unicode message cannot be answered.
    RepliesWithUnicode,
    /// The client reference cannot be one.
    ClientReference(#[source] ClientReferenceError),
    /// An identifier cannot be one of the service's.
    Id(#[source] IdError),
    /// A date cannot be used.
    Date(#[source] DateError),
    /// A number of credits cannot be used.
    Credits(#[source] CreditsError),
    /// The login of a sub-account cannot be one.
    Login(#[source] LoginError),
    /// A key or password is empty or holds characters that none has.
    Secret(#[source] SecretError),
    /// A required field is empty.
    EmptyField {
        /// Our name of it.
        field: &'static str,
    },
    /// A field holds a character that its charset does not have.
    OutsideCharset {
        /// The name of the parameter.
        field: &'static str,
        /// The first such character.
        at: At,
    },
    /// A page is larger than the service gives.
    PageSize {
        /// The size that was asked for.
        asked: u32,
        /// The largest possible.
        allowed: u32,
    },
    /// An address that the service is to call, or where the service is, cannot be used.
    Url(#[source] UrlError),
    /// The boundary of a multipart body occurs in its content, or is no boundary.
    Boundary,
    /// A batch has no row.
    EmptyBatch,
    /// A batch goes by POST only.
    BatchByGet,
    /// A policy of the account forbids it.
    Policy(#[source] PolicyError),
}

macro_rules! wrapped {
    ($($error:ident => $variant:ident),* $(,)?) => {
        $(
            impl From<$error> for InvalidInput {
                fn from(error: $error) -> Self {
                    Self::$variant(error)
                }
            }
        )*
    };
}

wrapped! {
    OutsideAlphabet => OutsideAlphabet,
    SegmentLimitError => SegmentLimit,
    ContactGroupError => ContactGroup,
    SenderError => Sender,
    ClientReferenceError => ClientReference,
    IdError => Id,
    DateError => Date,
    CreditsError => Credits,
    LoginError => Login,
    SecretError => Secret,
    UrlError => Url,
    PolicyError => Policy,
}

impl From<PhoneNumberError> for InvalidInput {
    fn from(error: PhoneNumberError) -> Self {
        Self::PhoneNumber { position: 1, error }
    }
}

pub(crate) const GET_RECIPIENTS: usize = 300;

impl Describe for InvalidInput {
    /// The sentence on top; the one of its source says what exactly is wrong.
    fn describe(&self, language: Language) -> String {
        match language {
            Language::English => self.in_english(),
            Language::French => self.in_french(),
        }
        .into_owned()
    }
}

impl InvalidInput {
    /// What exactly is wrong, where the sentence on top does not say all: its source, which can be told
    /// in each language.
    ///
    /// ```
    /// use smsmode_core::{GsmText, Language};
    ///
    /// let Err(refused) = GsmText::new("Forêt") else { panic!() };
    /// let cause = refused.cause().map(|cause| cause.describe(Language::French));
    /// assert!(cause.is_some_and(|cause| cause.contains('ê')));
    /// ```
    pub fn cause(&self) -> Option<&dyn Describe> {
        Some(match self {
            Self::OutsideAlphabet(error) => error,
            Self::SegmentLimit(error) => error,
            Self::PhoneNumber { error, .. } => error,
            Self::ContactGroup(error) => error,
            Self::Sender(error) => error,
            Self::ClientReference(error) => error,
            Self::Id(error) => error,
            Self::Date(error) => error,
            Self::Credits(error) => error,
            Self::Login(error) => error,
            Self::Secret(error) => error,
            Self::Url(error) => error,
            Self::Policy(error) => error,
            _ => return None,
        })
    }

    fn in_english(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::EmptyText => "the text is empty",
            Self::OutsideAlphabet(_) => "the text has characters that would be lost",
            Self::TooManySegments { needed, allowed } => {
                return Cow::Owned(format!(
                    "the text needs {needed} segments, more than the {allowed} allowed; the service would cut it"
                ));
            }
            Self::SegmentLimit(_) => "the limit of segments cannot be used",
            Self::VoiceTextTooLong { characters, allowed } => {
                return Cow::Owned(format!(
                    "the voice message has {characters} characters and {allowed} are allowed"
                ));
            }
            Self::NoRecipient => "there is no recipient",
            Self::PhoneNumber { position, .. } => {
                return Cow::Owned(format!("phone number {position} cannot be used"));
            }
            Self::TooManyRecipientsForGet { recipients } => {
                return Cow::Owned(format!(
                    "a GET reaches at most {GET_RECIPIENTS} recipients and there are {recipients}; use POST"
                ));
            }
            Self::ContactGroup(_) => "the contact group cannot be used",
            Self::Sender(_) => "the sender cannot be used",
            Self::RecipientsAndGroup => "a message goes to numbers or to a group, not to both",
            Self::PageAndPeriod => "a list is asked for by page or by period, not by both",
            Self::SenderWithReplies => {
                "a message that can be answered comes from a number and has no sender of its own; leave out the sender or the replies"
            }
            Self::RepliesWithUnicode => {
                "a Unicode message cannot be answered; leave out Unicode or the replies"
            }
            Self::ClientReference(_) => "the reference cannot be used",
            Self::Id(_) => "the identifier cannot be used",
            Self::Date(_) => "the date cannot be used",
            Self::Credits(_) => "the number of credits cannot be used",
            Self::Login(_) => "the login of the account cannot be used",
            Self::Secret(_) => "the API key or password cannot be used",
            Self::EmptyField { field } => return Cow::Owned(format!("the field {field} is empty")),
            Self::OutsideCharset { field, at } => return Cow::Owned(outside_charset(field, *at)),
            Self::PageSize { asked, allowed } => {
                return Cow::Owned(format!("a page has 1 to {allowed} entries, not {asked}"));
            }
            Self::Url(_) => "the address cannot be used",
            Self::Boundary => {
                "the multipart boundary occurs in the content or is none; choose another"
            }
            Self::EmptyBatch => "the batch has no row",
            Self::BatchByGet => "a batch goes by POST only",
            Self::Policy(_) => "a policy of the account forbids it",
        })
    }

    fn in_french(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::EmptyText => "le texte est vide",
            Self::OutsideAlphabet(_) => "le texte contient des caractères qui seraient perdus",
            Self::TooManySegments { needed, allowed } => {
                return Cow::Owned(format!(
                    "le texte a besoin de {needed} segments, plus que la limite de {allowed} ; le service le couperait"
                ));
            }
            Self::SegmentLimit(_) => "la limite de segments est impossible",
            Self::VoiceTextTooLong { characters, allowed } => {
                return Cow::Owned(format!(
                    "le message vocal a {characters} caractères et {allowed} sont autorisés"
                ));
            }
            Self::NoRecipient => "il n'y a pas de destinataire",
            Self::PhoneNumber { position, .. } => {
                return Cow::Owned(format!("le numéro de téléphone {position} est inutilisable"));
            }
            Self::TooManyRecipientsForGet { recipients } => {
                return Cow::Owned(format!(
                    "un GET atteint au plus {GET_RECIPIENTS} destinataires et il y en a {recipients} ; utilisez POST"
                ));
            }
            Self::ContactGroup(_) => "le groupe de contacts est inutilisable",
            Self::Sender(_) => "l'émetteur est inutilisable",
            Self::RecipientsAndGroup => "un message va à des numéros ou à un groupe, pas aux deux",
            Self::PageAndPeriod => "une liste se demande par page ou par période, pas par les deux",
            Self::SenderWithReplies => {
                "un message avec réponse vient d'un numéro et n'a pas d'émetteur propre ; omettez l'émetteur ou la réponse"
            }
            Self::RepliesWithUnicode => {
                "un message Unicode n'accepte pas de réponse ; omettez l'Unicode ou la réponse"
            }
            Self::ClientReference(_) => "la référence est inutilisable",
            Self::Id(_) => "l'identifiant est inutilisable",
            Self::Date(_) => "la date est inutilisable",
            Self::Credits(_) => "le nombre de crédits est inutilisable",
            Self::Login(_) => "l'identifiant du compte est inutilisable",
            Self::Secret(_) => "la clé API ou le mot de passe est inutilisable",
            Self::EmptyField { field } => return Cow::Owned(format!("le champ {field} est vide")),
            Self::OutsideCharset { field, at } => {
                return Cow::Owned(outside_charset_fr(field, *at));
            }
            Self::PageSize { asked, allowed } => {
                return Cow::Owned(format!("une page a 1 à {allowed} entrées, pas {asked}"));
            }
            Self::Url(_) => "l'adresse est inutilisable",
            Self::Boundary => {
                "la frontière multipart figure dans le contenu ou n'en est pas une ; choisissez-en une autre"
            }
            Self::EmptyBatch => "le lot n'a aucune ligne",
            Self::BatchByGet => "un lot ne part que par POST",
            Self::Policy(_) => "une règle du compte l'interdit",
        })
    }
}

fn outside_charset(field: &str, at: At) -> String {
    let (ch, code, place) = (at.ch, u32::from(at.ch), at.scalar + 1);
    format!(
        "the field {field} holds {ch:?} (U+{code:04X}) at character {place}, which the service cannot read"
    )
}

fn outside_charset_fr(field: &str, at: At) -> String {
    let (ch, code, place) = (at.ch, u32::from(at.ch), at.scalar + 1);
    format!(
        "le champ {field} contient {ch:?} (U+{code:04X}) au caractère {place}, que le service ne sait pas lire"
    )
}
