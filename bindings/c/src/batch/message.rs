//! Who is sent what, and from whom.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::borrow::Cow;
use std::ffi::c_char;

use smsmode_http::{ClientReference, PhoneNumber, Sender};

use crate::batch::{Batch, Row};
use crate::boundary::{self, call, needed};
use crate::constant::flag;
use crate::encoding::Charset;
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;
use crate::treatment::{self, Mode};

impl Batch {
    pub(crate) fn add(
        &mut self,
        number: &str,
        text: Cow<'_, str>,
        sender: &str,
        reference: &str,
    ) -> Result<(), Fault> {
        self.rows.push(Row {
            to: PhoneNumber::parse(number)?,
            text: text.into_owned(),
            sender: self::sender(sender)?,
            reference: self::reference(reference)?,
        });
        Ok(())
    }
}

fn sender(sender: &str) -> Result<Option<Sender>, Fault> {
    given(sender).map(|sender| Ok(Sender::new(sender)?)).transpose()
}

fn reference(reference: &str) -> Result<Option<ClientReference>, Fault> {
    given(reference).map(|reference| Ok(ClientReference::new(reference)?)).transpose()
}

fn given(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// How texts are written that this batch is given from now on:
/// SMSMODE_UTF8, which is the default, or SMSMODE_WINDOWS_1252. Fails with SMSMODE_BAD_CONSTANT for
/// another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_set_encoding(
    batch: Option<&mut Batch>,
    encoding: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(batch, "batch", |all| &mut all.encoding, error, |_| Charset::new(encoding))
}

/// Adds a row: a text to a recipient. Whether the text can be sent, smsmode_client_send_batch says, or
/// a plan before.
///
/// - `number`: any usual spelling, French or international;
/// - `text`: the text;
/// - `sender`: the sender of this row; NULL or empty for that of the batch;
/// - `reference`: a reference of this row, for delivery receipts; NULL or empty for that of the batch.
///   Whether the service uses it is not certain: its document says both.
///
/// All are copied. Fails with SMSMODE_PHONE_NUMBER, SMSMODE_SENDER, SMSMODE_REFERENCE,
/// SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_add_row(
    batch: Option<&mut Batch>,
    number: *const c_char,
    number_length: usize,
    text: *const c_char,
    text_length: usize,
    sender: *const c_char,
    sender_length: usize,
    reference: *const c_char,
    reference_length: usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let batch = needed(batch, "batch")?;
        let written = batch.encoding;
        batch.add(
            &written.decoded(number, number_length, "number")?,
            written.decoded(text, text_length, "text")?,
            &written.decoded(sender, sender_length, "sender")?,
            &written.decoded(reference, reference_length, "reference")?,
        )
    })
}

/// How the texts may be treated: SMSMODE_MODE_EXACT, which is the default, or _SMART. Fails with
/// SMSMODE_BAD_CONSTANT for another number, and for SMSMODE_MODE_UNICODE: a batch is in GSM.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_set_mode(
    batch: Option<&mut Batch>,
    mode: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(batch, "batch", |all| &mut all.treatment.mode, error, |_| Mode::in_gsm(mode))
}

/// What SMSMODE_MODE_SMART may replace: one of SMSMODE_LEVEL_TYPOGRAPHY, _LETTERS, which is the
/// default, and _SYMBOLS. Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_set_level(
    batch: Option<&mut Batch>,
    level: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        batch,
        "batch",
        |all| &mut all.treatment.smart,
        error,
        |smart| Ok(smart.with_level(treatment::level(level)?)),
    )
}

/// When SMSMODE_MODE_SMART replaces: one of SMSMODE_WHEN_IT_MAKES_GSM, which is the default,
/// _IT_SAVES_A_SEGMENT and _ALWAYS. Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_set_when(
    batch: Option<&mut Batch>,
    when: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        batch,
        "batch",
        |all| &mut all.treatment.smart,
        error,
        |smart| Ok(smart.with_when(treatment::when(when)?)),
    )
}

/// Whether SMSMODE_MODE_SMART drops what nothing can stand for, such as an emoji: 1, or 0, which is
/// the default. Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_set_dropping(
    batch: Option<&mut Batch>,
    dropping: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        batch,
        "batch",
        |all| &mut all.treatment.smart,
        error,
        |smart| Ok(smart.with_dropping(flag(dropping, "dropping")?)),
    )
}

/// The sender of the rows that have none of their own, as smsmode_send_set_sender.
///
/// `sender`: copied. Fails with SMSMODE_SENDER, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_set_sender(
    batch: Option<&mut Batch>,
    sender: *const c_char,
    sender_length: usize,
    error: *mut *mut Error,
) -> Status {
    let encoding = batch.as_ref().map(|batch| batch.encoding).unwrap_or_default();
    boundary::set(
        batch,
        "batch",
        |all| &mut all.sender,
        error,
        |_| Ok(Some(Sender::new(encoding.decoded(sender, sender_length, "sender")?)?)),
    )
}

/// Whether people can answer: 1, or 0, which is the default. A batch that can be answered has no
/// sender, nor has a row of it. Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_set_replies(
    batch: Option<&mut Batch>,
    replies: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(batch, "batch", |all| &mut all.replies, error, |_| flag(replies, "replies"))
}
