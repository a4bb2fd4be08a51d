//! The calls of the service: one file each, one pattern.
//!
//! An endpoint is a value that knows how to write its [`Request`] and how to read the
//! [`Response`]. It does no I/O: `smsmode-http` sends it, or any other HTTP client.

use crate::account::{Account, Reach};
use crate::error::{InvalidInput, ResponseError};
use crate::request::{Request, Response};

mod accepted;
mod acknowledged;
mod add_contact;
mod create_api_key;
mod create_sub_account;
mod delete_sms;
mod delete_sub_account;
mod get_balance;
mod get_delivery_report;
mod get_message_status;
mod list_replies;
mod list_sent;
mod send_batch;
mod send_sms;
mod send_voice;
mod transfer_credits;

pub use accepted::Accepted;
pub use acknowledged::Acknowledged;
pub use add_contact::AddContact;
pub use create_api_key::{CreateApiKey, CreatedApiKey};
pub use create_sub_account::CreateSubAccount;
pub use delete_sms::DeleteSms;
pub use delete_sub_account::DeleteSubAccount;
pub use get_balance::{Balance, GetBalance};
pub use get_delivery_report::{DeliveryReport, GetDeliveryReport, RecipientStatus};
pub use get_message_status::{CurrentStatus, GetMessageStatus};
pub use list_replies::{ListReplies, RepliesWindow, Reply, ReplyList};
pub use list_sent::{ListSent, SentList, SentMessage};
pub use send_batch::{BatchClass, BatchRow, SendBatch};
pub use send_sms::SendSms;
pub use send_voice::{SendVoice, VoiceLanguage};
pub use transfer_credits::TransferCredits;

/// One call of the service.
pub trait Endpoint {
    /// What a success is.
    type Output;

    /// The name of the call, in English and snake case: for logs and vectors.
    const NAME: &'static str;

    /// How large the answer may be.
    const ANSWER: AnswerSize = AnswerSize::Single;

    /// Whether the call may be made again when nobody knows what became of it.
    fn repeat(&self) -> Repeat;

    /// Writes the request. Everything that concerns one value alone was checked when that value
    /// was made.
    ///
    /// # Errors
    ///
    /// Only where account and endpoint disagree: more than 300 recipients by GET, a name that the
    /// charset of the request cannot hold, a boundary that occurs in the content.
    fn request(&self, account: &Account) -> Result<Request, InvalidInput>;

    /// Reads the answer.
    ///
    /// # Errors
    ///
    /// A refusal of the service, an HTTP status without one, or an answer that makes no sense.
    fn parse(&self, answer: Response<'_>) -> Result<Self::Output, ResponseError>;

    /// Whom the call reaches: what the policies of an account look at. Nobody, unless it sends.
    fn reach(&self) -> Reach<'_> {
        Reach::nobody()
    }
}

/// Whether a call may be made again when nobody knows what became of it.
///
/// The service has no idempotency key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Repeat {
    /// It only reads, or doing it twice is doing it once.
    Safe,
    /// Twice would text, bill or create twice.
    Costly,
}

/// How large an answer may be; the limits themselves belong to whoever reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnswerSize {
    /// One line.
    Single,
    /// A report or a list.
    List,
}
