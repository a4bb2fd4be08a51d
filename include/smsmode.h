/* libsmsmode: send, plan and follow SMS messages through the sMsmode HTTP API.
 *
 * Written from bindings/c/src by `make header`; do not edit.
 *
 * What holds for every function:
 *
 * - A function that can fail returns a smsmode_status, SMSMODE_OK or why not. Its last argument
 *   `error` may be NULL; else it receives NULL on success, and on failure an error that the caller
 *   frees. There is no hidden last error.
 * - Outputs are written on success only. A handle that is written belongs to the caller, who gives it
 *   back once with the _free function of its type; _free(NULL) does nothing.
 * - A text that goes in is a pointer and a length in bytes, UTF-8, with or without a NUL at its end;
 *   it is copied where it is kept. NULL stands for an empty text if the length is 0. Functions that
 *   end with _w take UTF-16 and a length in units of 16 bits, those with _1252 take Windows-1252.
 * - A text that comes out is UTF-8 with a NUL at its end and belongs to the handle that it was asked
 *   of. A text may hold the character 0: then its length tells more than its NUL.
 * - A handle may be NULL: it stands for defaults where its function says so; else a function that can
 *   fail says SMSMODE_NULL_ARGUMENT, and any other gives 0 or NULL, or does nothing. Any other pointer
 *   that is not to valid memory is the fault of the caller, as is a handle that was freed.
 * - Lists are counted from 0. Flags are 0 or 1. Places in a text are byte offsets; they are units of
 *   16 bits if a _w function was given the text, and bytes of Windows-1252 if a _1252 function was.
 * - The functions smsmode_simple_ have rules of their own, for programs that cannot follow these.
 * - No function prints, ends the program, or lets an exception of Rust out: a bug of the library is
 *   SMSMODE_PANIC.
 */

#ifndef SMSMODE_H
#define SMSMODE_H

#include <stddef.h>
#include <stdint.h>

/** The version of this header; smsmode_version() gives that of the library. */
#define SMSMODE_VERSION "0.1.0"
#define SMSMODE_VERSION_MAJOR 0
#define SMSMODE_VERSION_MINOR 1
#define SMSMODE_VERSION_PATCH 0

/** Stands for a place or a number that there is not. */
#define SMSMODE_NONE SIZE_MAX

/**
 * The function did what it says.
 */
#define SMSMODE_OK 0

/**
 * An argument is NULL that must not be.
 */
#define SMSMODE_NULL_ARGUMENT 100

/**
 * A text is not UTF-8; the error says at which byte.
 */
#define SMSMODE_NOT_UTF8 101

/**
 * A number stands for nothing, such as 7 for a mode.
 */
#define SMSMODE_BAD_CONSTANT 102

/**
 * A length is larger than any memory, such as a negative number.
 */
#define SMSMODE_BAD_LENGTH 103

/**
 * The client was closed, by this call or by another thread.
 */
#define SMSMODE_CLOSED 104

/**
 * A file cannot be read.
 */
#define SMSMODE_FILE 105

/**
 * A text is not UTF-16; the error says at which unit.
 */
#define SMSMODE_NOT_UTF16 106

/**
 * A buffer has no room for what goes in; the error says how much it needs.
 */
#define SMSMODE_BUFFER_TOO_SMALL 107

/**
 * An answer is read as that of another call.
 */
#define SMSMODE_WRONG_CALL 108

/**
 * The text is empty or only blanks.
 */
#define SMSMODE_EMPTY_TEXT 120

/**
 * The text has characters that would be lost.
 */
#define SMSMODE_OUTSIDE_ALPHABET 121

/**
 * The text needs more segments than allowed.
 */
#define SMSMODE_TOO_MANY_SEGMENTS 122

/**
 * The limit of segments is not 1 to 5.
 */
#define SMSMODE_SEGMENT_LIMIT 123

/**
 * The text of a voice message is too long.
 */
#define SMSMODE_VOICE_TEXT_TOO_LONG 124

/**
 * There is nobody to send to.
 */
#define SMSMODE_NO_RECIPIENT 125

/**
 * A recipient is no phone number.
 */
#define SMSMODE_PHONE_NUMBER 126

/**
 * More recipients than a GET can carry.
 */
#define SMSMODE_TOO_MANY_RECIPIENTS 127

/**
 * The name of a group cannot be one.
 */
#define SMSMODE_CONTACT_GROUP 128

/**
 * The sender cannot be one.
 */
#define SMSMODE_SENDER 129

/**
 * Numbers and a group in one message.
 */
#define SMSMODE_RECIPIENTS_AND_GROUP 130

/**
 * A page and a period in one list.
 */
#define SMSMODE_PAGE_AND_PERIOD 131

/**
 * A message that can be answered has no sender of its own.
 */
#define SMSMODE_SENDER_WITH_REPLIES 132

/**
 * A message in Unicode cannot be answered.
 */
#define SMSMODE_REPLIES_WITH_UNICODE 133

/**
 * The reference cannot be one.
 */
#define SMSMODE_REFERENCE 134

/**
 * An identifier cannot be one of the service's.
 */
#define SMSMODE_ID 135

/**
 * A date cannot be used.
 */
#define SMSMODE_DATE 136

/**
 * A number of credits cannot be used.
 */
#define SMSMODE_CREDITS 137

/**
 * A login cannot be one.
 */
#define SMSMODE_LOGIN 138

/**
 * A key or password is empty or holds characters that none has.
 */
#define SMSMODE_SECRET 139

/**
 * A required field is empty.
 */
#define SMSMODE_EMPTY_FIELD 140

/**
 * A field holds a character that its charset does not have.
 */
#define SMSMODE_OUTSIDE_CHARSET 141

/**
 * A page is larger than the service gives.
 */
#define SMSMODE_PAGE_SIZE 142

/**
 * An address cannot be used.
 */
#define SMSMODE_URL 143

/**
 * The boundary of a batch occurs in it, or is none.
 */
#define SMSMODE_MULTIPART_BOUNDARY 144

/**
 * A batch has no row.
 */
#define SMSMODE_EMPTY_BATCH 145

/**
 * A batch goes by POST only.
 */
#define SMSMODE_BATCH_BY_GET 146

/**
 * The account forbids it itself: recipients, or segments per call or day.
 */
#define SMSMODE_POLICY 147

/**
 * The proxy or the certificates cannot be used.
 */
#define SMSMODE_SETTINGS 148

/**
 * A callback cannot be read: it is too long, or lacks what it is about.
 */
#define SMSMODE_CALLBACK 149

/**
 * The address of a callback was not signed with our key.
 */
#define SMSMODE_FORGED 150

/**
 * The address of a callback was signed with our key, too long ago.
 */
#define SMSMODE_EXPIRED 151

/**
 * The settings of a smsmode_simple_ function cannot be read; the error names what.
 */
#define SMSMODE_SETTINGS_STRING 152

/**
 * The key of a message of an outbox cannot be one.
 */
#define SMSMODE_OUTBOX_KEY 153

/**
 * The identifier of a message of an outbox cannot be one.
 */
#define SMSMODE_OUTBOX_ID 154

/**
 * A message of an outbox has one recipient, and no group, time or addresses of its own.
 */
#define SMSMODE_OUTBOX_MESSAGE 155

/**
 * This process was forked off while an outbox was open: free it before the fork.
 */
#define SMSMODE_OUTBOX_FORKED 156

/**
 * Input that cannot be sent for another reason.
 */
#define SMSMODE_INVALID_INPUT 199

/**
 * The service cannot be reached.
 */
#define SMSMODE_UNREACHABLE 200

/**
 * The proxy refuses or cannot be reached.
 */
#define SMSMODE_PROXY 201

/**
 * The certificate of the service is not trusted.
 */
#define SMSMODE_CERTIFICATE 202

/**
 * No secure connection could be made.
 */
#define SMSMODE_TLS 203

/**
 * The connection is set up wrongly.
 */
#define SMSMODE_CONFIGURATION 204

/**
 * Time ran out; smsmode_error_outcome says whether the call was sent.
 */
#define SMSMODE_TIMEOUT 210

/**
 * The connection broke.
 */
#define SMSMODE_INTERRUPTED 211

/**
 * The answer is larger than allowed.
 */
#define SMSMODE_ANSWER_TOO_LARGE 212

/**
 * Internal error of the service.
 */
#define SMSMODE_REFUSED_INTERNAL_ERROR 331

/**
 * The key or the password is wrong.
 */
#define SMSMODE_REFUSED_AUTHENTICATION 332

/**
 * Not enough credit.
 */
#define SMSMODE_REFUSED_NOT_ENOUGH_CREDIT 333

/**
 * A parameter is missing or wrong.
 */
#define SMSMODE_REFUSED_BAD_PARAMETER 335

/**
 * The login exists already or is unknown.
 */
#define SMSMODE_REFUSED_LOGIN 341

/**
 * The service is unavailable for now.
 */
#define SMSMODE_REFUSED_UNAVAILABLE 350

/**
 * There is no such message, or it is too old.
 */
#define SMSMODE_REFUSED_UNKNOWN_MESSAGE 361

/**
 * Another code; smsmode_error_refusal_code has it.
 */
#define SMSMODE_REFUSED 399

/**
 * The answer is not understood.
 */
#define SMSMODE_MALFORMED_ANSWER 400

/**
 * The service gave the same page of a list twice.
 */
#define SMSMODE_PAGE_REPEATED 401

/**
 * An HTTP status without any word of the service.
 */
#define SMSMODE_UNEXPECTED_HTTP_STATUS 410

/**
 * The address is none of an outbox; it looks like "sqlite:till.db" or "postgres://till@db.example/shop".
 */
#define SMSMODE_OUTBOX_ADDRESS 500

/**
 * The file of the outbox cannot be made or opened.
 */
#define SMSMODE_OUTBOX_OPEN 501

/**
 * The file is of another program, and was left alone.
 */
#define SMSMODE_OUTBOX_NOT_A_LEDGER 502

/**
 * A newer version of this library wrote the outbox.
 */
#define SMSMODE_OUTBOX_NEWER 503

/**
 * The outbox can be read and not be written: nothing was put in or changed.
 */
#define SMSMODE_OUTBOX_READ_ONLY 504

/**
 * There is no room: nothing was put in or changed, and nothing is lost.
 */
#define SMSMODE_OUTBOX_DISK_FULL 505

/**
 * What is in the file makes no sense: keep it, and do not send from it again.
 */
#define SMSMODE_OUTBOX_CORRUPT 506

/**
 * A message of the outbox cannot be read; it is still there.
 */
#define SMSMODE_OUTBOX_CONTENT 507

/**
 * Somebody else is writing, and did not end in time: nothing was put in or changed.
 */
#define SMSMODE_OUTBOX_BUSY 508

/**
 * Another program sends from the outbox; messages can still be put in.
 */
#define SMSMODE_OUTBOX_ANOTHER_DISPATCHER 509

/**
 * The outbox was written on another machine: nothing is sent before it is taken over.
 */
#define SMSMODE_OUTBOX_MOVED 510

/**
 * The outbox is older than what was sent from it: nothing is sent before it is taken over.
 */
#define SMSMODE_OUTBOX_RESTORED 511

/**
 * Nobody knows whether the message was put in: put it in again under the same key.
 */
#define SMSMODE_OUTBOX_INCOMPLETE 512

/**
 * The outbox cannot be read or written for another reason.
 */
#define SMSMODE_OUTBOX_STORAGE 513

/**
 * There is no such message in the outbox.
 */
#define SMSMODE_OUTBOX_NO_SUCH_MESSAGE 514

/**
 * The number and the text of the message were forgotten: it cannot be sent again.
 */
#define SMSMODE_OUTBOX_FORGOTTEN 515

/**
 * The message is not in a state for that, and stays as it is.
 */
#define SMSMODE_OUTBOX_REFUSED 516

/**
 * The system gives no thread, or no descriptor.
 */
#define SMSMODE_OUTBOX_THREAD 517

/**
 * The database of the outbox does not answer, or the connection to it was cut.
 */
#define SMSMODE_OUTBOX_UNREACHABLE 518

/**
 * The database of the outbox does not let this program in, or not do this.
 */
#define SMSMODE_OUTBOX_FORBIDDEN 519

/**
 * The outbox is in PostgreSQL, and this library was built without its feature postgres.
 */
#define SMSMODE_OUTBOX_WITHOUT_POSTGRES 520

/**
 * The messages of the outbox have moved to another one, which smsmode_error_text names.
 */
#define SMSMODE_OUTBOX_MOVED_TO 521

/**
 * Messages of another account are under way in the outbox, or somebody sends from it with another one.
 */
#define SMSMODE_OUTBOX_ANOTHER_ACCOUNT 522

/**
 * A bug of the library; smsmode_error_text says where. Please report it.
 */
#define SMSMODE_PANIC 900

/**
 * English.
 */
#define SMSMODE_ENGLISH 1

/**
 * French.
 */
#define SMSMODE_FRENCH 2

/**
 * UTF-8.
 */
#define SMSMODE_UTF8 1

/**
 * Windows-1252, the "ANSI" of Windows in western Europe. Each of the 256 bytes is a character.
 */
#define SMSMODE_WINDOWS_1252 2

/**
 * Nothing was sent, and nothing was done.
 */
#define SMSMODE_OUTCOME_NOT_SENT 1

/**
 * The service said no, and nothing was done.
 */
#define SMSMODE_OUTCOME_REFUSED 2

/**
 * Nobody knows whether the service received the call: do not repeat it before you have looked.
 */
#define SMSMODE_OUTCOME_UNKNOWN 3

/**
 * What makes a call fail.
 */
#define SMSMODE_LOG_ERROR 1

/**
 * What may be a mistake.
 */
#define SMSMODE_LOG_WARNING 2

/**
 * What is worth knowing.
 */
#define SMSMODE_LOG_INFO 3

/**
 * Each request, each attempt, each connection.
 */
#define SMSMODE_LOG_DEBUG 4

/**
 * Whatever any part of the library has to say.
 */
#define SMSMODE_LOG_TRACE 5

/**
 * The GSM 7-bit alphabet with its extensions; a unit is a septet.
 */
#define SMSMODE_ALPHABET_GSM7 1

/**
 * UCS-2, in today's practice UTF-16; a unit has 16 bits.
 */
#define SMSMODE_ALPHABET_UCS2 2

/**
 * The text is sent as it is; what GSM cannot hold is refused.
 */
#define SMSMODE_MODE_EXACT 1

/**
 * What GSM cannot hold is replaced as the level allows; what is then left is refused.
 */
#define SMSMODE_MODE_SMART 2

/**
 * The text is sent as it is, in UCS-2.
 */
#define SMSMODE_MODE_UNICODE 3

/**
 * Quotes, dashes, blanks: what changes no letter.
 */
#define SMSMODE_LEVEL_TYPOGRAPHY 1

/**
 * Also letters that lose an accent.
 */
#define SMSMODE_LEVEL_LETTERS 2

/**
 * Also symbols that become words or other signs.
 */
#define SMSMODE_LEVEL_SYMBOLS 3

/**
 * Replace only if the whole text then is GSM.
 */
#define SMSMODE_WHEN_IT_MAKES_GSM 1

/**
 * Replace only if it saves a segment.
 */
#define SMSMODE_WHEN_IT_SAVES_A_SEGMENT 2

/**
 * Replace whatever can be.
 */
#define SMSMODE_WHEN_ALWAYS 3

/**
 * Class 2: an ordinary message.
 */
#define SMSMODE_CLASS_STANDARD 2

/**
 * Class 4: a message that can be answered.
 */
#define SMSMODE_CLASS_REPLY_ALLOWED 4

/**
 * Class 9: a message in Unicode.
 */
#define SMSMODE_CLASS_UNICODE 9

/**
 * The request carries the text in ISO-8859-15.
 */
#define SMSMODE_WIRE_LATIN9 1

/**
 * The request carries the text in UTF-8.
 */
#define SMSMODE_WIRE_UTF8 2

/**
 * The service appends its STOP mention, and that may cost a segment.
 */
#define SMSMODE_OPT_OUT_ALWAYS 1

/**
 * The service appends its STOP mention where that costs no segment.
 */
#define SMSMODE_OPT_OUT_IF_FREE 2

/**
 * The channel that accounts have by default: any text, at lower priority.
 */
#define SMSMODE_CHANNEL_MARKETING 1

/**
 * High priority, no commercial text.
 */
#define SMSMODE_CHANNEL_NOTIFICATIONS 2

/**
 * No STOP mention was asked for.
 */
#define SMSMODE_STOP_NOT_ASKED 1

/**
 * The STOP mention is appended at no cost.
 */
#define SMSMODE_STOP_APPENDED 2

/**
 * The STOP mention is left out, since it would cost a segment.
 */
#define SMSMODE_STOP_NOT_APPENDED 3

/**
 * The STOP mention is appended and costs one more segment.
 */
#define SMSMODE_STOP_EXTRA_SEGMENT 4

/**
 * Nobody can tell: the document of the service is silent, or contradicts itself.
 */
#define SMSMODE_STOP_UNCERTAIN 5

/**
 * The text exceeds the most segments allowed, and the service will cut it.
 */
#define SMSMODE_WARNING_CUT 1

/**
 * On the marketing channel operators may block a personal sender without the STOP mention.
 */
#define SMSMODE_WARNING_PERSONAL_SENDER_WITHOUT_STOP 2

/**
 * It is uncertain what becomes of the STOP mention.
 */
#define SMSMODE_WARNING_UNCERTAIN_STOP 3

/**
 * Each recipient who opts out costs one credit.
 */
#define SMSMODE_WARNING_OPT_OUTS_COST_CREDITS 4

/**
 * A warning that this header does not know; its text says what it is.
 */
#define SMSMODE_WARNING_OTHER 999

/**
 * Requests carry everything in their body. The default.
 */
#define SMSMODE_METHOD_POST 1

/**
 * Requests carry everything in their address, the key included, which proxies and servers log.
 */
#define SMSMODE_METHOD_GET 2

/**
 * The key of a batch stands in the address of the request, as every example of the service has it.
 * The default.
 */
#define SMSMODE_BATCH_CREDENTIAL_QUERY 1

/**
 * The key of a batch stands in its body, where logs do not see it; nothing says that the service reads
 * it there.
 */
#define SMSMODE_BATCH_CREDENTIAL_BODY 2

/**
 * The voice speaks French.
 */
#define SMSMODE_VOICE_FRENCH 1

/**
 * The voice speaks English.
 */
#define SMSMODE_VOICE_ENGLISH 2

/**
 * The voice speaks German.
 */
#define SMSMODE_VOICE_GERMAN 3

/**
 * The voice speaks Spanish.
 */
#define SMSMODE_VOICE_SPANISH 4

/**
 * On its way.
 */
#define SMSMODE_DELIVERY_PENDING 1

/**
 * Arrived.
 */
#define SMSMODE_DELIVERY_DELIVERED 2

/**
 * Arrived at some of its recipients.
 */
#define SMSMODE_DELIVERY_MIXED 3

/**
 * Did not arrive yet, and may still.
 */
#define SMSMODE_DELIVERY_FAILED_FOR_NOW 4

/**
 * Will not arrive.
 */
#define SMSMODE_DELIVERY_FAILED_FOR_GOOD 5

/**
 * Nobody can tell.
 */
#define SMSMODE_DELIVERY_UNKNOWN 6

/**
 * All of the body came, as long as it was announced. The default.
 */
#define SMSMODE_ENDING_COMPLETE 1

/**
 * No length was announced: the end of the body is only that of the connection.
 */
#define SMSMODE_ENDING_UNMARKED 2

/**
 * Less came than was announced: the connection broke, time ran out, or the rest was not wanted.
 */
#define SMSMODE_ENDING_CUT 3

/**
 * Delivery receipts.
 */
#define SMSMODE_CALLBACK_DELIVERY 1

/**
 * Replies.
 */
#define SMSMODE_CALLBACK_REPLY 2

/**
 * The message is new in the outbox.
 */
#define SMSMODE_OUTBOX_NEW 1

/**
 * The same message was there already, under the same key: nothing was added.
 */
#define SMSMODE_OUTBOX_KNOWN 2

/**
 * Another message is there under the same key: this one was **not** added.
 */
#define SMSMODE_OUTBOX_KEY_TAKEN 3

/**
 * Somebody wanted the pause.
 */
#define SMSMODE_OUTBOX_PAUSED_ON_REQUEST 1

/**
 * The service refused the key or the password: mend it, then smsmode_outbox_resume.
 */
#define SMSMODE_OUTBOX_PAUSED_AUTHENTICATION 2

/**
 * The account has not enough credit: buy some, then smsmode_outbox_resume.
 */
#define SMSMODE_OUTBOX_PAUSED_NOT_ENOUGH_CREDIT 3

/**
 * It waits to be sent.
 */
#define SMSMODE_OUTBOX_QUEUED 1

/**
 * A dispatcher has it, and no byte of it has left.
 */
#define SMSMODE_OUTBOX_CLAIMED 2

/**
 * It is on its way to the service.
 */
#define SMSMODE_OUTBOX_SUBMITTING 3

/**
 * It may or may not have been accepted: it is being looked up, and is not sent again meanwhile.
 */
#define SMSMODE_OUTBOX_UNKNOWN 4

/**
 * It waits for a person: look it up, then smsmode_outbox_retry or smsmode_outbox_cancel it.
 */
#define SMSMODE_OUTBOX_PARKED 5

/**
 * The service accepted it.
 */
#define SMSMODE_OUTBOX_ACCEPTED 6

/**
 * It arrived.
 */
#define SMSMODE_OUTBOX_DELIVERED 7

/**
 * It was accepted and could not be delivered.
 */
#define SMSMODE_OUTBOX_UNDELIVERED 8

/**
 * It was refused for good.
 */
#define SMSMODE_OUTBOX_REJECTED 9

/**
 * It was not sent before its deadline, and will not be.
 */
#define SMSMODE_OUTBOX_EXPIRED 10

/**
 * It was cancelled before it was sent.
 */
#define SMSMODE_OUTBOX_CANCELLED 11

/**
 * The room that `out_id` of smsmode_simple_send needs: 64 characters and a NUL.
 */
#define SMSMODE_SIMPLE_ID_SIZE 65

/**
 * The service accepted a message. Made by smsmode_client_send, smsmode_client_send_batch or
 * smsmode_client_send_voice, freed by smsmode_accepted_free.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_accepted smsmode_accepted;

/**
 * An account of the service. Made by smsmode_account_new or smsmode_account_new_with_login, freed by
 * smsmode_account_free. Clients keep a copy of what it is when they are made.
 *
 * Each function with an argument `account` fails with SMSMODE_NULL_ARGUMENT if that is NULL; where it
 * fails, the account is as it was.
 *
 * Threads: only one at a time may use it.
 */
typedef struct smsmode_account smsmode_account;

/**
 * What became of messages that were put into an outbox, in their order. Made by smsmode_outbox_enqueue
 * and smsmode_outbox_enqueue_all, freed by smsmode_outbox_added_free.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_outbox_added smsmode_outbox_added;

/**
 * A key that was created. Made by smsmode_client_create_api_key, freed by smsmode_api_key_free, which
 * overwrites the key in memory: copy it to where you keep your secrets, and overwrite your copies too.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_api_key smsmode_api_key;

/**
 * The credits of an account. Made by smsmode_client_balance, freed by smsmode_balance_free.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_balance smsmode_balance;

/**
 * Many messages to send in one call, one row each. Made by smsmode_batch_new, freed by
 * smsmode_batch_free; it may be sent more than once, and each time costs.
 *
 * Each function with an argument `batch` fails with SMSMODE_NULL_ARGUMENT if that is NULL; where it
 * fails, the batch is as it was.
 *
 * Threads: only one at a time may use it.
 */
typedef struct smsmode_batch smsmode_batch;

/**
 * Messages to put into an outbox at once. Made by smsmode_outbox_bundle_new, freed by
 * smsmode_outbox_bundle_free; it may be put in again, which adds nothing.
 *
 * Threads: only one at a time may use it.
 */
typedef struct smsmode_outbox_bundle smsmode_outbox_bundle;

/**
 * The messages of an outbox that change, whichever process changes them: of this one at once, of
 * another one within 0.2 s. Who reads late gets each message in its last state, and never misses one.
 * Made by smsmode_outbox_subscribe and _subscribe_after, freed by smsmode_outbox_changes_free.
 *
 * Threads: any number may use it; each change is given to one of them.
 */
typedef struct smsmode_outbox_changes smsmode_outbox_changes;

/**
 * Makes calls to one account. Made by smsmode_client_new, freed by smsmode_client_free.
 *
 * A call that fails has one of the statuses 100 to 199, and then nothing was sent; 200 to 219, 331
 * to 399 or 400 to 419, and then smsmode_error_outcome says what became of it.
 *
 * Threads: any number may use one client at once, and share its connections and daily cap. One may
 * close it while others make calls; it is freed when no call is under way any more.
 */
typedef struct smsmode_client smsmode_client;

/**
 * A person for the address book of the account. Made by smsmode_contact_new, freed by
 * smsmode_contact_free.
 *
 * Each function with an argument `contact` fails with SMSMODE_NULL_ARGUMENT if that is NULL; where it
 * fails, the contact is as it was. Texts are copied; whether ISO-8859-15 has their characters,
 * smsmode_client_add_contact says.
 *
 * Threads: only one at a time may use it.
 */
typedef struct smsmode_contact smsmode_contact;

/**
 * Sends the messages of an outbox, in threads of its own. Made by smsmode_outbox_dispatch, stopped and
 * freed by smsmode_outbox_dispatcher_free.
 *
 * Threads: only one at a time may use it.
 */
typedef struct smsmode_outbox_dispatcher smsmode_outbox_dispatcher;

/**
 * How a dispatcher works. Made by smsmode_outbox_dispatcher_settings_new, freed by
 * smsmode_outbox_dispatcher_settings_free; dispatchers keep a copy. Each has a default that suits a
 * till.
 *
 * Each setter fails with SMSMODE_NULL_ARGUMENT if `settings` is NULL, and with nothing else unless it says so.
 *
 * Threads: only one at a time may use it.
 */
typedef struct smsmode_outbox_dispatcher_settings smsmode_outbox_dispatcher_settings;

/**
 * Messages as an outbox had them when it was asked. Made by smsmode_outbox_get, _find, _list, _cancel,
 * _retry and _reconcile, and by smsmode_outbox_changes_next; freed by smsmode_outbox_entries_free.
 *
 * Each function has an argument `index`, from 0; beyond the last message and for NULL it gives 0 or
 * NULL. A text is ended by a NUL and lent until the entries are freed; `length`, unless NULL, receives
 * its bytes without that NUL.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_outbox_entries smsmode_outbox_entries;

/**
 * Why a function failed. Written by every function that has an argument `smsmode_error **error`:
 * a new error on failure, NULL on success, whatever was there before. NULL for that argument says
 * that the status is enough. Free it with smsmode_error_free.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_error smsmode_error;

/**
 * An outbox: messages are put into it, and one dispatcher sends them. Made by smsmode_outbox_open,
 * freed by smsmode_outbox_free.
 *
 * Once a message was put in, it is never lost, whatever happens to the program or the machine; and it
 * is never sent a second time before it is proven that the service did not accept the first one. What
 * cannot be known is SMSMODE_OUTBOX_UNKNOWN while it is looked up, and SMSMODE_OUTBOX_PARKED where
 * nothing can be proven: see smsmode_outbox_entries_known and smsmode_outbox_entries_advice.
 *
 * What is not promised: a process that is frozen for longer than the quiet time within one system call;
 * a service that lists a message later than that; a disk that loses what it said it had written; a copy
 * of the file that is sent from elsewhere at the same time; the operators.
 *
 * Several processes may have the same outbox open and put messages in; one of them sends. Free outboxes,
 * changes and dispatchers before a fork: a process that is forked off while there are any can use and
 * open none before it executes another program, and fails with SMSMODE_OUTBOX_FORKED.
 *
 * The functions fail with the statuses 500 to 539, and with those that they name.
 *
 * Threads: any number may use one outbox at once.
 */
typedef struct smsmode_outbox smsmode_outbox;

/**
 * What concerns all messages of an outbox. Made by smsmode_outbox_get_overview, freed by
 * smsmode_outbox_overview_free.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_outbox_overview smsmode_outbox_overview;

/**
 * What will happen to a message. Made by smsmode_plan_new, freed by smsmode_plan_free. A function
 * that is asked of a NULL plan gives 0 or NULL.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_plan smsmode_plan;

/**
 * How a message is going to be sent. Made by smsmode_plan_options_new, freed by
 * smsmode_plan_options_free.
 *
 * Each setter fails with SMSMODE_NULL_ARGUMENT if `options` is NULL, and with SMSMODE_BAD_CONSTANT
 * for a number that stands for nothing; the options are then as they were.
 *
 * Threads: only one at a time may use it.
 */
typedef struct smsmode_plan_options smsmode_plan_options;

/**
 * What became of a message to one recipient, as the service calls it on the caller's server. Made by
 * smsmode_receipt_new, freed by smsmode_receipt_free.
 *
 * Several for one message are normal, in any order, and one may come before smsmode_client_send has
 * returned. Anyone who knows the address can send one: let a smsmode_signer check it first.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_receipt smsmode_receipt;

/**
 * A page or a period of what people answered. Made by smsmode_client_list_replies or
 * smsmode_client_list_replies_between, freed by smsmode_replies_free.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_replies smsmode_replies;

/**
 * What somebody answered, as the service calls it on the caller's server. Made by
 * smsmode_reply_receipt_new, freed by smsmode_reply_receipt_free.
 *
 * Anyone who knows the address can send one: let a smsmode_signer check it first.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_reply_receipt smsmode_reply_receipt;

/**
 * What became of a message, recipient by recipient. Made by smsmode_client_report, freed by
 * smsmode_report_free.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_report smsmode_report;

/**
 * A call for the caller's own HTTP stack. Made by the functions smsmode_request_ with an argument
 * `smsmode_request **request`, one for each call of a client; freed by smsmode_request_free. It was
 * not sent, and nothing here sends it.
 *
 * Send method, url, headers and body as they are, once, and hand the answer to a smsmode_response,
 * whatever its HTTP status. Follow no redirect, and let nothing repeat the request by itself, as many
 * stacks do where a connection that they kept turns out to be dead.
 *
 * Where no answer comes: before the stack began to send, as where it cannot connect, nothing was sent.
 * Once it has begun, and smsmode_request_is_costly is 1, nobody knows whether the service received the
 * call: do not repeat it before you have looked, in the list of messages sent or at the balance.
 *
 * The url and the body hold the key, numbers and texts: they are for the HTTP stack, and for no log. Of the account's policies those for recipients and for one call hold here too; the
 * segments of one day are counted by clients only, and here limit each call alone.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_request smsmode_request;

/**
 * An answer that the caller's own HTTP stack received. Made by smsmode_response_new, freed by
 * smsmode_response_free; what it says, one of the functions smsmode_response_accepted to
 * smsmode_response_api_key tells, that for its call.
 *
 * Each setter fails with SMSMODE_NULL_ARGUMENT if `response` is NULL; where it fails, the answer is
 * as it was. The outcome of such an error is SMSMODE_OUTCOME_UNKNOWN, for the call was made.
 *
 * Threads: only one at a time may use it; once it is set, any number may read it.
 */
typedef struct smsmode_response smsmode_response;

/**
 * The segments of a text, as places in the text of the caller, which is not kept. Made by
 * smsmode_segments_new, freed by smsmode_segments_free.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_segments smsmode_segments;

/**
 * A message to send. Made by smsmode_send_new, freed by smsmode_send_free; it may be sent more than
 * once, and each time is a message of its own that costs.
 *
 * Each setter fails with SMSMODE_NULL_ARGUMENT if `send` is NULL; where it fails, the message is as
 * it was.
 *
 * Threads: only one at a time may use it.
 */
typedef struct smsmode_send smsmode_send;

/**
 * A page of the messages that an account has sent. Made by smsmode_client_list_sent, freed by
 * smsmode_sent_free.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_sent smsmode_sent;

/**
 * How requests travel. Made by smsmode_settings_new, freed by smsmode_settings_free. Clients keep a
 * copy of what they are when they are made.
 *
 * Each setter fails with SMSMODE_NULL_ARGUMENT if `settings` is NULL; where it fails, the settings
 * are as they were. Whether a proxy or a certificate can be used, smsmode_client_new says.
 *
 * Threads: only one at a time may use it.
 */
typedef struct smsmode_settings smsmode_settings;

/**
 * An address for callbacks. Made by smsmode_signer_sign and smsmode_signer_sign_account_replies, freed
 * by smsmode_signed_url_free.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_signed_url smsmode_signed_url;

/**
 * Makes and checks signed addresses for callbacks: the service signs nothing, so what it calls is
 * believed because the address holds a tag that only the key makes. Made by smsmode_signer_new, freed
 * by smsmode_signer_free.
 *
 * Threads: any number may sign and verify with it; only one may set its previous key, and then alone.
 */
typedef struct smsmode_signer smsmode_signer;

/**
 * A text after replacement, and what was replaced. Made by smsmode_smart_new, freed by
 * smsmode_smart_free.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_smart smsmode_smart;

/**
 * A sub-account to create. Made by smsmode_sub_account_new, freed by smsmode_sub_account_free.
 *
 * Each setter fails with SMSMODE_NULL_ARGUMENT if `sub_account` is NULL, and for its text with that,
 * SMSMODE_NOT_UTF8 or SMSMODE_BAD_LENGTH; the sub-account is then as it was. Texts are copied; whether
 * ISO-8859-15 has their characters, smsmode_client_create_sub_account says.
 *
 * Threads: only one at a time may use it.
 */
typedef struct smsmode_sub_account smsmode_sub_account;

/**
 * What came of the transmissions of a dispatcher since it began, for monitoring. Made by
 * smsmode_outbox_get_tally, freed by smsmode_outbox_tally_free.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_outbox_tally smsmode_outbox_tally;

/**
 * What is asked for a message of an outbox. Made by smsmode_outbox_terms_new, freed by
 * smsmode_outbox_terms_free; messages keep a copy.
 *
 * Each setter fails with SMSMODE_NULL_ARGUMENT if `terms` is NULL; where it fails, they are as they
 * were.
 *
 * Threads: only one at a time may use it.
 */
typedef struct smsmode_outbox_terms smsmode_outbox_terms;

/**
 * A callback whose address we signed ourselves. Made by smsmode_signer_verify, freed by
 * smsmode_verified_free.
 *
 * Threads: it never changes, so any number of threads may look at it.
 */
typedef struct smsmode_verified smsmode_verified;

/**
 * A voice message, which the service reads aloud to people who pick up, landlines included. Made by
 * smsmode_voice_new, freed by smsmode_voice_free; it may be sent more than once, and each time costs.
 *
 * Each setter fails with SMSMODE_NULL_ARGUMENT if `voice` is NULL; where it fails, the voice message
 * is as it was.
 *
 * Threads: only one at a time may use it.
 */
typedef struct smsmode_voice smsmode_voice;

/**
 * How a function ended: SMSMODE_OK, which is 0, or one of the other SMSMODE_ numbers below. A number
 * keeps its meaning for ever and is never used again; later versions may add some.
 */
typedef int32_t smsmode_status;

/**
 * Hears a line of the log: see smsmode_log_set. The texts end with a NUL and are lent for the call only.
 */
typedef void (*smsmode_log_callback)(void *context,
                                     int32_t level,
                                     const char *target,
                                     const char *text,
                                     size_t text_length);

/**
 * Is called when messages have changed: see smsmode_outbox_subscribe.
 */
typedef void (*smsmode_outbox_callback)(void *context);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The version of the library that is running, such as "0.1.0". SMSMODE_VERSION is that of the
 * header; the two differ when a program runs with another library than it was compiled for.
 *
 * Static text, ended by a NUL. Never fails.
 */
const char *smsmode_version(void);

/**
 * The name of a status for programs, such as "timeout"; "unknown" for a number that is none.
 *
 * Static text, ended by a NUL. Never fails.
 */
const char *smsmode_status_name(smsmode_status status);

/**
 * The status that the function returned; SMSMODE_OK for NULL.
 */
smsmode_status smsmode_error_status(const smsmode_error *error);

/**
 * What became of the call: one of SMSMODE_OUTCOME_NOT_SENT, _REFUSED and _UNKNOWN; 0 for NULL.
 *
 * Of a function of an outbox it says whether that did something, not where a message stands:
 * smsmode_outbox_get does.
 */
int32_t smsmode_error_outcome(const smsmode_error *error);

/**
 * 1 if the same call may succeed later and cannot send anything twice; else, and for NULL, 0.
 */
int32_t smsmode_error_may_retry(const smsmode_error *error);

/**
 * The code with which the service refused; -1 if it did not refuse, 0 for NULL.
 */
int32_t smsmode_error_refusal_code(const smsmode_error *error);

/**
 * The HTTP status of the answer; 0 if there was no answer, and for NULL.
 */
int32_t smsmode_error_http_status(const smsmode_error *error);

/**
 * How many seconds to wait before the call is made again, where the service says so; else, and for
 * NULL, 0. smsmode_error_may_retry says whether it may be made again at all.
 */
uint32_t smsmode_error_retry_after(const smsmode_error *error);

/**
 * What went wrong, in words for people: SMSMODE_ENGLISH or SMSMODE_FRENCH. It never holds a key, an
 * address, a number or a text, but for single characters that cannot be sent.
 *
 * UTF-8, ended by a NUL, lent until the error is freed. `length`, unless NULL, receives its bytes
 * without that NUL. NULL, with the length 0, for another language or a NULL error.
 */
const char *smsmode_error_text(const smsmode_error *error, int32_t language, size_t *length);

/**
 * Frees an error; NULL is allowed. Freeing one twice is a mistake that nothing can notice.
 */
void smsmode_error_free(smsmode_error *error);

/**
 * Says who hears what the library tells of its work, in the whole process; nobody by default. No line
 * holds a key, a phone number or a text.
 *
 * - `callback`: called for each line, on whichever thread the line comes from, perhaps on several at
 *   once, with `context`, the level of the line, the part of the library that tells it, such as
 *   "smsmode_http::client", and the line in UTF-8. It must not throw, nor call this library. NULL for
 *   nobody;
 * - `context`: otherwise left alone; may be NULL;
 * - `level`: the most that is told, one of SMSMODE_LOG_ERROR, _WARNING, _INFO, _DEBUG and _TRACE; not
 *   looked at if `callback` is NULL.
 *
 * When this returns, the callback that was set before is not running and is not called any more.
 *
 * Fails with SMSMODE_BAD_CONSTANT for another level.
 *
 * Threads: any thread may call it.
 */
smsmode_status smsmode_log_set(smsmode_log_callback callback,
                               void *context,
                               int32_t level,
                               smsmode_error **error);

/**
 * Measures a text: in GSM if that has all its characters, else in UCS-2. It allocates nothing.
 *
 * `text`: UTF-8, `text_length` bytes; NULL is allowed for an empty text. Each output may be NULL:
 * - `alphabet`: SMSMODE_ALPHABET_GSM7 or SMSMODE_ALPHABET_UCS2;
 * - `units`: the length in units of the alphabet; an extension of GSM such as the euro is two;
 * - `segments`: how many segments it takes, 1 for an empty text;
 * - `free_units`: how many units the last segment can still take;
 * - `first_outside`: the byte offset of the first character that GSM does not have, or SMSMODE_NONE.
 *
 * Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_analyse(const char *text,
                               size_t text_length,
                               int32_t *alphabet,
                               size_t *units,
                               uint32_t *segments,
                               size_t *free_units,
                               size_t *first_outside,
                               smsmode_error **error);

/**
 * Finds the characters of a text that GSM does not have: those that make it a text in UCS-2.
 *
 * `text`: UTF-8, `text_length` bytes. `offsets` receives their byte offsets, in order, as many as
 * `capacity` has room for; NULL is allowed if that is 0. `count`, which must not be NULL, receives
 * how many there are, which may be more.
 *
 * Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_outside_gsm(const char *text,
                                   size_t text_length,
                                   size_t *offsets,
                                   size_t capacity,
                                   size_t *count,
                                   smsmode_error **error);

/**
 * Finds the longest beginning of a text that fits into a number of segments, 1 to 255. It ends
 * between two characters.
 *
 * `text`: UTF-8, `text_length` bytes. `length`, which must not be NULL, receives the length of that
 * beginning in bytes.
 *
 * Fails with SMSMODE_BAD_CONSTANT for another number of segments, SMSMODE_NOT_UTF8,
 * SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_truncate(const char *text,
                                size_t text_length,
                                int32_t segments,
                                size_t *length,
                                smsmode_error **error);

/**
 * Cuts a text into segments, in GSM if that has all its characters, else in UCS-2.
 *
 * `text`: UTF-8, `text_length` bytes; not kept. `segments`, which must not be NULL, receives a handle
 * that the caller frees.
 *
 * Fails with SMSMODE_TOO_MANY_SEGMENTS beyond 255, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_segments_new(const char *text,
                                    size_t text_length,
                                    smsmode_segments **segments,
                                    smsmode_error **error);

/**
 * How many segments there are, 1 to 255; 0 for NULL.
 */
size_t smsmode_segments_count(const smsmode_segments *segments);

/**
 * SMSMODE_ALPHABET_GSM7 or SMSMODE_ALPHABET_UCS2; 0 for NULL.
 */
int32_t smsmode_segments_alphabet(const smsmode_segments *segments);

/**
 * Where the segment `index`, from 0, begins, in bytes of the text; SMSMODE_NONE beyond the last, and
 * 0 for NULL.
 */
size_t smsmode_segments_offset(const smsmode_segments *segments,
                               size_t index);

/**
 * How many bytes of the text the segment `index`, from 0, has; SMSMODE_NONE beyond the last, and 0
 * for NULL.
 */
size_t smsmode_segments_length(const smsmode_segments *segments, size_t index);

/**
 * How many units of the alphabet the segment `index`, from 0, has; SMSMODE_NONE beyond the last, and
 * 0 for NULL.
 */
size_t smsmode_segments_units(const smsmode_segments *segments,
                              size_t index);

/**
 * Frees the segments; NULL is allowed.
 */
void smsmode_segments_free(smsmode_segments *segments);

/**
 * Replaces the characters of a text that GSM does not have.
 *
 * - `text`: UTF-8, `text_length` bytes; not kept;
 * - `level`: what may be replaced, one of SMSMODE_LEVEL_TYPOGRAPHY, _LETTERS and _SYMBOLS;
 * - `when`: one of SMSMODE_WHEN_IT_MAKES_GSM, _IT_SAVES_A_SEGMENT and _ALWAYS;
 * - `dropping`: 1 drops what nothing can stand for, such as an emoji; 0 leaves it;
 * - `smart`, which must not be NULL, receives a handle that the caller frees.
 *
 * Fails with SMSMODE_BAD_CONSTANT, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_smart_new(const char *text,
                                 size_t text_length,
                                 int32_t level,
                                 int32_t when,
                                 int32_t dropping,
                                 smsmode_smart **smart,
                                 smsmode_error **error);

/**
 * The text after replacement. UTF-8, ended by a NUL, lent until the handle is freed; `length`,
 * unless NULL, receives its bytes without that NUL. NULL, with the length 0, for NULL.
 */
const char *smsmode_smart_text(const smsmode_smart *smart, size_t *length);

/**
 * 1 if a message in GSM can carry the text after replacement, else 0; 0 for NULL.
 */
int32_t smsmode_smart_is_sendable(const smsmode_smart *smart);

/**
 * How many replacements were made; 0 for NULL.
 */
size_t smsmode_smart_change_count(const smsmode_smart *smart);

/**
 * Where the replacement `index`, from 0, was made, in bytes of the text as it was written;
 * SMSMODE_NONE beyond the last, and 0 for NULL.
 */
size_t smsmode_smart_change_offset(const smsmode_smart *smart, size_t index);

/**
 * How many bytes the replacement `index`, from 0, took out of the text as it was written;
 * SMSMODE_NONE beyond the last, and 0 for NULL.
 */
size_t smsmode_smart_change_length(const smsmode_smart *smart, size_t index);

/**
 * What stood there. UTF-8, ended by a NUL, lent until the handle is freed; `length`, unless NULL,
 * receives its bytes. NULL, with the length 0, beyond the last replacement and for NULL.
 */
const char *smsmode_smart_change_original(const smsmode_smart *smart, size_t index, size_t *length);

/**
 * What stands there now; nothing for a character that was dropped. Lent as the original is.
 */
const char *smsmode_smart_change_replacement(const smsmode_smart *smart,
                                             size_t index,
                                             size_t *length);

/**
 * How many characters have nothing that could stand for them; 0 for NULL.
 */
size_t smsmode_smart_irreplaceable_count(const smsmode_smart *smart);

/**
 * Where the irreplaceable character `index`, from 0, stands, in bytes of the text as it was written;
 * SMSMODE_NONE beyond the last, and 0 for NULL.
 */
size_t smsmode_smart_irreplaceable_offset(const smsmode_smart *smart,
                                          size_t index);

/**
 * The Unicode code point of the irreplaceable character `index`, from 0; 0 beyond the last and for
 * NULL.
 */
uint32_t smsmode_smart_irreplaceable_character(const smsmode_smart *smart, size_t index);

/**
 * Frees the result; NULL is allowed.
 */
void smsmode_smart_free(smsmode_smart *smart);

/**
 * Foresees what the service does with a text. Nothing is refused but what is no text: what cannot be
 * sent is listed in the plan.
 *
 * `text`: UTF-8, `text_length` bytes; not kept. `options`: not kept; NULL stands for the defaults.
 * `plan`, which must not be NULL, receives a handle that the caller frees.
 *
 * Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_plan_new(const char *text,
                                size_t text_length,
                                const smsmode_plan_options *options,
                                smsmode_plan **plan,
                                smsmode_error **error);

/**
 * The class in which it is sent: SMSMODE_CLASS_STANDARD, _REPLY_ALLOWED or _UNICODE.
 */
int32_t smsmode_plan_class(const smsmode_plan *plan);

/**
 * The alphabet over the air: SMSMODE_ALPHABET_GSM7, or SMSMODE_ALPHABET_UCS2 in SMSMODE_MODE_UNICODE.
 */
int32_t smsmode_plan_alphabet(const smsmode_plan *plan);

/**
 * The charset of the request: SMSMODE_WIRE_LATIN9 or SMSMODE_WIRE_UTF8.
 */
int32_t smsmode_plan_wire_charset(const smsmode_plan *plan);

/**
 * The text as a handset shows it, without the STOP mention: with its replacements, cut where the
 * service cuts, with `?` for what it cannot carry.
 *
 * UTF-8, ended by a NUL, lent until the plan is freed; `length`, unless NULL, receives its bytes
 * without that NUL.
 */
const char *smsmode_plan_text(const smsmode_plan *plan, size_t *length);

/**
 * Where the service cuts the text, in bytes of the text as it was written; SMSMODE_NONE if it sends
 * the whole.
 */
size_t smsmode_plan_cut(const smsmode_plan *plan);

/**
 * 1 if the message can carry every character of the text, else 0. The length is not looked at: see
 * smsmode_plan_cut.
 */
int32_t smsmode_plan_is_sendable(const smsmode_plan *plan);

/**
 * The length of smsmode_plan_text in units of the alphabet.
 */
size_t smsmode_plan_units(const smsmode_plan *plan);

/**
 * How many units the last segment of smsmode_plan_text can still take, before any STOP mention.
 */
size_t smsmode_plan_free_units(const smsmode_plan *plan);

/**
 * How many units each segment holds: 160 or 70 for one alone, 153 or 67 for each of several.
 */
size_t smsmode_plan_segment_capacity(const smsmode_plan *plan);

/**
 * The fewest segments that a recipient is sent, the STOP mention included.
 */
uint64_t smsmode_plan_min_segments(const smsmode_plan *plan);

/**
 * The most segments that a recipient is sent, the STOP mention included. It is the fewest, unless
 * the document of the service leaves the number open.
 */
uint64_t smsmode_plan_max_segments(const smsmode_plan *plan);

/**
 * How many segments the whole text would take, before any cut and without the STOP mention.
 */
uint32_t smsmode_plan_whole_segments(const smsmode_plan *plan);

/**
 * How many segments are charged for all recipients together, from `min` to `max`; each may be NULL.
 *
 * 1 if that is known, else 0, and then nothing is written: nobody said how many recipients there
 * are, or the plan is NULL.
 */
int32_t smsmode_plan_cost(const smsmode_plan *plan, uint64_t *min, uint64_t *max);

/**
 * Frees the plan; NULL is allowed.
 */
void smsmode_plan_free(smsmode_plan *plan);

/**
 * How many characters keep the message from being sent, those beyond a cut included.
 */
size_t smsmode_plan_unsendable_count(const smsmode_plan *plan);

/**
 * Where the unsendable character `index`, from 0, stands, in bytes of the text as it was written;
 * SMSMODE_NONE beyond the last.
 */
size_t smsmode_plan_unsendable_offset(const smsmode_plan *plan, size_t index);

/**
 * The Unicode code point of the unsendable character `index`, from 0; 0 beyond the last, so ask
 * smsmode_plan_unsendable_count: a text may hold the character 0.
 */
uint32_t smsmode_plan_unsendable_character(const smsmode_plan *plan, size_t index);

/**
 * How many replacements make the text sendable.
 */
size_t smsmode_plan_replacement_count(const smsmode_plan *plan);

/**
 * Where the replacement `index`, from 0, is made, in bytes of the text as it was written;
 * SMSMODE_NONE beyond the last.
 */
size_t smsmode_plan_replacement_offset(const smsmode_plan *plan, size_t index);

/**
 * How many bytes the replacement `index`, from 0, takes out of the text as it was written;
 * SMSMODE_NONE beyond the last.
 */
size_t smsmode_plan_replacement_length(const smsmode_plan *plan, size_t index);

/**
 * What stood at the replacement `index`, from 0. UTF-8, ended by a NUL, lent until the plan is freed;
 * `length`, unless NULL, receives its bytes. NULL, with the length 0, beyond the last.
 */
const char *smsmode_plan_replacement_original(const smsmode_plan *plan,
                                              size_t index,
                                              size_t *length);

/**
 * What stands there instead, as smsmode_plan_replacement_original is lent.
 */
const char *smsmode_plan_replacement_text(const smsmode_plan *plan, size_t index, size_t *length);

/**
 * Options with their defaults, a handle that the caller frees. NULL only if the library has a bug.
 */
smsmode_plan_options *smsmode_plan_options_new(void);

/**
 * How the text may be treated: one of SMSMODE_MODE_EXACT, which is the default, _SMART and _UNICODE.
 */
smsmode_status smsmode_plan_options_set_mode(smsmode_plan_options *options,
                                             int32_t mode,
                                             smsmode_error **error);

/**
 * What SMSMODE_MODE_SMART may replace: one of SMSMODE_LEVEL_TYPOGRAPHY, _LETTERS, which is the
 * default, and _SYMBOLS.
 */
smsmode_status smsmode_plan_options_set_level(smsmode_plan_options *options,
                                              int32_t level,
                                              smsmode_error **error);

/**
 * When SMSMODE_MODE_SMART replaces: one of SMSMODE_WHEN_IT_MAKES_GSM, which is the default,
 * _IT_SAVES_A_SEGMENT and _ALWAYS.
 */
smsmode_status smsmode_plan_options_set_when(smsmode_plan_options *options,
                                             int32_t when,
                                             smsmode_error **error);

/**
 * Whether SMSMODE_MODE_SMART drops what nothing can stand for: 1, or 0, which is the default.
 */
smsmode_status smsmode_plan_options_set_dropping(smsmode_plan_options *options,
                                                 int32_t dropping,
                                                 smsmode_error **error);

/**
 * Whether people can answer: 1, or 0, which is the default. A message in Unicode cannot be answered.
 */
smsmode_status smsmode_plan_options_set_replies(smsmode_plan_options *options,
                                                int32_t replies,
                                                smsmode_error **error);

/**
 * The most segments that the service sends before it cuts the text: 1 to 5, which is the default.
 * Fails with SMSMODE_SEGMENT_LIMIT for another number.
 */
smsmode_status smsmode_plan_options_set_max_segments(smsmode_plan_options *options,
                                                     int32_t max_segments,
                                                     smsmode_error **error);

/**
 * Asks for the STOP mention: SMSMODE_OPT_OUT_ALWAYS or _IF_FREE. Not asked by default.
 */
smsmode_status smsmode_plan_options_set_opt_out(smsmode_plan_options *options,
                                                int32_t opt_out,
                                                smsmode_error **error);

/**
 * The length of the STOP mention in units of GSM, 0 to 255. 11 by default.
 */
smsmode_status smsmode_plan_options_set_stop_units(smsmode_plan_options *options,
                                                   int32_t stop_units,
                                                   smsmode_error **error);

/**
 * How many people the message goes to, for its cost. Unknown by default, as for a group.
 */
smsmode_status smsmode_plan_options_set_recipients(smsmode_plan_options *options,
                                                   size_t recipients,
                                                   smsmode_error **error);

/**
 * Whether the message has a sender of its own: 1, or 0, which is the default.
 */
smsmode_status smsmode_plan_options_set_personal_sender(smsmode_plan_options *options,
                                                        int32_t personal_sender,
                                                        smsmode_error **error);

/**
 * The channel of the account: SMSMODE_CHANNEL_MARKETING or _NOTIFICATIONS. Unknown by default.
 */
smsmode_status smsmode_plan_options_set_channel(smsmode_plan_options *options,
                                                int32_t channel,
                                                smsmode_error **error);

/**
 * Frees the options; NULL is allowed. Plans that were made with them stay.
 */
void smsmode_plan_options_free(smsmode_plan_options *options);

/**
 * How many segments smsmode_plan_text has, without the STOP mention.
 */
size_t smsmode_plan_segment_count(const smsmode_plan *plan);

/**
 * Where the segment `index`, from 0, begins, in bytes of smsmode_plan_text; SMSMODE_NONE beyond the
 * last.
 */
size_t smsmode_plan_segment_offset(const smsmode_plan *plan, size_t index);

/**
 * How many bytes of smsmode_plan_text the segment `index`, from 0, has; SMSMODE_NONE beyond the last.
 */
size_t smsmode_plan_segment_length(const smsmode_plan *plan,
                                   size_t index);

/**
 * How many units of the alphabet the segment `index`, from 0, has; SMSMODE_NONE beyond the last.
 */
size_t smsmode_plan_segment_units(const smsmode_plan *plan, size_t index);

/**
 * What becomes of the STOP mention: one of SMSMODE_STOP_NOT_ASKED, _APPENDED, _NOT_APPENDED,
 * _EXTRA_SEGMENT and _UNCERTAIN.
 */
int32_t smsmode_plan_opt_out(const smsmode_plan *plan);

/**
 * The same in words, in SMSMODE_ENGLISH or SMSMODE_FRENCH. UTF-8, ended by a NUL, lent until the
 * plan is freed; `length`, unless NULL, receives its bytes. NULL for another language.
 */
const char *smsmode_plan_opt_out_text(const smsmode_plan *plan, int32_t language, size_t *length);

/**
 * How many warnings there are.
 */
size_t smsmode_plan_warning_count(const smsmode_plan *plan);

/**
 * The warning `index`, from 0: one of the SMSMODE_WARNING_ numbers; 0 beyond the last.
 */
int32_t smsmode_plan_warning(const smsmode_plan *plan, size_t index);

/**
 * The same in words, in SMSMODE_ENGLISH or SMSMODE_FRENCH, lent as smsmode_plan_opt_out_text is.
 * NULL for another language and beyond the last.
 */
const char *smsmode_plan_warning_text(const smsmode_plan *plan,
                                      size_t index,
                                      int32_t language,
                                      size_t *length);

/**
 * The account that an API key opens.
 *
 * `key`: `key_length` bytes; copied, and never shown by anything. `account`, which must not be NULL,
 * receives a handle that the caller frees.
 *
 * Fails with SMSMODE_SECRET for what is no key, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_account_new(const char *key,
                                   size_t key_length,
                                   smsmode_account **account,
                                   smsmode_error **error);

/**
 * The account that a login and its password open: the old way. A key can be withdrawn, a password
 * opens everything; prefer smsmode_account_new.
 *
 * `login`, `password`: copied; the password is never shown by anything. `account`, which must not be
 * NULL, receives a handle that the caller frees.
 *
 * Fails with SMSMODE_LOGIN, SMSMODE_SECRET, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_account_new_with_login(const char *login,
                                              size_t login_length,
                                              const char *password,
                                              size_t password_length,
                                              smsmode_account **account,
                                              smsmode_error **error);

/**
 * Another address of the service, such as a sandbox's: https, or plain http to this machine.
 *
 * `url`: copied. Fails with SMSMODE_URL for anything else, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_account_set_base_url(smsmode_account *account,
                                            const char *url,
                                            size_t url_length,
                                            smsmode_error **error);

/**
 * As smsmode_account_set_base_url, but plain http to any machine too: the key then travels in the
 * clear. For a sandbox in a container.
 */
smsmode_status smsmode_account_set_base_url_allowing_plain_http(smsmode_account *account,
                                                                const char *url,
                                                                size_t url_length,
                                                                smsmode_error **error);

/**
 * SMSMODE_METHOD_POST, which is the default, or SMSMODE_METHOD_GET. Fails with SMSMODE_BAD_CONSTANT
 * for another number.
 */
smsmode_status smsmode_account_set_method(smsmode_account *account,
                                          int32_t method,
                                          smsmode_error **error);

/**
 * Allows one more recipient. From the first on only those that were allowed may be sent to, and no
 * group: a safeguard while one tries things out.
 *
 * `number`: any usual spelling; copied. Fails with SMSMODE_PHONE_NUMBER, SMSMODE_NOT_UTF8,
 * SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_account_allow_recipient(smsmode_account *account,
                                               const char *number,
                                               size_t number_length,
                                               smsmode_error **error);

/**
 * The most segments of one call, all recipients together. Unlimited by default.
 */
smsmode_status smsmode_account_set_segments_per_call(smsmode_account *account,
                                                     uint64_t segments,
                                                     smsmode_error **error);

/**
 * The most segments of one day of UTC, all calls of one client together. Unlimited by default.
 */
smsmode_status smsmode_account_set_segments_per_day(smsmode_account *account,
                                                    uint64_t segments,
                                                    smsmode_error **error);

/**
 * Frees the account; NULL is allowed. Clients that were made with it stay.
 */
void smsmode_account_free(smsmode_account *account);

/**
 * Where the key, or the login and its password, of a batch stands:
 * SMSMODE_BATCH_CREDENTIAL_QUERY, which is the default, or _BODY. Fails with SMSMODE_BAD_CONSTANT for
 * another number.
 */
smsmode_status smsmode_account_set_batch_credential(smsmode_account *account,
                                                    int32_t place,
                                                    smsmode_error **error);

/**
 * What separates the parts of a batch on the wire: 1 to 70 letters, digits and '()+_,-./:=?. A batch
 * that holds it is refused; the default is one that no text has by chance.
 *
 * `boundary`: copied. Fails with SMSMODE_MULTIPART_BOUNDARY, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT
 * or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_account_set_batch_boundary(smsmode_account *account,
                                                  const char *boundary,
                                                  size_t boundary_length,
                                                  smsmode_error **error);

/**
 * Settings with their defaults, a handle that the caller frees. NULL only if the library has a bug.
 */
smsmode_settings *smsmode_settings_new(void);

/**
 * Time for a whole call, all its attempts together, in milliseconds. 30 000 by default.
 */
smsmode_status smsmode_settings_set_timeout_ms(smsmode_settings *settings,
                                               uint32_t milliseconds,
                                               smsmode_error **error);

/**
 * Time to connect, within the whole, in milliseconds. 10 000 by default.
 */
smsmode_status smsmode_settings_set_connect_timeout_ms(smsmode_settings *settings,
                                                       uint32_t milliseconds,
                                                       smsmode_error **error);

/**
 * How long an idle connection may be used again, in milliseconds. 2 000 by default.
 */
smsmode_status smsmode_settings_set_max_idle_age_ms(smsmode_settings *settings,
                                                    uint32_t milliseconds,
                                                    smsmode_error **error);

/**
 * A proxy, such as "http://proxy.example:3128"; an empty text for none. By default the environment
 * says which (HTTPS_PROXY, HTTP_PROXY, NO_PROXY).
 *
 * `url`: copied. Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_settings_set_proxy(smsmode_settings *settings,
                                          const char *url,
                                          size_t url_length,
                                          smsmode_error **error);

/**
 * Certificate authorities to trust beside the bundled ones: certificates in PEM, such as that of an
 * inspecting proxy.
 *
 * `pem`: `pem_length` bytes; copied. Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_settings_set_ca_pem(smsmode_settings *settings,
                                           const char *pem,
                                           size_t pem_length,
                                           smsmode_error **error);

/**
 * As smsmode_settings_set_ca_pem, from a file, which is read at once.
 *
 * `path`: UTF-8. Fails with SMSMODE_FILE if it cannot be read, SMSMODE_NOT_UTF8,
 * SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_settings_set_ca_file(smsmode_settings *settings,
                                            const char *path,
                                            size_t path_length,
                                            smsmode_error **error);

/**
 * Whether a call that costs is made again where it surely was not sent, or was refused for now: 1, or
 * 0, which is the default. Where nobody knows, it is never made again. Fails with
 * SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_settings_set_retry_costly_calls(smsmode_settings *settings,
                                                       int32_t retry,
                                                       smsmode_error **error);

/**
 * Frees the settings; NULL is allowed. Clients that were made with them stay.
 */
void smsmode_settings_free(smsmode_settings *settings);

/**
 * A client for an account.
 *
 * `account`: copied. `settings`: copied; NULL stands for the defaults. `client`, which must not be
 * NULL, receives a handle that the caller frees.
 *
 * Fails with SMSMODE_SETTINGS if the proxy or the certificates cannot be used, or
 * SMSMODE_NULL_ARGUMENT. Nothing is sent.
 */
smsmode_status smsmode_client_new(const smsmode_account *account,
                                  const smsmode_settings *settings,
                                  smsmode_client **client,
                                  smsmode_error **error);

/**
 * Closes a client, from any thread. No call is begun any more, waiting ends with SMSMODE_CLOSED, and
 * a call under way is broken off: it fails as by a connection that breaks, and what became of it,
 * smsmode_error_outcome says. The client must still be freed.
 *
 * Fails with SMSMODE_CLOSED if it was closed before, or SMSMODE_NULL_ARGUMENT.
 */
smsmode_status smsmode_client_close(const smsmode_client *client,
                                    smsmode_error **error);

/**
 * 1 if the client is closed, else 0; 0 for NULL.
 */
int32_t smsmode_client_is_closed(const smsmode_client *client);

/**
 * Frees the client; NULL is allowed. No call may be under way: close it, and wait for the threads
 * that use it.
 */
void smsmode_client_free(smsmode_client *client);

/**
 * The identifier by which the message is asked after. NULL, with the length 0, if it was lost on the
 * way: the message is accepted all the same.
 *
 * ASCII, ended by a NUL, lent until the handle is freed; `length`, unless NULL, receives its bytes
 * without that NUL.
 */
const char *smsmode_accepted_message_id(const smsmode_accepted *accepted,
                                        size_t *length);

/**
 * 1 if nothing proves that the identifier is whole, because the answer had no marked end; else 0.
 */
int32_t smsmode_accepted_is_provisional(const smsmode_accepted *accepted);

/**
 * What the service wrote for people, lent as the identifier is.
 */
const char *smsmode_accepted_description(const smsmode_accepted *accepted, size_t *length);

/**
 * Frees what the service said; NULL is allowed.
 */
void smsmode_accepted_free(smsmode_accepted *accepted);

/**
 * A message without recipient and text, a handle that the caller frees. NULL only if the library has
 * a bug.
 */
smsmode_send *smsmode_send_new(void);

/**
 * Sends a message, once: where nobody knows whether the service received it, it is not sent again,
 * and smsmode_error_outcome says SMSMODE_OUTCOME_UNKNOWN.
 *
 * `accepted`, which must not be NULL, receives a handle that the caller frees. It waits for the
 * answer, at most as long as the settings of the client allow.
 *
 * Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_CLOSED, SMSMODE_EMPTY_TEXT, SMSMODE_OUTSIDE_ALPHABET,
 * SMSMODE_TOO_MANY_SEGMENTS, SMSMODE_NO_RECIPIENT, SMSMODE_RECIPIENTS_AND_GROUP,
 * SMSMODE_SENDER_WITH_REPLIES, SMSMODE_REPLIES_WITH_UNICODE, SMSMODE_TOO_MANY_RECIPIENTS or
 * SMSMODE_POLICY before anything is sent, and as any call of the client after.
 */
smsmode_status smsmode_client_send(const smsmode_client *client,
                                   const smsmode_send *send,
                                   smsmode_accepted **accepted,
                                   smsmode_error **error);

/**
 * Frees the message; NULL is allowed.
 */
void smsmode_send_free(smsmode_send *send);

/**
 * Sends later, at an instant in seconds since 1970 in UTC, rounded down to the minute. At once by
 * default.
 *
 * Fails with SMSMODE_DATE if it is past, or in the hour that comes twice in autumn.
 */
smsmode_status smsmode_send_set_time(smsmode_send *send,
                                     int64_t unix_seconds,
                                     smsmode_error **error);

/**
 * Sends later, at a time of the clocks of Paris, such as 2027, 1, 31, 18, 30.
 *
 * Fails with SMSMODE_DATE if it is past, if there is no such time, or if it comes twice.
 */
smsmode_status smsmode_send_set_paris_time(smsmode_send *send,
                                           int32_t year,
                                           int32_t month,
                                           int32_t day,
                                           int32_t hour,
                                           int32_t minute,
                                           smsmode_error **error);

/**
 * A reference of the caller's, up to 40 characters, that delivery receipts carry.
 *
 * `reference`: copied. Fails with SMSMODE_REFERENCE, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_send_set_reference(smsmode_send *send,
                                          const char *reference,
                                          size_t reference_length,
                                          smsmode_error **error);

/**
 * The most segments that the text may take, 1 to 5; a longer one is refused, not cut. 5 by default.
 * Fails with SMSMODE_SEGMENT_LIMIT for another number.
 */
smsmode_status smsmode_send_set_max_segments(smsmode_send *send,
                                             int32_t max_segments,
                                             smsmode_error **error);

/**
 * Asks for the STOP mention: SMSMODE_OPT_OUT_ALWAYS or _IF_FREE. Not asked by default. Fails with
 * SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_send_set_opt_out(smsmode_send *send, int32_t opt_out, smsmode_error **error);

/**
 * An address that the service calls with each delivery receipt.
 *
 * `url`: copied. Fails with SMSMODE_URL, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_send_set_delivery_url(smsmode_send *send,
                                             const char *url,
                                             size_t url_length,
                                             smsmode_error **error);

/**
 * An address that the service calls with each reply, otherwise as smsmode_send_set_delivery_url.
 */
smsmode_status smsmode_send_set_reply_url(smsmode_send *send,
                                          const char *url,
                                          size_t url_length,
                                          smsmode_error **error);

/**
 * How texts are written that this message is given from now on, all but those of _w and _1252
 * functions: SMSMODE_UTF8, which is the default, or SMSMODE_WINDOWS_1252. Fails with
 * SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_send_set_encoding(smsmode_send *send,
                                         int32_t encoding,
                                         smsmode_error **error);

/**
 * Adds a recipient. One that was added before is sent to only once.
 *
 * `number`: any usual spelling, French or international; copied. Fails with SMSMODE_PHONE_NUMBER,
 * SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_send_add_recipient(smsmode_send *send,
                                          const char *number,
                                          size_t number_length,
                                          smsmode_error **error);

/**
 * Sends to everyone in a contact group of the account, instead of to recipients.
 *
 * `group`: copied. Fails with SMSMODE_CONTACT_GROUP, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_send_set_group(smsmode_send *send,
                                      const char *group,
                                      size_t group_length,
                                      smsmode_error **error);

/**
 * The text. Whether it can be sent, smsmode_client_send says, or a plan before.
 *
 * `text`: copied. Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_send_set_text(smsmode_send *send,
                                     const char *text,
                                     size_t text_length,
                                     smsmode_error **error);

/**
 * How the text may be treated: one of SMSMODE_MODE_EXACT, which is the default, _SMART and _UNICODE.
 * Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_send_set_mode(smsmode_send *send,
                                     int32_t mode,
                                     smsmode_error **error);

/**
 * What SMSMODE_MODE_SMART may replace: one of SMSMODE_LEVEL_TYPOGRAPHY, _LETTERS, which is the
 * default, and _SYMBOLS. Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_send_set_level(smsmode_send *send, int32_t level, smsmode_error **error);

/**
 * When SMSMODE_MODE_SMART replaces: one of SMSMODE_WHEN_IT_MAKES_GSM, which is the default,
 * _IT_SAVES_A_SEGMENT and _ALWAYS. Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_send_set_when(smsmode_send *send, int32_t when, smsmode_error **error);

/**
 * Whether SMSMODE_MODE_SMART drops what nothing can stand for, such as an emoji: 1, or 0, which is
 * the default. Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_send_set_dropping(smsmode_send *send,
                                         int32_t dropping,
                                         smsmode_error **error);

/**
 * The sender that phones show instead of a number: 1 to 11 letters and digits without accents, with
 * a letter among them.
 *
 * `sender`: copied. Fails with SMSMODE_SENDER, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_send_set_sender(smsmode_send *send,
                                       const char *sender,
                                       size_t sender_length,
                                       smsmode_error **error);

/**
 * Whether people can answer: 1, or 0, which is the default. A message that can be answered has no
 * sender of its own and is not in Unicode. Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_send_set_replies(smsmode_send *send, int32_t replies, smsmode_error **error);

/**
 * A batch without rows, a handle that the caller frees. NULL only if the library has a bug.
 */
smsmode_batch *smsmode_batch_new(void);

/**
 * Sends a batch, once: where nobody knows whether the service received it, it is not sent again, and
 * smsmode_error_outcome says SMSMODE_OUTCOME_UNKNOWN. Its identifier stands for all rows together.
 *
 * `accepted`, which must not be NULL, receives a handle that the caller frees. It waits for the
 * answer, at most as long as the settings of the client allow. The key stands in the address of the
 * request, as the service asks for it, unless smsmode_account_set_batch_credential says otherwise.
 *
 * Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_CLOSED, SMSMODE_EMPTY_BATCH, SMSMODE_EMPTY_TEXT,
 * SMSMODE_OUTSIDE_ALPHABET, SMSMODE_TOO_MANY_SEGMENTS, SMSMODE_SENDER_WITH_REPLIES,
 * SMSMODE_OUTSIDE_CHARSET, SMSMODE_MULTIPART_BOUNDARY, SMSMODE_BATCH_BY_GET or SMSMODE_POLICY before
 * anything is sent, and as any call of the client after. Where the text of a row cannot be sent,
 * smsmode_error_text says which row it is.
 */
smsmode_status smsmode_client_send_batch(const smsmode_client *client,
                                         const smsmode_batch *batch,
                                         smsmode_accepted **accepted,
                                         smsmode_error **error);

/**
 * Frees the batch; NULL is allowed.
 */
void smsmode_batch_free(smsmode_batch *batch);

/**
 * Sends later, at an instant in seconds since 1970 in UTC, rounded down to the minute. At once by
 * default.
 *
 * Fails with SMSMODE_DATE if it is past, or in the hour that comes twice in autumn.
 */
smsmode_status smsmode_batch_set_time(smsmode_batch *batch,
                                      int64_t unix_seconds,
                                      smsmode_error **error);

/**
 * Sends later, at a time of the clocks of Paris, such as 2027, 1, 31, 18, 30.
 *
 * Fails with SMSMODE_DATE if it is past, if there is no such time, or if it comes twice.
 */
smsmode_status smsmode_batch_set_paris_time(smsmode_batch *batch,
                                            int32_t year,
                                            int32_t month,
                                            int32_t day,
                                            int32_t hour,
                                            int32_t minute,
                                            smsmode_error **error);

/**
 * A reference of the whole batch, up to 40 characters, that delivery receipts carry.
 *
 * `reference`: copied. Fails with SMSMODE_REFERENCE, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_batch_set_reference(smsmode_batch *batch,
                                           const char *reference,
                                           size_t reference_length,
                                           smsmode_error **error);

/**
 * The most segments that a text may take, 1 to 5; a longer one is refused, not cut. 5 by default.
 * Fails with SMSMODE_SEGMENT_LIMIT for another number.
 */
smsmode_status smsmode_batch_set_max_segments(smsmode_batch *batch,
                                              int32_t max_segments,
                                              smsmode_error **error);

/**
 * Asks for the STOP mention: SMSMODE_OPT_OUT_ALWAYS or _IF_FREE. Not asked by default. Fails with
 * SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_batch_set_opt_out(smsmode_batch *batch,
                                         int32_t opt_out,
                                         smsmode_error **error);

/**
 * An address that the service calls with each delivery receipt.
 *
 * `url`: copied. Fails with SMSMODE_URL, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_batch_set_delivery_url(smsmode_batch *batch,
                                              const char *url,
                                              size_t url_length,
                                              smsmode_error **error);

/**
 * How texts are written that this batch is given from now on:
 * SMSMODE_UTF8, which is the default, or SMSMODE_WINDOWS_1252. Fails with SMSMODE_BAD_CONSTANT for
 * another number.
 */
smsmode_status smsmode_batch_set_encoding(smsmode_batch *batch,
                                          int32_t encoding,
                                          smsmode_error **error);

/**
 * Adds a row: a text to a recipient. Whether the text can be sent, smsmode_client_send_batch says, or
 * a plan before.
 *
 * - `number`: any usual spelling, French or international;
 * - `text`: the text;
 * - `sender`: the sender of this row; NULL or empty for that of the batch;
 * - `reference`: a reference of this row, for delivery receipts; NULL or empty for that of the batch.
 *   Whether the service uses it is not certain: its document says both.
 *
 * All are copied. Fails with SMSMODE_PHONE_NUMBER, SMSMODE_SENDER, SMSMODE_REFERENCE,
 * SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_batch_add_row(smsmode_batch *batch,
                                     const char *number,
                                     size_t number_length,
                                     const char *text,
                                     size_t text_length,
                                     const char *sender,
                                     size_t sender_length,
                                     const char *reference,
                                     size_t reference_length,
                                     smsmode_error **error);

/**
 * How the texts may be treated: SMSMODE_MODE_EXACT, which is the default, or _SMART. Fails with
 * SMSMODE_BAD_CONSTANT for another number, and for SMSMODE_MODE_UNICODE: a batch is in GSM.
 */
smsmode_status smsmode_batch_set_mode(smsmode_batch *batch, int32_t mode, smsmode_error **error);

/**
 * What SMSMODE_MODE_SMART may replace: one of SMSMODE_LEVEL_TYPOGRAPHY, _LETTERS, which is the
 * default, and _SYMBOLS. Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_batch_set_level(smsmode_batch *batch, int32_t level, smsmode_error **error);

/**
 * When SMSMODE_MODE_SMART replaces: one of SMSMODE_WHEN_IT_MAKES_GSM, which is the default,
 * _IT_SAVES_A_SEGMENT and _ALWAYS. Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_batch_set_when(smsmode_batch *batch, int32_t when, smsmode_error **error);

/**
 * Whether SMSMODE_MODE_SMART drops what nothing can stand for, such as an emoji: 1, or 0, which is
 * the default. Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_batch_set_dropping(smsmode_batch *batch,
                                          int32_t dropping,
                                          smsmode_error **error);

/**
 * The sender of the rows that have none of their own, as smsmode_send_set_sender.
 *
 * `sender`: copied. Fails with SMSMODE_SENDER, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_batch_set_sender(smsmode_batch *batch,
                                        const char *sender,
                                        size_t sender_length,
                                        smsmode_error **error);

/**
 * Whether people can answer: 1, or 0, which is the default. A batch that can be answered has no
 * sender, nor has a row of it. Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_batch_set_replies(smsmode_batch *batch,
                                         int32_t replies,
                                         smsmode_error **error);

/**
 * A voice message without recipient and text, a handle that the caller frees. NULL only if the library
 * has a bug.
 */
smsmode_voice *smsmode_voice_new(void);

/**
 * How texts are written that this voice message is given from now on, all but those of _w and _1252 functions:
 * SMSMODE_UTF8, which is the default, or SMSMODE_WINDOWS_1252. Fails with SMSMODE_BAD_CONSTANT for
 * another number.
 */
smsmode_status smsmode_voice_set_encoding(smsmode_voice *voice,
                                          int32_t encoding,
                                          smsmode_error **error);

/**
 * Adds a recipient. One that was added before is called only once.
 *
 * `number`: any usual spelling, French or international; copied. Fails with SMSMODE_PHONE_NUMBER,
 * SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_voice_add_recipient(smsmode_voice *voice,
                                           const char *number,
                                           size_t number_length,
                                           smsmode_error **error);

/**
 * What is read aloud: at most 160 characters of ISO-8859-15, which has all of French. It is spoken, so
 * there is no alphabet of GSM and no segment. Whether it can be sent, smsmode_client_send_voice says.
 *
 * `text`: copied. Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_voice_set_text(smsmode_voice *voice,
                                      const char *text,
                                      size_t text_length,
                                      smsmode_error **error);

/**
 * Sends a voice message, once: where nobody knows whether the service received it, it is not sent
 * again, and smsmode_error_outcome says SMSMODE_OUTCOME_UNKNOWN.
 *
 * `accepted`, which must not be NULL, receives a handle that the caller frees. It waits for the
 * answer, at most as long as the settings of the client allow.
 *
 * Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_CLOSED, SMSMODE_NO_RECIPIENT, SMSMODE_EMPTY_TEXT,
 * SMSMODE_VOICE_TEXT_TOO_LONG, SMSMODE_OUTSIDE_CHARSET, SMSMODE_EMPTY_FIELD for an empty title,
 * SMSMODE_TOO_MANY_RECIPIENTS or SMSMODE_POLICY before anything is sent, and as any call of the
 * client after.
 */
smsmode_status smsmode_client_send_voice(const smsmode_client *client,
                                         const smsmode_voice *voice,
                                         smsmode_accepted **accepted,
                                         smsmode_error **error);

/**
 * Frees the voice message; NULL is allowed.
 */
void smsmode_voice_free(smsmode_voice *voice);

/**
 * What is said first, in characters of ISO-8859-15. Without it the service says "Ceci est un message
 * de sMsmode". Whether it can be said, smsmode_client_send_voice says.
 *
 * `title`: copied. Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_voice_set_title(smsmode_voice *voice,
                                       const char *title,
                                       size_t title_length,
                                       smsmode_error **error);

/**
 * The language of the voice: one of SMSMODE_VOICE_FRENCH, _ENGLISH, _GERMAN and _SPANISH. The service
 * chooses by default. Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_voice_set_language(smsmode_voice *voice,
                                          int32_t language,
                                          smsmode_error **error);

/**
 * Calls later, at an instant in seconds since 1970 in UTC, rounded down to the minute. At once by
 * default.
 *
 * Fails with SMSMODE_DATE if it is past, or in the hour that comes twice in autumn.
 */
smsmode_status smsmode_voice_set_time(smsmode_voice *voice,
                                      int64_t unix_seconds,
                                      smsmode_error **error);

/**
 * Calls later, at a time of the clocks of Paris, such as 2027, 1, 31, 18, 30.
 *
 * Fails with SMSMODE_DATE if it is past, if there is no such time, or if it comes twice.
 */
smsmode_status smsmode_voice_set_paris_time(smsmode_voice *voice,
                                            int32_t year,
                                            int32_t month,
                                            int32_t day,
                                            int32_t hour,
                                            int32_t minute,
                                            smsmode_error **error);

/**
 * Whether the text may have more than 160 characters: 1, or 0, which is the default. What the service
 * does with more is not documented. Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_voice_set_unlimited(smsmode_voice *voice,
                                           int32_t unlimited,
                                           smsmode_error **error);

/**
 * Asks where a message stands, for 30 days after it was sent.
 *
 * `message_id`: from smsmode_accepted_message_id. `message_status`, which must not be NULL, receives
 * the number of the service, 0 to 65 535; the functions below say what it means.
 *
 * Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_NOT_UTF8, SMSMODE_BAD_LENGTH, SMSMODE_ID or
 * SMSMODE_CLOSED, SMSMODE_REFUSED_UNKNOWN_MESSAGE, and as any call of the client.
 */
smsmode_status smsmode_client_message_status(const smsmode_client *client,
                                             const char *message_id,
                                             size_t message_id_length,
                                             int32_t *message_status,
                                             smsmode_error **error);

/**
 * Asks again and again, ever less often, until the status is final or time is over. Another thread
 * ends it with smsmode_client_close.
 *
 * `message_id`: from smsmode_accepted_message_id. `message_status`, which must not be NULL, receives
 * the last number, which smsmode_message_is_final tells apart; -1 if none was heard in time.
 *
 * Fails with SMSMODE_CLOSED if the client is closed, and as smsmode_client_message_status.
 */
smsmode_status smsmode_client_wait(const smsmode_client *client,
                                   const char *message_id,
                                   size_t message_id_length,
                                   uint32_t milliseconds,
                                   int32_t *message_status,
                                   smsmode_error **error);

/**
 * The class of a message's status: one of the SMSMODE_DELIVERY_ numbers.
 */
int32_t smsmode_message_class(int32_t message_status);

/**
 * 1 if the status of a message will not change any more, else 0.
 */
int32_t smsmode_message_is_final(int32_t message_status);

/**
 * The name of a message's status for programs, such as "received"; "unknown" for any other number.
 *
 * Text that stays, ended by a NUL.
 */
const char *smsmode_message_name(int32_t message_status);

/**
 * The status of a message in words, in SMSMODE_ENGLISH or SMSMODE_FRENCH; NULL for another language.
 *
 * UTF-8 that stays, ended by a NUL.
 */
const char *smsmode_message_text(int32_t message_status,
                                 int32_t language);

/**
 * Asks what became of a message, recipient by recipient, for 30 days after it was sent.
 *
 * `message_id`: from smsmode_accepted_message_id. `report`, which must not be NULL, receives a handle
 * that the caller frees.
 *
 * Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_NOT_UTF8, SMSMODE_BAD_LENGTH, SMSMODE_ID or
 * SMSMODE_CLOSED, SMSMODE_REFUSED_UNKNOWN_MESSAGE, and as any call of the client.
 */
smsmode_status smsmode_client_report(const smsmode_client *client,
                                     const char *message_id,
                                     size_t message_id_length,
                                     smsmode_report **report,
                                     smsmode_error **error);

/**
 * How many recipients the report has; 0 for NULL.
 */
size_t smsmode_report_count(const smsmode_report *report);

/**
 * The number of the recipient `index`, from 0: digits in international form, without a plus.
 *
 * ASCII, ended by a NUL, lent until the report is freed; `length`, unless NULL, receives its bytes.
 * NULL, with the length 0, beyond the last and for NULL.
 */
const char *smsmode_report_recipient(const smsmode_report *report, size_t index, size_t *length);

/**
 * The message's status for the recipient `index`, from 0, as smsmode_client_message_status gives it;
 * -1 beyond the last, and 0 for NULL.
 */
int32_t smsmode_report_message_status(const smsmode_report *report,
                                      size_t index);

/**
 * How many parts of the report could not be read; 0 for NULL.
 */
size_t smsmode_report_damaged_count(const smsmode_report *report);

/**
 * Frees the report; NULL is allowed.
 */
void smsmode_report_free(smsmode_report *report);

/**
 * Asks how many credits the account has.
 *
 * `balance`, which must not be NULL, receives a handle that the caller frees.
 *
 * Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_CLOSED, and as any call of the client.
 */
smsmode_status smsmode_client_balance(const smsmode_client *client,
                                      smsmode_balance **balance,
                                      smsmode_error **error);

/**
 * The credits as a decimal number with a point, such as "212.5": exactly what the service has, which
 * a double cannot always hold.
 *
 * ASCII, ended by a NUL, lent until the balance is freed; `length`, unless NULL, receives its bytes
 * without that NUL. NULL, with the length 0, for NULL.
 */
const char *smsmode_balance_credits(const smsmode_balance *balance,
                                    size_t *length);

/**
 * 1 for fewer than no credits, as a post-paid account may have, else 0; 0 for NULL.
 */
int32_t smsmode_balance_is_negative(const smsmode_balance *balance);

/**
 * Frees the balance; NULL is allowed.
 */
void smsmode_balance_free(smsmode_balance *balance);

/**
 * Asks for a page of the messages that were sent, the newest first.
 *
 * `first`: how many to pass over. `page_size`: how many to give at most. `sent`, which must not be
 * NULL, receives a handle that the caller frees.
 *
 * Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_PAGE_SIZE or SMSMODE_CLOSED, and as any call of the
 * client.
 */
smsmode_status smsmode_client_list_sent(const smsmode_client *client,
                                        uint32_t first,
                                        uint32_t page_size,
                                        smsmode_sent **sent,
                                        smsmode_error **error);

/**
 * How many messages the page has; 0 for NULL.
 */
size_t smsmode_sent_count(const smsmode_sent *sent);

/**
 * The identifier of the message `index`, from 0.
 *
 * ASCII, ended by a NUL, lent until the page is freed; `length`, unless NULL, receives its bytes.
 * NULL, with the length 0, beyond the last and for NULL.
 */
const char *smsmode_sent_message_id(const smsmode_sent *sent, size_t index, size_t *length);

/**
 * When the message `index`, from 0, was sent, in seconds since 1970 in UTC; 0 if the date cannot be
 * read, beyond the last and for NULL.
 */
int64_t smsmode_sent_time(const smsmode_sent *sent, size_t index);

/**
 * When the message `index`, from 0, was sent, as the service writes it, by the clocks of Paris;
 * otherwise as smsmode_sent_message_id.
 */
const char *smsmode_sent_date(const smsmode_sent *sent, size_t index, size_t *length);

/**
 * The text of the message `index`, from 0, in UTF-8; otherwise as smsmode_sent_message_id.
 */
const char *smsmode_sent_text(const smsmode_sent *sent, size_t index, size_t *length);

/**
 * Whom the message `index`, from 0, went to, as the service writes it: a number for one recipient;
 * otherwise as smsmode_sent_message_id.
 */
const char *smsmode_sent_recipient(const smsmode_sent *sent, size_t index, size_t *length);

/**
 * What the message `index`, from 0, cost in credits, a decimal number with a point; otherwise as
 * smsmode_sent_message_id.
 */
const char *smsmode_sent_cost(const smsmode_sent *sent, size_t index, size_t *length);

/**
 * How many recipients the message `index`, from 0, has; 0 beyond the last and for NULL.
 */
uint32_t smsmode_sent_recipients(const smsmode_sent *sent, size_t index);

/**
 * How many records of the page could not be read; 0 for NULL.
 */
size_t smsmode_sent_damaged_count(const smsmode_sent *sent);

/**
 * Frees the page; NULL is allowed.
 */
void smsmode_sent_free(smsmode_sent *sent);

/**
 * Asks for a page of what people answered, the newest first.
 *
 * `first`: how many to pass over. `page_size`: how many to give at most. `replies`, which must not be
 * NULL, receives a handle that the caller frees.
 *
 * Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_PAGE_SIZE or SMSMODE_CLOSED, and as any call of the
 * client.
 */
smsmode_status smsmode_client_list_replies(const smsmode_client *client,
                                           uint32_t first,
                                           uint32_t page_size,
                                           smsmode_replies **replies,
                                           smsmode_error **error);

/**
 * Asks for what people answered in a period, all of it.
 *
 * `from`, `to`: seconds since 1970 in UTC. The service counts by minutes of the clocks of Paris, so
 * what comes may begin and end a little outside: up to a minute, and up to two hours where the period
 * begins or ends in the hour that comes twice in autumn. `replies`, which must not be NULL, receives a
 * handle that the caller frees.
 *
 * Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_DATE if it ends before it begins or in no year of the
 * calendar, or SMSMODE_CLOSED, and as any call of the client.
 */
smsmode_status smsmode_client_list_replies_between(const smsmode_client *client,
                                                   int64_t from,
                                                   int64_t to,
                                                   smsmode_replies **replies,
                                                   smsmode_error **error);

/**
 * How many replies the page has; 0 for NULL.
 */
size_t smsmode_replies_count(const smsmode_replies *replies);

/**
 * The identifier of the reply `index`, from 0.
 *
 * ASCII, ended by a NUL, lent until the page is freed; `length`, unless NULL, receives its bytes.
 * NULL, with the length 0, beyond the last and for NULL.
 */
const char *smsmode_replies_id(const smsmode_replies *replies, size_t index, size_t *length);

/**
 * The text of the reply `index`, from 0, in UTF-8; otherwise as smsmode_replies_id.
 */
const char *smsmode_replies_text(const smsmode_replies *replies, size_t index, size_t *length);

/**
 * Who wrote the reply `index`, from 0, as the service writes the number; otherwise as
 * smsmode_replies_id.
 */
const char *smsmode_replies_from(const smsmode_replies *replies, size_t index, size_t *length);

/**
 * The identifier of the message that the reply `index`, from 0, answers; NULL, with the length 0,
 * also if the service does not say. Otherwise as smsmode_replies_id.
 */
const char *smsmode_replies_message_id(const smsmode_replies *replies,
                                       size_t index,
                                       size_t *length);

/**
 * When the reply `index`, from 0, arrived, in seconds since 1970 in UTC; 0 if the date cannot be
 * read, beyond the last and for NULL.
 */
int64_t smsmode_replies_time(const smsmode_replies *replies, size_t index);

/**
 * How many records of the page could not be read; 0 for NULL.
 */
size_t smsmode_replies_damaged_count(const smsmode_replies *replies);

/**
 * Frees the page; NULL is allowed.
 */
void smsmode_replies_free(smsmode_replies *replies);

/**
 * Deletes a message. One that was scheduled is then not sent.
 *
 * `message_id`: from smsmode_accepted_message_id.
 *
 * Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_NOT_UTF8, SMSMODE_BAD_LENGTH, SMSMODE_ID or
 * SMSMODE_CLOSED, SMSMODE_REFUSED_UNKNOWN_MESSAGE, and as any call of the client.
 */
smsmode_status smsmode_client_delete_message(const smsmode_client *client,
                                             const char *message_id,
                                             size_t message_id_length,
                                             smsmode_error **error);

/**
 * Deletes the most recent message to a number. Where nobody knows whether it was done, it is not done
 * again: that would delete another message.
 *
 * `number`: any usual spelling.
 *
 * Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_NOT_UTF8, SMSMODE_BAD_LENGTH, SMSMODE_PHONE_NUMBER or
 * SMSMODE_CLOSED, SMSMODE_REFUSED_UNKNOWN_MESSAGE, and as any call of the client.
 */
smsmode_status smsmode_client_delete_most_recent(const smsmode_client *client,
                                                 const char *number,
                                                 size_t number_length,
                                                 smsmode_error **error);

/**
 * Deletes a sub-account.
 *
 * `login`: its name.
 *
 * Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_NOT_UTF8, SMSMODE_BAD_LENGTH, SMSMODE_LOGIN or
 * SMSMODE_CLOSED, SMSMODE_REFUSED_LOGIN, and as any call of the client.
 */
smsmode_status smsmode_client_delete_sub_account(const smsmode_client *client,
                                                 const char *login,
                                                 size_t login_length,
                                                 smsmode_error **error);

/**
 * Gives whole credits to a sub-account, or back to the parent account. Where nobody knows whether it
 * was done, it is not done again.
 *
 * - `login`: the name of the account that gets them;
 * - `credits`: how many, at least 1;
 * - `reference`: what the caller calls the transfer; NULL or empty for nothing.
 *
 * Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_NOT_UTF8, SMSMODE_BAD_LENGTH, SMSMODE_LOGIN,
 * SMSMODE_CREDITS, SMSMODE_OUTSIDE_CHARSET or SMSMODE_CLOSED, SMSMODE_REFUSED_LOGIN,
 * SMSMODE_REFUSED_NOT_ENOUGH_CREDIT, and as any call of the client.
 */
smsmode_status smsmode_client_transfer_credits(const smsmode_client *client,
                                               const char *login,
                                               size_t login_length,
                                               uint32_t credits,
                                               const char *reference,
                                               size_t reference_length,
                                               smsmode_error **error);

/**
 * A person with a last name and a number.
 *
 * - `last_name`: not empty;
 * - `number`: any usual spelling, French or international;
 * - `contact`, which must not be NULL, receives a handle that the caller frees.
 *
 * Fails with SMSMODE_EMPTY_FIELD, SMSMODE_PHONE_NUMBER, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_contact_new(const char *last_name,
                                   size_t last_name_length,
                                   const char *number,
                                   size_t number_length,
                                   smsmode_contact **contact,
                                   smsmode_error **error);

/**
 * How texts are written that this contact is given from now on: SMSMODE_UTF8, which is the default, or
 * SMSMODE_WINDOWS_1252. Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_contact_set_encoding(smsmode_contact *contact,
                                            int32_t encoding,
                                            smsmode_error **error);

/**
 * The first name. Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_contact_set_first_name(smsmode_contact *contact,
                                              const char *first_name,
                                              size_t first_name_length,
                                              smsmode_error **error);

/**
 * Adds a group that the person belongs to. The service makes one that does not exist yet.
 *
 * Fails with SMSMODE_CONTACT_GROUP, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_contact_add_group(smsmode_contact *contact,
                                         const char *group,
                                         size_t group_length,
                                         smsmode_error **error);

/**
 * The company. Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_contact_set_company(smsmode_contact *contact,
                                           const char *company,
                                           size_t company_length,
                                           smsmode_error **error);

/**
 * Anything else about the person. Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_contact_set_note(smsmode_contact *contact,
                                        const char *note,
                                        size_t note_length,
                                        smsmode_error **error);

/**
 * The date of birth, such as 1980, 2, 29. Fails with SMSMODE_DATE if there is no such day.
 */
smsmode_status smsmode_contact_set_birth_date(smsmode_contact *contact,
                                              int32_t year,
                                              int32_t month,
                                              int32_t day,
                                              smsmode_error **error);

/**
 * Adds a person to the address book. Where nobody knows whether it was done, it is not done again.
 *
 * Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_OUTSIDE_CHARSET or SMSMODE_CLOSED, and as any call of the
 * client.
 */
smsmode_status smsmode_client_add_contact(const smsmode_client *client,
                                          const smsmode_contact *contact,
                                          smsmode_error **error);

/**
 * Frees the contact; NULL is allowed. In the address book it stays.
 */
void smsmode_contact_free(smsmode_contact *contact);

/**
 * A sub-account with the login and the password that will open it.
 *
 * - `login`: 1 to 50 characters;
 * - `password`: never shown by anything;
 * - `sub_account`, which must not be NULL, receives a handle that the caller frees.
 *
 * Fails with SMSMODE_LOGIN, SMSMODE_SECRET, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_sub_account_new(const char *login,
                                       size_t login_length,
                                       const char *password,
                                       size_t password_length,
                                       smsmode_sub_account **sub_account,
                                       smsmode_error **error);

/**
 * How texts are written that this sub-account is given from now on: SMSMODE_UTF8, which is the default,
 * or SMSMODE_WINDOWS_1252. Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_sub_account_set_encoding(smsmode_sub_account *sub_account,
                                                int32_t encoding,
                                                smsmode_error **error);

/**
 * What the caller calls the transaction.
 */
smsmode_status smsmode_sub_account_set_reference(smsmode_sub_account *sub_account,
                                                 const char *reference,
                                                 size_t reference_length,
                                                 smsmode_error **error);

/**
 * Creates a sub-account. Where nobody knows whether it was done, it is not done again.
 *
 * Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_OUTSIDE_CHARSET or SMSMODE_CLOSED, SMSMODE_REFUSED_LOGIN
 * if there is such a login, and as any call of the client.
 */
smsmode_status smsmode_client_create_sub_account(const smsmode_client *client,
                                                 const smsmode_sub_account *sub_account,
                                                 smsmode_error **error);

/**
 * Frees the description of a sub-account; NULL is allowed. One that was created stays.
 */
void smsmode_sub_account_free(smsmode_sub_account *sub_account);

/**
 * The company.
 */
smsmode_status smsmode_sub_account_set_company(smsmode_sub_account *sub_account,
                                               const char *company,
                                               size_t company_length,
                                               smsmode_error **error);

/**
 * The street and what belongs to it.
 */
smsmode_status smsmode_sub_account_set_address(smsmode_sub_account *sub_account,
                                               const char *address,
                                               size_t address_length,
                                               smsmode_error **error);

/**
 * The postal code.
 */
smsmode_status smsmode_sub_account_set_postal_code(smsmode_sub_account *sub_account,
                                                   const char *postal_code,
                                                   size_t postal_code_length,
                                                   smsmode_error **error);

/**
 * The city.
 */
smsmode_status smsmode_sub_account_set_city(smsmode_sub_account *sub_account,
                                            const char *city,
                                            size_t city_length,
                                            smsmode_error **error);

/**
 * A phone number, in any usual spelling. Fails with SMSMODE_PHONE_NUMBER.
 */
smsmode_status smsmode_sub_account_set_phone(smsmode_sub_account *sub_account,
                                             const char *number,
                                             size_t number_length,
                                             smsmode_error **error);

/**
 * A fax number, in any usual spelling. Fails with SMSMODE_PHONE_NUMBER.
 */
smsmode_status smsmode_sub_account_set_fax(smsmode_sub_account *sub_account,
                                           const char *number,
                                           size_t number_length,
                                           smsmode_error **error);

/**
 * The last name of the person to speak to.
 */
smsmode_status smsmode_sub_account_set_last_name(smsmode_sub_account *sub_account,
                                                 const char *last_name,
                                                 size_t last_name_length,
                                                 smsmode_error **error);

/**
 * The first name of that person.
 */
smsmode_status smsmode_sub_account_set_first_name(smsmode_sub_account *sub_account,
                                                  const char *first_name,
                                                  size_t first_name_length,
                                                  smsmode_error **error);

/**
 * The date of birth, such as 1980, 2, 29. Fails with SMSMODE_DATE if there is no such day.
 */
smsmode_status smsmode_sub_account_set_birth_date(smsmode_sub_account *sub_account,
                                                  int32_t year,
                                                  int32_t month,
                                                  int32_t day,
                                                  smsmode_error **error);

/**
 * The mobile number of that person, in any usual spelling. Fails with SMSMODE_PHONE_NUMBER.
 */
smsmode_status smsmode_sub_account_set_mobile(smsmode_sub_account *sub_account,
                                              const char *number,
                                              size_t number_length,
                                              smsmode_error **error);

/**
 * An address for e-mail.
 */
smsmode_status smsmode_sub_account_set_email(smsmode_sub_account *sub_account,
                                             const char *email,
                                             size_t email_length,
                                             smsmode_error **error);

/**
 * Creates a further key of the account; the first one is made on the web only. Where nobody knows
 * whether it was done, it is not done again.
 *
 * `api_key`, which must not be NULL, receives a handle that the caller frees.
 *
 * Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_CLOSED, and as any call of the client. The service refuses
 * this one without a code, as to an account that has no key yet: that is
 * SMSMODE_UNEXPECTED_HTTP_STATUS, and smsmode_error_outcome says SMSMODE_OUTCOME_REFUSED.
 */
smsmode_status smsmode_client_create_api_key(const smsmode_client *client,
                                             smsmode_api_key **api_key,
                                             smsmode_error **error);

/**
 * The key itself, a secret.
 *
 * ASCII, ended by a NUL, lent until the handle is freed; `length`, unless NULL, receives its bytes
 * without that NUL. NULL, with the length 0, for NULL.
 */
const char *smsmode_api_key_key(const smsmode_api_key *api_key, size_t *length);

/**
 * The identifier of the key, as the service writes it; NULL, with the length 0, if it says none.
 *
 * UTF-8, ended by a NUL, lent until the handle is freed; `length`, unless NULL, receives its bytes
 * without that NUL. NULL, with the length 0, for NULL too.
 */
const char *smsmode_api_key_id(const smsmode_api_key *api_key, size_t *length);

/**
 * When the key was created, as the service writes it; otherwise as smsmode_api_key_id.
 */
const char *smsmode_api_key_creation_date(const smsmode_api_key *api_key, size_t *length);

/**
 * The state of the account, as the service writes it; otherwise as smsmode_api_key_id.
 */
const char *smsmode_api_key_state(const smsmode_api_key *api_key, size_t *length);

/**
 * When the key expires, as the service writes it; otherwise as smsmode_api_key_id.
 */
const char *smsmode_api_key_expiration(const smsmode_api_key *api_key, size_t *length);

/**
 * The name of the account that the key opens; otherwise as smsmode_api_key_id.
 */
const char *smsmode_api_key_account(const smsmode_api_key *api_key, size_t *length);

/**
 * Overwrites the key in memory and frees the handle; NULL is allowed. The key stays valid.
 */
void smsmode_api_key_free(smsmode_api_key *api_key);

/**
 * The method, "POST" or "GET". Static text, ended by a NUL.
 */
const char *smsmode_request_method(const smsmode_request *request);

/**
 * The whole address. That of a GET and of a batch holds the key: hand it to the HTTP stack, never to
 * a log.
 *
 * ASCII, ended by a NUL, lent until the request is freed; `length`, unless NULL, receives its bytes
 * without that NUL. NULL, with the length 0, for NULL.
 */
const char *smsmode_request_url(const smsmode_request *request,
                                size_t *length);

/**
 * The address without its query: it holds no secret, and may be logged. Otherwise as
 * smsmode_request_url.
 */
const char *smsmode_request_address(const smsmode_request *request, size_t *length);

/**
 * How many headers the request needs beside those of any HTTP stack; 0 for NULL.
 */
size_t smsmode_request_header_count(const smsmode_request *request);

/**
 * The name of the header `index`, from 0; NULL also beyond the last. Otherwise as
 * smsmode_request_url, but it holds no secret.
 */
const char *smsmode_request_header_name(const smsmode_request *request,
                                        size_t index,
                                        size_t *length);

/**
 * The value of the header `index`, from 0, as smsmode_request_header_name.
 */
const char *smsmode_request_header_value(const smsmode_request *request,
                                         size_t index,
                                         size_t *length);

/**
 * The body, which holds the key of a POST: bytes of no charset of yours, with no NUL at their end.
 *
 * Lent until the request is freed; `length`, unless NULL, receives how many they are. NULL, with the
 * length 0, for a GET and for NULL.
 */
const uint8_t *smsmode_request_body(const smsmode_request *request,
                                    size_t *length);

/**
 * 1 if the call sends, bills or creates something, and must not be repeated where nobody knows what
 * became of it; 0 if it only reads, or if twice is once, and for NULL.
 */
int32_t smsmode_request_is_costly(const smsmode_request *request);

/**
 * The name of the call, such as "send_sms", for logs; otherwise as smsmode_request_address.
 */
const char *smsmode_request_name(const smsmode_request *request, size_t *length);

/**
 * Frees the request; NULL is allowed.
 */
void smsmode_request_free(smsmode_request *request);

/**
 * The request of smsmode_client_send; its answer is read by smsmode_response_accepted.
 *
 * `account`, `send`: copied. `request`, which must not be NULL, receives a handle that the caller
 * frees.
 *
 * Fails with SMSMODE_NULL_ARGUMENT and as smsmode_client_send does before anything is sent, but for
 * SMSMODE_CLOSED.
 */
smsmode_status smsmode_request_send(const smsmode_account *account,
                                    const smsmode_send *send,
                                    smsmode_request **request,
                                    smsmode_error **error);

/**
 * The request of smsmode_client_send_batch; its answer is read by
 * smsmode_response_accepted. Its url holds the key. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_send_batch(const smsmode_account *account,
                                          const smsmode_batch *batch,
                                          smsmode_request **request,
                                          smsmode_error **error);

/**
 * The request of smsmode_client_send_voice; its answer is read by
 * smsmode_response_accepted. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_send_voice(const smsmode_account *account,
                                          const smsmode_voice *voice,
                                          smsmode_request **request,
                                          smsmode_error **error);

/**
 * The request of smsmode_client_message_status; its answer is read by
 * smsmode_response_message_status. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_message_status(const smsmode_account *account,
                                              const char *message_id,
                                              size_t message_id_length,
                                              smsmode_request **request,
                                              smsmode_error **error);

/**
 * The request of smsmode_client_report; its answer is read by
 * smsmode_response_report. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_report(const smsmode_account *account,
                                      const char *message_id,
                                      size_t message_id_length,
                                      smsmode_request **request,
                                      smsmode_error **error);

/**
 * The request of smsmode_client_balance; its answer is read by
 * smsmode_response_balance. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_balance(const smsmode_account *account,
                                       smsmode_request **request,
                                       smsmode_error **error);

/**
 * The request of smsmode_client_list_sent; its answer is read by
 * smsmode_response_sent. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_list_sent(const smsmode_account *account,
                                         uint32_t first,
                                         uint32_t page_size,
                                         smsmode_request **request,
                                         smsmode_error **error);

/**
 * The request of smsmode_client_list_replies; its answer is read by
 * smsmode_response_replies. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_list_replies(const smsmode_account *account,
                                            uint32_t first,
                                            uint32_t page_size,
                                            smsmode_request **request,
                                            smsmode_error **error);

/**
 * The request of smsmode_client_list_replies_between; its answer is read by
 * smsmode_response_replies. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_list_replies_between(const smsmode_account *account,
                                                    int64_t from,
                                                    int64_t to,
                                                    smsmode_request **request,
                                                    smsmode_error **error);

/**
 * The request of smsmode_client_delete_message; its answer is read by
 * smsmode_response_done. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_delete_message(const smsmode_account *account,
                                              const char *message_id,
                                              size_t message_id_length,
                                              smsmode_request **request,
                                              smsmode_error **error);

/**
 * The request of smsmode_client_delete_most_recent; its answer is read by
 * smsmode_response_done. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_delete_most_recent(const smsmode_account *account,
                                                  const char *number,
                                                  size_t number_length,
                                                  smsmode_request **request,
                                                  smsmode_error **error);

/**
 * The request of smsmode_client_delete_sub_account; its answer is read by
 * smsmode_response_done. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_delete_sub_account(const smsmode_account *account,
                                                  const char *login,
                                                  size_t login_length,
                                                  smsmode_request **request,
                                                  smsmode_error **error);

/**
 * The request of smsmode_client_transfer_credits; its answer is read by
 * smsmode_response_done. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_transfer_credits(const smsmode_account *account,
                                                const char *login,
                                                size_t login_length,
                                                uint32_t credits,
                                                const char *reference,
                                                size_t reference_length,
                                                smsmode_request **request,
                                                smsmode_error **error);

/**
 * The request of smsmode_client_add_contact; its answer is read by
 * smsmode_response_done. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_add_contact(const smsmode_account *account,
                                           const smsmode_contact *contact,
                                           smsmode_request **request,
                                           smsmode_error **error);

/**
 * The request of smsmode_client_create_sub_account; its answer is read by
 * smsmode_response_done. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_create_sub_account(const smsmode_account *account,
                                                  const smsmode_sub_account *sub_account,
                                                  smsmode_request **request,
                                                  smsmode_error **error);

/**
 * The request of smsmode_client_create_api_key; its answer is read by
 * smsmode_response_api_key. Otherwise as smsmode_request_send.
 */
smsmode_status smsmode_request_create_api_key(const smsmode_account *account,
                                              smsmode_request **request,
                                              smsmode_error **error);

/**
 * An answer that was received.
 *
 * - `http_status`: 100 to 999, whatever it says;
 * - `body`: `body_length` bytes, as far as they came, copied; NULL if that is 0;
 * - `response`: must not be NULL; receives a handle that the caller frees.
 *
 * Fails with SMSMODE_BAD_CONSTANT for another HTTP status, such as 0, which many stacks give where
 * there was no answer; SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_response_new(int32_t http_status,
                                    const uint8_t *body,
                                    size_t body_length,
                                    smsmode_response **response,
                                    smsmode_error **error);

/**
 * The value of the header Content-Type, which may tell the charset of the body.
 *
 * `content_type`: copied; NULL or empty where there is none. What is not UTF-8 is no value of it, and
 * fails with SMSMODE_NOT_UTF8; SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_response_set_content_type(smsmode_response *response,
                                                 const char *content_type,
                                                 size_t content_type_length,
                                                 smsmode_error **error);

/**
 * How many seconds the header Retry-After asks to wait.
 */
smsmode_status smsmode_response_set_retry_after(smsmode_response *response,
                                                uint32_t seconds,
                                                smsmode_error **error);

/**
 * How the body ended: SMSMODE_ENDING_COMPLETE, which is the default, _UNMARKED or _CUT. Be exact, for
 * an answer that broke off may still tell that a message was accepted, or lack half of its identifier.
 * Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_response_set_ending(smsmode_response *response,
                                           int32_t ending,
                                           smsmode_error **error);

/**
 * Frees the answer; NULL is allowed.
 */
void smsmode_response_free(smsmode_response *response);

/**
 * Reads the answer to smsmode_request_send, _send_batch or _send_voice. `accepted`, which must not be NULL, receives a handle
 * that the caller frees.
 *
 * A function that reads an answer fails as the call of a client fails where the same answer came, with
 * the same status and outcome; with SMSMODE_WRONG_CALL where `request` is a call that gives something
 * else, and with SMSMODE_NULL_ARGUMENT. Of these two the outcome is SMSMODE_OUTCOME_UNKNOWN: the call
 * was made, and its answer is not read yet.
 */
smsmode_status smsmode_response_accepted(const smsmode_response *response,
                                         const smsmode_request *request,
                                         smsmode_accepted **accepted,
                                         smsmode_error **error);

/**
 * Reads the answer to smsmode_request_delete_message, _delete_most_recent, _delete_sub_account,
 * _transfer_credits, _add_contact or _create_sub_account, which gives nothing but that it was done.
 * Fails as smsmode_response_accepted.
 */
smsmode_status smsmode_response_done(const smsmode_response *response,
                                     const smsmode_request *request,
                                     smsmode_error **error);

/**
 * Reads the answer to smsmode_request_message_status. `message_status`, which must not be NULL,
 * receives the number of the service, 0 to 65 535. Fails as smsmode_response_accepted.
 */
smsmode_status smsmode_response_message_status(const smsmode_response *response,
                                               const smsmode_request *request,
                                               int32_t *message_status,
                                               smsmode_error **error);

/**
 * Reads the answer to smsmode_request_report. `report`, which must not be NULL, receives a handle
 * that the caller frees. Fails as smsmode_response_accepted.
 */
smsmode_status smsmode_response_report(const smsmode_response *response,
                                       const smsmode_request *request,
                                       smsmode_report **report,
                                       smsmode_error **error);

/**
 * Reads the answer to smsmode_request_balance. `balance`, which must not be NULL, receives a handle
 * that the caller frees. Fails as smsmode_response_accepted.
 */
smsmode_status smsmode_response_balance(const smsmode_response *response,
                                        const smsmode_request *request,
                                        smsmode_balance **balance,
                                        smsmode_error **error);

/**
 * Reads the answer to smsmode_request_list_sent. `sent`, which must not be NULL, receives a handle
 * that the caller frees. Fails as smsmode_response_accepted.
 */
smsmode_status smsmode_response_sent(const smsmode_response *response,
                                     const smsmode_request *request,
                                     smsmode_sent **sent,
                                     smsmode_error **error);

/**
 * Reads the answer to smsmode_request_list_replies or _list_replies_between. `replies`, which must not be NULL, receives a handle
 * that the caller frees. Fails as smsmode_response_accepted.
 */
smsmode_status smsmode_response_replies(const smsmode_response *response,
                                        const smsmode_request *request,
                                        smsmode_replies **replies,
                                        smsmode_error **error);

/**
 * Reads the answer to smsmode_request_create_api_key. `api_key`, which must not be NULL, receives a
 * handle that the caller frees. The key is in the body of the response too: free that soon, and
 * overwrite your own copy. Fails as smsmode_response_accepted.
 */
smsmode_status smsmode_response_api_key(const smsmode_response *response,
                                        const smsmode_request *request,
                                        smsmode_api_key **api_key,
                                        smsmode_error **error);

/**
 * Reads a delivery receipt.
 *
 * `query`: what stands after the `?` of the address that was called, as it came, without decoding
 * anything; `query_length` bytes, at most 8 KiB. `receipt`, which must not be NULL, receives a handle
 * that the caller frees.
 *
 * Fails with SMSMODE_CALLBACK if it is too long, or has no message identifier or status;
 * SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_receipt_new(const char *query,
                                   size_t query_length,
                                   smsmode_receipt **receipt,
                                   smsmode_error **error);

/**
 * The message that it is about, as smsmode_accepted_message_id gave it.
 *
 * ASCII, ended by a NUL, lent until the receipt is freed; `length`, unless NULL, receives its bytes
 * without that NUL. NULL, with the length 0, for NULL.
 */
const char *smsmode_receipt_message_id(const smsmode_receipt *receipt, size_t *length);

/**
 * Where the message stands for this recipient, as smsmode_client_message_status gives it; 0 for NULL.
 */
int32_t smsmode_receipt_message_status(const smsmode_receipt *receipt);

/**
 * The recipient as the service writes it, in UTF-8; NULL also if it does not say. Otherwise as
 * smsmode_receipt_message_id.
 */
const char *smsmode_receipt_recipient(const smsmode_receipt *receipt, size_t *length);

/**
 * The same as a number: digits in international form, without a plus; NULL also if it is none.
 * Otherwise as smsmode_receipt_message_id.
 */
const char *smsmode_receipt_number(const smsmode_receipt *receipt, size_t *length);

/**
 * When the service learnt of it, in seconds since 1970 in UTC; of the hour that comes twice in autumn,
 * the first. 0 if the callback has no date that can be read, and for NULL.
 */
int64_t smsmode_receipt_time(const smsmode_receipt *receipt);

/**
 * The same as the service writes it, by the clocks of Paris, in UTF-8; NULL also if it does not say.
 * Otherwise as smsmode_receipt_message_id.
 */
const char *smsmode_receipt_date(const smsmode_receipt *receipt,
                                 size_t *length);

/**
 * The reference that smsmode_send_set_reference gave the message, in UTF-8; NULL also if it has none.
 * Otherwise as smsmode_receipt_message_id.
 */
const char *smsmode_receipt_reference(const smsmode_receipt *receipt,
                                      size_t *length);

/**
 * Country and network of the phone, such as "20801", in UTF-8; NULL also if the service does not say.
 * Otherwise as smsmode_receipt_message_id.
 */
const char *smsmode_receipt_network(const smsmode_receipt *receipt,
                                    size_t *length);

/**
 * What the message cost in credits, a decimal number with a point; NULL also if the service does not
 * say. Otherwise as smsmode_receipt_message_id.
 */
const char *smsmode_receipt_cost(const smsmode_receipt *receipt,
                                 size_t *length);

/**
 * How many parameters the callback has that the library does not know; 0 for NULL.
 */
size_t smsmode_receipt_unknown_count(const smsmode_receipt *receipt);

/**
 * The name of the unknown parameter `index`, from 0; NULL also beyond the last. Otherwise as
 * smsmode_receipt_message_id, in UTF-8.
 */
const char *smsmode_receipt_unknown_name(const smsmode_receipt *receipt,
                                         size_t index,
                                         size_t *length);

/**
 * The value of the unknown parameter `index`, from 0, as smsmode_receipt_unknown_name.
 */
const char *smsmode_receipt_unknown_value(const smsmode_receipt *receipt,
                                          size_t index,
                                          size_t *length);

/**
 * Frees the receipt; NULL is allowed.
 */
void smsmode_receipt_free(smsmode_receipt *receipt);

/**
 * Reads a reply.
 *
 * `query`: as for smsmode_receipt_new. `reply_receipt`, which must not be NULL, receives a handle that
 * the caller frees.
 *
 * Fails with SMSMODE_CALLBACK if it is too long, or comes from nobody; SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_reply_receipt_new(const char *query,
                                         size_t query_length,
                                         smsmode_reply_receipt **reply_receipt,
                                         smsmode_error **error);

/**
 * Who answered, as the service writes the number.
 *
 * UTF-8, ended by a NUL, lent until the reply is freed; `length`, unless NULL, receives its bytes
 * without that NUL. NULL, with the length 0, for NULL.
 */
const char *smsmode_reply_receipt_from(const smsmode_reply_receipt *reply_receipt, size_t *length);

/**
 * The same as a number: digits in international form, without a plus; NULL also if it is none.
 * Otherwise as smsmode_reply_receipt_from.
 */
const char *smsmode_reply_receipt_number(const smsmode_reply_receipt *reply_receipt,
                                         size_t *length);

/**
 * What was answered; may be empty. Otherwise as smsmode_reply_receipt_from.
 */
const char *smsmode_reply_receipt_text(const smsmode_reply_receipt *reply_receipt, size_t *length);

/**
 * The number that was answered to; NULL also if the service does not say. Otherwise as
 * smsmode_reply_receipt_from.
 */
const char *smsmode_reply_receipt_to(const smsmode_reply_receipt *reply_receipt, size_t *length);

/**
 * When the service learnt of it, in seconds since 1970 in UTC; of the hour that comes twice in autumn,
 * the first. 0 if the callback has no date that can be read, and for NULL.
 */
int64_t smsmode_reply_receipt_time(const smsmode_reply_receipt *reply_receipt);

/**
 * The same as the service writes it, by the clocks of Paris; NULL also if it does not say. Otherwise as
 * smsmode_reply_receipt_from.
 */
const char *smsmode_reply_receipt_date(const smsmode_reply_receipt *reply_receipt,
                                       size_t *length);

/**
 * The message that it answers; NULL also if the service does not say. Otherwise as
 * smsmode_reply_receipt_from.
 */
const char *smsmode_reply_receipt_message_id(const smsmode_reply_receipt *reply_receipt,
                                             size_t *length);

/**
 * The reference of that message; NULL also if it has none. Otherwise as smsmode_reply_receipt_from.
 */
const char *smsmode_reply_receipt_reference(const smsmode_reply_receipt *reply_receipt,
                                            size_t *length);

/**
 * The identifier of the reply itself; NULL also if it has none. Otherwise as
 * smsmode_reply_receipt_from.
 */
const char *smsmode_reply_receipt_id(const smsmode_reply_receipt *reply_receipt, size_t *length);

/**
 * How many parameters the callback has that the library does not know; 0 for NULL.
 */
size_t smsmode_reply_receipt_unknown_count(const smsmode_reply_receipt *reply_receipt);

/**
 * The name of the unknown parameter `index`, from 0; NULL also beyond the last. Otherwise as
 * smsmode_reply_receipt_from.
 */
const char *smsmode_reply_receipt_unknown_name(const smsmode_reply_receipt *reply_receipt,
                                               size_t index,
                                               size_t *length);

/**
 * The value of the unknown parameter `index`, from 0, as smsmode_reply_receipt_unknown_name.
 */
const char *smsmode_reply_receipt_unknown_value(const smsmode_reply_receipt *reply_receipt,
                                                size_t index,
                                                size_t *length);

/**
 * Frees the reply; NULL is allowed.
 */
void smsmode_reply_receipt_free(smsmode_reply_receipt *reply_receipt);

/**
 * Signs with a key of the caller's.
 *
 * `key`: `key_length` bytes, at least 16, that nobody can guess, and never the API key; copied, and
 * never shown by anything. `signer`, which must not be NULL, receives a handle that the caller frees.
 *
 * Fails with SMSMODE_SECRET for a shorter key, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_signer_new(const uint8_t *key,
                                  size_t key_length,
                                  smsmode_signer **signer,
                                  smsmode_error **error);

/**
 * Believes what another key signed, too: the one before, for as long as its addresses are good.
 * Otherwise as smsmode_signer_new.
 */
smsmode_status smsmode_signer_set_previous(smsmode_signer *signer,
                                           const uint8_t *key,
                                           size_t key_length,
                                           smsmode_error **error);

/**
 * An address for the callbacks of one message, to be given to smsmode_send_set_delivery_url or
 * smsmode_send_set_reply_url. Good for 7 days from `sent_at` for receipts, and for 90 for replies.
 *
 * - `base`: the address below which it is to be, without a query;
 * - `kind`: SMSMODE_CALLBACK_DELIVERY or _REPLY;
 * - `reference`: that of smsmode_send_set_reference, or anything else that tells the message;
 * - `sent_at`: when the message is sent, in seconds since 1970 in UTC;
 * - `url`: must not be NULL; receives a handle that the caller frees.
 *
 * Fails with SMSMODE_URL, SMSMODE_REFERENCE, SMSMODE_BAD_CONSTANT, SMSMODE_NOT_UTF8,
 * SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_signer_sign(const smsmode_signer *signer,
                                   const char *base,
                                   size_t base_length,
                                   int32_t kind,
                                   const char *reference,
                                   size_t reference_length,
                                   int64_t sent_at,
                                   smsmode_signed_url **url,
                                   smsmode_error **error);

/**
 * An address for all replies of an account, which is always good. Otherwise as smsmode_signer_sign.
 */
smsmode_status smsmode_signer_sign_account_replies(const smsmode_signer *signer,
                                                   const char *base,
                                                   size_t base_length,
                                                   smsmode_signed_url **url,
                                                   smsmode_error **error);

/**
 * Checks the address that was called, in constant time.
 *
 * - `path`: what stands after `base` and before the `?`, as it came, without decoding anything;
 * - `now`: in seconds since 1970 in UTC;
 * - `verified`: must not be NULL; receives a handle that the caller frees.
 *
 * Fails with SMSMODE_FORGED for whatever neither key signed, SMSMODE_EXPIRED, SMSMODE_NOT_UTF8,
 * SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH. Answer the first three alike, such as with 404.
 */
smsmode_status smsmode_signer_verify(const smsmode_signer *signer,
                                     const char *path,
                                     size_t path_length,
                                     int64_t now,
                                     smsmode_verified **verified,
                                     smsmode_error **error);

/**
 * Frees the signer; NULL is allowed. Addresses that it signed stay good.
 */
void smsmode_signer_free(smsmode_signer *signer);

/**
 * The address. Whoever knows it can send callbacks: keep it from logs.
 *
 * ASCII, ended by a NUL, lent until it is freed; `length`, unless NULL, receives its bytes without
 * that NUL. NULL, with the length 0, for NULL.
 */
const char *smsmode_signed_url_text(const smsmode_signed_url *url, size_t *length);

/**
 * Frees the address; NULL is allowed.
 */
void smsmode_signed_url_free(smsmode_signed_url *url);

/**
 * What the callback brings: SMSMODE_CALLBACK_DELIVERY, which smsmode_receipt_new reads, or _REPLY,
 * which smsmode_reply_receipt_new reads; 0 for NULL.
 */
int32_t smsmode_verified_kind(const smsmode_verified *verified);

/**
 * The reference with which the address was signed; NULL also for the address of all replies. It is to
 * be believed before that of the query, which anyone can write.
 *
 * UTF-8, ended by a NUL, lent until it is freed; `length`, unless NULL, receives its bytes without
 * that NUL. NULL, with the length 0, for NULL.
 */
const char *smsmode_verified_reference(const smsmode_verified *verified,
                                       size_t *length);

/**
 * Frees what was verified; NULL is allowed.
 */
void smsmode_verified_free(smsmode_verified *verified);

/**
 * Opens an outbox, or makes it: a file for the owner of the process alone, or a schema of a database.
 *
 * `url`: its address, such as "sqlite:till.db". Where the library was built with its feature postgres,
 * "postgres://till:secret@db.example/shop" is an outbox in PostgreSQL, which many machines share; the
 * promises are the same. `outbox`, which must not be NULL, receives a handle that the caller frees.
 *
 * Fails with SMSMODE_OUTBOX_ADDRESS, _WITHOUT_POSTGRES, _OPEN, _NOT_A_LEDGER, _NEWER, _READ_ONLY,
 * _DISK_FULL, _CORRUPT, _UNREACHABLE, _FORBIDDEN, _BUSY, _STORAGE or _FORKED, SMSMODE_NOT_UTF8,
 * SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_outbox_open(const char *url,
                                   size_t url_length,
                                   smsmode_outbox **outbox,
                                   smsmode_error **error);

/**
 * Sends nothing new from now on, whichever process would. Messages can still be put in; what was
 * accepted is still followed, what is unknown still looked up.
 */
smsmode_status smsmode_outbox_pause(const smsmode_outbox *outbox, smsmode_error **error);

/**
 * Sends again, whatever the reason of the pause was.
 */
smsmode_status smsmode_outbox_resume(const smsmode_outbox *outbox, smsmode_error **error);

/**
 * Takes over an outbox that was moved to this machine, or restored from a backup, once it is certain
 * that nobody sends from the other one. What was to be sent may have been sent since: it becomes
 * SMSMODE_OUTBOX_UNKNOWN, and is looked up before it is sent.
 *
 * `doubted`, unless NULL, receives how many messages that are. Fails with
 * SMSMODE_OUTBOX_ANOTHER_DISPATCHER while somebody sends from it.
 */
smsmode_status smsmode_outbox_take_over(const smsmode_outbox *outbox,
                                        size_t *doubted,
                                        smsmode_error **error);

/**
 * Whether somebody sends from the outbox at this time, in this process or in another one.
 *
 * `is_dispatched`, which must not be NULL, receives 1 or 0, or -1 where nobody can tell.
 */
smsmode_status smsmode_outbox_is_dispatched(const smsmode_outbox *outbox,
                                            int32_t *is_dispatched,
                                            smsmode_error **error);

/**
 * Frees the outbox; NULL is allowed. Its messages stay; so do dispatchers and changes that were made of
 * it.
 */
void smsmode_outbox_free(smsmode_outbox *outbox);

/**
 * Puts a message into an outbox. It is on the disk when this returns, once, however often it is put in:
 * after any doubt, put it in again under the same key.
 *
 * - `key`: your own name for the message, such as the number of an order and what the message is for:
 *   1 to 200 characters in UTF-8;
 * - `send`: one recipient, and what is said: a group, a time and addresses for callbacks are refused,
 *   and so is all that smsmode_client_send refuses before anything is sent. Copied;
 * - `terms`: copied; NULL stands for the defaults;
 * - `added`, which must not be NULL, receives a handle that the caller frees. Look at
 *   smsmode_outbox_added_result: SMSMODE_OUTBOX_KEY_TAKEN is not in the outbox.
 *
 * Where it fails, the message is not in the outbox. Fails with SMSMODE_OUTBOX_KEY,
 * SMSMODE_OUTBOX_MESSAGE, SMSMODE_EMPTY_TEXT, SMSMODE_OUTSIDE_ALPHABET, SMSMODE_TOO_MANY_SEGMENTS,
 * SMSMODE_SENDER_WITH_REPLIES, SMSMODE_REPLIES_WITH_UNICODE, SMSMODE_OUTBOX_FORKED,
 * SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH, and as any function of an outbox.
 */
smsmode_status smsmode_outbox_enqueue(const smsmode_outbox *outbox,
                                      const char *key,
                                      size_t key_length,
                                      const smsmode_send *send,
                                      const smsmode_outbox_terms *terms,
                                      smsmode_outbox_added **added,
                                      smsmode_error **error);

/**
 * Puts many messages into an outbox with one durable write, otherwise as smsmode_outbox_enqueue. Where
 * it fails, none of them is in the outbox. A bundle without messages adds nothing.
 */
smsmode_status smsmode_outbox_enqueue_all(const smsmode_outbox *outbox,
                                          const smsmode_outbox_bundle *bundle,
                                          smsmode_outbox_added **added,
                                          smsmode_error **error);

/**
 * A bundle without messages, a handle that the caller frees. NULL only if the library has a bug.
 */
smsmode_outbox_bundle *smsmode_outbox_bundle_new(void);

/**
 * Adds a message to a bundle; the arguments and what it fails with are those of
 * smsmode_outbox_enqueue. Where it fails, the bundle is as it was.
 */
smsmode_status smsmode_outbox_bundle_add(smsmode_outbox_bundle *bundle,
                                         const char *key,
                                         size_t key_length,
                                         const smsmode_send *send,
                                         const smsmode_outbox_terms *terms,
                                         smsmode_error **error);

/**
 * How many messages the bundle has; 0 for NULL.
 */
size_t smsmode_outbox_bundle_count(const smsmode_outbox_bundle *bundle);

/**
 * Frees the bundle; NULL is allowed.
 */
void smsmode_outbox_bundle_free(smsmode_outbox_bundle *bundle);

/**
 * How many messages were put in, known or not; 0 for NULL.
 */
size_t smsmode_outbox_added_count(const smsmode_outbox_added *added);

/**
 * What became of the message `index`, from 0: one of SMSMODE_OUTBOX_NEW, _KNOWN and _KEY_TAKEN; 0
 * beyond the last and for NULL.
 */
int32_t smsmode_outbox_added_result(const smsmode_outbox_added *added, size_t index);

/**
 * The identifier of the message that is in the outbox under the key of the message `index`, from 0.
 *
 * ASCII, ended by a NUL, lent until `added` is freed; `length`, unless NULL, receives its bytes. NULL,
 * with the length 0, beyond the last and for NULL.
 */
const char *smsmode_outbox_added_id(const smsmode_outbox_added *added,
                                    size_t index,
                                    size_t *length);

/**
 * Frees it; NULL is allowed.
 */
void smsmode_outbox_added_free(smsmode_outbox_added *added);

/**
 * Tells of all changes from now on. A program learns of them by smsmode_outbox_changes_fd or by a
 * callback, or waits for them, and takes them by smsmode_outbox_changes_next.
 *
 * - `callback`: called with `context` whenever changes are there to be taken, on a thread of the
 *   library, once until they are taken. It is to wake the program, such as by PostMessage or by a byte
 *   into a pipe; it must not throw, nor free the changes. NULL for none;
 * - `context`: otherwise left alone; may be NULL;
 * - `changes`, which must not be NULL, receives a handle that the caller frees.
 *
 * Fails with SMSMODE_OUTBOX_THREAD, SMSMODE_OUTBOX_FORKED or SMSMODE_NULL_ARGUMENT, and as any function
 * of an outbox.
 */
smsmode_status smsmode_outbox_subscribe(const smsmode_outbox *outbox,
                                        smsmode_outbox_callback callback,
                                        void *context,
                                        smsmode_outbox_changes **changes,
                                        smsmode_error **error);

/**
 * Tells of all changes after one, by its number from smsmode_outbox_entries_revision: who keeps the
 * number of the last one misses none, even while the program did not run. 0 for all messages.
 * Otherwise as smsmode_outbox_subscribe.
 */
smsmode_status smsmode_outbox_subscribe_after(const smsmode_outbox *outbox,
                                              uint64_t revision,
                                              smsmode_outbox_callback callback,
                                              void *context,
                                              smsmode_outbox_changes **changes,
                                              smsmode_error **error);

/**
 * A descriptor for poll, select or epoll: it can be read while changes are there to be taken. It is
 * lent until the changes are freed, and only to be waited for: do not read from it, and do not close
 * it.
 *
 * -1 for NULL, in a process that was forked off, and on Windows, which has no such thing: use the
 * callback there.
 */
int32_t smsmode_outbox_changes_fd(const smsmode_outbox_changes *changes);

/**
 * Takes the messages that changed, each as it was when it was read, in the order of their changes.
 *
 * `timeout_ms`: how long to wait for one; 0 does not wait. `entries`, which must not be NULL, receives
 * a handle that the caller frees; without any message where time ran out. There may be more: take until
 * there are none, or wait for the descriptor or the callback again.
 *
 * Fails as any function of an outbox; the changes are not lost by that.
 */
smsmode_status smsmode_outbox_changes_next(const smsmode_outbox_changes *changes,
                                           uint32_t timeout_ms,
                                           smsmode_outbox_entries **entries,
                                           smsmode_error **error);

/**
 * Frees the changes; NULL is allowed. When this returns, within 0.2 s, the callback is not running and
 * is not called any more. No thread may be in smsmode_outbox_changes_next.
 */
void smsmode_outbox_changes_free(smsmode_outbox_changes *changes);

/**
 * Sends the messages of an outbox from now on, until the dispatcher is freed or the process ends, and
 * follows them to their end.
 *
 * - `client`: may be freed; closed, it makes no calls any more;
 * - `settings`: copied; NULL stands for the defaults;
 * - `dispatcher`, which must not be NULL, receives a handle that the caller frees.
 *
 * Where it fails, nothing is sent. Fails with SMSMODE_OUTBOX_ANOTHER_DISPATCHER while somebody sends
 * from it already, SMSMODE_OUTBOX_MOVED or SMSMODE_OUTBOX_RESTORED where messages could be sent twice
 * (see smsmode_outbox_take_over), SMSMODE_OUTBOX_THREAD, SMSMODE_CLOSED or SMSMODE_NULL_ARGUMENT.
 */
smsmode_status smsmode_outbox_dispatch(const smsmode_outbox *outbox,
                                       const smsmode_client *client,
                                       const smsmode_outbox_dispatcher_settings *settings,
                                       smsmode_outbox_dispatcher **dispatcher,
                                       smsmode_error **error);

/**
 * Why nothing can be written at this time, such as a disk that is full, in English: no message is lost
 * and none is sent meanwhile, and it goes on by itself. NULL where all is well, and for NULL.
 *
 * UTF-8, ended by a NUL, lent until this is called again or the dispatcher is freed; `length`, unless
 * NULL, receives its bytes without that NUL.
 */
const char *smsmode_outbox_dispatcher_trouble(smsmode_outbox_dispatcher *dispatcher,
                                              size_t *length);

/**
 * Stops sending and frees the dispatcher; NULL is allowed. Calls that are under way come to their end
 * first, at most the time for one call, and what came of them is written down. Messages that wait stay
 * in the outbox.
 */
void smsmode_outbox_dispatcher_free(smsmode_outbox_dispatcher *dispatcher);

/**
 * Settings with their defaults, a handle that the caller frees. NULL only if the library has a bug.
 */
smsmode_outbox_dispatcher_settings *smsmode_outbox_dispatcher_settings_new(void);

/**
 * How many calls are made at a time; at least 1 is. 8 by default.
 */
smsmode_status smsmode_outbox_dispatcher_settings_set_in_flight(smsmode_outbox_dispatcher_settings *settings,
                                                                uint32_t calls,
                                                                smsmode_error **error);

/**
 * At most so many messages a second; 0, which is the default, for as many as the service takes.
 */
smsmode_status smsmode_outbox_dispatcher_settings_set_rate(smsmode_outbox_dispatcher_settings *settings,
                                                           uint32_t per_second,
                                                           smsmode_error **error);

/**
 * Time for one call, in milliseconds, at most 4 minutes. 30 000 by default; it takes the place of that
 * of the client.
 *
 * After a crash a message that was on its way is looked up once twice this time is over, and 4 s.
 */
smsmode_status smsmode_outbox_dispatcher_settings_set_timeout_ms(smsmode_outbox_dispatcher_settings *settings,
                                                                 uint32_t milliseconds,
                                                                 smsmode_error **error);

/**
 * How many days numbers and texts are kept after a message has ended. 90 by default.
 */
smsmode_status smsmode_outbox_dispatcher_settings_set_retention_days(smsmode_outbox_dispatcher_settings *settings,
                                                                     uint32_t days,
                                                                     smsmode_error **error);

/**
 * How long after the end of an attempt the list of the service must have shown a message of which
 * nobody knows whether it was accepted, in milliseconds. 900 000 by default, and never below three
 * times the time for one call. A shorter one is for tests: a message that is listed later is then sent
 * twice.
 */
smsmode_status smsmode_outbox_dispatcher_settings_set_quiet_time_ms(smsmode_outbox_dispatcher_settings *settings,
                                                                    uint32_t milliseconds,
                                                                    smsmode_error **error);

/**
 * How long after the first look that did not find such a message the second one is, in milliseconds.
 * 60 000 by default.
 */
smsmode_status smsmode_outbox_dispatcher_settings_set_look_again_ms(smsmode_outbox_dispatcher_settings *settings,
                                                                    uint32_t milliseconds,
                                                                    smsmode_error **error);

/**
 * That the key of the account is another one than before, and the account is the same: 1, or 0, which is the
 * default. Without it an outbox in PostgreSQL from which something is under way is not sent from with another
 * key, SMSMODE_OUTBOX_ANOTHER_ACCOUNT. Say it once. Fails with SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_outbox_dispatcher_settings_set_renewed_key(smsmode_outbox_dispatcher_settings *settings,
                                                                  int32_t renewed_key,
                                                                  smsmode_error **error);

/**
 * Frees the settings; NULL is allowed. Dispatchers that were made with them stay.
 */
void smsmode_outbox_dispatcher_settings_free(smsmode_outbox_dispatcher_settings *settings);

/**
 * How many messages there are; 0 for NULL.
 */
size_t smsmode_outbox_entries_count(const smsmode_outbox_entries *entries);

/**
 * The identifier that the outbox gave it, in ASCII.
 */
const char *smsmode_outbox_entries_id(const smsmode_outbox_entries *entries,
                                      size_t index,
                                      size_t *length);

/**
 * The key under which it was put in, in UTF-8.
 */
const char *smsmode_outbox_entries_key(const smsmode_outbox_entries *entries,
                                       size_t index,
                                       size_t *length);

/**
 * Whom it goes to: digits in international form, without a plus; NULL once that was forgotten.
 */
const char *smsmode_outbox_entries_number(const smsmode_outbox_entries *entries,
                                          size_t index,
                                          size_t *length);

/**
 * What is said, as it is sent, in UTF-8; NULL once that was forgotten.
 */
const char *smsmode_outbox_entries_text(const smsmode_outbox_entries *entries,
                                        size_t index,
                                        size_t *length);

/**
 * The reference of smsmode_send_set_reference, in UTF-8; NULL if there is none. It stays here: the
 * service is given one that proves acceptance.
 */
const char *smsmode_outbox_entries_reference(const smsmode_outbox_entries *entries,
                                             size_t index,
                                             size_t *length);

/**
 * Where it stands: one of SMSMODE_OUTBOX_QUEUED and its sisters.
 */
int32_t smsmode_outbox_entries_state(const smsmode_outbox_entries *entries, size_t index);

/**
 * What is known of it, in words for people: SMSMODE_ENGLISH or SMSMODE_FRENCH. UTF-8, without number
 * and text, so that it can be logged; NULL for another language.
 */
const char *smsmode_outbox_entries_known(const smsmode_outbox_entries *entries,
                                         size_t index,
                                         int32_t language,
                                         size_t *length);

/**
 * What somebody can do about it, as smsmode_outbox_entries_known; NULL where nothing is to be done.
 */
const char *smsmode_outbox_entries_advice(const smsmode_outbox_entries *entries,
                                          size_t index,
                                          int32_t language,
                                          size_t *length);

/**
 * The identifier that the service gave it, in ASCII; NULL while none is known.
 */
const char *smsmode_outbox_entries_message_id(const smsmode_outbox_entries *entries,
                                              size_t index,
                                              size_t *length);

/**
 * The last that the service said of its delivery, a number for smsmode_message_name and its sisters; -1
 * if it said nothing yet, beyond the last and for NULL.
 */
int32_t smsmode_outbox_entries_message_status(const smsmode_outbox_entries *entries,
                                              size_t index);

/**
 * The name of what went wrong last, such as "refusal 50", "http 502" or "unreachable", in ASCII; NULL
 * if nothing did.
 */
const char *smsmode_outbox_entries_trouble(const smsmode_outbox_entries *entries,
                                           size_t index,
                                           size_t *length);

/**
 * 1 if the service told two identifiers of it, else 0: it was sent twice, which only a freeze, a restored
 * copy or a person can bring about.
 */
int32_t smsmode_outbox_entries_was_accepted_twice(const smsmode_outbox_entries *entries,
                                                  size_t index);

/**
 * How often it was transmitted, or may have been: 0 to 32.
 */
uint32_t smsmode_outbox_entries_transmissions(const smsmode_outbox_entries *entries, size_t index);

/**
 * When it was put in, in seconds since 1970 in UTC.
 */
int64_t smsmode_outbox_entries_added_at(const smsmode_outbox_entries *entries, size_t index);

/**
 * When it last changed, in seconds since 1970 in UTC.
 */
int64_t smsmode_outbox_entries_changed_at(const smsmode_outbox_entries *entries, size_t index);

/**
 * The number of that change among those of all messages, for smsmode_outbox_subscribe_after.
 */
uint64_t smsmode_outbox_entries_revision(const smsmode_outbox_entries *entries, size_t index);

/**
 * Frees the entries; NULL is allowed.
 */
void smsmode_outbox_entries_free(smsmode_outbox_entries *entries);

/**
 * The message with an identifier of smsmode_outbox_added_id.
 *
 * `entries`, which must not be NULL, receives a handle that the caller frees: one message, or none where
 * there is no such message. Fails with SMSMODE_OUTBOX_ID for what is no identifier.
 */
smsmode_status smsmode_outbox_get(const smsmode_outbox *outbox,
                                  const char *id,
                                  size_t id_length,
                                  smsmode_outbox_entries **entries,
                                  smsmode_error **error);

/**
 * The message that was put in under a key, otherwise as smsmode_outbox_get. Fails with
 * SMSMODE_OUTBOX_KEY for what is no key.
 */
smsmode_status smsmode_outbox_find(const smsmode_outbox *outbox,
                                   const char *key,
                                   size_t key_length,
                                   smsmode_outbox_entries **entries,
                                   smsmode_error **error);

/**
 * The newest messages, the newest first.
 *
 * `state`: only those in it, one of SMSMODE_OUTBOX_QUEUED and its sisters; 0 for any. `limit`: so many
 * at most. `entries`, which must not be NULL, receives a handle that the caller frees. Fails with
 * SMSMODE_BAD_CONSTANT for another state.
 */
smsmode_status smsmode_outbox_list(const smsmode_outbox *outbox,
                                   int32_t state,
                                   size_t limit,
                                   smsmode_outbox_entries **entries,
                                   smsmode_error **error);

/**
 * Does not send a message any more: one that waits, or that is parked.
 *
 * `entries`, which must not be NULL, receives the message as it is then, a handle that the caller frees.
 * Fails with SMSMODE_OUTBOX_REFUSED where it is too late or nobody knows whether it is,
 * SMSMODE_OUTBOX_NO_SUCH_MESSAGE or SMSMODE_OUTBOX_ID; the message is then as it was.
 */
smsmode_status smsmode_outbox_cancel(const smsmode_outbox *outbox,
                                     const char *id,
                                     size_t id_length,
                                     smsmode_outbox_entries **entries,
                                     smsmode_error **error);

/**
 * Sends a message again that is parked or was rejected, otherwise as smsmode_outbox_cancel. For a parked
 * one, somebody has made sure that it did not arrive, or would rather have it arrive twice.
 *
 * Fails with SMSMODE_OUTBOX_FORGOTTEN too.
 */
smsmode_status smsmode_outbox_retry(const smsmode_outbox *outbox,
                                    const char *id,
                                    size_t id_length,
                                    smsmode_outbox_entries **entries,
                                    smsmode_error **error);

/**
 * Looks up now what is SMSMODE_OUTBOX_UNKNOWN or SMSMODE_OUTBOX_PARKED, and what was accepted without an
 * identifier, in the list of the service. It makes calls that only read, and sends nothing; a dispatcher
 * does the same by itself, in its own time.
 *
 * - `client`: makes the calls, with its own time for them;
 * - `settings`: the quiet time and the time to look again of the dispatcher; NULL stands for the defaults;
 * - `entries`, which must not be NULL, receives each such message as it is then, a handle that the
 *   caller frees: none where nothing had to be looked up.
 *
 * Fails with SMSMODE_OUTBOX_ANOTHER_DISPATCHER while somebody sends from the outbox, who looks them up as
 * well, SMSMODE_OUTBOX_MOVED or SMSMODE_OUTBOX_RESTORED (see smsmode_outbox_take_over), SMSMODE_CLOSED or
 * SMSMODE_NULL_ARGUMENT, and as any call where the list cannot be read.
 */
smsmode_status smsmode_outbox_reconcile(const smsmode_outbox *outbox,
                                        const smsmode_client *client,
                                        const smsmode_outbox_dispatcher_settings *settings,
                                        smsmode_outbox_entries **entries,
                                        smsmode_error **error);

/**
 * Looks at an outbox as a whole.
 *
 * `overview`, which must not be NULL, receives a handle that the caller frees.
 */
smsmode_status smsmode_outbox_get_overview(const smsmode_outbox *outbox,
                                           smsmode_outbox_overview **overview,
                                           smsmode_error **error);

/**
 * How many messages are in a state, one of SMSMODE_OUTBOX_QUEUED and its sisters; 0 for another number
 * and for NULL.
 */
uint64_t smsmode_outbox_overview_count(const smsmode_outbox_overview *overview,
                                       int32_t state);

/**
 * Why nothing is sent: one of SMSMODE_OUTBOX_PAUSED_ON_REQUEST, _AUTHENTICATION and
 * _NOT_ENOUGH_CREDIT; 0 if the outbox is not paused, and for NULL.
 */
int32_t smsmode_outbox_overview_paused(const smsmode_outbox_overview *overview);

/**
 * The number of the last change, for smsmode_outbox_subscribe_after; 0 for NULL.
 */
uint64_t smsmode_outbox_overview_revision(const smsmode_outbox_overview *overview);

/**
 * Frees it; NULL is allowed.
 */
void smsmode_outbox_overview_free(smsmode_outbox_overview *overview);

/**
 * The name of a state for programs, such as "parked", the same in every language; NULL for a number
 * that is none. Static text, ended by a NUL.
 */
const char *smsmode_outbox_state_name(int32_t state);

/**
 * What a state says of a message, in words for people that go on after "the message": SMSMODE_ENGLISH
 * or SMSMODE_FRENCH. Static text, ended by a NUL; NULL for another language or a number that is no
 * state. What is known of one message, smsmode_outbox_entries_known says.
 */
const char *smsmode_outbox_state_text(int32_t state,
                                      int32_t language);

/**
 * What came of the transmissions of a dispatcher since it began.
 *
 * `tally`, which must not be NULL, receives a handle that the caller frees. Fails with
 * SMSMODE_OUTBOX_FORKED or SMSMODE_NULL_ARGUMENT.
 */
smsmode_status smsmode_outbox_get_tally(const smsmode_outbox_dispatcher *dispatcher,
                                        smsmode_outbox_tally **tally,
                                        smsmode_error **error);

/**
 * How many transmissions were accepted; 0 for NULL.
 */
uint64_t smsmode_outbox_tally_accepted(const smsmode_outbox_tally *tally);

/**
 * How many milliseconds before the tally was made the last one was accepted; -1 if none was, and for
 * NULL.
 */
int64_t smsmode_outbox_tally_since_accepted_ms(const smsmode_outbox_tally *tally);

/**
 * How many different things went wrong; 0 for NULL.
 */
size_t smsmode_outbox_tally_failure_count(const smsmode_outbox_tally *tally);

/**
 * The name of what went wrong, such as "refusal 50" or "timeout"; `index` counts from 0.
 *
 * ASCII, ended by a NUL, lent until `tally` is freed; `length`, unless NULL, receives its bytes. NULL,
 * with the length 0, beyond the last and for NULL.
 */
const char *smsmode_outbox_tally_failure(const smsmode_outbox_tally *tally,
                                         size_t index,
                                         size_t *length);

/**
 * How many transmissions were not accepted, or perhaps not, because of that; 0 beyond the last and for
 * NULL.
 */
uint64_t smsmode_outbox_tally_failed(const smsmode_outbox_tally *tally,
                                     size_t index);

/**
 * Frees it; NULL is allowed.
 */
void smsmode_outbox_tally_free(smsmode_outbox_tally *tally);

/**
 * Terms with their defaults, a handle that the caller frees. NULL only if the library has a bug.
 */
smsmode_outbox_terms *smsmode_outbox_terms_new(void);

/**
 * Sends it at this time or later, in seconds since 1970 in UTC; as soon as possible by default.
 */
smsmode_status smsmode_outbox_terms_set_not_before(smsmode_outbox_terms *terms,
                                                   int64_t unix_seconds,
                                                   smsmode_error **error);

/**
 * Does not send it from this time on, in seconds since 1970 in UTC: it is then SMSMODE_OUTBOX_EXPIRED.
 * It never is by default.
 */
smsmode_status smsmode_outbox_terms_set_expiry(smsmode_outbox_terms *terms,
                                               int64_t unix_seconds,
                                               smsmode_error **error);

/**
 * Rather twice than not at all, for alerts: 1, or 0, which is the default. What can be found out is
 * found out first; then, what would be SMSMODE_OUTBOX_PARKED is sent again. Fails with
 * SMSMODE_BAD_CONSTANT for another number.
 */
smsmode_status smsmode_outbox_terms_set_at_least_once(smsmode_outbox_terms *terms,
                                                      int32_t at_least_once,
                                                      smsmode_error **error);

/**
 * Frees the terms; NULL is allowed.
 */
void smsmode_outbox_terms_free(smsmode_outbox_terms *terms);

/**
 * smsmode_analyse for a text in UTF-16: `text_length` and `first_outside` count units of 16 bits.
 *
 * Fails with SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_analyse_w(const uint16_t *text,
                                 size_t text_length,
                                 int32_t *alphabet,
                                 size_t *units,
                                 uint32_t *segments,
                                 size_t *free_units,
                                 size_t *first_outside,
                                 smsmode_error **error);

/**
 * smsmode_outside_gsm for a text in UTF-16: `offsets` count units of 16 bits.
 *
 * Fails with SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_outside_gsm_w(const uint16_t *text,
                                     size_t text_length,
                                     size_t *offsets,
                                     size_t capacity,
                                     size_t *count,
                                     smsmode_error **error);

/**
 * smsmode_truncate for a text in UTF-16: `length` counts units of 16 bits.
 *
 * Fails with SMSMODE_BAD_CONSTANT, SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_truncate_w(const uint16_t *text,
                                  size_t text_length,
                                  int32_t segments,
                                  size_t *length,
                                  smsmode_error **error);

/**
 * smsmode_segments_new for a text in UTF-16: offsets and lengths count units of 16 bits.
 *
 * Fails with SMSMODE_TOO_MANY_SEGMENTS, SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_segments_new_w(const uint16_t *text,
                                      size_t text_length,
                                      smsmode_segments **segments,
                                      smsmode_error **error);

/**
 * smsmode_smart_new for a text in UTF-16: offsets and lengths count units of 16 bits.
 * Texts come out in UTF-8.
 *
 * Fails with SMSMODE_BAD_CONSTANT, SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_smart_new_w(const uint16_t *text,
                                   size_t text_length,
                                   int32_t level,
                                   int32_t when,
                                   int32_t dropping,
                                   smsmode_smart **smart,
                                   smsmode_error **error);

/**
 * smsmode_plan_new for a text in UTF-16: the cut, offsets and lengths count units of 16 bits;
 * those of segments, in smsmode_plan_text once it is written so too. Texts come out in UTF-8.
 *
 * Fails with SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_plan_new_w(const uint16_t *text,
                                  size_t text_length,
                                  const smsmode_plan_options *options,
                                  smsmode_plan **plan,
                                  smsmode_error **error);

/**
 * smsmode_account_new_with_login for a login and a password in UTF-16.
 *
 * Fails with SMSMODE_LOGIN, SMSMODE_SECRET, SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_account_new_with_login_w(const uint16_t *login,
                                                size_t login_length,
                                                const uint16_t *password,
                                                size_t password_length,
                                                smsmode_account **account,
                                                smsmode_error **error);

/**
 * smsmode_send_set_text for a text in UTF-16.
 *
 * Fails with SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_send_set_text_w(smsmode_send *send,
                                       const uint16_t *text,
                                       size_t text_length,
                                       smsmode_error **error);

/**
 * smsmode_voice_set_text for a text in UTF-16.
 *
 * Fails with SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_voice_set_text_w(smsmode_voice *voice,
                                        const uint16_t *text,
                                        size_t text_length,
                                        smsmode_error **error);

/**
 * smsmode_batch_add_row for texts in UTF-16, all four of them.
 *
 * Fails with SMSMODE_PHONE_NUMBER, SMSMODE_SENDER, SMSMODE_REFERENCE, SMSMODE_NOT_UTF16,
 * SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_batch_add_row_w(smsmode_batch *batch,
                                       const uint16_t *number,
                                       size_t number_length,
                                       const uint16_t *text,
                                       size_t text_length,
                                       const uint16_t *sender,
                                       size_t sender_length,
                                       const uint16_t *reference,
                                       size_t reference_length,
                                       smsmode_error **error);

/**
 * smsmode_contact_new for texts in UTF-16.
 *
 * Fails with SMSMODE_EMPTY_FIELD, SMSMODE_PHONE_NUMBER, SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_contact_new_w(const uint16_t *last_name,
                                     size_t last_name_length,
                                     const uint16_t *number,
                                     size_t number_length,
                                     smsmode_contact **contact,
                                     smsmode_error **error);

/**
 * smsmode_sub_account_new for a login and a password in UTF-16.
 *
 * Fails with SMSMODE_LOGIN, SMSMODE_SECRET, SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_sub_account_new_w(const uint16_t *login,
                                         size_t login_length,
                                         const uint16_t *password,
                                         size_t password_length,
                                         smsmode_sub_account **sub_account,
                                         smsmode_error **error);

/**
 * smsmode_analyse for a text in Windows-1252: `text_length` and `first_outside` count its bytes.
 *
 * Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_analyse_1252(const char *text,
                                    size_t text_length,
                                    int32_t *alphabet,
                                    size_t *units,
                                    uint32_t *segments,
                                    size_t *free_units,
                                    size_t *first_outside,
                                    smsmode_error **error);

/**
 * smsmode_outside_gsm for a text in Windows-1252: `offsets` count its bytes.
 *
 * Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_outside_gsm_1252(const char *text,
                                        size_t text_length,
                                        size_t *offsets,
                                        size_t capacity,
                                        size_t *count,
                                        smsmode_error **error);

/**
 * smsmode_truncate for a text in Windows-1252: `length` counts its bytes.
 *
 * Fails with SMSMODE_BAD_CONSTANT, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_truncate_1252(const char *text,
                                     size_t text_length,
                                     int32_t segments,
                                     size_t *length,
                                     smsmode_error **error);

/**
 * smsmode_segments_new for a text in Windows-1252: offsets and lengths count its bytes.
 *
 * Fails with SMSMODE_TOO_MANY_SEGMENTS, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_segments_new_1252(const char *text,
                                         size_t text_length,
                                         smsmode_segments **segments,
                                         smsmode_error **error);

/**
 * smsmode_smart_new for a text in Windows-1252: offsets and lengths count its bytes.
 * Texts come out in UTF-8.
 *
 * Fails with SMSMODE_BAD_CONSTANT, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_smart_new_1252(const char *text,
                                      size_t text_length,
                                      int32_t level,
                                      int32_t when,
                                      int32_t dropping,
                                      smsmode_smart **smart,
                                      smsmode_error **error);

/**
 * smsmode_plan_new for a text in Windows-1252: the cut, offsets and lengths count its bytes;
 * those of segments, in smsmode_plan_text once it is written so too. Texts come out in UTF-8.
 *
 * Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_plan_new_1252(const char *text,
                                     size_t text_length,
                                     const smsmode_plan_options *options,
                                     smsmode_plan **plan,
                                     smsmode_error **error);

/**
 * smsmode_account_new_with_login for a login and a password in Windows-1252.
 *
 * Fails with SMSMODE_LOGIN, SMSMODE_SECRET, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_account_new_with_login_1252(const char *login,
                                                   size_t login_length,
                                                   const char *password,
                                                   size_t password_length,
                                                   smsmode_account **account,
                                                   smsmode_error **error);

/**
 * smsmode_send_set_text for a text in Windows-1252, whatever smsmode_send_set_encoding said.
 *
 * Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_send_set_text_1252(smsmode_send *send,
                                          const char *text,
                                          size_t text_length,
                                          smsmode_error **error);

/**
 * smsmode_voice_set_text for a text in Windows-1252,
 * whatever smsmode_voice_set_encoding said.
 *
 * Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_voice_set_text_1252(smsmode_voice *voice,
                                           const char *text,
                                           size_t text_length,
                                           smsmode_error **error);

/**
 * smsmode_contact_new for texts in Windows-1252.
 *
 * Fails with SMSMODE_EMPTY_FIELD, SMSMODE_PHONE_NUMBER, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_contact_new_1252(const char *last_name,
                                        size_t last_name_length,
                                        const char *number,
                                        size_t number_length,
                                        smsmode_contact **contact,
                                        smsmode_error **error);

/**
 * smsmode_sub_account_new for a login and a password in Windows-1252.
 *
 * Fails with SMSMODE_LOGIN, SMSMODE_SECRET, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_sub_account_new_1252(const char *login,
                                            size_t login_length,
                                            const char *password,
                                            size_t password_length,
                                            smsmode_sub_account **sub_account,
                                            smsmode_error **error);

/**
 * Writes a text that is in UTF-16 in UTF-8, with a NUL at its end.
 *
 * - `text`: `text_length` units of 16 bits;
 * - `buffer`: room for `capacity` bytes, the NUL included; NULL with 0 only asks for the length;
 * - `length`, which must not be NULL, receives the length without the NUL, even if the room is too
 *   small. Then nothing else is written.
 *
 * Fails with SMSMODE_BUFFER_TOO_SMALL, SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_utf8_from_w(const uint16_t *text,
                                   size_t text_length,
                                   char *buffer,
                                   size_t capacity,
                                   size_t *length,
                                   smsmode_error **error);

/**
 * Writes a text that is in Windows-1252 in UTF-8, otherwise as smsmode_utf8_from_w; `text_length`
 * counts bytes.
 *
 * Fails with SMSMODE_BUFFER_TOO_SMALL, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_utf8_from_1252(const char *text,
                                      size_t text_length,
                                      char *buffer,
                                      size_t capacity,
                                      size_t *length,
                                      smsmode_error **error);

/**
 * Writes a text that is in UTF-8 in UTF-16, otherwise as smsmode_utf8_from_w; `capacity` and
 * `length` count units of 16 bits, `text_length` bytes.
 *
 * Fails with SMSMODE_BUFFER_TOO_SMALL, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_w_from_utf8(const char *text,
                                   size_t text_length,
                                   uint16_t *buffer,
                                   size_t capacity,
                                   size_t *length,
                                   smsmode_error **error);

/**
 * Writes a text that is in UTF-8 in Windows-1252, otherwise as smsmode_utf8_from_w. It is for texts
 * that people look at: a character that Windows-1252 does not have becomes `?`.
 *
 * `lost`, unless NULL, receives how many did, even if the room is too small.
 *
 * Fails with SMSMODE_BUFFER_TOO_SMALL, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH.
 */
smsmode_status smsmode_1252_from_utf8(const char *text,
                                      size_t text_length,
                                      char *buffer,
                                      size_t capacity,
                                      size_t *length,
                                      size_t *lost,
                                      smsmode_error **error);

/**
 * Sends a message, once. This function and its sisters are for programs that pass numbers of 32 bits
 * and texts only: no handles, no sizes of 64 bits. They hold for each:
 *
 * - Texts that go in end with a NUL. They are in the encoding that `settings` names.
 * - Texts that come out go into a buffer of the caller's and end with a NUL; its size counts that
 *   NUL. They are in the encoding of `settings` too, with `?` for what it does not have. NULL with
 *   the size 0 says that the text is not wanted.
 * - It returns a smsmode_status, and `out_error` receives why in words, in the language of
 *   `settings`, cut where it has no more room; an empty text on success. Other outputs are written on
 *   success only, but for `out_outcome`.
 * - Each call connects anew, and closes that connection.
 * - Threads: any number may call at once.
 *
 * `settings` is a list such as "key=Ab1CD2efg3Hi;language=fr;encoding=windows-1252". In a value, `;` is
 * written %3B and % is written %25. A name that is unknown or comes twice is refused. Names are:
 *
 * - key, or login and password: who you are. What only plans needs none;
 * - base_url: another address, such as a sandbox's, https or on this machine;
 * - encoding: utf-8, the default, or windows-1252; language: en, the default, or fr;
 * - timeout_ms: time for the whole call, 30000 by default; connect_timeout_ms: to connect, 10000;
 * - proxy, ca_file: as smsmode_settings_set_proxy and _set_ca_file;
 * - mode: exact, the default, smart or unicode; level: typography, letters, the default, or symbols;
 *   when: makes_gsm, the default, saves_a_segment or always; dropping: 0 or 1, as
 *   smsmode_plan_options has them;
 * - sender, replies (0 or 1), reference, max_segments (1 to 5), opt_out (always or if_free),
 *   delivery_url, reply_url: as the setters of smsmode_send.
 *
 * The arguments of this function:
 *
 * - `recipients`: phone numbers in any usual spelling, with commas between them;
 * - `text`: `text_length` bytes, or -1 if it ends with a NUL;
 * - `out_id`: room for SMSMODE_SIMPLE_ID_SIZE bytes, for the identifier. Less is refused before
 *   anything is sent. An empty identifier was lost on the way: the message is accepted all the same.
 *   Where nothing proves that it is whole, only smsmode_accepted_is_provisional would tell;
 * - `out_outcome`, which must not be NULL, receives what became of the message, whatever is returned:
 *   0 if the service accepted it, else one of SMSMODE_OUTCOME_NOT_SENT, _REFUSED and _UNKNOWN. Where
 *   it is unknown, do not send again before you have looked.
 *
 * Fails with SMSMODE_SETTINGS_STRING if the settings cannot be read, SMSMODE_BUFFER_TOO_SMALL,
 * SMSMODE_BAD_LENGTH for a negative size, and as smsmode_client_new and smsmode_client_send.
 */
smsmode_status smsmode_simple_send(const char *settings,
                                   const char *recipients,
                                   const char *text,
                                   int32_t text_length,
                                   char *out_id,
                                   int32_t out_id_size,
                                   int32_t *out_outcome,
                                   char *out_error,
                                   int32_t out_error_size);

/**
 * Foresees what smsmode_simple_send does with a text, and sends nothing. It needs no key. SMSMODE_OK
 * says that the text can be sent with these settings; else the status is that of the send.
 *
 * `settings`, `text`, `out_error`: as for smsmode_simple_send. Each output may be NULL:
 * - `out_segments`: the most segments that a recipient is sent, a STOP mention included;
 * - `out_alphabet`: SMSMODE_ALPHABET_GSM7 or SMSMODE_ALPHABET_UCS2;
 * - `out_free_units`: how many units the last segment can still take;
 * - `out_text`: the text as a handset shows it, with its replacements. SMSMODE_BUFFER_TOO_SMALL if it
 *   has no room for the whole.
 */
smsmode_status smsmode_simple_plan(const char *settings,
                                   const char *text,
                                   int32_t text_length,
                                   int32_t *out_segments,
                                   int32_t *out_alphabet,
                                   int32_t *out_free_units,
                                   char *out_text,
                                   int32_t out_text_size,
                                   char *out_error,
                                   int32_t out_error_size);

/**
 * Asks where a message stands, for 30 days after it was sent.
 *
 * `settings`, `out_error`: as for smsmode_simple_send. `id`: from there. Each output may be NULL:
 * - `out_status`: the number of the service;
 * - `out_delivery`: what it means, one of the SMSMODE_DELIVERY_ numbers;
 * - `out_is_final`: 1 if it will not change any more, else 0;
 * - `out_words`: the same in words. SMSMODE_BUFFER_TOO_SMALL if it has no room for the whole; 200
 *   bytes are plenty.
 *
 * Fails as smsmode_client_message_status, and as smsmode_simple_send does before anything is sent.
 */
smsmode_status smsmode_simple_status(const char *settings,
                                     const char *id,
                                     int32_t *out_status,
                                     int32_t *out_delivery,
                                     int32_t *out_is_final,
                                     char *out_words,
                                     int32_t out_words_size,
                                     char *out_error,
                                     int32_t out_error_size);

/**
 * Asks how many credits the account has.
 *
 * `settings`, `out_error`: as for smsmode_simple_send. `out_credits` receives a decimal number with a
 * point, such as "212.5", a minus sign before it if there are fewer than none;
 * SMSMODE_BUFFER_TOO_SMALL if it has no room: 40 bytes are plenty.
 *
 * Fails as smsmode_client_balance, and as smsmode_simple_send does before anything is sent.
 */
smsmode_status smsmode_simple_balance(const char *settings,
                                      char *out_credits,
                                      int32_t out_credits_size,
                                      char *out_error,
                                      int32_t out_error_size);

/**
 * The version of the library that is running, such as "0.1.0": a call that proves that it is found.
 *
 * Fails with SMSMODE_BUFFER_TOO_SMALL if `out_version` has no room for it, SMSMODE_NULL_ARGUMENT or
 * SMSMODE_BAD_LENGTH. 20 bytes are plenty.
 */
smsmode_status smsmode_simple_version(char *out_version, int32_t out_version_size);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* SMSMODE_H */
