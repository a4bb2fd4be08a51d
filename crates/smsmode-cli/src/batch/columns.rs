//! Which column of a file is what: by the names in its first line, or by arguments.

use super::delimiter::Delimiter;
use super::encoding::Encoding;
use super::error::BatchFileError;
use super::file::LayoutOptions;
use super::number;
use super::template::{Part, Template};

/// What the columns of a file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The encoding of the file.
    pub encoding: Encoding,
    /// What separates fields.
    pub delimiter: Delimiter,
    pub(super) columns: Columns,
    /// How many records come before the first message.
    pub(super) head: usize,
}

impl Layout {
    /// What people should know, column by column: what it is for, and its name or number.
    pub fn columns(&self) -> Vec<(&'static str, String)> {
        let Columns { to, text, sender, reference, .. } = &self.columns;
        let text = match text {
            TextSource::Column(column) => Some(*column),
            TextSource::Template(_) => None,
        };
        let all = [
            ("recipient", Some(*to)),
            ("text", text),
            ("sender", *sender),
            ("reference", *reference),
        ];
        all.into_iter()
            .filter_map(|(what, column)| Some((what, self.columns.shown(column?))))
            .collect()
    }
}

/// Which field of a record is what, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) to: usize,
    pub(super) text: TextSource,
    pub(super) sender: Option<usize>,
    pub(super) reference: Option<usize>,
    /// How many columns there are.
    pub(super) width: usize,
    /// Nothing where the first line is a message already.
    header: Option<Vec<String>>,
}

/// Where the text of a message comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TextSource {
    Column(usize),
    Template(Vec<Piece>),
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Column { index: usize, name: String, instead: Option<String> },
}

/// What people call a column: its name, or its number from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnName(String);

impl From<&str> for ColumnName {
    fn from(name: &str) -> Self {
        Self(name.trim().to_owned())
    }
}

impl ColumnName {
    fn position(&self) -> Option<usize> {
        self.0.parse::<usize>().ok()?.checked_sub(1)
    }
}

impl Columns {
    /// Finds them in the first record of a file.
    pub(super) fn find(first: &[String], options: &LayoutOptions) -> Result<Self, BatchFileError> {
        let header = (!is_message(first, options)).then(|| first.to_vec());
        let search = Search { header: header.as_deref(), width: first.len() };
        let to = search.column(options.to_column.as_ref(), &RECIPIENT, Some(0))?;
        let text = match &options.template {
            Some(template) => Some(TextSource::Template(search.pieces(template)?)),
            None => {
                search.column(options.text_column.as_ref(), &TEXT, Some(1))?.map(TextSource::Column)
            }
        };
        Ok(Self {
            to: to.ok_or(BatchFileError::NoRecipientColumn)?,
            text: text.ok_or(BatchFileError::NoTextColumn)?,
            sender: search.column(options.sender_column.as_ref(), &SENDER, None)?,
            reference: search.column(options.reference_column.as_ref(), &REFERENCE, None)?,
            width: first.len(),
            header,
        })
    }

    pub(super) fn has_header(&self) -> bool {
        self.header.is_some()
    }

    fn shown(&self, column: usize) -> String {
        let name = self.header.as_ref().and_then(|header| header.get(column));
        name.map_or_else(|| (column + 1).to_string(), Clone::clone)
    }
}

/// Whether the first line is a message: a number stands where numbers do.
fn is_message(first: &[String], options: &LayoutOptions) -> bool {
    let column = match &options.to_column {
        None => Some(0),
        Some(name) => name.position(),
    };
    column
        .and_then(|column| first.get(column))
        .is_some_and(|field| number::is_meant_by(field) || number::is_within(field))
}

struct Search<'f> {
    header: Option<&'f [String]>,
    width: usize,
}

impl Search<'_> {
    /// The column that was asked for; else the one whose name is known, or without names the usual
    /// one.
    fn column(
        &self,
        asked: Option<&ColumnName>,
        known: &[&str],
        usual: Option<usize>,
    ) -> Result<Option<usize>, BatchFileError> {
        match (asked, self.header) {
            (Some(name), _) => self.named(name).map(Some),
            (None, Some(_)) => self.only(|name| known.contains(&name)),
            (None, None) => Ok(usual.filter(|usual| *usual < self.width)),
        }
    }

    fn named(&self, asked: &ColumnName) -> Result<usize, BatchFileError> {
        let folded = folded(&asked.0);
        let by_name = self.only(|name| name == folded)?;
        let by_position = || asked.position().filter(|position| *position < self.width);
        by_name.or_else(by_position).ok_or_else(|| BatchFileError::NoSuchColumn(asked.0.clone()))
    }

    /// The one column with such a name; two are one too many.
    fn only(&self, is_it: impl Fn(&str) -> bool) -> Result<Option<usize>, BatchFileError> {
        let names = self.header.unwrap_or_default().iter().enumerate();
        let mut found = names.filter(|(_, name)| is_it(&folded(name)));
        match (found.next(), found.next()) {
            (Some((_, one)), Some((_, other))) => {
                Err(BatchFileError::SeveralColumns(one.trim().to_owned(), other.trim().to_owned()))
            }
            (first, _) => Ok(first.map(|(column, _)| column)),
        }
    }

    fn pieces(&self, template: &Template) -> Result<Vec<Piece>, BatchFileError> {
        let piece = |part: &Part| match part {
            Part::Text(text) => Ok(Piece::Text(text.clone())),
            Part::Place(place) => {
                let index = self.named(&ColumnName(place.name.clone()))?;
                Ok(Piece::Column {
                    index,
                    name: place.name.clone(),
                    instead: place.instead.clone(),
                })
            }
        };
        template.parts().iter().map(piece).collect()
    }
}

/// A name without capitals, accents, blanks and signs.
fn folded(name: &str) -> String {
    let without_accent = |ch| match ch {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        ch => ch,
    };
    name.to_lowercase().chars().map(without_accent).filter(|ch| ch.is_alphanumeric()).collect()
}

/// What people call the columns, in French and English.
const RECIPIENT: [&str; 25] = [
    "numero",
    "num",
    "numerodetelephone",
    "numerotelephone",
    "numerodemobile",
    "numeromobile",
    "telephone",
    "tel",
    "telephonemobile",
    "telephoneportable",
    "telmobile",
    "telportable",
    "mobile",
    "portable",
    "gsm",
    "destinataire",
    "phone",
    "phonenumber",
    "mobilephone",
    "mobilenumber",
    "cell",
    "cellphone",
    "number",
    "to",
    "recipient",
];
const TEXT: [&str; 8] =
    ["message", "texte", "text", "sms", "textesms", "contenu", "body", "content"];
const SENDER: [&str; 4] = ["emetteur", "expediteur", "sender", "from"];
const REFERENCE: [&str; 5] = ["refclient", "reference", "ref", "clientreference", "clientref"];

#[cfg(test)]
mod tests {
    use super::*;

    fn find(first: &[&str], options: &LayoutOptions) -> Result<Columns, BatchFileError> {
        let first: Vec<String> = first.iter().map(ToString::to_string).collect();
        Columns::find(&first, options)
    }

    #[test]
    fn columns_are_known_by_their_names_in_both_languages() {
        for (to, text) in [
            ("numero", "message"),
            ("Numéro", "Texte"),
            ("TÉLÉPHONE", "message"),
            ("N° tel", "sms"),
            ("Tél.", "text"),
            ("mobile", "Message"),
            ("Phone number", "body"),
            ("to", "text"),
            ("recipient", "text"),
            ("nume\u{301}ro", "texte"),
        ] {
            let found = find(&["nom", text, to], &LayoutOptions::default());
            if to == "N° tel" {
                assert!(matches!(found, Err(BatchFileError::NoRecipientColumn)));
                continue;
            }
            let found = found.unwrap();
            assert_eq!((found.to, found.text), (2, TextSource::Column(1)), "{to}");
        }
        let found =
            find(&["emetteur", "to", "text", "refClient"], &LayoutOptions::default()).unwrap();
        assert_eq!((found.sender, found.reference), (Some(0), Some(3)));
    }

    #[test]
    fn a_first_line_that_begins_with_a_number_is_a_message() {
        let found = find(&["0639980011", "Bonjour", "x"], &LayoutOptions::default()).unwrap();
        assert_eq!(
            (found.to, found.text.clone(), found.has_header()),
            (0, TextSource::Column(1), false)
        );
        assert_eq!(found.sender, None);
    }

    #[test]
    fn columns_can_be_named_or_numbered() {
        let named = LayoutOptions {
            to_column: Some("Client".into()),
            text_column: Some("2".into()),
            ..LayoutOptions::default()
        };
        let found = find(&["client", "x", "message"], &named).unwrap();
        assert_eq!((found.to, found.text), (0, TextSource::Column(1)));
        let numbered = LayoutOptions {
            to_column: Some("2".into()),
            text_column: Some("1".into()),
            ..LayoutOptions::default()
        };
        let found = find(&["Bonjour", "0639980011"], &numbered).unwrap();
        assert_eq!((found.to, found.has_header()), (1, false));
    }

    #[test]
    fn what_is_missing_or_there_twice_is_said() {
        let default = LayoutOptions::default();
        let error = |first: &[&str]| find(first, &default).unwrap_err();
        assert!(matches!(error(&["nom", "message"]), BatchFileError::NoRecipientColumn));
        assert!(matches!(error(&["tel", "nom"]), BatchFileError::NoTextColumn));
        assert!(matches!(error(&["0639980011"]), BatchFileError::NoTextColumn));
        assert!(matches!(error(&["tel", "mobile", "message"]), BatchFileError::SeveralColumns(..)));
        let options =
            LayoutOptions { text_column: Some("texte".into()), ..LayoutOptions::default() };
        assert!(matches!(
            find(&["tel", "message"], &options),
            Err(BatchFileError::NoSuchColumn(_))
        ));
    }

    #[test]
    fn placeholders_are_columns() {
        let template = Some("Bonjour {Prénom|client}, {3}".parse().unwrap());
        let options = LayoutOptions { template, ..LayoutOptions::default() };
        let found = find(&["tel", "prenom", "ville"], &options).unwrap();
        let TextSource::Template(pieces) = found.text else { panic!() };
        let columns: Vec<usize> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Column { index, .. } => Some(*index),
                Piece::Text(_) => None,
            })
            .collect();
        assert_eq!(columns, [1, 2]);
        let unknown =
            LayoutOptions { template: Some("{nom}".parse().unwrap()), ..LayoutOptions::default() };
        assert!(matches!(find(&["tel", "prenom"], &unknown), Err(BatchFileError::NoSuchColumn(_))));
    }
}
