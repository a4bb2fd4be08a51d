//! The status of each error of the Rust libraries.

#![cfg_attr(not(test), expect(clippy::wildcard_imports, reason = "it is a table of all statuses"))]

use smsmode_http::{
    Cause, InvalidInput as Input, RefusalCode, SignatureError, TransportErrorKind as Kind,
};

use crate::status::*;

pub(super) fn of_input(input: &Input) -> Status {
    match input {
        Input::EmptyText => SMSMODE_EMPTY_TEXT,
        Input::OutsideAlphabet(_) => SMSMODE_OUTSIDE_ALPHABET,
        Input::TooManySegments { .. } => SMSMODE_TOO_MANY_SEGMENTS,
        Input::SegmentLimit(_) => SMSMODE_SEGMENT_LIMIT,
        Input::VoiceTextTooLong { .. } => SMSMODE_VOICE_TEXT_TOO_LONG,
        Input::NoRecipient => SMSMODE_NO_RECIPIENT,
        Input::PhoneNumber { .. } => SMSMODE_PHONE_NUMBER,
        Input::TooManyRecipientsForGet { .. } => SMSMODE_TOO_MANY_RECIPIENTS,
        Input::ContactGroup(_) => SMSMODE_CONTACT_GROUP,
        Input::Sender(_) => SMSMODE_SENDER,
        Input::RecipientsAndGroup => SMSMODE_RECIPIENTS_AND_GROUP,
        Input::PageAndPeriod => SMSMODE_PAGE_AND_PERIOD,
        Input::SenderWithReplies => SMSMODE_SENDER_WITH_REPLIES,
        Input::RepliesWithUnicode => SMSMODE_REPLIES_WITH_UNICODE,
        Input::ClientReference(_) => SMSMODE_REFERENCE,
        Input::Id(_) => SMSMODE_ID,
        Input::Date(_) => SMSMODE_DATE,
        Input::Credits(_) => SMSMODE_CREDITS,
        Input::Login(_) => SMSMODE_LOGIN,
        Input::Secret(_) => SMSMODE_SECRET,
        Input::EmptyField { .. } => SMSMODE_EMPTY_FIELD,
        Input::OutsideCharset { .. } => SMSMODE_OUTSIDE_CHARSET,
        Input::PageSize { .. } => SMSMODE_PAGE_SIZE,
        Input::Url(_) => SMSMODE_URL,
        Input::Boundary => SMSMODE_MULTIPART_BOUNDARY,
        Input::EmptyBatch => SMSMODE_EMPTY_BATCH,
        Input::BatchByGet => SMSMODE_BATCH_BY_GET,
        Input::Policy(_) => SMSMODE_POLICY,
        _ => SMSMODE_INVALID_INPUT,
    }
}

pub(super) fn of_cause(cause: &Cause) -> Status {
    match cause {
        Cause::InvalidInput(input) => of_input(input),
        Cause::Transport(error) => of_transport(error.kind()),
        Cause::Refused(refusal) => of_refusal(refusal.code()),
        Cause::UnexpectedStatus(_) => SMSMODE_UNEXPECTED_HTTP_STATUS,
        Cause::PageRepeated(_) => SMSMODE_PAGE_REPEATED,
        _ => SMSMODE_MALFORMED_ANSWER,
    }
}

pub(super) fn of_signature(error: SignatureError) -> Status {
    match error {
        SignatureError::Expired => SMSMODE_EXPIRED,
        _ => SMSMODE_FORGED,
    }
}

fn of_transport(kind: Kind) -> Status {
    match kind {
        Kind::Unreachable => SMSMODE_UNREACHABLE,
        Kind::Proxy => SMSMODE_PROXY,
        Kind::Certificate => SMSMODE_CERTIFICATE,
        Kind::Tls => SMSMODE_TLS,
        Kind::Configuration => SMSMODE_CONFIGURATION,
        Kind::Timeout => SMSMODE_TIMEOUT,
        Kind::TooLarge => SMSMODE_ANSWER_TOO_LARGE,
        _ => SMSMODE_INTERRUPTED,
    }
}

fn of_refusal(code: RefusalCode) -> Status {
    match code {
        RefusalCode::INTERNAL_ERROR => SMSMODE_REFUSED_INTERNAL_ERROR,
        RefusalCode::AUTHENTICATION => SMSMODE_REFUSED_AUTHENTICATION,
        RefusalCode::NOT_ENOUGH_CREDIT => SMSMODE_REFUSED_NOT_ENOUGH_CREDIT,
        RefusalCode::BAD_PARAMETER => SMSMODE_REFUSED_BAD_PARAMETER,
        RefusalCode::LOGIN => SMSMODE_REFUSED_LOGIN,
        RefusalCode::UNAVAILABLE => SMSMODE_REFUSED_UNAVAILABLE,
        RefusalCode::UNKNOWN_MESSAGE => SMSMODE_REFUSED_UNKNOWN_MESSAGE,
        _ => SMSMODE_REFUSED,
    }
}
