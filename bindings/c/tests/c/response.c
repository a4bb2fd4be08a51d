/* What answers say that the caller's own HTTP stack received. */

#include <smsmode.h>

#include "check.h"
#include "key.h"
#include "message.h"

static smsmode_response *answer(int32_t http_status, const char *body)
{
    smsmode_response *response = NULL;
    CHECK(smsmode_response_new(http_status, (const uint8_t *)body, strlen(body), &response, NULL) ==
          SMSMODE_OK);
    return response;
}

static smsmode_request *a_send(void)
{
    smsmode_account *account = an_account();
    smsmode_send *send = ready_message();
    smsmode_request *request = NULL;
    CHECK(smsmode_request_send(account, send, &request, NULL) == SMSMODE_OK);
    smsmode_send_free(send);
    smsmode_account_free(account);
    return request;
}

static smsmode_request *asking(smsmode_status make(const smsmode_account *, const char *, size_t,
                                                   smsmode_request **, smsmode_error **))
{
    smsmode_account *account = an_account();
    smsmode_request *request = NULL;
    CHECK(make(account, TEXT("S7EpYZ5kmS87"), &request, NULL) == SMSMODE_OK);
    smsmode_account_free(account);
    return request;
}

static void a_message_is_accepted(void)
{
    smsmode_request *request = a_send();
    smsmode_response *response = answer(200, "0 | Accepted | S7EpYZ5kmS87");
    smsmode_accepted *accepted = NULL;
    smsmode_error *error;
    CHECK(smsmode_response_accepted(response, request, &accepted, &error) == SMSMODE_OK);
    CHECK(error == NULL && smsmode_accepted_is_provisional(accepted) == 0);
    CHECK_TEXT(smsmode_accepted_message_id(accepted, NULL), "S7EpYZ5kmS87");
    smsmode_accepted_free(accepted);
    CHECK(smsmode_response_set_ending(response, SMSMODE_ENDING_UNMARKED, NULL) == SMSMODE_OK);
    CHECK(smsmode_response_accepted(response, request, &accepted, NULL) == SMSMODE_OK);
    CHECK(smsmode_accepted_is_provisional(accepted) == 1);
    smsmode_accepted_free(accepted);
    smsmode_response_free(response);
    smsmode_request_free(request);
}

/* Reads an answer to a send that is no success. */
static void is_no_success(smsmode_response *response, smsmode_status status, int outcome, int may_retry,
                          int code, int http_status)
{
    smsmode_request *request = a_send();
    smsmode_accepted *accepted = NULL;
    smsmode_error *error;
    CHECK(smsmode_response_accepted(response, request, &accepted, &error) == status);
    CHECK(accepted == NULL && smsmode_error_status(error) == status);
    CHECK(smsmode_error_outcome(error) == outcome && smsmode_error_may_retry(error) == may_retry);
    CHECK(smsmode_error_refusal_code(error) == code && smsmode_error_http_status(error) == http_status);
    smsmode_error_free(error);
    smsmode_response_free(response);
    smsmode_request_free(request);
}

static void an_answer_without_success_tells_what_became_of_the_message(void)
{
    smsmode_response *cut = answer(200, "");
    CHECK(smsmode_response_set_ending(cut, SMSMODE_ENDING_CUT, NULL) == SMSMODE_OK);
    is_no_success(cut, SMSMODE_INTERRUPTED, SMSMODE_OUTCOME_UNKNOWN, 0, -1, 0);
    is_no_success(answer(200, "33 | x"), SMSMODE_REFUSED_NOT_ENOUGH_CREDIT, SMSMODE_OUTCOME_REFUSED, 0, 33,
                  200);
    is_no_success(answer(200, "31 | x"), SMSMODE_REFUSED_INTERNAL_ERROR, SMSMODE_OUTCOME_UNKNOWN, 0, 31, 200);
    is_no_success(answer(200, "77 | x"), SMSMODE_REFUSED, SMSMODE_OUTCOME_REFUSED, 0, 77, 200);
    is_no_success(answer(503, ""), SMSMODE_UNEXPECTED_HTTP_STATUS, SMSMODE_OUTCOME_REFUSED, 1, -1, 503);
    is_no_success(answer(302, ""), SMSMODE_UNEXPECTED_HTTP_STATUS, SMSMODE_OUTCOME_UNKNOWN, 0, -1, 302);
    is_no_success(answer(200, "<html>"), SMSMODE_MALFORMED_ANSWER, SMSMODE_OUTCOME_UNKNOWN, 0, -1, 200);
}

static void the_service_says_how_long_to_wait(void)
{
    smsmode_request *request = a_send();
    smsmode_response *response = answer(503, "");
    smsmode_accepted *accepted = NULL;
    smsmode_error *error;
    CHECK(smsmode_response_set_retry_after(response, 3, NULL) == SMSMODE_OK);
    CHECK(smsmode_response_accepted(response, request, &accepted, &error) == SMSMODE_UNEXPECTED_HTTP_STATUS);
    CHECK(smsmode_error_retry_after(error) == 3 && smsmode_error_retry_after(NULL) == 0);
    smsmode_error_free(error);
    smsmode_response_free(response);
    smsmode_request_free(request);
}

static void the_charset_of_the_header_counts(void)
{
    smsmode_request *request = a_send();
    smsmode_response *response = answer(200, "0 | Envoy\xC3\xA9 | S7EpYZ5kmS87");
    smsmode_accepted *accepted = NULL;
    const char *latin = "text/plain; charset=ISO-8859-15";
    CHECK(smsmode_response_set_content_type(response, TEXT(latin), NULL) == SMSMODE_OK);
    CHECK(smsmode_response_accepted(response, request, &accepted, NULL) == SMSMODE_OK);
    CHECK_TEXT(smsmode_accepted_description(accepted, NULL), "EnvoyÃ©");
    smsmode_accepted_free(accepted);
    CHECK(smsmode_response_set_content_type(response, NULL, 0, NULL) == SMSMODE_OK);
    CHECK(smsmode_response_accepted(response, request, &accepted, NULL) == SMSMODE_OK);
    CHECK_TEXT(smsmode_accepted_description(accepted, NULL), "Envoyé");
    smsmode_accepted_free(accepted);
    smsmode_response_free(response);
    smsmode_request_free(request);
}

static void each_call_has_its_reader(void)
{
    smsmode_account *account = an_account();
    smsmode_request *request = NULL;
    smsmode_response *response = answer(200, "11 | x");
    int32_t message_status = 0;
    smsmode_report *report = NULL;
    smsmode_balance *balance = NULL;
    smsmode_sent *sent = NULL;
    smsmode_replies *replies = NULL;
    smsmode_api_key *key = NULL;

    request = asking(smsmode_request_message_status);
    CHECK(smsmode_response_message_status(response, request, &message_status, NULL) == SMSMODE_OK);
    CHECK(message_status == 11);
    smsmode_request_free(request);
    smsmode_response_free(response);

    request = asking(smsmode_request_report);
    response = answer(200, "33639980011 11");
    CHECK(smsmode_response_report(response, request, &report, NULL) == SMSMODE_OK);
    CHECK(smsmode_report_count(report) == 1);
    smsmode_report_free(report);
    smsmode_request_free(request);
    smsmode_response_free(response);

    CHECK(smsmode_request_balance(account, &request, NULL) == SMSMODE_OK);
    response = answer(200, "212.5");
    CHECK(smsmode_response_balance(response, request, &balance, NULL) == SMSMODE_OK);
    CHECK_TEXT(smsmode_balance_credits(balance, NULL), "212.5");
    smsmode_balance_free(balance);
    smsmode_request_free(request);
    smsmode_response_free(response);

    CHECK(smsmode_request_list_sent(account, 0, 10, &request, NULL) == SMSMODE_OK);
    response = answer(200, "A1 | 12/05/2015 13:50 | Votre commande | 33639980011 | 1.0 | 1 |");
    CHECK(smsmode_response_sent(response, request, &sent, NULL) == SMSMODE_OK);
    CHECK_TEXT(smsmode_sent_text(sent, 0, NULL), "Votre commande");
    smsmode_sent_free(sent);
    smsmode_request_free(request);
    smsmode_response_free(response);

    CHECK(smsmode_request_list_replies(account, 0, 10, &request, NULL) == SMSMODE_OK);
    response = answer(200, "");
    CHECK(smsmode_response_replies(response, request, &replies, NULL) == SMSMODE_OK);
    CHECK(smsmode_replies_count(replies) == 0);
    smsmode_replies_free(replies);
    smsmode_request_free(request);

    CHECK(smsmode_request_create_api_key(account, &request, NULL) == SMSMODE_OK);
    smsmode_response_free(response);
    response = answer(200, "{\"accessToken\": \"a1B2c3D4\"}");
    CHECK(smsmode_response_api_key(response, request, &key, NULL) == SMSMODE_OK);
    CHECK_TEXT(smsmode_api_key_key(key, NULL), "a1B2c3D4");
    smsmode_api_key_free(key);
    smsmode_request_free(request);

    request = asking(smsmode_request_delete_message);
    CHECK(smsmode_response_done(response, request, NULL) == SMSMODE_MALFORMED_ANSWER);
    smsmode_response_free(response);
    response = answer(200, "0 | ok");
    CHECK(smsmode_response_done(response, request, NULL) == SMSMODE_OK);
    smsmode_request_free(request);
    smsmode_response_free(response);
    smsmode_account_free(account);
}

static void an_answer_is_not_read_as_that_of_another_call(void)
{
    smsmode_request *request = a_send();
    smsmode_response *response = answer(200, "0 | Accepted | S7EpYZ5kmS87");
    smsmode_balance *balance = NULL;
    smsmode_accepted *accepted = NULL;
    smsmode_error *error;
    CHECK(smsmode_response_balance(response, request, &balance, &error) == SMSMODE_WRONG_CALL);
    CHECK(balance == NULL && smsmode_error_outcome(error) == SMSMODE_OUTCOME_UNKNOWN);
    CHECK(smsmode_error_may_retry(error) == 0);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "was not read") != NULL);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_FRENCH, NULL), "pas été lue") != NULL);
    smsmode_error_free(error);
    CHECK(smsmode_response_done(response, request, NULL) == SMSMODE_WRONG_CALL);
    CHECK(smsmode_response_accepted(response, request, &accepted, NULL) == SMSMODE_OK);
    smsmode_accepted_free(accepted);
    smsmode_response_free(response);
    smsmode_request_free(request);
}

static void no_answer_is_no_response(void)
{
    smsmode_response *response = NULL;
    smsmode_error *error;
    CHECK(smsmode_response_new(0, NULL, 0, &response, &error) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_error_outcome(error) == SMSMODE_OUTCOME_UNKNOWN && response == NULL);
    smsmode_error_free(error);
    CHECK(smsmode_response_new(-200, NULL, 0, &response, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_response_new(1000, NULL, 0, &response, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_response_new(200, NULL, 1, &response, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_response_new(200, (const uint8_t *)"", (size_t)-1, &response, NULL) == SMSMODE_BAD_LENGTH);
    CHECK(smsmode_response_new(200, NULL, 0, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(response == NULL);
}

static void wrong_use_leaves_the_answer_as_it_was(void)
{
    smsmode_response *response = answer(200, "");
    CHECK(smsmode_response_set_ending(response, 0, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_response_set_ending(response, 4, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_response_set_content_type(response, TEXT("\xE9"), NULL) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_response_set_retry_after(response, 3, NULL) == SMSMODE_OK);
    CHECK(smsmode_response_set_ending(NULL, SMSMODE_ENDING_CUT, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_response_set_content_type(NULL, NULL, 0, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_response_set_retry_after(NULL, 3, NULL) == SMSMODE_NULL_ARGUMENT);
    is_no_success(response, SMSMODE_MALFORMED_ANSWER, SMSMODE_OUTCOME_UNKNOWN, 0, -1, 200);
}

static void null_is_never_read(void)
{
    smsmode_request *request = a_send();
    smsmode_response *response = answer(200, "0 | Accepted | S7EpYZ5kmS87");
    smsmode_accepted *accepted = NULL;
    smsmode_error *error;
    CHECK(smsmode_response_accepted(NULL, request, &accepted, &error) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_error_outcome(error) == SMSMODE_OUTCOME_UNKNOWN);
    smsmode_error_free(error);
    CHECK(smsmode_response_accepted(response, NULL, &accepted, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_response_accepted(response, request, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_response_done(NULL, request, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_response_message_status(response, request, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_response_report(response, request, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_response_balance(response, request, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_response_sent(response, request, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_response_replies(response, request, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_response_api_key(response, request, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(accepted == NULL);
    smsmode_response_free(response);
    smsmode_response_free(NULL);
    smsmode_request_free(request);
}

int main(void)
{
    a_message_is_accepted();
    an_answer_without_success_tells_what_became_of_the_message();
    the_service_says_how_long_to_wait();
    the_charset_of_the_header_counts();
    each_call_has_its_reader();
    an_answer_is_not_read_as_that_of_another_call();
    no_answer_is_no_response();
    wrong_use_leaves_the_answer_as_it_was();
    null_is_never_read();
    return 0;
}
