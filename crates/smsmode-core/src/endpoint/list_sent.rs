//! Messages sent: section 10 of the API document.

use crate::account::Account;
use crate::credits::Credits;
use crate::endpoint::{AnswerSize, Endpoint, Repeat};
use crate::error::{InvalidInput, ResponseError};
use crate::id::MessageId;
use crate::phone::PhoneNumber;
use crate::private_text::PrivateText;
use crate::received_date::ReceivedDate;
use crate::request::{Request, Response};
use crate::text::WireCharset;
use crate::wire::answer::{Answer, trim};
use crate::wire::charset::AnswerCharset;
use crate::wire::records::{DamagedRecord, first_field, head, last_field, read_all};
use crate::wire::{dates, form::Form, param, path};

/// Asks for the messages sent, the newest first, 50 unless told otherwise.
///
/// ```
/// use smsmode_core::{Endpoint, ListSent, Response};
///
/// let body = b"S7EpYZ5kmS87 | 12/05/2015 13:50 | Votre commande | 33639980011 | 1.0 | 1 |\n";
/// let list = ListSent::new().parse(Response::new(200, body))?;
/// assert_eq!(list.messages[0].text.as_str(), "Votre commande");
/// assert_eq!(list.messages[0].cost.to_string(), "1");
/// # Ok::<(), smsmode_core::ResponseError>(())
/// ```
///
/// Wire name: `smsList.do`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListSent {
    first: Option<u32>,
    page_size: Option<u32>,
}

impl ListSent {
    /// The newest 50.
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins further back: 0 is the newest message. It exists since the 2020 edition only
    /// (grade B), so a page may come back unchanged.
    #[doc(alias = "start")]
    pub fn with_first(mut self, first: u32) -> Self {
        self.first = Some(first);
        self
    }

    /// How many: 1 to 10,000.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::PageSize`].
    #[doc(alias = "offset")]
    pub fn with_page_size(mut self, page_size: u32) -> Result<Self, InvalidInput> {
        check_page_size(page_size)?;
        self.page_size = Some(page_size);
        Ok(self)
    }
}

/// A page of messages sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct SentList {
    /// The messages, in the order of the service. An empty list alone does not prove that a message
    /// is absent (grade D).
    pub messages: Vec<SentMessage>,
    /// Records that could not be read.
    pub damaged: Vec<DamagedRecord>,
}

/// A message that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SentMessage {
    /// Its id.
    pub message_id: MessageId,
    /// When it was sent.
    pub sent_at: ReceivedDate,
    /// Its text, as the service keeps it.
    pub text: PrivateText,
    /// The recipient, as the service wrote it.
    pub recipient: PrivateText,
    /// What it cost, in credits.
    pub cost: Credits,
    /// How many people it went to.
    pub recipients: u32,
}

impl SentMessage {
    /// The recipient as a number, where it is one.
    pub fn recipient_number(&self) -> Option<PhoneNumber> {
        PhoneNumber::parse(&self.recipient).ok()
    }
}

impl Endpoint for ListSent {
    type Output = SentList;
    const NAME: &'static str = "list_sent";
    const ANSWER: AnswerSize = AnswerSize::List;

    fn repeat(&self) -> Repeat {
        Repeat::Safe
    }

    fn request(&self, account: &Account) -> Result<Request, InvalidInput> {
        let mut form = Form::new(account, WireCharset::Latin9)?;
        form.add_optional(param::FIRST, self.first.map(|first| first.to_string()).as_deref())?;
        form.add_optional(
            param::PAGE_SIZE,
            self.page_size.map(|size| size.to_string()).as_deref(),
        )?;
        Ok(form.into_request(account, path::LIST_SENT))
    }

    fn parse(&self, answer: Response<'_>) -> Result<SentList, ResponseError> {
        let answer = Answer::of(answer);
        // A record may begin with a short number; its second field is a date and no description.
        if let Some(coded) = answer.coded().filter(|_| !begins(answer.body())) {
            return Err(answer.refused(coded));
        }
        let charset = answer.charset();
        let (messages, damaged) = read_all(answer.whole()?, begins, |record| read(record, charset));
        if messages.is_empty() && !damaged.is_empty() && !begins(answer.body()) {
            return Err(answer.no_code());
        }
        Ok(SentList { messages, damaged })
    }
}

pub(super) fn check_page_size(asked: u32) -> Result<(), InvalidInput> {
    let allowed = MAX_PAGE_SIZE;
    if (1..=allowed).contains(&asked) {
        Ok(())
    } else {
        Err(InvalidInput::PageSize { asked, allowed })
    }
}

const MAX_PAGE_SIZE: u32 = 10_000;

/// A record begins with an id and a date.
fn begins(bytes: &[u8]) -> bool {
    let date = first_field(head(bytes)).and_then(|(id, rest)| {
        let id = std::str::from_utf8(id).ok().filter(|id| !id.is_empty() && id.len() <= 64)?;
        let (date, _) = first_field(rest)?;
        id.bytes().all(|byte| byte.is_ascii_graphic()).then_some(date)
    });
    date.is_some_and(dates::looks_slashed)
}

/// Reads from the outside in, since nothing in the text is escaped.
fn read(record: &[u8], charset: AnswerCharset) -> Option<SentMessage> {
    let (id, rest) = first_field(record)?;
    let (date, rest) = first_field(rest).filter(|(date, _)| dates::looks_slashed(date))?;
    let rest = rest.trim_ascii_end();
    let (rest, recipients) = last_field(rest.strip_suffix(b"|").unwrap_or(rest))?;
    let (rest, cost) = last_field(rest)?;
    let (text, recipient) = last_field(rest)?;
    let ascii = |field| std::str::from_utf8(field).ok();
    Some(SentMessage {
        message_id: MessageId::new(ascii(id)?).ok()?,
        sent_at: ReceivedDate::new(ascii(date)?, dates::read_slashed),
        text: charset.decode(trim(text)).into_owned().into(),
        recipient: charset.decode(recipient).into_owned().into(),
        cost: ascii(cost)?.parse().ok()?,
        recipients: ascii(recipients)?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(body: &[u8]) -> SentList {
        ListSent::new().parse(Response::new(200, body)).unwrap()
    }

    fn texts(list: &SentList) -> Vec<&str> {
        list.messages.iter().map(|message| message.text.as_str()).collect()
    }

    #[test]
    fn every_separator_that_was_seen_is_read() {
        let (one, two) = (
            "a1 | 12/05/2015 13:50 | un | 33639980011 | 1.0 | 1 |",
            "a2 | 12/05/2015 13:51 | deux | 33639980012 | 2 | 2",
        );
        for separator in ["\n", "\r\n\r\n", "<br/>", "<br>", "<br />\n"] {
            let list = parse(format!("{one}{separator}{two}{separator}").as_bytes());
            assert_eq!(
                (texts(&list), list.damaged.len()),
                (vec!["un", "deux"], 0),
                "{separator:?}"
            );
        }
    }

    #[test]
    fn a_text_may_hold_bars_and_line_breaks() {
        let list = parse(b"a1 | 12/05/2015 13:50 | un | deux\ntrois<br/>quatre | 33639980011 | 1.0 | 1 |\na2 | 12/05/2015 13:50 | cinq | 33639980011 | 1.0 | 1 |");
        assert_eq!(texts(&list), ["un | deux\ntrois<br/>quatre", "cinq"]);
    }

    #[test]
    fn a_damaged_record_keeps_its_bytes_and_spares_its_neighbours() {
        let list = parse(b"a1 | 12/05/2015 13:50 | un | 33639980011 | 1.0 | 1 |\na2 | 12/05/2015 13:50 | deux\na3 | 12/05/2015 13:50 | trois | 33639980011 | 1.0 | 1 |");
        assert_eq!(texts(&list), ["un", "trois"]);
        assert_eq!(list.damaged.len(), 1);
        assert_eq!(
            (list.damaged[0].position, list.damaged[0].raw.as_slice()),
            (1, &b"a2 | 12/05/2015 13:50 | deux"[..])
        );
    }

    #[test]
    fn an_id_that_looks_like_a_refusal_code_is_an_id() {
        assert_eq!(texts(&parse(b"35 | 12/05/2015 13:50 | un | 33639980011 | 1.0 | 1 |")), ["un"]);
        let refused = ListSent::new().parse(Response::new(200, b"35 | Param\xe8tre incorrect"));
        assert!(matches!(refused, Err(ResponseError::Refused(_))));
    }

    #[test]
    fn an_empty_body_is_an_empty_list() {
        assert_eq!(parse(b"\n"), SentList::default());
    }

    #[test]
    fn latin_texts_are_decoded() {
        assert_eq!(
            texts(&parse(b"a1 | 12/05/2015 13:50 | arriv\xe9 10 \xa4 | 33639980011 | 1.0 | 1 |")),
            ["arrivé 10 €"]
        );
    }

    #[test]
    fn a_page_has_at_most_10000_entries() {
        assert!(ListSent::new().with_page_size(10_000).is_ok());
        for asked in [0, 10_001] {
            assert_eq!(
                ListSent::new().with_page_size(asked),
                Err(InvalidInput::PageSize { asked, allowed: 10_000 })
            );
        }
    }

    #[test]
    fn a_web_page_is_no_list() {
        assert!(ListSent::new().parse(Response::new(200, b"<html><br/>login</html>")).is_err());
    }
}
