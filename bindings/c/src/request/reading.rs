//! What reads the answer to a call, once nobody asks any more which call it was.

use smsmode_http::{
    Accepted, Acknowledged, Balance, CreatedApiKey, CurrentStatus, DeliveryReport, Endpoint, Error,
    ReplyList, Response, SentList, read_answer,
};

/// A reader of answers, by what a success is.
pub(crate) enum Reading {
    Accepted(Reader<Accepted>),
    Acknowledged(Reader<Acknowledged>),
    Status(Reader<CurrentStatus>),
    Balance(Reader<Balance>),
    Report(Reader<DeliveryReport>),
    Sent(Reader<SentList>),
    Replies(Reader<ReplyList>),
    ApiKey(Reader<CreatedApiKey>),
}

type Reader<T> = Box<dyn Fn(Response<'_>) -> Result<T, Error> + Send + Sync>;

impl Reading {
    pub(super) fn by<E>(endpoint: E) -> Self
    where
        E: Endpoint<Output: Success> + Send + Sync + 'static,
    {
        E::Output::reading(Box::new(move |answer| read_answer(&endpoint, answer)))
    }

    /// The success or the error; nothing if a success of that call is something else.
    pub(crate) fn read<T: Success>(&self, answer: Response<'_>) -> Option<Result<T, Error>> {
        T::reader(self).map(|read| read(answer))
    }
}

/// What a call can give.
pub(crate) trait Success: Sized {
    fn reading(reader: Reader<Self>) -> Reading;

    fn reader(reading: &Reading) -> Option<&Reader<Self>>;
}

macro_rules! success {
    ($($variant:ident of $type:ident),* $(,)?) => {
        $(impl Success for $type {
            fn reading(reader: Reader<Self>) -> Reading {
                Reading::$variant(reader)
            }

            fn reader(reading: &Reading) -> Option<&Reader<Self>> {
                match reading {
                    Reading::$variant(reader) => Some(reader),
                    _ => None,
                }
            }
        })*
    };
}

success! {
    Accepted of Accepted,
    Acknowledged of Acknowledged,
    Status of CurrentStatus,
    Balance of Balance,
    Report of DeliveryReport,
    Sent of SentList,
    Replies of ReplyList,
    ApiKey of CreatedApiKey,
}
