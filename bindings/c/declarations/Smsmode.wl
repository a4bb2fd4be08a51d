// libsmsmode for WinDev. Written from include/smsmode.h by `make header`; do not edit. The header is the
// manual: smsmode_simple_send says what holds for every function. No Windows build was ever tried. In a
// program of 32 bits the functions are cdecl.
//
// An ANSI string is in Windows-1252: say so in the settings. Buffers and outputs are passed as addresses,
// & before the name of a variable that lives until the call is over; Null and 0 for what is not wanted.
//
//	sSettings is ANSI string = "key=Ab1CD2efg3Hi;encoding=windows-1252;mode=smart;language=fr"
//	sId is ASCIIZ string on 65
//	sWords is ASCIIZ string on 300
//	nOutcome is int
//	nStatus is int = smsmode_simple_send(sSettings, "06 39 98 00 11", "Votre commande vous attend", -1, &sId, 65, &nOutcome, &sWords, 300)
//	IF nStatus = SMSMODE_OK THEN
//		Info("Sent: " + sId)
//	ELSE IF nOutcome = SMSMODE_OUTCOME_UNKNOWN THEN
//		Error("Perhaps sent, do not repeat: " + sWords)
//	ELSE
//		Error("Not sent: " + sWords)
//	END

CONSTANT
	SMSMODE_OK = 0
	SMSMODE_NULL_ARGUMENT = 100
	SMSMODE_NOT_UTF8 = 101
	SMSMODE_BAD_CONSTANT = 102
	SMSMODE_BAD_LENGTH = 103
	SMSMODE_CLOSED = 104
	SMSMODE_FILE = 105
	SMSMODE_NOT_UTF16 = 106
	SMSMODE_BUFFER_TOO_SMALL = 107
	SMSMODE_WRONG_CALL = 108
	SMSMODE_EMPTY_TEXT = 120
	SMSMODE_OUTSIDE_ALPHABET = 121
	SMSMODE_TOO_MANY_SEGMENTS = 122
	SMSMODE_SEGMENT_LIMIT = 123
	SMSMODE_VOICE_TEXT_TOO_LONG = 124
	SMSMODE_NO_RECIPIENT = 125
	SMSMODE_PHONE_NUMBER = 126
	SMSMODE_TOO_MANY_RECIPIENTS = 127
	SMSMODE_CONTACT_GROUP = 128
	SMSMODE_SENDER = 129
	SMSMODE_RECIPIENTS_AND_GROUP = 130
	SMSMODE_PAGE_AND_PERIOD = 131
	SMSMODE_SENDER_WITH_REPLIES = 132
	SMSMODE_REPLIES_WITH_UNICODE = 133
	SMSMODE_REFERENCE = 134
	SMSMODE_ID = 135
	SMSMODE_DATE = 136
	SMSMODE_CREDITS = 137
	SMSMODE_LOGIN = 138
	SMSMODE_SECRET = 139
	SMSMODE_EMPTY_FIELD = 140
	SMSMODE_OUTSIDE_CHARSET = 141
	SMSMODE_PAGE_SIZE = 142
	SMSMODE_URL = 143
	SMSMODE_MULTIPART_BOUNDARY = 144
	SMSMODE_EMPTY_BATCH = 145
	SMSMODE_BATCH_BY_GET = 146
	SMSMODE_POLICY = 147
	SMSMODE_SETTINGS = 148
	SMSMODE_CALLBACK = 149
	SMSMODE_FORGED = 150
	SMSMODE_EXPIRED = 151
	SMSMODE_SETTINGS_STRING = 152
	SMSMODE_OUTBOX_KEY = 153
	SMSMODE_OUTBOX_ID = 154
	SMSMODE_OUTBOX_MESSAGE = 155
	SMSMODE_OUTBOX_FORKED = 156
	SMSMODE_INVALID_INPUT = 199
	SMSMODE_UNREACHABLE = 200
	SMSMODE_PROXY = 201
	SMSMODE_CERTIFICATE = 202
	SMSMODE_TLS = 203
	SMSMODE_CONFIGURATION = 204
	SMSMODE_TIMEOUT = 210
	SMSMODE_INTERRUPTED = 211
	SMSMODE_ANSWER_TOO_LARGE = 212
	SMSMODE_REFUSED_INTERNAL_ERROR = 331
	SMSMODE_REFUSED_AUTHENTICATION = 332
	SMSMODE_REFUSED_NOT_ENOUGH_CREDIT = 333
	SMSMODE_REFUSED_BAD_PARAMETER = 335
	SMSMODE_REFUSED_LOGIN = 341
	SMSMODE_REFUSED_UNAVAILABLE = 350
	SMSMODE_REFUSED_UNKNOWN_MESSAGE = 361
	SMSMODE_REFUSED = 399
	SMSMODE_MALFORMED_ANSWER = 400
	SMSMODE_PAGE_REPEATED = 401
	SMSMODE_UNEXPECTED_HTTP_STATUS = 410
	SMSMODE_OUTBOX_ADDRESS = 500
	SMSMODE_OUTBOX_OPEN = 501
	SMSMODE_OUTBOX_NOT_A_LEDGER = 502
	SMSMODE_OUTBOX_NEWER = 503
	SMSMODE_OUTBOX_READ_ONLY = 504
	SMSMODE_OUTBOX_DISK_FULL = 505
	SMSMODE_OUTBOX_CORRUPT = 506
	SMSMODE_OUTBOX_CONTENT = 507
	SMSMODE_OUTBOX_BUSY = 508
	SMSMODE_OUTBOX_ANOTHER_DISPATCHER = 509
	SMSMODE_OUTBOX_MOVED = 510
	SMSMODE_OUTBOX_RESTORED = 511
	SMSMODE_OUTBOX_INCOMPLETE = 512
	SMSMODE_OUTBOX_STORAGE = 513
	SMSMODE_OUTBOX_NO_SUCH_MESSAGE = 514
	SMSMODE_OUTBOX_FORGOTTEN = 515
	SMSMODE_OUTBOX_REFUSED = 516
	SMSMODE_OUTBOX_THREAD = 517
	SMSMODE_OUTBOX_UNREACHABLE = 518
	SMSMODE_OUTBOX_FORBIDDEN = 519
	SMSMODE_OUTBOX_WITHOUT_POSTGRES = 520
	SMSMODE_OUTBOX_MOVED_TO = 521
	SMSMODE_OUTBOX_ANOTHER_ACCOUNT = 522
	SMSMODE_PANIC = 900
	SMSMODE_OUTCOME_NOT_SENT = 1
	SMSMODE_OUTCOME_REFUSED = 2
	SMSMODE_OUTCOME_UNKNOWN = 3
	SMSMODE_ALPHABET_GSM7 = 1
	SMSMODE_ALPHABET_UCS2 = 2
	SMSMODE_DELIVERY_PENDING = 1
	SMSMODE_DELIVERY_DELIVERED = 2
	SMSMODE_DELIVERY_MIXED = 3
	SMSMODE_DELIVERY_FAILED_FOR_NOW = 4
	SMSMODE_DELIVERY_FAILED_FOR_GOOD = 5
	SMSMODE_DELIVERY_UNKNOWN = 6
	SMSMODE_SIMPLE_ID_SIZE = 65
END

PROCEDURE smsmode_simple_send(settings is ANSI string, recipients is ANSI string, text is ANSI string, text_length is int, out_id is system int, out_id_size is int, out_outcome is system int, out_error is system int, out_error_size is int)
RESULT API("smsmode.dll", "smsmode_simple_send", &settings, &recipients, &text, text_length, out_id, out_id_size, out_outcome, out_error, out_error_size)

PROCEDURE smsmode_simple_plan(settings is ANSI string, text is ANSI string, text_length is int, out_segments is system int, out_alphabet is system int, out_free_units is system int, out_text is system int, out_text_size is int, out_error is system int, out_error_size is int)
RESULT API("smsmode.dll", "smsmode_simple_plan", &settings, &text, text_length, out_segments, out_alphabet, out_free_units, out_text, out_text_size, out_error, out_error_size)

PROCEDURE smsmode_simple_status(settings is ANSI string, id is ANSI string, out_status is system int, out_delivery is system int, out_is_final is system int, out_words is system int, out_words_size is int, out_error is system int, out_error_size is int)
RESULT API("smsmode.dll", "smsmode_simple_status", &settings, &id, out_status, out_delivery, out_is_final, out_words, out_words_size, out_error, out_error_size)

PROCEDURE smsmode_simple_balance(settings is ANSI string, out_credits is system int, out_credits_size is int, out_error is system int, out_error_size is int)
RESULT API("smsmode.dll", "smsmode_simple_balance", &settings, out_credits, out_credits_size, out_error, out_error_size)

PROCEDURE smsmode_simple_version(out_version is system int, out_version_size is int)
RESULT API("smsmode.dll", "smsmode_simple_version", out_version, out_version_size)
