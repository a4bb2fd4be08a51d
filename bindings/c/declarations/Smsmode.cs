// libsmsmode for C#. Written from include/smsmode.h by `make header`; do not edit. The header is the
// manual: smsmode_simple_send says what holds for every function. No Windows build was ever tried.
//
// A .NET string is UTF-16, and the library reads bytes that end with a NUL: Smsmode.Bytes makes them,
// in UTF-8, the default encoding of the settings. (UnmanagedType.LPUTF8Str would do for texts that go
// in, from .NET Framework 4.7 on; byte[] does everywhere, and for buffers too.)
//
//     byte[] settings = Smsmode.Bytes("key=Ab1CD2efg3Hi;mode=smart;language=fr;timeout_ms=20000");
//     byte[] id = new byte[Smsmode.SMSMODE_SIMPLE_ID_SIZE];
//     byte[] words = new byte[300];
//     int outcome = Smsmode.SMSMODE_OUTCOME_NOT_SENT;
//     int status = Smsmode.smsmode_simple_send(
//         settings, Smsmode.Bytes("06 39 98 00 11"), Smsmode.Bytes("Votre commande est prête"), -1,
//         id, id.Length, ref outcome, words, words.Length);
//     if (status == Smsmode.SMSMODE_OK) Print("Sent: " + Smsmode.Text(id));
//     else if (outcome == Smsmode.SMSMODE_OUTCOME_UNKNOWN) Print("Perhaps sent, do not repeat: " + Smsmode.Text(words));
//     else Print("Not sent: " + Smsmode.Text(words));

using System;
using System.Runtime.InteropServices;
using System.Text;

internal static class Smsmode
{
    /// <summary>A text as the library reads it: UTF-8 with a NUL at its end.</summary>
    internal static byte[] Bytes(string text) { return Encoding.UTF8.GetBytes(text + "\0"); }

    /// <summary>What the library wrote, up to its NUL.</summary>
    internal static string Text(byte[] buffer)
    {
        return Encoding.UTF8.GetString(buffer, 0, Array.IndexOf(buffer, (byte)0));
    }

    internal const int SMSMODE_OK = 0;
    internal const int SMSMODE_NULL_ARGUMENT = 100;
    internal const int SMSMODE_NOT_UTF8 = 101;
    internal const int SMSMODE_BAD_CONSTANT = 102;
    internal const int SMSMODE_BAD_LENGTH = 103;
    internal const int SMSMODE_CLOSED = 104;
    internal const int SMSMODE_FILE = 105;
    internal const int SMSMODE_NOT_UTF16 = 106;
    internal const int SMSMODE_BUFFER_TOO_SMALL = 107;
    internal const int SMSMODE_WRONG_CALL = 108;
    internal const int SMSMODE_EMPTY_TEXT = 120;
    internal const int SMSMODE_OUTSIDE_ALPHABET = 121;
    internal const int SMSMODE_TOO_MANY_SEGMENTS = 122;
    internal const int SMSMODE_SEGMENT_LIMIT = 123;
    internal const int SMSMODE_VOICE_TEXT_TOO_LONG = 124;
    internal const int SMSMODE_NO_RECIPIENT = 125;
    internal const int SMSMODE_PHONE_NUMBER = 126;
    internal const int SMSMODE_TOO_MANY_RECIPIENTS = 127;
    internal const int SMSMODE_CONTACT_GROUP = 128;
    internal const int SMSMODE_SENDER = 129;
    internal const int SMSMODE_RECIPIENTS_AND_GROUP = 130;
    internal const int SMSMODE_PAGE_AND_PERIOD = 131;
    internal const int SMSMODE_SENDER_WITH_REPLIES = 132;
    internal const int SMSMODE_REPLIES_WITH_UNICODE = 133;
    internal const int SMSMODE_REFERENCE = 134;
    internal const int SMSMODE_ID = 135;
    internal const int SMSMODE_DATE = 136;
    internal const int SMSMODE_CREDITS = 137;
    internal const int SMSMODE_LOGIN = 138;
    internal const int SMSMODE_SECRET = 139;
    internal const int SMSMODE_EMPTY_FIELD = 140;
    internal const int SMSMODE_OUTSIDE_CHARSET = 141;
    internal const int SMSMODE_PAGE_SIZE = 142;
    internal const int SMSMODE_URL = 143;
    internal const int SMSMODE_MULTIPART_BOUNDARY = 144;
    internal const int SMSMODE_EMPTY_BATCH = 145;
    internal const int SMSMODE_BATCH_BY_GET = 146;
    internal const int SMSMODE_POLICY = 147;
    internal const int SMSMODE_SETTINGS = 148;
    internal const int SMSMODE_CALLBACK = 149;
    internal const int SMSMODE_FORGED = 150;
    internal const int SMSMODE_EXPIRED = 151;
    internal const int SMSMODE_SETTINGS_STRING = 152;
    internal const int SMSMODE_OUTBOX_KEY = 153;
    internal const int SMSMODE_OUTBOX_ID = 154;
    internal const int SMSMODE_OUTBOX_MESSAGE = 155;
    internal const int SMSMODE_OUTBOX_FORKED = 156;
    internal const int SMSMODE_INVALID_INPUT = 199;
    internal const int SMSMODE_UNREACHABLE = 200;
    internal const int SMSMODE_PROXY = 201;
    internal const int SMSMODE_CERTIFICATE = 202;
    internal const int SMSMODE_TLS = 203;
    internal const int SMSMODE_CONFIGURATION = 204;
    internal const int SMSMODE_TIMEOUT = 210;
    internal const int SMSMODE_INTERRUPTED = 211;
    internal const int SMSMODE_ANSWER_TOO_LARGE = 212;
    internal const int SMSMODE_REFUSED_INTERNAL_ERROR = 331;
    internal const int SMSMODE_REFUSED_AUTHENTICATION = 332;
    internal const int SMSMODE_REFUSED_NOT_ENOUGH_CREDIT = 333;
    internal const int SMSMODE_REFUSED_BAD_PARAMETER = 335;
    internal const int SMSMODE_REFUSED_LOGIN = 341;
    internal const int SMSMODE_REFUSED_UNAVAILABLE = 350;
    internal const int SMSMODE_REFUSED_UNKNOWN_MESSAGE = 361;
    internal const int SMSMODE_REFUSED = 399;
    internal const int SMSMODE_MALFORMED_ANSWER = 400;
    internal const int SMSMODE_PAGE_REPEATED = 401;
    internal const int SMSMODE_UNEXPECTED_HTTP_STATUS = 410;
    internal const int SMSMODE_OUTBOX_ADDRESS = 500;
    internal const int SMSMODE_OUTBOX_OPEN = 501;
    internal const int SMSMODE_OUTBOX_NOT_A_LEDGER = 502;
    internal const int SMSMODE_OUTBOX_NEWER = 503;
    internal const int SMSMODE_OUTBOX_READ_ONLY = 504;
    internal const int SMSMODE_OUTBOX_DISK_FULL = 505;
    internal const int SMSMODE_OUTBOX_CORRUPT = 506;
    internal const int SMSMODE_OUTBOX_CONTENT = 507;
    internal const int SMSMODE_OUTBOX_BUSY = 508;
    internal const int SMSMODE_OUTBOX_ANOTHER_DISPATCHER = 509;
    internal const int SMSMODE_OUTBOX_MOVED = 510;
    internal const int SMSMODE_OUTBOX_RESTORED = 511;
    internal const int SMSMODE_OUTBOX_INCOMPLETE = 512;
    internal const int SMSMODE_OUTBOX_STORAGE = 513;
    internal const int SMSMODE_OUTBOX_NO_SUCH_MESSAGE = 514;
    internal const int SMSMODE_OUTBOX_FORGOTTEN = 515;
    internal const int SMSMODE_OUTBOX_REFUSED = 516;
    internal const int SMSMODE_OUTBOX_THREAD = 517;
    internal const int SMSMODE_OUTBOX_UNREACHABLE = 518;
    internal const int SMSMODE_OUTBOX_FORBIDDEN = 519;
    internal const int SMSMODE_OUTBOX_WITHOUT_POSTGRES = 520;
    internal const int SMSMODE_OUTBOX_MOVED_TO = 521;
    internal const int SMSMODE_OUTBOX_ANOTHER_ACCOUNT = 522;
    internal const int SMSMODE_PANIC = 900;
    internal const int SMSMODE_OUTCOME_NOT_SENT = 1;
    internal const int SMSMODE_OUTCOME_REFUSED = 2;
    internal const int SMSMODE_OUTCOME_UNKNOWN = 3;
    internal const int SMSMODE_ALPHABET_GSM7 = 1;
    internal const int SMSMODE_ALPHABET_UCS2 = 2;
    internal const int SMSMODE_DELIVERY_PENDING = 1;
    internal const int SMSMODE_DELIVERY_DELIVERED = 2;
    internal const int SMSMODE_DELIVERY_MIXED = 3;
    internal const int SMSMODE_DELIVERY_FAILED_FOR_NOW = 4;
    internal const int SMSMODE_DELIVERY_FAILED_FOR_GOOD = 5;
    internal const int SMSMODE_DELIVERY_UNKNOWN = 6;
    internal const int SMSMODE_SIMPLE_ID_SIZE = 65;

    [DllImport("smsmode", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    internal static extern int smsmode_simple_send(
        [In] byte[] settings,
        [In] byte[] recipients,
        [In] byte[] text,
        int text_length,
        [Out] byte[] out_id,
        int out_id_size,
        ref int out_outcome,
        [Out] byte[] out_error,
        int out_error_size);

    [DllImport("smsmode", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    internal static extern int smsmode_simple_plan(
        [In] byte[] settings,
        [In] byte[] text,
        int text_length,
        ref int out_segments,
        ref int out_alphabet,
        ref int out_free_units,
        [Out] byte[] out_text,
        int out_text_size,
        [Out] byte[] out_error,
        int out_error_size);

    [DllImport("smsmode", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    internal static extern int smsmode_simple_status(
        [In] byte[] settings,
        [In] byte[] id,
        ref int out_status,
        ref int out_delivery,
        ref int out_is_final,
        [Out] byte[] out_words,
        int out_words_size,
        [Out] byte[] out_error,
        int out_error_size);

    [DllImport("smsmode", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    internal static extern int smsmode_simple_balance(
        [In] byte[] settings,
        [Out] byte[] out_credits,
        int out_credits_size,
        [Out] byte[] out_error,
        int out_error_size);

    [DllImport("smsmode", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    internal static extern int smsmode_simple_version(
        [Out] byte[] out_version,
        int out_version_size);
}
