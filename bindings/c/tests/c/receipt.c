/* Delivery receipts, as the service calls them on the caller's server. */

#include <smsmode.h>

#include "check.h"

static smsmode_receipt *read_receipt(const char *query)
{
    smsmode_receipt *receipt = NULL;
    smsmode_error *error;
    CHECK(smsmode_receipt_new(TEXT(query), &receipt, &error) == SMSMODE_OK && error == NULL);
    return receipt;
}

static void a_receipt_tells_everything(void)
{
    smsmode_receipt *receipt = read_receipt(
        "numero=33639980011&date_reception=2010-03-25+09%3A52%3A17&statut=11&smsID=S7EpYZ5kmS87"
        "&refClient=12azer34&mcc_mnc=20801&cost=1.50&b=2&a=%E9+1");
    size_t length = 0;
    CHECK_TEXT(smsmode_receipt_message_id(receipt, &length), "S7EpYZ5kmS87");
    CHECK(length == 12 && smsmode_receipt_message_status(receipt) == 11);
    CHECK_TEXT(smsmode_receipt_recipient(receipt, NULL), "33639980011");
    CHECK_TEXT(smsmode_receipt_number(receipt, NULL), "33639980011");
    CHECK(smsmode_receipt_time(receipt) == 1269507137);
    CHECK_TEXT(smsmode_receipt_date(receipt, NULL), "2010-03-25 09:52:17");
    CHECK_TEXT(smsmode_receipt_reference(receipt, NULL), "12azer34");
    CHECK_TEXT(smsmode_receipt_network(receipt, NULL), "20801");
    CHECK_TEXT(smsmode_receipt_cost(receipt, NULL), "1.5");
    CHECK(smsmode_receipt_unknown_count(receipt) == 2);
    CHECK_TEXT(smsmode_receipt_unknown_name(receipt, 1, NULL), "a");
    CHECK_TEXT(smsmode_receipt_unknown_value(receipt, 1, &length), "é 1");
    CHECK(length == 4 && smsmode_receipt_unknown_value(receipt, 2, &length) == NULL && length == 0);
    CHECK(smsmode_receipt_unknown_name(receipt, 2, NULL) == NULL);
    smsmode_receipt_free(receipt);
}

static void what_is_missing_is_null(void)
{
    smsmode_receipt *receipt = read_receipt("smsID=A1&statut=13");
    CHECK(smsmode_receipt_recipient(receipt, NULL) == NULL && smsmode_receipt_number(receipt, NULL) == NULL);
    CHECK(smsmode_receipt_time(receipt) == 0 && smsmode_receipt_date(receipt, NULL) == NULL);
    CHECK(smsmode_receipt_reference(receipt, NULL) == NULL);
    CHECK(smsmode_receipt_network(receipt, NULL) == NULL && smsmode_receipt_cost(receipt, NULL) == NULL);
    CHECK(smsmode_receipt_unknown_count(receipt) == 0);
    smsmode_receipt_free(receipt);
}

static void what_cannot_be_read_is_refused(void)
{
    smsmode_receipt *receipt = NULL;
    smsmode_error *error;
    CHECK(smsmode_receipt_new(TEXT("smsID=A1"), &receipt, &error) == SMSMODE_CALLBACK);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "statut") != NULL);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_FRENCH, NULL), "manque") != NULL);
    smsmode_error_free(error);
    CHECK(smsmode_receipt_new(NULL, 0, &receipt, NULL) == SMSMODE_CALLBACK);
    CHECK(smsmode_receipt_new(NULL, 1, &receipt, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_receipt_new("", (size_t)-1, &receipt, NULL) == SMSMODE_BAD_LENGTH);
    CHECK(smsmode_receipt_new(TEXT("smsID=A1&statut=11"), NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(receipt == NULL);
}

static void null_is_harmless(void)
{
    CHECK(smsmode_receipt_message_id(NULL, NULL) == NULL && smsmode_receipt_message_status(NULL) == 0);
    CHECK(smsmode_receipt_recipient(NULL, NULL) == NULL && smsmode_receipt_number(NULL, NULL) == NULL);
    CHECK(smsmode_receipt_time(NULL) == 0 && smsmode_receipt_date(NULL, NULL) == NULL);
    CHECK(smsmode_receipt_reference(NULL, NULL) == NULL && smsmode_receipt_network(NULL, NULL) == NULL);
    CHECK(smsmode_receipt_cost(NULL, NULL) == NULL && smsmode_receipt_unknown_count(NULL) == 0);
    CHECK(smsmode_receipt_unknown_name(NULL, 0, NULL) == NULL);
    CHECK(smsmode_receipt_unknown_value(NULL, 0, NULL) == NULL);
    smsmode_receipt_free(NULL);
}

int main(void)
{
    a_receipt_tells_everything();
    what_is_missing_is_null();
    what_cannot_be_read_is_refused();
    null_is_harmless();
    return 0;
}
