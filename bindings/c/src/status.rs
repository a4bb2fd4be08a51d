//! What a function says about itself: one number for each way to end.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::{CStr, c_char};

/// How a function ended: SMSMODE_OK, which is 0, or one of the other SMSMODE_ numbers below. A number
/// keeps its meaning for ever and is never used again; later versions may add some.
pub type Status = i32;

// Success

/// The function did what it says.
pub const SMSMODE_OK: i32 = 0;

// Mistakes of the caller, found before the library sends anything: 100 to 199

/// An argument is NULL that must not be.
pub const SMSMODE_NULL_ARGUMENT: i32 = 100;
/// A text is not UTF-8; the error says at which byte.
pub const SMSMODE_NOT_UTF8: i32 = 101;
/// A number stands for nothing, such as 7 for a mode.
pub const SMSMODE_BAD_CONSTANT: i32 = 102;
/// A length is larger than any memory, such as a negative number.
pub const SMSMODE_BAD_LENGTH: i32 = 103;
/// The client was closed, by this call or by another thread.
pub const SMSMODE_CLOSED: i32 = 104;
/// A file cannot be read.
pub const SMSMODE_FILE: i32 = 105;
/// A text is not UTF-16; the error says at which unit.
pub const SMSMODE_NOT_UTF16: i32 = 106;
/// A buffer has no room for what goes in; the error says how much it needs.
pub const SMSMODE_BUFFER_TOO_SMALL: i32 = 107;
/// An answer is read as that of another call.
pub const SMSMODE_WRONG_CALL: i32 = 108;
/// The text is empty or only blanks.
pub const SMSMODE_EMPTY_TEXT: i32 = 120;
/// The text has characters that would be lost.
pub const SMSMODE_OUTSIDE_ALPHABET: i32 = 121;
/// The text needs more segments than allowed.
pub const SMSMODE_TOO_MANY_SEGMENTS: i32 = 122;
/// The limit of segments is not 1 to 5.
pub const SMSMODE_SEGMENT_LIMIT: i32 = 123;
/// The text of a voice message is too long.
pub const SMSMODE_VOICE_TEXT_TOO_LONG: i32 = 124;
/// There is nobody to send to.
pub const SMSMODE_NO_RECIPIENT: i32 = 125;
/// A recipient is no phone number.
pub const SMSMODE_PHONE_NUMBER: i32 = 126;
/// More recipients than a GET can carry.
pub const SMSMODE_TOO_MANY_RECIPIENTS: i32 = 127;
/// The name of a group cannot be one.
pub const SMSMODE_CONTACT_GROUP: i32 = 128;
/// The sender cannot be one.
pub const SMSMODE_SENDER: i32 = 129;
/// Numbers and a group in one message.
pub const SMSMODE_RECIPIENTS_AND_GROUP: i32 = 130;
/// A page and a period in one list.
pub const SMSMODE_PAGE_AND_PERIOD: i32 = 131;
/// A message that can be answered has no sender of its own.
pub const SMSMODE_SENDER_WITH_REPLIES: i32 = 132;
/// A message in Unicode cannot be answered.
pub const SMSMODE_REPLIES_WITH_UNICODE: i32 = 133;
/// The reference cannot be one.
pub const SMSMODE_REFERENCE: i32 = 134;
/// An identifier cannot be one of the service's.
pub const SMSMODE_ID: i32 = 135;
/// A date cannot be used.
pub const SMSMODE_DATE: i32 = 136;
/// A number of credits cannot be used.
pub const SMSMODE_CREDITS: i32 = 137;
/// A login cannot be one.
pub const SMSMODE_LOGIN: i32 = 138;
/// A key or password is empty or holds characters that none has.
pub const SMSMODE_SECRET: i32 = 139;
/// A required field is empty.
pub const SMSMODE_EMPTY_FIELD: i32 = 140;
/// A field holds a character that its charset does not have.
pub const SMSMODE_OUTSIDE_CHARSET: i32 = 141;
/// A page is larger than the service gives.
pub const SMSMODE_PAGE_SIZE: i32 = 142;
/// An address cannot be used.
pub const SMSMODE_URL: i32 = 143;
/// The boundary of a batch occurs in it, or is none.
pub const SMSMODE_MULTIPART_BOUNDARY: i32 = 144;
/// A batch has no row.
pub const SMSMODE_EMPTY_BATCH: i32 = 145;
/// A batch goes by POST only.
pub const SMSMODE_BATCH_BY_GET: i32 = 146;
/// The account forbids it itself: recipients, or segments per call or day.
pub const SMSMODE_POLICY: i32 = 147;
/// The proxy or the certificates cannot be used.
pub const SMSMODE_SETTINGS: i32 = 148;
/// A callback cannot be read: it is too long, or lacks what it is about.
pub const SMSMODE_CALLBACK: i32 = 149;
/// The address of a callback was not signed with our key.
pub const SMSMODE_FORGED: i32 = 150;
/// The address of a callback was signed with our key, too long ago.
pub const SMSMODE_EXPIRED: i32 = 151;
/// The settings of a smsmode_simple_ function cannot be read; the error names what.
pub const SMSMODE_SETTINGS_STRING: i32 = 152;
/// The key of a message of an outbox cannot be one.
pub const SMSMODE_OUTBOX_KEY: i32 = 153;
/// The identifier of a message of an outbox cannot be one.
pub const SMSMODE_OUTBOX_ID: i32 = 154;
/// A message of an outbox has one recipient, and no group, time or addresses of its own.
pub const SMSMODE_OUTBOX_MESSAGE: i32 = 155;
/// This process was forked off while an outbox was open: free it before the fork.
pub const SMSMODE_OUTBOX_FORKED: i32 = 156;
/// Input that cannot be sent for another reason.
pub const SMSMODE_INVALID_INPUT: i32 = 199;

// No connection, or one that broke: 200 to 219

/// The service cannot be reached.
pub const SMSMODE_UNREACHABLE: i32 = 200;
/// The proxy refuses or cannot be reached.
pub const SMSMODE_PROXY: i32 = 201;
/// The certificate of the service is not trusted.
pub const SMSMODE_CERTIFICATE: i32 = 202;
/// No secure connection could be made.
pub const SMSMODE_TLS: i32 = 203;
/// The connection is set up wrongly.
pub const SMSMODE_CONFIGURATION: i32 = 204;
/// Time ran out; smsmode_error_outcome says whether the call was sent.
pub const SMSMODE_TIMEOUT: i32 = 210;
/// The connection broke.
pub const SMSMODE_INTERRUPTED: i32 = 211;
/// The answer is larger than allowed.
pub const SMSMODE_ANSWER_TOO_LARGE: i32 = 212;

// The service said no: 331 to 399, its own code and 300

/// Internal error of the service.
pub const SMSMODE_REFUSED_INTERNAL_ERROR: i32 = 331;
/// The key or the password is wrong.
pub const SMSMODE_REFUSED_AUTHENTICATION: i32 = 332;
/// Not enough credit.
pub const SMSMODE_REFUSED_NOT_ENOUGH_CREDIT: i32 = 333;
/// A parameter is missing or wrong.
pub const SMSMODE_REFUSED_BAD_PARAMETER: i32 = 335;
/// The login exists already or is unknown.
pub const SMSMODE_REFUSED_LOGIN: i32 = 341;
/// The service is unavailable for now.
pub const SMSMODE_REFUSED_UNAVAILABLE: i32 = 350;
/// There is no such message, or it is too old.
pub const SMSMODE_REFUSED_UNKNOWN_MESSAGE: i32 = 361;
/// Another code; smsmode_error_refusal_code has it.
pub const SMSMODE_REFUSED: i32 = 399;

// The answer makes no sense: 400 to 419

/// The answer is not understood.
pub const SMSMODE_MALFORMED_ANSWER: i32 = 400;
/// The service gave the same page of a list twice.
pub const SMSMODE_PAGE_REPEATED: i32 = 401;
/// An HTTP status without any word of the service.
pub const SMSMODE_UNEXPECTED_HTTP_STATUS: i32 = 410;

// The matter with an outbox: 500 to 539. What was put in before is still there

/// The address is none of an outbox; it looks like "sqlite:till.db" or "postgres://till@db.example/shop".
pub const SMSMODE_OUTBOX_ADDRESS: i32 = 500;
/// The file of the outbox cannot be made or opened.
pub const SMSMODE_OUTBOX_OPEN: i32 = 501;
/// The file is of another program, and was left alone.
pub const SMSMODE_OUTBOX_NOT_A_LEDGER: i32 = 502;
/// A newer version of this library wrote the outbox.
pub const SMSMODE_OUTBOX_NEWER: i32 = 503;
/// The outbox can be read and not be written: nothing was put in or changed.
pub const SMSMODE_OUTBOX_READ_ONLY: i32 = 504;
/// There is no room: nothing was put in or changed, and nothing is lost.
pub const SMSMODE_OUTBOX_DISK_FULL: i32 = 505;
/// What is in the file makes no sense: keep it, and do not send from it again.
pub const SMSMODE_OUTBOX_CORRUPT: i32 = 506;
/// A message of the outbox cannot be read; it is still there.
pub const SMSMODE_OUTBOX_CONTENT: i32 = 507;
/// Somebody else is writing, and did not end in time: nothing was put in or changed.
pub const SMSMODE_OUTBOX_BUSY: i32 = 508;
/// Another program sends from the outbox; messages can still be put in.
pub const SMSMODE_OUTBOX_ANOTHER_DISPATCHER: i32 = 509;
/// The outbox was written on another machine: nothing is sent before it is taken over.
pub const SMSMODE_OUTBOX_MOVED: i32 = 510;
/// The outbox is older than what was sent from it: nothing is sent before it is taken over.
pub const SMSMODE_OUTBOX_RESTORED: i32 = 511;
/// Nobody knows whether the message was put in: put it in again under the same key.
pub const SMSMODE_OUTBOX_INCOMPLETE: i32 = 512;
/// The outbox cannot be read or written for another reason.
pub const SMSMODE_OUTBOX_STORAGE: i32 = 513;
/// There is no such message in the outbox.
pub const SMSMODE_OUTBOX_NO_SUCH_MESSAGE: i32 = 514;
/// The number and the text of the message were forgotten: it cannot be sent again.
pub const SMSMODE_OUTBOX_FORGOTTEN: i32 = 515;
/// The message is not in a state for that, and stays as it is.
pub const SMSMODE_OUTBOX_REFUSED: i32 = 516;
/// The system gives no thread, or no descriptor.
pub const SMSMODE_OUTBOX_THREAD: i32 = 517;
/// The database of the outbox does not answer, or the connection to it was cut.
pub const SMSMODE_OUTBOX_UNREACHABLE: i32 = 518;
/// The database of the outbox does not let this program in, or not do this.
pub const SMSMODE_OUTBOX_FORBIDDEN: i32 = 519;
/// The outbox is in PostgreSQL, and this library was built without its feature postgres.
pub const SMSMODE_OUTBOX_WITHOUT_POSTGRES: i32 = 520;
/// The messages of the outbox have moved to another one, which smsmode_error_text names.
pub const SMSMODE_OUTBOX_MOVED_TO: i32 = 521;
/// Messages of another account are under way in the outbox, or somebody sends from it with another one.
pub const SMSMODE_OUTBOX_ANOTHER_ACCOUNT: i32 = 522;

// A bug of the library

/// A bug of the library; smsmode_error_text says where. Please report it.
pub const SMSMODE_PANIC: i32 = 900;

/// The name of a status for programs, such as "timeout"; "unknown" for a number that is none.
///
/// Static text, ended by a NUL. Never fails.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_status_name(status: Status) -> *const c_char {
    name(status).as_ptr()
}

#[expect(clippy::too_many_lines, reason = "it is a table of all statuses")]
const fn name(status: Status) -> &'static CStr {
    match status {
        SMSMODE_OK => c"ok",
        SMSMODE_NULL_ARGUMENT => c"null_argument",
        SMSMODE_NOT_UTF8 => c"not_utf8",
        SMSMODE_BAD_CONSTANT => c"bad_constant",
        SMSMODE_BAD_LENGTH => c"bad_length",
        SMSMODE_CLOSED => c"closed",
        SMSMODE_FILE => c"file",
        SMSMODE_NOT_UTF16 => c"not_utf16",
        SMSMODE_BUFFER_TOO_SMALL => c"buffer_too_small",
        SMSMODE_WRONG_CALL => c"wrong_call",
        SMSMODE_EMPTY_TEXT => c"empty_text",
        SMSMODE_OUTSIDE_ALPHABET => c"outside_alphabet",
        SMSMODE_TOO_MANY_SEGMENTS => c"too_many_segments",
        SMSMODE_SEGMENT_LIMIT => c"segment_limit",
        SMSMODE_VOICE_TEXT_TOO_LONG => c"voice_text_too_long",
        SMSMODE_NO_RECIPIENT => c"no_recipient",
        SMSMODE_PHONE_NUMBER => c"phone_number",
        SMSMODE_TOO_MANY_RECIPIENTS => c"too_many_recipients",
        SMSMODE_CONTACT_GROUP => c"contact_group",
        SMSMODE_SENDER => c"sender",
        SMSMODE_RECIPIENTS_AND_GROUP => c"recipients_and_group",
        SMSMODE_PAGE_AND_PERIOD => c"page_and_period",
        SMSMODE_SENDER_WITH_REPLIES => c"sender_with_replies",
        SMSMODE_REPLIES_WITH_UNICODE => c"replies_with_unicode",
        SMSMODE_REFERENCE => c"reference",
        SMSMODE_ID => c"id",
        SMSMODE_DATE => c"date",
        SMSMODE_CREDITS => c"credits",
        SMSMODE_LOGIN => c"login",
        SMSMODE_SECRET => c"secret",
        SMSMODE_EMPTY_FIELD => c"empty_field",
        SMSMODE_OUTSIDE_CHARSET => c"outside_charset",
        SMSMODE_PAGE_SIZE => c"page_size",
        SMSMODE_URL => c"url",
        SMSMODE_MULTIPART_BOUNDARY => c"multipart_boundary",
        SMSMODE_EMPTY_BATCH => c"empty_batch",
        SMSMODE_BATCH_BY_GET => c"batch_by_get",
        SMSMODE_POLICY => c"policy",
        SMSMODE_SETTINGS => c"settings",
        SMSMODE_CALLBACK => c"callback",
        SMSMODE_FORGED => c"forged",
        SMSMODE_EXPIRED => c"expired",
        SMSMODE_SETTINGS_STRING => c"settings_string",
        SMSMODE_OUTBOX_KEY => c"outbox_key",
        SMSMODE_OUTBOX_ID => c"outbox_id",
        SMSMODE_OUTBOX_MESSAGE => c"outbox_message",
        SMSMODE_OUTBOX_FORKED => c"outbox_forked",
        SMSMODE_INVALID_INPUT => c"invalid_input",
        SMSMODE_UNREACHABLE => c"unreachable",
        SMSMODE_PROXY => c"proxy",
        SMSMODE_CERTIFICATE => c"certificate",
        SMSMODE_TLS => c"tls",
        SMSMODE_CONFIGURATION => c"configuration",
        SMSMODE_TIMEOUT => c"timeout",
        SMSMODE_INTERRUPTED => c"interrupted",
        SMSMODE_ANSWER_TOO_LARGE => c"answer_too_large",
        SMSMODE_REFUSED_INTERNAL_ERROR => c"refused_internal_error",
        SMSMODE_REFUSED_AUTHENTICATION => c"refused_authentication",
        SMSMODE_REFUSED_NOT_ENOUGH_CREDIT => c"refused_not_enough_credit",
        SMSMODE_REFUSED_BAD_PARAMETER => c"refused_bad_parameter",
        SMSMODE_REFUSED_LOGIN => c"refused_login",
        SMSMODE_REFUSED_UNAVAILABLE => c"refused_unavailable",
        SMSMODE_REFUSED_UNKNOWN_MESSAGE => c"refused_unknown_message",
        SMSMODE_REFUSED => c"refused",
        SMSMODE_MALFORMED_ANSWER => c"malformed_answer",
        SMSMODE_PAGE_REPEATED => c"page_repeated",
        SMSMODE_UNEXPECTED_HTTP_STATUS => c"unexpected_http_status",
        SMSMODE_OUTBOX_ADDRESS => c"outbox_address",
        SMSMODE_OUTBOX_OPEN => c"outbox_open",
        SMSMODE_OUTBOX_NOT_A_LEDGER => c"outbox_not_a_ledger",
        SMSMODE_OUTBOX_NEWER => c"outbox_newer",
        SMSMODE_OUTBOX_READ_ONLY => c"outbox_read_only",
        SMSMODE_OUTBOX_DISK_FULL => c"outbox_disk_full",
        SMSMODE_OUTBOX_CORRUPT => c"outbox_corrupt",
        SMSMODE_OUTBOX_CONTENT => c"outbox_content",
        SMSMODE_OUTBOX_BUSY => c"outbox_busy",
        SMSMODE_OUTBOX_ANOTHER_DISPATCHER => c"outbox_another_dispatcher",
        SMSMODE_OUTBOX_MOVED => c"outbox_moved",
        SMSMODE_OUTBOX_RESTORED => c"outbox_restored",
        SMSMODE_OUTBOX_INCOMPLETE => c"outbox_incomplete",
        SMSMODE_OUTBOX_STORAGE => c"outbox_storage",
        SMSMODE_OUTBOX_NO_SUCH_MESSAGE => c"outbox_no_such_message",
        SMSMODE_OUTBOX_FORGOTTEN => c"outbox_forgotten",
        SMSMODE_OUTBOX_REFUSED => c"outbox_refused",
        SMSMODE_OUTBOX_THREAD => c"outbox_thread",
        SMSMODE_OUTBOX_UNREACHABLE => c"outbox_unreachable",
        SMSMODE_OUTBOX_FORBIDDEN => c"outbox_forbidden",
        SMSMODE_OUTBOX_WITHOUT_POSTGRES => c"outbox_without_postgres",
        SMSMODE_OUTBOX_MOVED_TO => c"outbox_moved_to",
        SMSMODE_OUTBOX_ANOTHER_ACCOUNT => c"outbox_another_account",
        SMSMODE_PANIC => c"panic",
        _ => c"unknown",
    }
}
