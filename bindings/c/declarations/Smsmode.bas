Attribute VB_Name = "Smsmode"
' libsmsmode for VBA. Written from include/smsmode.h by `make header`; do not edit. The header is the
' manual: smsmode_simple_send says what holds for every function. No Windows build was ever tried.
'
' VB6, AND VBA OF 32 BITS, CANNOT CALL THIS LIBRARY: they call stdcall only, and it is cdecl. A Declare
' would corrupt the stack. Windows of 64 bits has one convention, so VBA of 64 bits (Win64) can call it.
' From VB6, use a process of its own, such as the command smsmode, or a library in VB.NET.
'
' A String goes out and comes back in the code page of Windows, which is Windows-1252 in western Europe: say
' so in the settings. A buffer is a String of its size; what was written ends at the first vbNullChar. Pass
' vbNullString and 0 for what you do not want.
'
'     Dim id As String, words As String, status As Long, outcome As Long
'     id = String$(SMSMODE_SIMPLE_ID_SIZE, vbNullChar)
'     words = String$(300, vbNullChar)
'     status = smsmode_simple_send("key=Ab1CD2efg3Hi;encoding=windows-1252;mode=smart;language=fr", _
'         "06 39 98 00 11", "Votre commande vous attend", -1, id, Len(id), outcome, words, Len(words))
'     If status = SMSMODE_OK Then
'         MsgBox "Sent: " & Left$(id, InStr(id, vbNullChar) - 1)
'     ElseIf outcome = SMSMODE_OUTCOME_UNKNOWN Then
'         MsgBox "Perhaps sent, do not repeat: " & Left$(words, InStr(words, vbNullChar) - 1)
'     Else
'         MsgBox "Not sent: " & Left$(words, InStr(words, vbNullChar) - 1)
'     End If

Option Explicit

Public Const SMSMODE_OK As Long = 0
Public Const SMSMODE_NULL_ARGUMENT As Long = 100
Public Const SMSMODE_NOT_UTF8 As Long = 101
Public Const SMSMODE_BAD_CONSTANT As Long = 102
Public Const SMSMODE_BAD_LENGTH As Long = 103
Public Const SMSMODE_CLOSED As Long = 104
Public Const SMSMODE_FILE As Long = 105
Public Const SMSMODE_NOT_UTF16 As Long = 106
Public Const SMSMODE_BUFFER_TOO_SMALL As Long = 107
Public Const SMSMODE_WRONG_CALL As Long = 108
Public Const SMSMODE_EMPTY_TEXT As Long = 120
Public Const SMSMODE_OUTSIDE_ALPHABET As Long = 121
Public Const SMSMODE_TOO_MANY_SEGMENTS As Long = 122
Public Const SMSMODE_SEGMENT_LIMIT As Long = 123
Public Const SMSMODE_VOICE_TEXT_TOO_LONG As Long = 124
Public Const SMSMODE_NO_RECIPIENT As Long = 125
Public Const SMSMODE_PHONE_NUMBER As Long = 126
Public Const SMSMODE_TOO_MANY_RECIPIENTS As Long = 127
Public Const SMSMODE_CONTACT_GROUP As Long = 128
Public Const SMSMODE_SENDER As Long = 129
Public Const SMSMODE_RECIPIENTS_AND_GROUP As Long = 130
Public Const SMSMODE_PAGE_AND_PERIOD As Long = 131
Public Const SMSMODE_SENDER_WITH_REPLIES As Long = 132
Public Const SMSMODE_REPLIES_WITH_UNICODE As Long = 133
Public Const SMSMODE_REFERENCE As Long = 134
Public Const SMSMODE_ID As Long = 135
Public Const SMSMODE_DATE As Long = 136
Public Const SMSMODE_CREDITS As Long = 137
Public Const SMSMODE_LOGIN As Long = 138
Public Const SMSMODE_SECRET As Long = 139
Public Const SMSMODE_EMPTY_FIELD As Long = 140
Public Const SMSMODE_OUTSIDE_CHARSET As Long = 141
Public Const SMSMODE_PAGE_SIZE As Long = 142
Public Const SMSMODE_URL As Long = 143
Public Const SMSMODE_MULTIPART_BOUNDARY As Long = 144
Public Const SMSMODE_EMPTY_BATCH As Long = 145
Public Const SMSMODE_BATCH_BY_GET As Long = 146
Public Const SMSMODE_POLICY As Long = 147
Public Const SMSMODE_SETTINGS As Long = 148
Public Const SMSMODE_CALLBACK As Long = 149
Public Const SMSMODE_FORGED As Long = 150
Public Const SMSMODE_EXPIRED As Long = 151
Public Const SMSMODE_SETTINGS_STRING As Long = 152
Public Const SMSMODE_OUTBOX_KEY As Long = 153
Public Const SMSMODE_OUTBOX_ID As Long = 154
Public Const SMSMODE_OUTBOX_MESSAGE As Long = 155
Public Const SMSMODE_OUTBOX_FORKED As Long = 156
Public Const SMSMODE_INVALID_INPUT As Long = 199
Public Const SMSMODE_UNREACHABLE As Long = 200
Public Const SMSMODE_PROXY As Long = 201
Public Const SMSMODE_CERTIFICATE As Long = 202
Public Const SMSMODE_TLS As Long = 203
Public Const SMSMODE_CONFIGURATION As Long = 204
Public Const SMSMODE_TIMEOUT As Long = 210
Public Const SMSMODE_INTERRUPTED As Long = 211
Public Const SMSMODE_ANSWER_TOO_LARGE As Long = 212
Public Const SMSMODE_REFUSED_INTERNAL_ERROR As Long = 331
Public Const SMSMODE_REFUSED_AUTHENTICATION As Long = 332
Public Const SMSMODE_REFUSED_NOT_ENOUGH_CREDIT As Long = 333
Public Const SMSMODE_REFUSED_BAD_PARAMETER As Long = 335
Public Const SMSMODE_REFUSED_LOGIN As Long = 341
Public Const SMSMODE_REFUSED_UNAVAILABLE As Long = 350
Public Const SMSMODE_REFUSED_UNKNOWN_MESSAGE As Long = 361
Public Const SMSMODE_REFUSED As Long = 399
Public Const SMSMODE_MALFORMED_ANSWER As Long = 400
Public Const SMSMODE_PAGE_REPEATED As Long = 401
Public Const SMSMODE_UNEXPECTED_HTTP_STATUS As Long = 410
Public Const SMSMODE_OUTBOX_ADDRESS As Long = 500
Public Const SMSMODE_OUTBOX_OPEN As Long = 501
Public Const SMSMODE_OUTBOX_NOT_A_LEDGER As Long = 502
Public Const SMSMODE_OUTBOX_NEWER As Long = 503
Public Const SMSMODE_OUTBOX_READ_ONLY As Long = 504
Public Const SMSMODE_OUTBOX_DISK_FULL As Long = 505
Public Const SMSMODE_OUTBOX_CORRUPT As Long = 506
Public Const SMSMODE_OUTBOX_CONTENT As Long = 507
Public Const SMSMODE_OUTBOX_BUSY As Long = 508
Public Const SMSMODE_OUTBOX_ANOTHER_DISPATCHER As Long = 509
Public Const SMSMODE_OUTBOX_MOVED As Long = 510
Public Const SMSMODE_OUTBOX_RESTORED As Long = 511
Public Const SMSMODE_OUTBOX_INCOMPLETE As Long = 512
Public Const SMSMODE_OUTBOX_STORAGE As Long = 513
Public Const SMSMODE_OUTBOX_NO_SUCH_MESSAGE As Long = 514
Public Const SMSMODE_OUTBOX_FORGOTTEN As Long = 515
Public Const SMSMODE_OUTBOX_REFUSED As Long = 516
Public Const SMSMODE_OUTBOX_THREAD As Long = 517
Public Const SMSMODE_OUTBOX_UNREACHABLE As Long = 518
Public Const SMSMODE_OUTBOX_FORBIDDEN As Long = 519
Public Const SMSMODE_OUTBOX_WITHOUT_POSTGRES As Long = 520
Public Const SMSMODE_OUTBOX_MOVED_TO As Long = 521
Public Const SMSMODE_OUTBOX_ANOTHER_ACCOUNT As Long = 522
Public Const SMSMODE_PANIC As Long = 900
Public Const SMSMODE_OUTCOME_NOT_SENT As Long = 1
Public Const SMSMODE_OUTCOME_REFUSED As Long = 2
Public Const SMSMODE_OUTCOME_UNKNOWN As Long = 3
Public Const SMSMODE_ALPHABET_GSM7 As Long = 1
Public Const SMSMODE_ALPHABET_UCS2 As Long = 2
Public Const SMSMODE_DELIVERY_PENDING As Long = 1
Public Const SMSMODE_DELIVERY_DELIVERED As Long = 2
Public Const SMSMODE_DELIVERY_MIXED As Long = 3
Public Const SMSMODE_DELIVERY_FAILED_FOR_NOW As Long = 4
Public Const SMSMODE_DELIVERY_FAILED_FOR_GOOD As Long = 5
Public Const SMSMODE_DELIVERY_UNKNOWN As Long = 6
Public Const SMSMODE_SIMPLE_ID_SIZE As Long = 65

#If Win64 Then
Public Declare PtrSafe Function smsmode_simple_send Lib "smsmode.dll" ( _
    ByVal settings As String, _
    ByVal recipients As String, _
    ByVal text As String, _
    ByVal text_length As Long, _
    ByVal out_id As String, _
    ByVal out_id_size As Long, _
    ByRef out_outcome As Long, _
    ByVal out_error As String, _
    ByVal out_error_size As Long) As Long
Public Declare PtrSafe Function smsmode_simple_plan Lib "smsmode.dll" ( _
    ByVal settings As String, _
    ByVal text As String, _
    ByVal text_length As Long, _
    ByRef out_segments As Long, _
    ByRef out_alphabet As Long, _
    ByRef out_free_units As Long, _
    ByVal out_text As String, _
    ByVal out_text_size As Long, _
    ByVal out_error As String, _
    ByVal out_error_size As Long) As Long
Public Declare PtrSafe Function smsmode_simple_status Lib "smsmode.dll" ( _
    ByVal settings As String, _
    ByVal id As String, _
    ByRef out_status As Long, _
    ByRef out_delivery As Long, _
    ByRef out_is_final As Long, _
    ByVal out_words As String, _
    ByVal out_words_size As Long, _
    ByVal out_error As String, _
    ByVal out_error_size As Long) As Long
Public Declare PtrSafe Function smsmode_simple_balance Lib "smsmode.dll" ( _
    ByVal settings As String, _
    ByVal out_credits As String, _
    ByVal out_credits_size As Long, _
    ByVal out_error As String, _
    ByVal out_error_size As Long) As Long
Public Declare PtrSafe Function smsmode_simple_version Lib "smsmode.dll" ( _
    ByVal out_version As String, _
    ByVal out_version_size As Long) As Long
#End If
