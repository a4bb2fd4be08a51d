/* What the caller's own HTTP stack has to send, for each call. */

#include <smsmode.h>

#include "check.h"
#include "key.h"
#include "message.h"

#define ADDRESS "https://api.smsmode.com/http/1.6/"

static void a_send_is_a_post_that_costs(const smsmode_account *account)
{
    smsmode_send *send = ready_message();
    smsmode_request *request = NULL;
    smsmode_error *error;
    size_t length = 0;
    CHECK(smsmode_request_send(account, send, &request, &error) == SMSMODE_OK && error == NULL);
    CHECK_TEXT(smsmode_request_method(request), "POST");
    CHECK_TEXT(smsmode_request_url(request, &length), ADDRESS "sendSMS.do");
    CHECK(length == strlen(ADDRESS "sendSMS.do"));
    CHECK_TEXT(smsmode_request_name(request, NULL), "send_sms");
    CHECK(smsmode_request_is_costly(request) == 1);
    CHECK(smsmode_request_header_count(request) == 1);
    CHECK_TEXT(smsmode_request_header_name(request, 0, NULL), "Content-Type");
    CHECK(strstr(smsmode_request_header_value(request, 0, NULL), "application/x-www-form") != NULL);
    CHECK(smsmode_request_header_name(request, 1, &length) == NULL && length == 0);
    CHECK(smsmode_request_header_value(request, 1, NULL) == NULL);
    CHECK(smsmode_request_body(request, &length) != NULL && length > strlen("accessToken=" KEY));
    CHECK(memcmp(smsmode_request_body(request, NULL), TEXT("accessToken=" KEY)) == 0);
    smsmode_request_free(request);
    smsmode_send_free(send);
}

static void a_get_holds_the_key_in_its_url_alone(smsmode_account *account)
{
    smsmode_request *request = NULL;
    size_t length = 1;
    CHECK(smsmode_account_set_method(account, SMSMODE_METHOD_GET, NULL) == SMSMODE_OK);
    CHECK(smsmode_request_balance(account, &request, NULL) == SMSMODE_OK);
    CHECK_TEXT(smsmode_request_method(request), "GET");
    CHECK_TEXT(smsmode_request_url(request, NULL), ADDRESS "credit.do?accessToken=" KEY);
    CHECK_TEXT(smsmode_request_address(request, NULL), ADDRESS "credit.do");
    CHECK(smsmode_request_body(request, &length) == NULL && length == 0);
    CHECK(smsmode_request_header_count(request) == 0 && smsmode_request_is_costly(request) == 0);
    smsmode_request_free(request);
    CHECK(smsmode_account_set_method(account, SMSMODE_METHOD_POST, NULL) == SMSMODE_OK);
}

/* Checks the name and the address of a request, and frees it. */
static void is(smsmode_request *request, const char *name, const char *address, int is_costly)
{
    CHECK_TEXT(smsmode_request_name(request, NULL), name);
    CHECK_TEXT(smsmode_request_address(request, NULL), address);
    CHECK(smsmode_request_is_costly(request) == is_costly);
    smsmode_request_free(request);
}

static void each_call_is_built(const smsmode_account *account)
{
    smsmode_request *made = NULL;
    smsmode_batch *batch = smsmode_batch_new();
    smsmode_voice *voice = smsmode_voice_new();
    smsmode_contact *contact = NULL;
    smsmode_sub_account *sub = NULL;
    CHECK(smsmode_batch_add_row(batch, TEXT("0639980011"), TEXT("Un"), NULL, 0, NULL, 0, NULL) == SMSMODE_OK);
    CHECK(smsmode_request_send_batch(account, batch, &made, NULL) == SMSMODE_OK);
    CHECK_TEXT(smsmode_request_url(made, NULL), ADDRESS "sendSMSBatch.do?accessToken=" KEY);
    is(made, "send_batch", ADDRESS "sendSMSBatch.do", 1);
    CHECK(smsmode_voice_add_recipient(voice, TEXT("0639980011"), NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_text(voice, TEXT("Un"), NULL) == SMSMODE_OK);
    CHECK(smsmode_request_send_voice(account, voice, &made, NULL) == SMSMODE_OK);
    is(made, "send_voice", ADDRESS "sendVoiceMessage.do", 1);
    CHECK(smsmode_contact_new(TEXT("Dupond"), TEXT("0639980011"), &contact, NULL) == SMSMODE_OK);
    CHECK(smsmode_request_add_contact(account, contact, &made, NULL) == SMSMODE_OK);
    is(made, "add_contact", ADDRESS "addContact.do", 1);
    CHECK(smsmode_sub_account_new(TEXT("jo"), TEXT("secret"), &sub, NULL) == SMSMODE_OK);
    CHECK(smsmode_request_create_sub_account(account, sub, &made, NULL) == SMSMODE_OK);
    is(made, "create_sub_account", ADDRESS "createSubAccount.do", 1);
    CHECK(smsmode_request_create_api_key(account, &made, NULL) == SMSMODE_OK);
    is(made, "create_api_key", "https://api.smsmode.com/http/2.0/createAuthorisation.do", 1);
    CHECK(smsmode_request_list_replies_between(account, 0, 60, &made, NULL) == SMSMODE_OK);
    is(made, "list_replies", ADDRESS "responseList.do", 0);
    smsmode_batch_free(batch);
    smsmode_voice_free(voice);
    smsmode_contact_free(contact);
    smsmode_sub_account_free(sub);
}

static void each_question_is_built(const smsmode_account *account)
{
    smsmode_request *made = NULL;
    CHECK(smsmode_request_message_status(account, TEXT("A1"), &made, NULL) == SMSMODE_OK);
    is(made, "get_message_status", ADDRESS "smsStatus.do", 0);
    CHECK(smsmode_request_report(account, TEXT("A1"), &made, NULL) == SMSMODE_OK);
    is(made, "get_delivery_report", ADDRESS "compteRendu.do", 0);
    CHECK(smsmode_request_balance(account, &made, NULL) == SMSMODE_OK);
    is(made, "get_balance", ADDRESS "credit.do", 0);
    CHECK(smsmode_request_list_sent(account, 0, 10, &made, NULL) == SMSMODE_OK);
    is(made, "list_sent", ADDRESS "smsList.do", 0);
    CHECK(smsmode_request_list_replies(account, 0, 10, &made, NULL) == SMSMODE_OK);
    is(made, "list_replies", ADDRESS "responseList.do", 0);
}

static void each_deletion_is_built(const smsmode_account *account)
{
    smsmode_request *made = NULL;
    CHECK(smsmode_request_delete_message(account, TEXT("A1"), &made, NULL) == SMSMODE_OK);
    is(made, "delete_sms", ADDRESS "deleteSMS.do", 0);
    CHECK(smsmode_request_delete_most_recent(account, TEXT("0639980011"), &made, NULL) == SMSMODE_OK);
    is(made, "delete_sms", ADDRESS "deleteSMS.do", 1);
    CHECK(smsmode_request_delete_sub_account(account, TEXT("jo"), &made, NULL) == SMSMODE_OK);
    is(made, "delete_sub_account", ADDRESS "deleteSubAccount.do", 1);
    CHECK(smsmode_request_transfer_credits(account, TEXT("jo"), 12, TEXT("mars"), &made, NULL) == SMSMODE_OK);
    is(made, "transfer_credits", ADDRESS "creditTransfert.do", 1);
}

static void what_a_client_refuses_is_no_request(smsmode_account *account)
{
    smsmode_send *send = smsmode_send_new();
    smsmode_request *request = NULL;
    smsmode_error *error;
    CHECK(smsmode_request_send(account, send, &request, NULL) == SMSMODE_NO_RECIPIENT);
    CHECK(smsmode_request_message_status(account, TEXT("?"), &request, NULL) == SMSMODE_ID);
    CHECK(smsmode_request_report(account, TEXT("?"), &request, NULL) == SMSMODE_ID);
    CHECK(smsmode_request_list_sent(account, 0, 0, &request, NULL) == SMSMODE_PAGE_SIZE);
    CHECK(smsmode_request_list_replies(account, 0, 0, &request, NULL) == SMSMODE_PAGE_SIZE);
    CHECK(smsmode_request_list_replies_between(account, 1, 0, &request, NULL) == SMSMODE_DATE);
    CHECK(smsmode_request_delete_message(account, TEXT("\xE9"), &request, NULL) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_request_delete_most_recent(account, TEXT("06x"), &request, NULL) == SMSMODE_PHONE_NUMBER);
    CHECK(smsmode_request_delete_sub_account(account, NULL, 0, &request, NULL) == SMSMODE_LOGIN);
    CHECK(smsmode_request_transfer_credits(account, TEXT("jo"), 0, NULL, 0, &request, NULL) ==
          SMSMODE_CREDITS);
    CHECK(smsmode_request_transfer_credits(account, TEXT("jo\xE2\x80\x93"), 1, NULL, 0, &request, &error) ==
          SMSMODE_OUTSIDE_CHARSET);
    CHECK(smsmode_error_outcome(error) == SMSMODE_OUTCOME_NOT_SENT);
    CHECK(request == NULL);
    smsmode_error_free(error);
    smsmode_send_free(send);
}

static void the_policies_of_the_account_hold(void)
{
    smsmode_account *account = an_account();
    smsmode_send *send = ready_message();
    smsmode_request *request = NULL;
    smsmode_error *error;
    CHECK(smsmode_account_set_segments_per_day(account, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_request_send(account, send, &request, NULL) == SMSMODE_OK);
    smsmode_request_free(request);
    request = NULL;
    CHECK(smsmode_account_set_segments_per_call(account, 0, NULL) == SMSMODE_OK);
    CHECK(smsmode_request_send(account, send, &request, NULL) == SMSMODE_POLICY);
    CHECK(smsmode_account_set_segments_per_call(account, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_account_allow_recipient(account, TEXT("0639980012"), NULL) == SMSMODE_OK);
    CHECK(smsmode_request_send(account, send, &request, &error) == SMSMODE_POLICY);
    CHECK(smsmode_error_outcome(error) == SMSMODE_OUTCOME_NOT_SENT && request == NULL);
    CHECK(smsmode_error_may_retry(error) == 0);
    smsmode_error_free(error);
    smsmode_send_free(send);
    smsmode_account_free(account);
}

static void null_makes_no_request(const smsmode_account *account)
{
    smsmode_request *made = NULL;
    smsmode_send *send = ready_message();
    CHECK(smsmode_request_send(NULL, send, &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_send(account, NULL, &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_send(account, send, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_send_batch(account, NULL, &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_send_voice(account, NULL, &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_add_contact(account, NULL, &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_create_sub_account(account, NULL, &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_create_api_key(NULL, &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_list_replies_between(NULL, 0, 1, &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_message_status(NULL, TEXT("A1"), &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_report(NULL, TEXT("A1"), &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_balance(NULL, &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_balance(account, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_list_sent(NULL, 0, 1, &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_list_replies(NULL, 0, 1, &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_delete_message(NULL, TEXT("A1"), &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_delete_message(account, NULL, 2, &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_delete_message(account, "A1", (size_t)-1, &made, NULL) == SMSMODE_BAD_LENGTH);
    CHECK(smsmode_request_delete_most_recent(NULL, TEXT("0639980011"), &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_delete_sub_account(NULL, TEXT("jo"), &made, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_request_transfer_credits(NULL, TEXT("jo"), 1, NULL, 0, &made, NULL) ==
          SMSMODE_NULL_ARGUMENT);
    CHECK(made == NULL);
    smsmode_send_free(send);
}

static void null_is_no_request(void)
{
    size_t length = 1;
    CHECK(smsmode_request_method(NULL) == NULL);
    CHECK(smsmode_request_url(NULL, &length) == NULL && length == 0);
    CHECK(smsmode_request_address(NULL, NULL) == NULL && smsmode_request_name(NULL, NULL) == NULL);
    CHECK(smsmode_request_header_count(NULL) == 0);
    CHECK(smsmode_request_header_name(NULL, 0, NULL) == NULL);
    CHECK(smsmode_request_header_value(NULL, 0, NULL) == NULL);
    CHECK(smsmode_request_body(NULL, NULL) == NULL && smsmode_request_is_costly(NULL) == 0);
    smsmode_request_free(NULL);
}

int main(void)
{
    smsmode_account *account = an_account();
    a_send_is_a_post_that_costs(account);
    a_get_holds_the_key_in_its_url_alone(account);
    each_call_is_built(account);
    each_question_is_built(account);
    each_deletion_is_built(account);
    what_a_client_refuses_is_no_request(account);
    the_policies_of_the_account_hold();
    null_makes_no_request(account);
    null_is_no_request();
    smsmode_account_free(account);
    return 0;
}
