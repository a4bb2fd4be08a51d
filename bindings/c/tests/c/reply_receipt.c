/* Replies, as the service calls them on the caller's server. */

#include <smsmode.h>

#include "check.h"

static smsmode_reply_receipt *read_reply(const char *query)
{
    smsmode_reply_receipt *reply = NULL;
    smsmode_error *error;
    CHECK(smsmode_reply_receipt_new(TEXT(query), &reply, &error) == SMSMODE_OK && error == NULL);
    return reply;
}

static void a_reply_tells_everything(void)
{
    smsmode_reply_receipt *reply = read_reply(
        "numero=36034&message=arriv%E9+%A4&emetteur=0639980011&date_reception=01012013-122233"
        "&smsID=abcd1234&refClient=monclient123&responseID=azertyu123&mcc_mnc=20801");
    size_t length = 0;
    CHECK_TEXT(smsmode_reply_receipt_from(reply, &length), "0639980011");
    CHECK(length == 10);
    CHECK_TEXT(smsmode_reply_receipt_number(reply, NULL), "33639980011");
    CHECK_TEXT(smsmode_reply_receipt_text(reply, NULL), "arrivé €");
    CHECK_TEXT(smsmode_reply_receipt_to(reply, NULL), "36034");
    CHECK(smsmode_reply_receipt_time(reply) == 1357039353);
    CHECK_TEXT(smsmode_reply_receipt_date(reply, NULL), "01012013-122233");
    CHECK_TEXT(smsmode_reply_receipt_message_id(reply, NULL), "abcd1234");
    CHECK_TEXT(smsmode_reply_receipt_reference(reply, NULL), "monclient123");
    CHECK_TEXT(smsmode_reply_receipt_id(reply, NULL), "azertyu123");
    CHECK(smsmode_reply_receipt_unknown_count(reply) == 1);
    CHECK_TEXT(smsmode_reply_receipt_unknown_name(reply, 0, NULL), "mcc_mnc");
    CHECK_TEXT(smsmode_reply_receipt_unknown_value(reply, 0, NULL), "20801");
    CHECK(smsmode_reply_receipt_unknown_name(reply, 1, NULL) == NULL);
    CHECK(smsmode_reply_receipt_unknown_value(reply, 1, NULL) == NULL);
    smsmode_reply_receipt_free(reply);
}

static void what_is_missing_is_null(void)
{
    smsmode_reply_receipt *reply = read_reply("emetteur=FREE");
    CHECK_TEXT(smsmode_reply_receipt_text(reply, NULL), "");
    CHECK(smsmode_reply_receipt_number(reply, NULL) == NULL && smsmode_reply_receipt_to(reply, NULL) == NULL);
    CHECK(smsmode_reply_receipt_time(reply) == 0 && smsmode_reply_receipt_date(reply, NULL) == NULL);
    CHECK(smsmode_reply_receipt_message_id(reply, NULL) == NULL);
    CHECK(smsmode_reply_receipt_reference(reply, NULL) == NULL);
    CHECK(smsmode_reply_receipt_id(reply, NULL) == NULL);
    smsmode_reply_receipt_free(reply);
}

static void what_cannot_be_read_is_refused(void)
{
    smsmode_reply_receipt *reply = NULL;
    CHECK(smsmode_reply_receipt_new(TEXT("message=oui"), &reply, NULL) == SMSMODE_CALLBACK);
    CHECK(smsmode_reply_receipt_new(NULL, 1, &reply, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_reply_receipt_new("", (size_t)-1, &reply, NULL) == SMSMODE_BAD_LENGTH);
    CHECK(smsmode_reply_receipt_new(TEXT("emetteur=FREE"), NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(reply == NULL);
}

static void null_is_harmless(void)
{
    CHECK(smsmode_reply_receipt_from(NULL, NULL) == NULL && smsmode_reply_receipt_number(NULL, NULL) == NULL);
    CHECK(smsmode_reply_receipt_text(NULL, NULL) == NULL && smsmode_reply_receipt_to(NULL, NULL) == NULL);
    CHECK(smsmode_reply_receipt_time(NULL) == 0 && smsmode_reply_receipt_date(NULL, NULL) == NULL);
    CHECK(smsmode_reply_receipt_message_id(NULL, NULL) == NULL);
    CHECK(smsmode_reply_receipt_reference(NULL, NULL) == NULL);
    CHECK(smsmode_reply_receipt_id(NULL, NULL) == NULL);
    CHECK(smsmode_reply_receipt_unknown_count(NULL) == 0);
    CHECK(smsmode_reply_receipt_unknown_name(NULL, 0, NULL) == NULL);
    CHECK(smsmode_reply_receipt_unknown_value(NULL, 0, NULL) == NULL);
    smsmode_reply_receipt_free(NULL);
}

int main(void)
{
    a_reply_tells_everything();
    what_is_missing_is_null();
    what_cannot_be_read_is_refused();
    null_is_harmless();
    return 0;
}
