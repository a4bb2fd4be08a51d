//! Switches: what nobody knows about the real service, and what the sandbox does about it.
//!
//! Each open question is one line of the table below: its field, type, default, name, grade and
//! question. Struct, names, `smsmode sandbox --switches` and the table of the README follow it.

mod position;
mod positions;
mod table;

use smsmode_core::RefusalCode;

use position::Position;
pub use positions::{
    AnswerCharset, BatchOptOut, BatchRowReference, CallbackCharset, CallbackQuery, CapitalEGrave,
    CreatedKey, DeclaredCharset, DuplicateRecipients, EmptyList, KeyErrorStatus, ListSentFirst,
    ListSeparator, LongOptOut, MultipartFields, OptOutAbroad, OutsideAlphabet, PastSchedule,
    PlusPrefix, ReceiptCost, RepliesTrailingPipe, ReportSeparator, ReportsShown, TrailingPipe,
    UnicodeOptOut, Zone,
};
pub use table::{Grade, Switch, SwitchError};

const BAD_PARAMETER: u16 = RefusalCode::BAD_PARAMETER.code();

table::switches! {
    declared_charset: DeclaredCharset = DeclaredCharset::Honoured, "charset.declared", D,
        "Is `charset=UTF-8`, declared with a body, honoured in classes 2 and 4? A query is always ISO-8859-15, class 9 always UTF-8.";
    answer_charset: AnswerCharset = AnswerCharset::Latin9, "charset.answers", A,
        "In which charset are answers, and is it declared?";
    outside_alphabet: OutsideAlphabet = OutsideAlphabet::QuestionMark, "text.outside_alphabet", B,
        "What becomes of characters that GSM lacks, in classes 2 and 4?";
    capital_e_grave: CapitalEGrave = CapitalEGrave::Lost, "text.capital_e_grave", D,
        "Does `È`, which is in the document's table and not in GSM, pass?";
    plus_prefix: PlusPrefix = PlusPrefix::Refused, "number.plus", D,
        "Is a number with `+` taken?";
    duplicate_recipients: DuplicateRecipients = DuplicateRecipients::EachCharged, "number.duplicates", D,
        "Is a number that is given twice charged twice?";
    long_opt_out: LongOptOut = LongOptOut::Never, "stop.long", B,
        "With `stop=1`, does a text over one segment get the STOP mention where that is free?";
    unicode_opt_out: UnicodeOptOut = UnicodeOptOut::SameRule, "stop.unicode", D,
        "Does a text in Unicode get the STOP mention?";
    batch_opt_out: BatchOptOut = BatchOptOut::Appended, "stop.batch", B,
        "Is `stop` known in a batch?";
    opt_out_abroad: OptOutAbroad = OptOutAbroad::NoSmsEu, "stop.abroad", D,
        "What is the STOP mention outside France? The document names `no-sms.eu`, not how it is written.";
    multipart_fields: MultipartFields = MultipartFields::Ignored, "batch.fields", D,
        "Are the text parts of a multipart body read as parameters, or the query only?";
    batch_row_reference: BatchRowReference = BatchRowReference::RowWins, "batch.row_reference", D,
        "Which reference counts in a batch: that of the row or that of the request?";
    past_schedule: PastSchedule = PastSchedule::Refused, "schedule.past", D,
        "What becomes of a send that is scheduled in the past?";
    bad_sender_code: u16 = BAD_PARAMETER, "refusal.sender", D,
        "Which code refuses a bad sender?";
    bad_date_code: u16 = BAD_PARAMETER, "refusal.date", D,
        "Which code refuses a bad date?";
    unknown_group_code: u16 = BAD_PARAMETER, "refusal.group", D,
        "Which code refuses an unknown group?";
    reports_shown: ReportsShown = ReportsShown::Always, "status.reports", D,
        "For which messages does the status call show 11 and 13?";
    report_separator: ReportSeparator = ReportSeparator::Spaced, "report.separator", A,
        "What stands between the parts of a delivery report?";
    report_trailing_pipe: TrailingPipe = TrailingPipe::Written, "report.trailing_pipe", A,
        "Does a pipe end a delivery report?";
    list_separator: ListSeparator = ListSeparator::EmptyLine, "list.separator", A,
        "What stands between the records of a list?";
    trailing_pipe: TrailingPipe = TrailingPipe::Written, "list.trailing_pipe", A,
        "Does a pipe end the record of a message sent?";
    replies_trailing_pipe: RepliesTrailingPipe = RepliesTrailingPipe::LeftOut, "list.replies_pipe", D,
        "Does a pipe end the record of a reply?";
    empty_list: EmptyList = EmptyList::EmptyBody, "list.empty", D,
        "What answers a list without entries?";
    list_sent_first: ListSentFirst = ListSentFirst::Honoured, "list.start", B,
        "Does the list of messages sent know `start` (since 3.5), or is each page the first?";
    created_key: CreatedKey = CreatedKey::Text, "key.types", D,
        "Which JSON types describe a created key?";
    key_error_status: KeyErrorStatus = KeyErrorStatus::ByCode, "key.error_status", A,
        "With which HTTP status is a key refused? 4xx was seen; which one for what is our guess.";
    callback_charset: CallbackCharset = CallbackCharset::Utf8, "callback.charset", D,
        "In which charset are callbacks?";
    callback_query: CallbackQuery = CallbackQuery::AsNeeded, "callback.query", D,
        "How are a callback's fields joined to its URL?";
    callback_retries: u8 = 3, "callback.retries", D,
        "How often is a callback tried again that was answered with an error?";
    receipt_cost: ReceiptCost = ReceiptCost::LeftOut, "callback.cost", B,
        "Does a delivery receipt tell the cost (since 3.3)?";
    time_zone: Zone = Zone::Paris, "time.zone", D,
        "In which zone are all dates?";
}
