/* Keys: one that is created opens the account. */

#include <smsmode.h>

#include "check.h"
#include "sandbox.h"

static void the_key_opens_the_account(const char *key)
{
    smsmode_account *account = sandbox_account(key);
    smsmode_client *client = NULL;
    smsmode_balance *balance = NULL;
    CHECK(smsmode_client_new(account, NULL, &client, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_balance(client, &balance, NULL) == SMSMODE_OK);
    smsmode_balance_free(balance);
    smsmode_client_free(client);
    smsmode_account_free(account);
}

static void a_key_is_created_with_all_that_is_known_of_it(const smsmode_client *client)
{
    smsmode_api_key *key = NULL;
    size_t length = 1;
    CHECK(smsmode_client_create_api_key(client, &key, NULL) == SMSMODE_OK);
    the_key_opens_the_account(smsmode_api_key_key(key, &length));
    CHECK(length == strlen(smsmode_api_key_key(key, NULL)) && length > 0);
    CHECK(strlen(smsmode_api_key_id(key, NULL)) > 0);
    CHECK(strlen(smsmode_api_key_creation_date(key, NULL)) > 0);
    CHECK_TEXT(smsmode_api_key_state(key, NULL), "ACTIVE");
    CHECK_TEXT(smsmode_api_key_account(key, NULL), "sandbox-demo");
    CHECK(smsmode_api_key_expiration(key, &length) == NULL && length == 0);
    smsmode_api_key_free(key);
}

static void the_first_key_is_made_on_the_web(void)
{
    smsmode_account *account = NULL;
    smsmode_client *client = NULL;
    smsmode_api_key *key = NULL;
    smsmode_error *error;
    const char *url = getenv("SMSMODE_BASE_URL");
    CHECK(smsmode_account_new_with_login(TEXT("keyless"), TEXT("hunter2"), &account, NULL) ==
          SMSMODE_OK);
    CHECK(smsmode_account_set_base_url(account, TEXT(url), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_new(account, NULL, &client, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_create_api_key(client, &key, &error) == SMSMODE_UNEXPECTED_HTTP_STATUS);
    CHECK(key == NULL && smsmode_error_outcome(error) == SMSMODE_OUTCOME_REFUSED);
    smsmode_error_free(error);
    smsmode_client_free(client);
    smsmode_account_free(account);
}

static void null_is_harmless(smsmode_client *client)
{
    smsmode_api_key *key = NULL;
    size_t length = 1;
    CHECK(smsmode_client_create_api_key(client, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_create_api_key(NULL, &key, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_close(client, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_create_api_key(client, &key, NULL) == SMSMODE_CLOSED);
    CHECK(key == NULL);
    CHECK(smsmode_api_key_key(NULL, &length) == NULL && length == 0);
    CHECK(smsmode_api_key_id(NULL, NULL) == NULL && smsmode_api_key_state(NULL, NULL) == NULL);
    CHECK(smsmode_api_key_creation_date(NULL, NULL) == NULL);
    CHECK(smsmode_api_key_expiration(NULL, NULL) == NULL);
    CHECK(smsmode_api_key_account(NULL, NULL) == NULL);
    smsmode_api_key_free(NULL);
}

int main(void)
{
    smsmode_client *client = sandbox_client(NULL);
    a_key_is_created_with_all_that_is_known_of_it(client);
    the_first_key_is_made_on_the_web();
    null_is_harmless(client);
    smsmode_client_free(client);
    return 0;
}
