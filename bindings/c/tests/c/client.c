/* Clients: the balance, which is the simplest call, and closing. */

#include <smsmode.h>

#include "check.h"
#include "message.h"
#include "sandbox.h"

static void a_balance_is_a_decimal_number(void)
{
    smsmode_client *client = sandbox_client(NULL);
    smsmode_balance *balance = NULL;
    smsmode_error *error;
    size_t length = 0;
    CHECK(smsmode_client_balance(client, &balance, &error) == SMSMODE_OK && error == NULL);
    CHECK(atof(smsmode_balance_credits(balance, &length)) > 0);
    CHECK(length == strlen(smsmode_balance_credits(balance, NULL)));
    CHECK(smsmode_balance_is_negative(balance) == 0);
    smsmode_balance_free(balance);
    smsmode_client_free(client);
}

static void a_wrong_key_is_refused_by_the_service(void)
{
    smsmode_account *account = sandbox_account("Zz9ZZ9zzz9Zz");
    smsmode_client *client = NULL;
    smsmode_balance *balance = NULL;
    smsmode_error *error;
    CHECK(smsmode_client_new(account, NULL, &client, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_balance(client, &balance, &error) == SMSMODE_REFUSED_AUTHENTICATION);
    CHECK(balance == NULL);
    CHECK(smsmode_error_outcome(error) == SMSMODE_OUTCOME_REFUSED);
    CHECK(smsmode_error_refusal_code(error) == 32);
    CHECK(smsmode_error_http_status(error) > 0);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "key") != NULL);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "Zz9") == NULL);
    smsmode_error_free(error);
    smsmode_client_free(client);
    smsmode_account_free(account);
}

static void nobody_listens_there(void)
{
    smsmode_account *account = sandbox_account("Ab1CD2efg3Hi");
    smsmode_client *client = NULL;
    smsmode_accepted *accepted = NULL;
    smsmode_send *send = ready_message();
    smsmode_error *error;
    CHECK(smsmode_account_set_base_url(account, TEXT("http://127.0.0.1:1"), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_new(account, NULL, &client, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send(client, send, &accepted, &error) == SMSMODE_UNREACHABLE);
    CHECK(smsmode_error_outcome(error) == SMSMODE_OUTCOME_NOT_SENT);
    CHECK(smsmode_error_may_retry(error) == 1);
    CHECK(smsmode_error_http_status(error) == 0);
    smsmode_error_free(error);
    smsmode_send_free(send);
    smsmode_client_free(client);
    smsmode_account_free(account);
}

static void a_client_is_closed_once(void)
{
    smsmode_client *client = sandbox_client(NULL);
    smsmode_balance *balance = NULL;
    CHECK(smsmode_client_is_closed(client) == 0);
    CHECK(smsmode_client_close(client, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_close(client, NULL) == SMSMODE_CLOSED);
    CHECK(smsmode_client_is_closed(client) == 1);
    CHECK(smsmode_client_balance(client, &balance, NULL) == SMSMODE_CLOSED);
    CHECK(balance == NULL);
    smsmode_client_free(client);
}

static void null_is_harmless(void)
{
    smsmode_client *client = sandbox_client(NULL);
    smsmode_balance *balance = NULL;
    CHECK(smsmode_client_balance(NULL, &balance, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_balance(client, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_close(NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_is_closed(NULL) == 0);
    CHECK(smsmode_balance_credits(NULL, NULL) == NULL);
    CHECK(smsmode_balance_is_negative(NULL) == 0);
    smsmode_balance_free(NULL);
    smsmode_client_free(client);
}

int main(void)
{
    a_balance_is_a_decimal_number();
    a_wrong_key_is_refused_by_the_service();
    nobody_listens_there();
    a_client_is_closed_once();
    null_is_harmless();
    return 0;
}
