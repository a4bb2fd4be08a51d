//! Sending a batch from a CSV file (section 17).

use csv::ByteRecord;
use smsmode_core::wire::param;

use super::Context;
use super::air::Wishes;
use super::sending::{Share, checked_reference};
use crate::answer::{Answer, Refused};
use crate::reading::charset::Charset;
use crate::state::message::MessageKind;
use crate::switches::{BatchOptOut, BatchRowReference};

pub(super) const PARAMETERS: &[&str] = &[
    param::BATCH_FILE,
    param::CLASS,
    param::SCHEDULED_AT,
    param::CLIENT_REFERENCE,
    param::SENDER,
    param::MAX_SEGMENTS,
    param::DELIVERY_URL,
    param::OPT_OUT,
];

/// There is no Unicode class in a batch.
const KINDS: &[MessageKind] = &[MessageKind::Standard, MessageKind::Replies];

/// The header of the file, in order. The last two columns may be missing.
const COLUMNS: &[&str] = &[param::RECIPIENTS, param::TEXT, param::SENDER, param::CLIENT_REFERENCE];
const NEEDED_COLUMNS: usize = 2;

pub(super) fn send(context: &mut Context<'_>) -> Result<Answer, Refused> {
    let kind = context.kind(KINDS)?;
    let wishes = context.batch_wishes(kind)?;
    let defaults = Defaults { sender: context.sender(kind)?, reference: context.reference()? };
    let file = context.file.ok_or_else(|| Refused::missing(param::BATCH_FILE))?;
    let rows = rows(file)?.into_iter();
    let shares = rows.map(|row| context.share(row, defaults, kind)).collect::<Result<_, _>>()?;
    context.accept(shares, &wishes)
}

/// What the request says for all rows that say nothing else.
#[derive(Debug, Clone, Copy)]
struct Defaults<'a> {
    sender: Option<&'a str>,
    reference: Option<&'a str>,
}

/// One line of the file; an empty column is none.
#[derive(Debug)]
struct Row {
    number: String,
    text: String,
    sender: Option<String>,
    reference: Option<String>,
}

impl Context<'_> {
    /// `stop` is in the vendor's samples and not in the document.
    fn batch_wishes(&self, kind: MessageKind) -> Result<Wishes, Refused> {
        let wishes = self.wishes(kind)?;
        match self.switches().batch_opt_out {
            BatchOptOut::Appended => Ok(wishes),
            BatchOptOut::Ignored => Ok(Wishes { opt_out: None, ..wishes }),
            BatchOptOut::Refused if wishes.opt_out.is_none() => Ok(wishes),
            BatchOptOut::Refused => Err(Refused::unknown(param::OPT_OUT, None)),
        }
    }

    fn share(&self, row: Row, defaults: Defaults<'_>, kind: MessageKind) -> Result<Share, Refused> {
        let own_reference = row
            .reference
            .as_deref()
            .filter(|_| self.switches().batch_row_reference == BatchRowReference::RowWins);
        let own_reference = own_reference.map(checked_reference).transpose()?;
        let own_sender = self.checked_sender(row.sender.as_deref(), kind)?;
        Ok(Share {
            number: self.number(&row.number)?,
            sender: own_sender.or(defaults.sender).map(str::to_owned),
            reference: own_reference.or(defaults.reference).map(str::to_owned),
            text: row.text,
        })
    }
}

/// The rows of a file in ISO-8859-15, whatever its part declares.
fn rows(file: &[u8]) -> Result<Vec<Row>, Refused> {
    let mut reader = csv::ReaderBuilder::new().from_reader(file);
    let header = reader.byte_headers().map_err(|_| unreadable("en-tête illisible"))?;
    if !is_header(header) {
        return Err(unreadable(&format!("en-tête attendu : {}", COLUMNS.join(","))));
    }
    let records =
        reader.into_byte_records().map(|record| record.map_err(|_| unreadable("CSV illisible")));
    let rows: Vec<_> = records.map(|record| row(&record?)).collect::<Result<_, _>>()?;
    if rows.is_empty() { Err(unreadable("aucune ligne")) } else { Ok(rows) }
}

fn is_header(header: &ByteRecord) -> bool {
    let names = header.iter().zip(COLUMNS);
    let length = NEEDED_COLUMNS..=COLUMNS.len();
    length.contains(&header.len())
        && names.into_iter().all(|(name, column)| name == column.as_bytes())
}

fn row(record: &ByteRecord) -> Result<Row, Refused> {
    let mut columns = record.iter().map(|column| Charset::LATIN_9.decode(column));
    let mut next = || columns.next().filter(|column| !column.is_empty());
    Ok(Row {
        number: next().ok_or_else(|| unreadable("numéro manquant"))?,
        text: next().ok_or_else(|| unreadable("texte manquant"))?,
        sender: next(),
        reference: next(),
    })
}

fn unreadable(reason: &str) -> Refused {
    Refused::incorrect(param::BATCH_FILE, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_the_document_has_three_rows() {
        let file = b"\"numero\",\"message\",\"emetteur\",\"refClient\"\n\
            \"99999911\",\"Ceci est le corps du message 1, test fichier CSV\",\"RDV\",\"ref123\"\n\
            88888888,\"Ceci est le corps du message 2, test fichier CSV\",\"\",\"ref456\"\n\
            77777777,\"Ceci est le corps du message 3, test fichier CSV\",\"TOTO\",\"ref789\"\n";
        let rows = rows(file).unwrap();
        let senders: Vec<_> = rows.iter().map(|row| row.sender.as_deref()).collect();
        assert_eq!(senders, [Some("RDV"), None, Some("TOTO")]);
        assert_eq!(rows[1].number, "88888888");
        assert_eq!(rows[2].text, "Ceci est le corps du message 3, test fichier CSV");
    }

    #[test]
    fn two_columns_are_enough() {
        let rows = rows(b"numero,message\n33639980011,\xe9t\xe9 5 \xa4\n").unwrap();
        assert_eq!((rows.len(), rows[0].text.as_str()), (1, "été 5 €"));
    }

    #[test]
    fn a_file_without_its_header_is_refused() {
        let refused = rows(b"33639980011,Bonjour\n").unwrap_err();
        assert_eq!(
            refused.text,
            "Paramètre incorrect : fichier (en-tête attendu : numero,message,emetteur,refClient)"
        );
    }
}
