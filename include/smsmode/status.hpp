/// How functions end. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_STATUS_HPP
#define SMSMODE_STATUS_HPP

#include <smsmode.h>

#include <cstdint>
#include <string_view>

namespace smsmode {

/// How a function ended. 100 to 199: the library sent nothing; from 200 on, Error::outcome() says what became
/// of the call.
enum class Status : std::int32_t {
    Ok = SMSMODE_OK,
    NullArgument = SMSMODE_NULL_ARGUMENT,
    NotUtf8 = SMSMODE_NOT_UTF8,
    BadConstant = SMSMODE_BAD_CONSTANT,
    BadLength = SMSMODE_BAD_LENGTH,
    Closed = SMSMODE_CLOSED,
    File = SMSMODE_FILE,
    NotUtf16 = SMSMODE_NOT_UTF16,
    BufferTooSmall = SMSMODE_BUFFER_TOO_SMALL,
    WrongCall = SMSMODE_WRONG_CALL,
    EmptyText = SMSMODE_EMPTY_TEXT,
    OutsideAlphabet = SMSMODE_OUTSIDE_ALPHABET,
    TooManySegments = SMSMODE_TOO_MANY_SEGMENTS,
    SegmentLimit = SMSMODE_SEGMENT_LIMIT,
    VoiceTextTooLong = SMSMODE_VOICE_TEXT_TOO_LONG,
    NoRecipient = SMSMODE_NO_RECIPIENT,
    PhoneNumber = SMSMODE_PHONE_NUMBER,
    TooManyRecipients = SMSMODE_TOO_MANY_RECIPIENTS,
    ContactGroup = SMSMODE_CONTACT_GROUP,
    Sender = SMSMODE_SENDER,
    RecipientsAndGroup = SMSMODE_RECIPIENTS_AND_GROUP,
    PageAndPeriod = SMSMODE_PAGE_AND_PERIOD,
    SenderWithReplies = SMSMODE_SENDER_WITH_REPLIES,
    RepliesWithUnicode = SMSMODE_REPLIES_WITH_UNICODE,
    Reference = SMSMODE_REFERENCE,
    Id = SMSMODE_ID,
    Date = SMSMODE_DATE,
    Credits = SMSMODE_CREDITS,
    Login = SMSMODE_LOGIN,
    Secret = SMSMODE_SECRET,
    EmptyField = SMSMODE_EMPTY_FIELD,
    OutsideCharset = SMSMODE_OUTSIDE_CHARSET,
    PageSize = SMSMODE_PAGE_SIZE,
    Url = SMSMODE_URL,
    MultipartBoundary = SMSMODE_MULTIPART_BOUNDARY,
    EmptyBatch = SMSMODE_EMPTY_BATCH,
    BatchByGet = SMSMODE_BATCH_BY_GET,
    Policy = SMSMODE_POLICY,
    Settings = SMSMODE_SETTINGS,
    Callback = SMSMODE_CALLBACK,
    Forged = SMSMODE_FORGED,
    Expired = SMSMODE_EXPIRED,
    SettingsString = SMSMODE_SETTINGS_STRING,
    OutboxKey = SMSMODE_OUTBOX_KEY,
    OutboxId = SMSMODE_OUTBOX_ID,
    OutboxMessage = SMSMODE_OUTBOX_MESSAGE,
    OutboxForked = SMSMODE_OUTBOX_FORKED,
    InvalidInput = SMSMODE_INVALID_INPUT,
    Unreachable = SMSMODE_UNREACHABLE,
    Proxy = SMSMODE_PROXY,
    Certificate = SMSMODE_CERTIFICATE,
    Tls = SMSMODE_TLS,
    Configuration = SMSMODE_CONFIGURATION,
    Timeout = SMSMODE_TIMEOUT,
    Interrupted = SMSMODE_INTERRUPTED,
    AnswerTooLarge = SMSMODE_ANSWER_TOO_LARGE,
    RefusedInternalError = SMSMODE_REFUSED_INTERNAL_ERROR,
    RefusedAuthentication = SMSMODE_REFUSED_AUTHENTICATION,
    RefusedNotEnoughCredit = SMSMODE_REFUSED_NOT_ENOUGH_CREDIT,
    RefusedBadParameter = SMSMODE_REFUSED_BAD_PARAMETER,
    RefusedLogin = SMSMODE_REFUSED_LOGIN,
    RefusedUnavailable = SMSMODE_REFUSED_UNAVAILABLE,
    RefusedUnknownMessage = SMSMODE_REFUSED_UNKNOWN_MESSAGE,
    Refused = SMSMODE_REFUSED,
    MalformedAnswer = SMSMODE_MALFORMED_ANSWER,
    PageRepeated = SMSMODE_PAGE_REPEATED,
    UnexpectedHttpStatus = SMSMODE_UNEXPECTED_HTTP_STATUS,
    OutboxAddress = SMSMODE_OUTBOX_ADDRESS,
    OutboxOpen = SMSMODE_OUTBOX_OPEN,
    OutboxNotALedger = SMSMODE_OUTBOX_NOT_A_LEDGER,
    OutboxNewer = SMSMODE_OUTBOX_NEWER,
    OutboxReadOnly = SMSMODE_OUTBOX_READ_ONLY,
    OutboxDiskFull = SMSMODE_OUTBOX_DISK_FULL,
    OutboxCorrupt = SMSMODE_OUTBOX_CORRUPT,
    OutboxContent = SMSMODE_OUTBOX_CONTENT,
    OutboxBusy = SMSMODE_OUTBOX_BUSY,
    OutboxAnotherDispatcher = SMSMODE_OUTBOX_ANOTHER_DISPATCHER,
    OutboxMoved = SMSMODE_OUTBOX_MOVED,
    OutboxRestored = SMSMODE_OUTBOX_RESTORED,
    OutboxIncomplete = SMSMODE_OUTBOX_INCOMPLETE,
    OutboxStorage = SMSMODE_OUTBOX_STORAGE,
    OutboxNoSuchMessage = SMSMODE_OUTBOX_NO_SUCH_MESSAGE,
    OutboxForgotten = SMSMODE_OUTBOX_FORGOTTEN,
    OutboxRefused = SMSMODE_OUTBOX_REFUSED,
    OutboxThread = SMSMODE_OUTBOX_THREAD,
    OutboxUnreachable = SMSMODE_OUTBOX_UNREACHABLE,
    OutboxForbidden = SMSMODE_OUTBOX_FORBIDDEN,
    OutboxWithoutPostgres = SMSMODE_OUTBOX_WITHOUT_POSTGRES,
    OutboxMovedTo = SMSMODE_OUTBOX_MOVED_TO,
    OutboxAnotherAccount = SMSMODE_OUTBOX_ANOTHER_ACCOUNT,
    Panic = SMSMODE_PANIC,
};

/// The name of a status for programs, such as "timeout"; "unknown" for a number that is none. Static.
inline std::string_view status_name(Status status) noexcept {
    return smsmode_status_name(static_cast<smsmode_status>(status));
}

}  // namespace smsmode

#endif  // SMSMODE_STATUS_HPP
