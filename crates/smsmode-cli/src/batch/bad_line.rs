//! Lines that cannot be sent, and why.

use smsmode_http::{
    ClientReferenceError, Describe, InvalidInput, Language, PhoneNumberError, SenderError,
};

use super::records::Damage;

/// A line that cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Its number in the file, from 1, as an editor counts.
    pub number: u64,
    /// Why it cannot be sent.
    pub reason: BadLineReason,
}

/// Why a line cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadLineReason {
    /// It has bytes that the encoding of the file does not know.
    Encoding,
    /// It holds the sign that stands for a character that was lost before.
    LostCharacter,
    /// A quotation mark is not closed, is closed in the text of another line, or something follows the
    /// one that closes.
    Quotes,
    /// It is far longer than any message.
    TooLong,
    /// It has more fields than columns: the text may have been cut at a delimiter.
    TooManyFields {
        /// How many columns there are.
        columns: usize,
        /// How many fields it has.
        fields: usize,
    },
    /// The phone number cannot be used.
    Number(PhoneNumberError),
    /// A spreadsheet took the number for an amount and has lost its last digits.
    ScientificNotation,
    /// The number could be two: nine digits are one without its 0, or one abroad.
    AmbiguousNumber,
    /// The text cannot be sent.
    Text(InvalidInput),
    /// The text is Unicode, for which a batch call has no class.
    NeedsEach,
    /// What a placeholder of the text stands for is empty.
    EmptyPlaceholder {
        /// The placeholder.
        name: String,
    },
    /// The sender cannot be used.
    Sender(SenderError),
    /// The reference cannot be used.
    Reference(ClientReferenceError),
}

impl BadLineReason {
    /// The name for programs.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Encoding => "encoding",
            Self::LostCharacter => "lost_character",
            Self::Quotes => "quotes",
            Self::TooLong => "too_long",
            Self::TooManyFields { .. } => "too_many_fields",
            Self::Number(_) => "number",
            Self::ScientificNotation => "scientific_notation",
            Self::AmbiguousNumber => "ambiguous_number",
            Self::Text(_) => "text",
            Self::NeedsEach => "needs_each",
            Self::EmptyPlaceholder { .. } => "empty_placeholder",
            Self::Sender(_) => "sender",
            Self::Reference(_) => "reference",
        }
    }
}

impl From<Damage> for BadLineReason {
    fn from(damage: Damage) -> Self {
        match damage {
            Damage::Quotes => Self::Quotes,
            Damage::TooLong => Self::TooLong,
        }
    }
}

impl From<SenderError> for BadLineReason {
    fn from(error: SenderError) -> Self {
        Self::Sender(error)
    }
}

impl From<ClientReferenceError> for BadLineReason {
    fn from(error: ClientReferenceError) -> Self {
        Self::Reference(error)
    }
}

impl From<InvalidInput> for BadLineReason {
    fn from(error: InvalidInput) -> Self {
        Self::Text(error)
    }
}

/// One sentence, of which no part is from the file.
impl Describe for BadLineReason {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Encoding => (
                "it has bytes that are not in the encoding of the file",
                "elle contient des octets étrangers à l'encodage du fichier",
            ),
            Self::LostCharacter => (
                "it holds the sign � of a character that was lost when the file was written",
                "elle contient le signe � d'un caractère perdu à l'écriture du fichier",
            ),
            Self::Quotes => (
                "a quotation mark is not closed, or is closed in the text of another line",
                "un guillemet n'est pas fermé, ou l'est dans le texte d'une autre ligne",
            ),
            Self::TooLong => {
                ("it is far longer than a message", "elle est bien plus longue qu'un message")
            }
            Self::TooManyFields { columns, fields } => {
                return too_many(*columns, *fields, language);
            }
            Self::Number(error) => return error.describe(language),
            Self::ScientificNotation => (
                "a spreadsheet took the number for an amount and lost its digits; format the column as text and export again",
                "un tableur a pris le numéro pour un nombre et en a perdu les chiffres ; mettez la colonne au format texte et réexportez",
            ),
            Self::AmbiguousNumber => (
                "the number could be one without its 0 or a foreign one; write it with 0 or +",
                "le numéro peut être un numéro sans son 0 ou un numéro étranger ; écrivez-le avec 0 ou +",
            ),
            Self::Text(error) => return whole(error, language),
            Self::NeedsEach => (
                "the text is Unicode, which only --each can send",
                "le texte est en Unicode, que seul --each peut envoyer",
            ),
            Self::EmptyPlaceholder { name } => {
                let (english, french) = ("is empty", "est vide");
                return format!("{{{name}}} {}", language.pick(english, french));
            }
            Self::Sender(error) => return error.describe(language),
            Self::Reference(error) => return error.describe(language),
        };
        language.pick(english, french).to_owned()
    }
}

fn too_many(columns: usize, fields: usize, language: Language) -> String {
    language.pick(
        format!("it has {fields} fields and there are {columns} columns; put a text with a delimiter in quotation marks"),
        format!("elle a {fields} champs pour {columns} colonnes ; mettez entre guillemets un texte qui contient le séparateur"),
    )
}

fn whole(error: &InvalidInput, language: Language) -> String {
    match error.cause() {
        Some(cause) => {
            let colon = language.pick(": ", " : ");
            format!("{}{colon}{}", error.describe(language), cause.describe(language))
        }
        None => error.describe(language),
    }
}
