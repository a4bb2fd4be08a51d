// libsmsmode for Delphi. Written from include/smsmode.h by `make header`; do not edit. The header is
// the manual: smsmode_simple_send says what holds for every function. No Windows build was ever tried.
//
// An AnsiString ends with a NUL and, on a western Windows, is in Windows-1252: say so in the settings.
// A UTF8String does as well, without that. A string of today is UTF-16: convert it by an assignment.
//
//   var
//     Settings, Text: UTF8String;
//     Id: array[0..SMSMODE_SIMPLE_ID_SIZE - 1] of AnsiChar;
//     Words: array[0..299] of AnsiChar;
//     Status, Outcome: Integer;
//   begin
//     Settings := 'key=Ab1CD2efg3Hi;mode=smart;language=fr;timeout_ms=20000';
//     Text := UTF8String(Memo.Text);
//     Status := smsmode_simple_send(PAnsiChar(Settings), '06 39 98 00 11', PAnsiChar(Text), -1,
//       Id, SizeOf(Id), @Outcome, Words, SizeOf(Words));
//     if Status = SMSMODE_OK then ShowMessage('Sent: ' + string(Id))
//     else if Outcome = SMSMODE_OUTCOME_UNKNOWN then
//       ShowMessage('Perhaps sent, do not repeat: ' + UTF8ToString(Words))
//     else ShowMessage('Not sent: ' + UTF8ToString(Words));
//   end;

unit Smsmode;

interface

const
  SMSMODE_OK = 0;
  SMSMODE_NULL_ARGUMENT = 100;
  SMSMODE_NOT_UTF8 = 101;
  SMSMODE_BAD_CONSTANT = 102;
  SMSMODE_BAD_LENGTH = 103;
  SMSMODE_CLOSED = 104;
  SMSMODE_FILE = 105;
  SMSMODE_NOT_UTF16 = 106;
  SMSMODE_BUFFER_TOO_SMALL = 107;
  SMSMODE_WRONG_CALL = 108;
  SMSMODE_EMPTY_TEXT = 120;
  SMSMODE_OUTSIDE_ALPHABET = 121;
  SMSMODE_TOO_MANY_SEGMENTS = 122;
  SMSMODE_SEGMENT_LIMIT = 123;
  SMSMODE_VOICE_TEXT_TOO_LONG = 124;
  SMSMODE_NO_RECIPIENT = 125;
  SMSMODE_PHONE_NUMBER = 126;
  SMSMODE_TOO_MANY_RECIPIENTS = 127;
  SMSMODE_CONTACT_GROUP = 128;
  SMSMODE_SENDER = 129;
  SMSMODE_RECIPIENTS_AND_GROUP = 130;
  SMSMODE_PAGE_AND_PERIOD = 131;
  SMSMODE_SENDER_WITH_REPLIES = 132;
  SMSMODE_REPLIES_WITH_UNICODE = 133;
  SMSMODE_REFERENCE = 134;
  SMSMODE_ID = 135;
  SMSMODE_DATE = 136;
  SMSMODE_CREDITS = 137;
  SMSMODE_LOGIN = 138;
  SMSMODE_SECRET = 139;
  SMSMODE_EMPTY_FIELD = 140;
  SMSMODE_OUTSIDE_CHARSET = 141;
  SMSMODE_PAGE_SIZE = 142;
  SMSMODE_URL = 143;
  SMSMODE_MULTIPART_BOUNDARY = 144;
  SMSMODE_EMPTY_BATCH = 145;
  SMSMODE_BATCH_BY_GET = 146;
  SMSMODE_POLICY = 147;
  SMSMODE_SETTINGS = 148;
  SMSMODE_CALLBACK = 149;
  SMSMODE_FORGED = 150;
  SMSMODE_EXPIRED = 151;
  SMSMODE_SETTINGS_STRING = 152;
  SMSMODE_OUTBOX_KEY = 153;
  SMSMODE_OUTBOX_ID = 154;
  SMSMODE_OUTBOX_MESSAGE = 155;
  SMSMODE_OUTBOX_FORKED = 156;
  SMSMODE_INVALID_INPUT = 199;
  SMSMODE_UNREACHABLE = 200;
  SMSMODE_PROXY = 201;
  SMSMODE_CERTIFICATE = 202;
  SMSMODE_TLS = 203;
  SMSMODE_CONFIGURATION = 204;
  SMSMODE_TIMEOUT = 210;
  SMSMODE_INTERRUPTED = 211;
  SMSMODE_ANSWER_TOO_LARGE = 212;
  SMSMODE_REFUSED_INTERNAL_ERROR = 331;
  SMSMODE_REFUSED_AUTHENTICATION = 332;
  SMSMODE_REFUSED_NOT_ENOUGH_CREDIT = 333;
  SMSMODE_REFUSED_BAD_PARAMETER = 335;
  SMSMODE_REFUSED_LOGIN = 341;
  SMSMODE_REFUSED_UNAVAILABLE = 350;
  SMSMODE_REFUSED_UNKNOWN_MESSAGE = 361;
  SMSMODE_REFUSED = 399;
  SMSMODE_MALFORMED_ANSWER = 400;
  SMSMODE_PAGE_REPEATED = 401;
  SMSMODE_UNEXPECTED_HTTP_STATUS = 410;
  SMSMODE_OUTBOX_ADDRESS = 500;
  SMSMODE_OUTBOX_OPEN = 501;
  SMSMODE_OUTBOX_NOT_A_LEDGER = 502;
  SMSMODE_OUTBOX_NEWER = 503;
  SMSMODE_OUTBOX_READ_ONLY = 504;
  SMSMODE_OUTBOX_DISK_FULL = 505;
  SMSMODE_OUTBOX_CORRUPT = 506;
  SMSMODE_OUTBOX_CONTENT = 507;
  SMSMODE_OUTBOX_BUSY = 508;
  SMSMODE_OUTBOX_ANOTHER_DISPATCHER = 509;
  SMSMODE_OUTBOX_MOVED = 510;
  SMSMODE_OUTBOX_RESTORED = 511;
  SMSMODE_OUTBOX_INCOMPLETE = 512;
  SMSMODE_OUTBOX_STORAGE = 513;
  SMSMODE_OUTBOX_NO_SUCH_MESSAGE = 514;
  SMSMODE_OUTBOX_FORGOTTEN = 515;
  SMSMODE_OUTBOX_REFUSED = 516;
  SMSMODE_OUTBOX_THREAD = 517;
  SMSMODE_OUTBOX_UNREACHABLE = 518;
  SMSMODE_OUTBOX_FORBIDDEN = 519;
  SMSMODE_OUTBOX_WITHOUT_POSTGRES = 520;
  SMSMODE_OUTBOX_MOVED_TO = 521;
  SMSMODE_OUTBOX_ANOTHER_ACCOUNT = 522;
  SMSMODE_PANIC = 900;
  SMSMODE_OUTCOME_NOT_SENT = 1;
  SMSMODE_OUTCOME_REFUSED = 2;
  SMSMODE_OUTCOME_UNKNOWN = 3;
  SMSMODE_ALPHABET_GSM7 = 1;
  SMSMODE_ALPHABET_UCS2 = 2;
  SMSMODE_DELIVERY_PENDING = 1;
  SMSMODE_DELIVERY_DELIVERED = 2;
  SMSMODE_DELIVERY_MIXED = 3;
  SMSMODE_DELIVERY_FAILED_FOR_NOW = 4;
  SMSMODE_DELIVERY_FAILED_FOR_GOOD = 5;
  SMSMODE_DELIVERY_UNKNOWN = 6;
  SMSMODE_SIMPLE_ID_SIZE = 65;

function smsmode_simple_send(
  settings: PAnsiChar;
  recipients: PAnsiChar;
  text: PAnsiChar;
  text_length: Integer;
  out_id: PAnsiChar;
  out_id_size: Integer;
  out_outcome: PInteger;
  out_error: PAnsiChar;
  out_error_size: Integer): Integer; cdecl; external 'smsmode.dll';

function smsmode_simple_plan(
  settings: PAnsiChar;
  text: PAnsiChar;
  text_length: Integer;
  out_segments: PInteger;
  out_alphabet: PInteger;
  out_free_units: PInteger;
  out_text: PAnsiChar;
  out_text_size: Integer;
  out_error: PAnsiChar;
  out_error_size: Integer): Integer; cdecl; external 'smsmode.dll';

function smsmode_simple_status(
  settings: PAnsiChar;
  id: PAnsiChar;
  out_status: PInteger;
  out_delivery: PInteger;
  out_is_final: PInteger;
  out_words: PAnsiChar;
  out_words_size: Integer;
  out_error: PAnsiChar;
  out_error_size: Integer): Integer; cdecl; external 'smsmode.dll';

function smsmode_simple_balance(
  settings: PAnsiChar;
  out_credits: PAnsiChar;
  out_credits_size: Integer;
  out_error: PAnsiChar;
  out_error_size: Integer): Integer; cdecl; external 'smsmode.dll';

function smsmode_simple_version(
  out_version: PAnsiChar;
  out_version_size: Integer): Integer; cdecl; external 'smsmode.dll';

implementation

end.
