//! Send a batch, each recipient with a text of its own: section 17 of the API document.

use crate::account::{Account, BatchCredential, CallbackUrl, Credential, Reach};
use crate::endpoint::send_sms::opt_out_value;
use crate::endpoint::{Accepted, Endpoint, Repeat};
use crate::error::{InvalidInput, ResponseError};
use crate::message::{GsmText, check_segments};
use crate::phone::PhoneNumber;
use crate::reference::ClientReference;
use crate::request::{Method, Request, Response};
use crate::schedule::Schedule;
use crate::sender::Sender;
use crate::text::{At, OptOut, SegmentLimit, WireCharset, latin9};
use crate::wire::{dates, form::Form, multipart::Multipart, our_name, param, path, value};

/// Sends a file of messages in one call.
///
/// There is no Unicode in a batch. Whether the reference of a row counts is open: the document says
/// both.
///
/// The credential stands in the query, as in every official example (grade B); see
/// [`BatchCredential`]. Numbers and texts are in the body.
///
/// ```
/// use smsmode_core::{Account, ApiKey, BatchRow, Endpoint, GsmText, PhoneNumber, SendBatch};
///
/// let row = BatchRow::new(PhoneNumber::parse("0639980011")?, GsmText::new("Commande 12 prête".replace('ê', "e"))?);
/// let batch = SendBatch::new([row])?;
/// let request = batch.request(&Account::new(ApiKey::new("Ab1CD2efg3Hi")?))?;
/// assert!(request.content_type().unwrap().starts_with("multipart/form-data; boundary="));
/// # Ok::<(), smsmode_core::InvalidInput>(())
/// ```
///
/// Wire name: `sendSMSBatch.do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendBatch {
    rows: Vec<BatchRow>,
    class: BatchClass,
    at: Option<Schedule>,
    reference: Option<ClientReference>,
    max_segments: Option<SegmentLimit>,
    opt_out: Option<OptOut>,
    delivery_url: Option<CallbackUrl>,
}

/// One message of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRow {
    to: PhoneNumber,
    text: GsmText,
    sender: Option<Sender>,
    reference: Option<ClientReference>,
}

/// What the rows of a batch have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BatchClass {
    /// Ordinary messages (class 2), with a sender for the rows that have none.
    Standard {
        /// The sender.
        sender: Option<Sender>,
    },
    /// Messages that can be answered (class 4): no row has a sender.
    ReplyAllowed,
}

impl BatchRow {
    /// This text to this person.
    pub fn new(to: PhoneNumber, text: GsmText) -> Self {
        Self { to, text, sender: None, reference: None }
    }

    /// A sender of its own.
    pub fn with_sender(mut self, sender: Sender) -> Self {
        self.sender = Some(sender);
        self
    }

    /// A reference of its own.
    pub fn with_reference(mut self, reference: ClientReference) -> Self {
        self.reference = Some(reference);
        self
    }
}

impl SendBatch {
    /// A batch of ordinary messages.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::EmptyBatch`].
    pub fn new(rows: impl IntoIterator<Item = BatchRow>) -> Result<Self, InvalidInput> {
        Self::of_class(BatchClass::Standard { sender: None }, rows)
    }

    /// A batch of this class.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::EmptyBatch`]; [`InvalidInput::SenderWithReplies`] where a row of a batch that
    /// can be answered has a sender.
    pub fn of_class(
        class: BatchClass,
        rows: impl IntoIterator<Item = BatchRow>,
    ) -> Result<Self, InvalidInput> {
        let rows: Vec<BatchRow> = rows.into_iter().collect();
        if rows.is_empty() {
            return Err(InvalidInput::EmptyBatch);
        }
        if class == BatchClass::ReplyAllowed && rows.iter().any(|row| row.sender.is_some()) {
            return Err(InvalidInput::SenderWithReplies);
        }
        let (at, reference, max_segments, opt_out, delivery_url) = (None, None, None, None, None);
        Ok(Self { rows, class, at, reference, max_segments, opt_out, delivery_url })
    }

    /// Sends it later.
    #[doc(alias = "date_envoi")]
    pub fn with_schedule(mut self, at: Schedule) -> Self {
        self.at = Some(at);
        self
    }

    /// A reference of the whole batch.
    #[doc(alias = "refClient")]
    pub fn with_reference(mut self, reference: ClientReference) -> Self {
        self.reference = Some(reference);
        self
    }

    /// At most this many segments for each row (5 without).
    ///
    /// # Errors
    ///
    /// [`InvalidInput::TooManySegments`] where a row needs more.
    #[doc(alias = "nbr_msg")]
    pub fn with_max_segments(self, limit: SegmentLimit) -> Result<Self, InvalidInput> {
        let longest = self.rows.iter().map(|row| row.text.segments()).max().unwrap_or(0);
        check_segments(longest, limit)?;
        Ok(self.cut_after(limit))
    }

    /// At most this many segments for each row: the service **cuts the texts** after them.
    pub fn cut_after(mut self, limit: SegmentLimit) -> Self {
        self.max_segments = Some(limit);
        self
    }

    /// Has the service append its STOP text (grade B: the vendor's samples do it).
    #[doc(alias = "stop")]
    pub fn with_opt_out(mut self, opt_out: OptOut) -> Self {
        self.opt_out = Some(opt_out);
        self
    }

    /// Has the service call this address with each delivery receipt.
    #[doc(alias = "notification_url")]
    pub fn with_delivery_url(mut self, url: CallbackUrl) -> Self {
        self.delivery_url = Some(url);
        self
    }

    /// The messages.
    pub fn rows(&self) -> &[BatchRow] {
        &self.rows
    }

    fn sender(&self) -> Option<&Sender> {
        match &self.class {
            BatchClass::Standard { sender } => sender.as_ref(),
            BatchClass::ReplyAllowed => None,
        }
    }

    /// The parameters beside the file, which the document shows in the address.
    fn query(&self, account: &Account) -> Result<Form, InvalidInput> {
        let mut form = match account.batch_credential() {
            BatchCredential::Query => Form::new(account, WireCharset::Latin9)?,
            BatchCredential::Body => Form::without_credential(WireCharset::Latin9),
        };
        let class = (self.class == BatchClass::ReplyAllowed).then_some(value::CLASS_REPLIES);
        form.add_optional(param::CLASS, class)?;
        form.add_optional(
            param::SCHEDULED_AT,
            self.at.map(|at| dates::write_minute(at.local())).as_deref(),
        )?;
        form.add_optional(
            param::CLIENT_REFERENCE,
            self.reference.as_ref().map(ClientReference::as_str),
        )?;
        form.add_optional(param::SENDER, self.sender().map(Sender::as_str))?;
        let limit = self.max_segments.map(|limit| limit.get().to_string());
        form.add_optional(param::MAX_SEGMENTS, limit.as_deref())?;
        form.add_optional(
            param::DELIVERY_URL,
            self.delivery_url.as_ref().map(CallbackUrl::as_str),
        )?;
        form.add_optional(param::OPT_OUT, self.opt_out.map(opt_out_value))?;
        Ok(form)
    }

    fn file(&self) -> Result<Vec<u8>, InvalidInput> {
        let references = self.rows.iter().any(|row| row.reference.is_some());
        let senders = references || self.rows.iter().any(|row| row.sender.is_some());
        let columns = 2 + usize::from(senders) + usize::from(references);
        let mut writer =
            csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        let write = |writer: &mut csv::Writer<Vec<u8>>, fields: &[Vec<u8>]| {
            // Every record has the same number of fields and a vector takes every byte.
            let _ = writer.write_record(fields.iter().take(columns));
        };
        write(&mut writer, &BATCH_COLUMNS.map(|name| name.as_bytes().to_vec()));
        for row in &self.rows {
            write(&mut writer, &row.fields()?);
        }
        Ok(writer.into_inner().unwrap_or_default())
    }
}

const BATCH_COLUMNS: [&str; 4] =
    [param::RECIPIENTS, param::TEXT, param::SENDER, param::CLIENT_REFERENCE];

impl BatchRow {
    /// The columns of the row, in ISO-8859-15.
    fn fields(&self) -> Result<[Vec<u8>; 4], InvalidInput> {
        let reference = self.reference.as_ref().map_or("", ClientReference::as_str);
        Ok([
            self.to.to_string().into_bytes(),
            encode(param::TEXT, self.text.as_str())?,
            self.sender.as_ref().map_or("", Sender::as_str).as_bytes().to_vec(),
            encode(param::CLIENT_REFERENCE, reference)?,
        ])
    }
}

fn encode(field: &'static str, text: &str) -> Result<Vec<u8>, InvalidInput> {
    let encode = |(scalar, (byte, ch))| {
        latin9::encode(ch).ok_or(InvalidInput::OutsideCharset {
            field: our_name(field),
            at: At { byte, scalar, ch },
        })
    };
    text.char_indices().enumerate().map(encode).collect()
}

impl Endpoint for SendBatch {
    type Output = Accepted;
    const NAME: &'static str = "send_batch";

    fn repeat(&self) -> Repeat {
        Repeat::Costly
    }

    fn request(&self, account: &Account) -> Result<Request, InvalidInput> {
        if account.method() == Method::Get {
            return Err(InvalidInput::BatchByGet);
        }
        let mut multipart = Multipart::new(account.boundary());
        if account.batch_credential() == BatchCredential::Body {
            add_credential(&mut multipart, account.credential())?;
        }
        multipart.file(param::BATCH_FILE, value::BATCH_CONTENT_TYPE, &self.file()?)?;
        let (content_type, body, part_names) = multipart.finish();
        let query = Some(self.query(account)?.into_query()).filter(|query| !query.is_empty());
        let address = format!("{}{}", account.base_url().as_str(), path::SEND_BATCH);
        Ok(Request {
            method: Method::Post,
            address,
            query,
            content_type: Some(content_type),
            body,
            part_names,
        })
    }

    fn parse(&self, answer: Response<'_>) -> Result<Accepted, ResponseError> {
        Accepted::parse(answer)
    }

    fn reach(&self) -> Reach<'_> {
        let limit = u32::from(self.max_segments.unwrap_or_default().get());
        let stop = u32::from(self.opt_out.is_some());
        let segments = |row: &BatchRow| (row.to, (row.text.segments() + stop).min(limit));
        Reach { messages: self.rows.iter().map(segments).collect(), ..Reach::nobody() }
    }
}

fn add_credential(
    multipart: &mut Multipart<'_>,
    credential: &Credential,
) -> Result<(), InvalidInput> {
    match credential {
        Credential::ApiKey(key) => multipart.field(param::API_KEY, key.expose().as_bytes()),
        Credential::Login { login, password } => {
            multipart.field(param::LOGIN, &encode(param::LOGIN, login.as_str())?)?;
            multipart.field(param::PASSWORD, &encode(param::PASSWORD, password.expose())?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ApiKey, Boundary};

    fn account() -> Account {
        Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap())
            .with_boundary(Boundary::new("XX").unwrap())
    }

    fn row(number: &str, text: &str) -> BatchRow {
        BatchRow::new(PhoneNumber::parse(number).unwrap(), GsmText::new(text).unwrap())
    }

    fn file(batch: &SendBatch) -> String {
        latin9::decode(&batch.file().unwrap())
    }

    #[test]
    fn the_key_stands_in_the_query_and_never_in_debug() {
        let request =
            SendBatch::new([row("0639980011", "a")]).unwrap().request(&account()).unwrap();
        assert_eq!(request.query(), Some("accessToken=Ab1CD2efg3Hi"));
        assert!(!format!("{request:?}").contains("Ab1CD2efg3Hi"));
    }

    #[test]
    fn the_key_can_move_into_the_body() {
        let account = account().with_batch_credential(BatchCredential::Body);
        let request = SendBatch::new([row("0639980011", "a")]).unwrap().request(&account).unwrap();
        assert_eq!(request.query(), None);
        assert!(
            String::from_utf8_lossy(request.body())
                .contains("name=\"accessToken\"\r\n\r\nAb1CD2efg3Hi\r\n")
        );
        assert_eq!(request.parameter_names(), ["accessToken", "fichier"]);
    }

    #[test]
    fn columns_without_content_are_left_out() {
        let batch = SendBatch::new([row("0639980011", "é \"€\"")]).unwrap();
        assert_eq!(file(&batch), "\"numero\",\"message\"\n\"33639980011\",\"é \"\"€\"\"\"\n");
    }

    #[test]
    fn an_empty_sender_is_an_empty_column() {
        let named = row("0639980011", "a").with_sender(Sender::new("RDV").unwrap());
        let referenced =
            row("0639980012", "b").with_reference(ClientReference::new("ref456").unwrap());
        let batch = SendBatch::new([named, referenced]).unwrap();
        let expected = "\"numero\",\"message\",\"emetteur\",\"refClient\"\n\
            \"33639980011\",\"a\",\"RDV\",\"\"\n\"33639980012\",\"b\",\"\",\"ref456\"\n";
        assert_eq!(file(&batch), expected);
    }

    #[test]
    fn rows_of_a_batch_with_replies_have_no_sender() {
        let named = row("0639980011", "a").with_sender(Sender::new("RDV").unwrap());
        assert_eq!(
            SendBatch::of_class(BatchClass::ReplyAllowed, [named]),
            Err(InvalidInput::SenderWithReplies)
        );
        assert_eq!(SendBatch::new([]), Err(InvalidInput::EmptyBatch));
    }

    #[test]
    fn a_boundary_within_a_text_is_refused() {
        let batch = SendBatch::new([row("0639980011", "un XX deux")]).unwrap();
        assert_eq!(batch.request(&account()), Err(InvalidInput::Boundary));
    }
}
