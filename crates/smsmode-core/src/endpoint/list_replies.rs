//! Replies received: section 14 of the API document.

use crate::account::Account;
use crate::endpoint::list_sent::check_page_size;
use crate::endpoint::{AnswerSize, Endpoint, Repeat};
use crate::error::{InvalidInput, ResponseError};
use crate::id::{MessageId, ReplyId};
use crate::phone::PhoneNumber;
use crate::private_text::PrivateText;
use crate::received_date::ReceivedDate;
use crate::request::{Request, Response};
use crate::text::WireCharset;
use crate::time::{DateError, LocalDateTime};
use crate::wire::answer::{Answer, trim};
use crate::wire::charset::AnswerCharset;
use crate::wire::records::{DamagedRecord, first_field, head, last_field, read_all};
use crate::wire::{dates, form::Form, param, path};

/// Asks for the replies received, by page (the newest first) or by period.
///
/// ```
/// use smsmode_core::{Endpoint, ListReplies, Response};
///
/// let body = b"azertyu123 | 01012013-12:22 | 33639980011 | OUI | 36034 | abcd1234\n";
/// let list = ListReplies::newest().parse(Response::new(200, body))?;
/// assert_eq!(list.replies[0].text.as_str(), "OUI");
/// # Ok::<(), smsmode_core::ResponseError>(())
/// ```
///
/// Wire name: `responseList.do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListReplies {
    window: RepliesWindow,
}

/// Which replies: a page or a period, never both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RepliesWindow {
    /// By number, the newest being 0.
    Page {
        /// The first one (0 without).
        first: Option<u32>,
        /// How many (50 without).
        page_size: Option<u32>,
    },
    /// By date, in the zone of the service.
    Period {
        /// The beginning.
        from: LocalDateTime,
        /// The end.
        to: LocalDateTime,
    },
}

impl RepliesWindow {
    /// A window, where a caller can give anything.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::PageAndPeriod`]; [`DateError::HalfPeriod`] for one date alone;
    /// [`DateError::EndBeforeStart`]; [`InvalidInput::PageSize`].
    pub fn new(
        first: Option<u32>,
        page_size: Option<u32>,
        from: Option<LocalDateTime>,
        to: Option<LocalDateTime>,
    ) -> Result<Self, InvalidInput> {
        let paged = first.is_some() || page_size.is_some();
        match (from, to) {
            (Some(_), None) | (None, Some(_)) => Err(DateError::HalfPeriod.into()),
            (Some(_), Some(_)) if paged => Err(InvalidInput::PageAndPeriod),
            (Some(from), Some(to)) if to < from => Err(DateError::EndBeforeStart.into()),
            (Some(from), Some(to)) => Ok(Self::Period { from, to }),
            (None, None) => {
                page_size.map_or(Ok(()), check_page_size)?;
                Ok(Self::Page { first, page_size })
            }
        }
    }
}

impl ListReplies {
    /// The newest 50.
    pub fn newest() -> Self {
        Self::within(RepliesWindow::Page { first: None, page_size: None })
    }

    /// The replies of this window.
    pub fn within(window: RepliesWindow) -> Self {
        Self { window }
    }

    /// A page: so many, beginning with this one; the newest is 0.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::PageSize`].
    pub fn page(first: u32, page_size: u32) -> Result<Self, InvalidInput> {
        RepliesWindow::new(Some(first), Some(page_size), None, None).map(Self::within)
    }

    /// The replies of a period.
    ///
    /// # Errors
    ///
    /// [`DateError::EndBeforeStart`].
    pub fn between(from: LocalDateTime, to: LocalDateTime) -> Result<Self, InvalidInput> {
        RepliesWindow::new(None, None, Some(from), Some(to)).map(Self::within)
    }
}

/// A page or a period of replies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ReplyList {
    /// The replies, in the order of the service.
    pub replies: Vec<Reply>,
    /// Records that could not be read.
    pub damaged: Vec<DamagedRecord>,
}

/// What a person answered.
///
/// A list does not escape texts: a reply that is written to look like two records is read as two.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reply {
    /// Its id.
    pub reply_id: ReplyId,
    /// When it came.
    pub received_at: ReceivedDate,
    /// The person, as the service wrote it.
    pub from: PrivateText,
    /// What the person wrote.
    pub text: PrivateText,
    /// The number that was answered to.
    pub to: PrivateText,
    /// The message that was answered; missing where the service knew none.
    pub message_id: Option<MessageId>,
}

impl Reply {
    /// The person's number, where it is one.
    pub fn from_number(&self) -> Option<PhoneNumber> {
        PhoneNumber::parse(&self.from).ok()
    }
}

impl Endpoint for ListReplies {
    type Output = ReplyList;
    const NAME: &'static str = "list_replies";
    const ANSWER: AnswerSize = AnswerSize::List;

    fn repeat(&self) -> Repeat {
        Repeat::Safe
    }

    fn request(&self, account: &Account) -> Result<Request, InvalidInput> {
        let mut form = Form::new(account, WireCharset::Latin9)?;
        match self.window {
            RepliesWindow::Page { first, page_size } => {
                form.add_optional(param::FIRST, first.map(|first| first.to_string()).as_deref())?;
                form.add_optional(
                    param::PAGE_SIZE,
                    page_size.map(|size| size.to_string()).as_deref(),
                )?;
            }
            RepliesWindow::Period { from, to } => {
                form.add(param::FROM_DATE, &dates::write_minute(from))?;
                form.add(param::TO_DATE, &dates::write_minute(to))?;
            }
        }
        Ok(form.into_request(account, path::LIST_REPLIES))
    }

    fn parse(&self, answer: Response<'_>) -> Result<ReplyList, ResponseError> {
        let answer = Answer::of(answer);
        // A record may begin with a short number; its second field is a date and no description.
        if let Some(coded) = answer.coded().filter(|_| !begins(answer.body())) {
            return Err(answer.refused(coded));
        }
        let charset = answer.charset();
        let (replies, damaged) = read_all(answer.whole()?, begins, |record| read(record, charset));
        if replies.is_empty() && !damaged.is_empty() && !begins(answer.body()) {
            return Err(answer.no_code());
        }
        Ok(ReplyList { replies, damaged })
    }
}

/// A record begins with an id, a date and a sender.
fn begins(bytes: &[u8]) -> bool {
    let date = first_field(head(bytes)).and_then(|(id, rest)| {
        let (date, rest) = first_field(rest)?;
        first_field(rest)?;
        ReplyId::new(std::str::from_utf8(id).ok()?).ok().map(|_| date)
    });
    date.is_some_and(dates::looks_like_minute)
}

/// Reads from the outside in, since nothing in the text is escaped.
fn read(record: &[u8], charset: AnswerCharset) -> Option<Reply> {
    let (id, rest) = first_field(record)?;
    let (date, rest) = first_field(rest).filter(|(date, _)| dates::looks_like_minute(date))?;
    let (from, rest) = first_field(rest)?;
    let tail = Tail::read(rest.trim_ascii_end())?;
    let ascii = |field| std::str::from_utf8(field).ok();
    let received_at = ReceivedDate::new(ascii(date)?, dates::read_minute);
    Some(Reply {
        reply_id: ReplyId::new(ascii(id)?).ok()?,
        received_at,
        from: charset.decode(from).into_owned().into(),
        text: charset.decode(trim(tail.text)).into_owned().into(),
        to: charset.decode(tail.to).into_owned().into(),
        message_id: tail.message_id,
    })
}

/// `text | to | message id`, with or without a trailing separator.
struct Tail<'a> {
    text: &'a [u8],
    to: &'a [u8],
    message_id: Option<MessageId>,
}

impl<'a> Tail<'a> {
    /// A separator at the end closes the record or stands before a missing id: whichever makes `to`
    /// a number that can be answered to; failing that, `to` is missing.
    fn read(rest: &'a [u8]) -> Option<Self> {
        let readings = [Some(rest), rest.strip_suffix(b"|")];
        let tails: Vec<Self> = readings.into_iter().flatten().filter_map(Self::of).collect();
        let answerable = tails.iter().position(|tail| is_number(tail.to));
        let missing = tails.iter().position(|tail| tail.to.is_empty());
        tails.into_iter().nth(answerable.or(missing)?)
    }

    fn of(rest: &'a [u8]) -> Option<Self> {
        let (rest, id) = last_field(rest)?;
        let (text, to) = last_field(rest)?;
        let message_id = match id {
            [] => None,
            id => Some(MessageId::new(std::str::from_utf8(id).ok()?).ok()?),
        };
        Some(Self { text, to, message_id })
    }
}

fn is_number(field: &[u8]) -> bool {
    let digits = field.strip_prefix(b"+").unwrap_or(field);
    digits.len() >= SHORT_CODE && digits.iter().all(u8::is_ascii_digit)
}

/// The shortest number that a person can answer to.
const SHORT_CODE: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::LocalDate;

    fn parse(body: &[u8]) -> ReplyList {
        ListReplies::newest().parse(Response::new(200, body)).unwrap()
    }

    fn only(body: &[u8]) -> (String, String, Option<String>) {
        let list = parse(body);
        let [reply] = list.replies.as_slice() else { panic!("{list:?}") };
        let id = reply.message_id.as_ref().map(ToString::to_string);
        (reply.text.to_string(), reply.to.to_string(), id)
    }

    #[test]
    fn a_trailing_bar_and_a_missing_message_id_are_told_apart() {
        let with_id = ("OUI".to_owned(), "36034".to_owned(), Some("M1".to_owned()));
        assert_eq!(only(b"r1 | 01012013-12:22 | 33639980011 | OUI | 36034 | M1"), with_id);
        assert_eq!(only(b"r1 | 01012013-12:22 | 33639980011 | OUI | 36034 | M1 |"), with_id);
        let without_id = ("OUI".to_owned(), "36034".to_owned(), None);
        assert_eq!(only(b"r1 | 01012013-12:22 | 33639980011 | OUI | 36034 | "), without_id);
        assert_eq!(only(b"r1 | 01012013-12:22 | 33639980011 | OUI | 36034 | |"), without_id);
    }

    #[test]
    fn a_reply_may_hold_bars_and_line_breaks() {
        let (text, ..) =
            only(b"r1 | 01012013-12:22 | 33639980011 | oui | non\r\npeut-\xeatre | 36034 | M1");
        assert_eq!(text, "oui | non\r\npeut-être");
    }

    #[test]
    fn a_damaged_reply_spares_its_neighbours() {
        let list = parse(b"r1 | 01012013-12:22 | 33639980011 | OUI | 36034 | M1\nr2 | 01012013-12:22 | 33639980011 | oops\nr3 | 01012013-12:22 | 33639980011 | NON | 36034 | M1");
        assert_eq!((list.replies.len(), list.damaged.len()), (2, 1));
    }

    #[test]
    fn one_date_alone_is_refused() {
        let date = LocalDateTime::new(LocalDate::new(2014, 1, 1).unwrap(), 0, 0, 0).unwrap();
        let later = LocalDateTime::new(LocalDate::new(2014, 2, 1).unwrap(), 0, 0, 0).unwrap();
        let half = Err(InvalidInput::Date(DateError::HalfPeriod));
        assert_eq!(RepliesWindow::new(None, None, Some(date), None), half);
        assert_eq!(RepliesWindow::new(None, None, None, Some(date)), half);
        assert_eq!(
            RepliesWindow::new(Some(0), None, Some(date), Some(later)),
            Err(InvalidInput::PageAndPeriod)
        );
        assert!(ListReplies::between(later, date).is_err());
    }
}
