' libsmsmode for VB.NET. Written from include/smsmode.h by `make header`; do not edit. The header is the
' manual: smsmode_simple_send says what holds for every function. No Windows build was ever tried.
'
' A String of .NET is UTF-16, and the library reads bytes that end with a NUL: Bytes makes them, in UTF-8,
' the default encoding of the settings.
'
'     Dim settings = Bytes("key=Ab1CD2efg3Hi;mode=smart;language=fr;timeout_ms=20000")
'     Dim id(SMSMODE_SIMPLE_ID_SIZE - 1), words(299) As Byte
'     Dim outcome = SMSMODE_OUTCOME_NOT_SENT
'     Dim status = smsmode_simple_send(settings, Bytes("06 39 98 00 11"), Bytes("Votre commande est prête"),
'         -1, id, id.Length, outcome, words, words.Length)
'     If status = SMSMODE_OK Then
'         Print("Sent: " & TextOf(id))
'     ElseIf outcome = SMSMODE_OUTCOME_UNKNOWN Then
'         Print("Perhaps sent, do not repeat: " & TextOf(words))
'     Else
'         Print("Not sent: " & TextOf(words))
'     End If

Imports System.Runtime.InteropServices
Imports System.Text

Friend Module Smsmode
    ''' <summary>A text as the library reads it: UTF-8 with a NUL at its end.</summary>
    Friend Function Bytes(text As String) As Byte()
        Return Encoding.UTF8.GetBytes(text & ChrW(0))
    End Function

    ''' <summary>What the library wrote, up to its NUL.</summary>
    Friend Function TextOf(buffer As Byte()) As String
        Return Encoding.UTF8.GetString(buffer, 0, Array.IndexOf(buffer, CByte(0)))
    End Function

    Friend Const SMSMODE_OK As Integer = 0
    Friend Const SMSMODE_NULL_ARGUMENT As Integer = 100
    Friend Const SMSMODE_NOT_UTF8 As Integer = 101
    Friend Const SMSMODE_BAD_CONSTANT As Integer = 102
    Friend Const SMSMODE_BAD_LENGTH As Integer = 103
    Friend Const SMSMODE_CLOSED As Integer = 104
    Friend Const SMSMODE_FILE As Integer = 105
    Friend Const SMSMODE_NOT_UTF16 As Integer = 106
    Friend Const SMSMODE_BUFFER_TOO_SMALL As Integer = 107
    Friend Const SMSMODE_WRONG_CALL As Integer = 108
    Friend Const SMSMODE_EMPTY_TEXT As Integer = 120
    Friend Const SMSMODE_OUTSIDE_ALPHABET As Integer = 121
    Friend Const SMSMODE_TOO_MANY_SEGMENTS As Integer = 122
    Friend Const SMSMODE_SEGMENT_LIMIT As Integer = 123
    Friend Const SMSMODE_VOICE_TEXT_TOO_LONG As Integer = 124
    Friend Const SMSMODE_NO_RECIPIENT As Integer = 125
    Friend Const SMSMODE_PHONE_NUMBER As Integer = 126
    Friend Const SMSMODE_TOO_MANY_RECIPIENTS As Integer = 127
    Friend Const SMSMODE_CONTACT_GROUP As Integer = 128
    Friend Const SMSMODE_SENDER As Integer = 129
    Friend Const SMSMODE_RECIPIENTS_AND_GROUP As Integer = 130
    Friend Const SMSMODE_PAGE_AND_PERIOD As Integer = 131
    Friend Const SMSMODE_SENDER_WITH_REPLIES As Integer = 132
    Friend Const SMSMODE_REPLIES_WITH_UNICODE As Integer = 133
    Friend Const SMSMODE_REFERENCE As Integer = 134
    Friend Const SMSMODE_ID As Integer = 135
    Friend Const SMSMODE_DATE As Integer = 136
    Friend Const SMSMODE_CREDITS As Integer = 137
    Friend Const SMSMODE_LOGIN As Integer = 138
    Friend Const SMSMODE_SECRET As Integer = 139
    Friend Const SMSMODE_EMPTY_FIELD As Integer = 140
    Friend Const SMSMODE_OUTSIDE_CHARSET As Integer = 141
    Friend Const SMSMODE_PAGE_SIZE As Integer = 142
    Friend Const SMSMODE_URL As Integer = 143
    Friend Const SMSMODE_MULTIPART_BOUNDARY As Integer = 144
    Friend Const SMSMODE_EMPTY_BATCH As Integer = 145
    Friend Const SMSMODE_BATCH_BY_GET As Integer = 146
    Friend Const SMSMODE_POLICY As Integer = 147
    Friend Const SMSMODE_SETTINGS As Integer = 148
    Friend Const SMSMODE_CALLBACK As Integer = 149
    Friend Const SMSMODE_FORGED As Integer = 150
    Friend Const SMSMODE_EXPIRED As Integer = 151
    Friend Const SMSMODE_SETTINGS_STRING As Integer = 152
    Friend Const SMSMODE_OUTBOX_KEY As Integer = 153
    Friend Const SMSMODE_OUTBOX_ID As Integer = 154
    Friend Const SMSMODE_OUTBOX_MESSAGE As Integer = 155
    Friend Const SMSMODE_OUTBOX_FORKED As Integer = 156
    Friend Const SMSMODE_INVALID_INPUT As Integer = 199
    Friend Const SMSMODE_UNREACHABLE As Integer = 200
    Friend Const SMSMODE_PROXY As Integer = 201
    Friend Const SMSMODE_CERTIFICATE As Integer = 202
    Friend Const SMSMODE_TLS As Integer = 203
    Friend Const SMSMODE_CONFIGURATION As Integer = 204
    Friend Const SMSMODE_TIMEOUT As Integer = 210
    Friend Const SMSMODE_INTERRUPTED As Integer = 211
    Friend Const SMSMODE_ANSWER_TOO_LARGE As Integer = 212
    Friend Const SMSMODE_REFUSED_INTERNAL_ERROR As Integer = 331
    Friend Const SMSMODE_REFUSED_AUTHENTICATION As Integer = 332
    Friend Const SMSMODE_REFUSED_NOT_ENOUGH_CREDIT As Integer = 333
    Friend Const SMSMODE_REFUSED_BAD_PARAMETER As Integer = 335
    Friend Const SMSMODE_REFUSED_LOGIN As Integer = 341
    Friend Const SMSMODE_REFUSED_UNAVAILABLE As Integer = 350
    Friend Const SMSMODE_REFUSED_UNKNOWN_MESSAGE As Integer = 361
    Friend Const SMSMODE_REFUSED As Integer = 399
    Friend Const SMSMODE_MALFORMED_ANSWER As Integer = 400
    Friend Const SMSMODE_PAGE_REPEATED As Integer = 401
    Friend Const SMSMODE_UNEXPECTED_HTTP_STATUS As Integer = 410
    Friend Const SMSMODE_OUTBOX_ADDRESS As Integer = 500
    Friend Const SMSMODE_OUTBOX_OPEN As Integer = 501
    Friend Const SMSMODE_OUTBOX_NOT_A_LEDGER As Integer = 502
    Friend Const SMSMODE_OUTBOX_NEWER As Integer = 503
    Friend Const SMSMODE_OUTBOX_READ_ONLY As Integer = 504
    Friend Const SMSMODE_OUTBOX_DISK_FULL As Integer = 505
    Friend Const SMSMODE_OUTBOX_CORRUPT As Integer = 506
    Friend Const SMSMODE_OUTBOX_CONTENT As Integer = 507
    Friend Const SMSMODE_OUTBOX_BUSY As Integer = 508
    Friend Const SMSMODE_OUTBOX_ANOTHER_DISPATCHER As Integer = 509
    Friend Const SMSMODE_OUTBOX_MOVED As Integer = 510
    Friend Const SMSMODE_OUTBOX_RESTORED As Integer = 511
    Friend Const SMSMODE_OUTBOX_INCOMPLETE As Integer = 512
    Friend Const SMSMODE_OUTBOX_STORAGE As Integer = 513
    Friend Const SMSMODE_OUTBOX_NO_SUCH_MESSAGE As Integer = 514
    Friend Const SMSMODE_OUTBOX_FORGOTTEN As Integer = 515
    Friend Const SMSMODE_OUTBOX_REFUSED As Integer = 516
    Friend Const SMSMODE_OUTBOX_THREAD As Integer = 517
    Friend Const SMSMODE_OUTBOX_UNREACHABLE As Integer = 518
    Friend Const SMSMODE_OUTBOX_FORBIDDEN As Integer = 519
    Friend Const SMSMODE_OUTBOX_WITHOUT_POSTGRES As Integer = 520
    Friend Const SMSMODE_OUTBOX_MOVED_TO As Integer = 521
    Friend Const SMSMODE_OUTBOX_ANOTHER_ACCOUNT As Integer = 522
    Friend Const SMSMODE_PANIC As Integer = 900
    Friend Const SMSMODE_OUTCOME_NOT_SENT As Integer = 1
    Friend Const SMSMODE_OUTCOME_REFUSED As Integer = 2
    Friend Const SMSMODE_OUTCOME_UNKNOWN As Integer = 3
    Friend Const SMSMODE_ALPHABET_GSM7 As Integer = 1
    Friend Const SMSMODE_ALPHABET_UCS2 As Integer = 2
    Friend Const SMSMODE_DELIVERY_PENDING As Integer = 1
    Friend Const SMSMODE_DELIVERY_DELIVERED As Integer = 2
    Friend Const SMSMODE_DELIVERY_MIXED As Integer = 3
    Friend Const SMSMODE_DELIVERY_FAILED_FOR_NOW As Integer = 4
    Friend Const SMSMODE_DELIVERY_FAILED_FOR_GOOD As Integer = 5
    Friend Const SMSMODE_DELIVERY_UNKNOWN As Integer = 6
    Friend Const SMSMODE_SIMPLE_ID_SIZE As Integer = 65

    <DllImport("smsmode", CallingConvention:=CallingConvention.Cdecl, ExactSpelling:=True)>
    Friend Function smsmode_simple_send(
        <[In]> ByVal settings As Byte(),
        <[In]> ByVal recipients As Byte(),
        <[In]> ByVal text As Byte(),
        ByVal text_length As Integer,
        <Out> ByVal out_id As Byte(),
        ByVal out_id_size As Integer,
        ByRef out_outcome As Integer,
        <Out> ByVal out_error As Byte(),
        ByVal out_error_size As Integer) As Integer
    End Function

    <DllImport("smsmode", CallingConvention:=CallingConvention.Cdecl, ExactSpelling:=True)>
    Friend Function smsmode_simple_plan(
        <[In]> ByVal settings As Byte(),
        <[In]> ByVal text As Byte(),
        ByVal text_length As Integer,
        ByRef out_segments As Integer,
        ByRef out_alphabet As Integer,
        ByRef out_free_units As Integer,
        <Out> ByVal out_text As Byte(),
        ByVal out_text_size As Integer,
        <Out> ByVal out_error As Byte(),
        ByVal out_error_size As Integer) As Integer
    End Function

    <DllImport("smsmode", CallingConvention:=CallingConvention.Cdecl, ExactSpelling:=True)>
    Friend Function smsmode_simple_status(
        <[In]> ByVal settings As Byte(),
        <[In]> ByVal id As Byte(),
        ByRef out_status As Integer,
        ByRef out_delivery As Integer,
        ByRef out_is_final As Integer,
        <Out> ByVal out_words As Byte(),
        ByVal out_words_size As Integer,
        <Out> ByVal out_error As Byte(),
        ByVal out_error_size As Integer) As Integer
    End Function

    <DllImport("smsmode", CallingConvention:=CallingConvention.Cdecl, ExactSpelling:=True)>
    Friend Function smsmode_simple_balance(
        <[In]> ByVal settings As Byte(),
        <Out> ByVal out_credits As Byte(),
        ByVal out_credits_size As Integer,
        <Out> ByVal out_error As Byte(),
        ByVal out_error_size As Integer) As Integer
    End Function

    <DllImport("smsmode", CallingConvention:=CallingConvention.Cdecl, ExactSpelling:=True)>
    Friend Function smsmode_simple_version(
        <Out> ByVal out_version As Byte(),
        ByVal out_version_size As Integer) As Integer
    End Function
End Module
