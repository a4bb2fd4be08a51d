/* Sub-accounts. Each run creates one, gives it credits, and deletes it, as the test counts. */

#include <smsmode.h>

#include "check.h"
#include "sandbox.h"

#define LOGIN "succursale"
#define PASSWORD "Pässe & mot=1+1 % €"

static smsmode_sub_account *described(void)
{
    smsmode_sub_account *all = NULL;
    CHECK(smsmode_sub_account_new(TEXT(LOGIN), TEXT(PASSWORD), &all, NULL) == SMSMODE_OK);
    CHECK(smsmode_sub_account_set_reference(all, TEXT("tx-1"), NULL) == SMSMODE_OK);
    CHECK(smsmode_sub_account_set_last_name(all, TEXT("Lefèvre"), NULL) == SMSMODE_OK);
    CHECK(smsmode_sub_account_set_first_name(all, TEXT("Hélène"), NULL) == SMSMODE_OK);
    CHECK(smsmode_sub_account_set_birth_date(all, 1980, 2, 29, NULL) == SMSMODE_OK);
    CHECK(smsmode_sub_account_set_mobile(all, TEXT("06 39 98 00 11"), NULL) == SMSMODE_OK);
    CHECK(smsmode_sub_account_set_email(all, TEXT("helene@example.com"), NULL) == SMSMODE_OK);
    CHECK(smsmode_sub_account_set_company(all, TEXT("Boulangerie"), NULL) == SMSMODE_OK);
    CHECK(smsmode_sub_account_set_address(all, TEXT("1, rue de l'Été"), NULL) == SMSMODE_OK);
    CHECK(smsmode_sub_account_set_postal_code(all, TEXT("25000"), NULL) == SMSMODE_OK);
    CHECK(smsmode_sub_account_set_city(all, TEXT("Besançon"), NULL) == SMSMODE_OK);
    CHECK(smsmode_sub_account_set_phone(all, TEXT("06 39 98 00 12"), NULL) == SMSMODE_OK);
    CHECK(smsmode_sub_account_set_fax(all, TEXT("06 39 98 00 13"), NULL) == SMSMODE_OK);
    return all;
}

static smsmode_client *client_below(void)
{
    smsmode_account *account = NULL;
    smsmode_client *client = NULL;
    const char *url = getenv("SMSMODE_BASE_URL");
    CHECK(smsmode_account_new_with_login(TEXT(LOGIN), TEXT(PASSWORD), &account, NULL) == SMSMODE_OK);
    CHECK(smsmode_account_set_base_url(account, TEXT(url), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_new(account, NULL, &client, NULL) == SMSMODE_OK);
    smsmode_account_free(account);
    return client;
}

static void credits_are_there(const smsmode_client *below, const char *credits)
{
    smsmode_balance *balance = NULL;
    CHECK(smsmode_client_balance(below, &balance, NULL) == SMSMODE_OK);
    CHECK_TEXT(smsmode_balance_credits(balance, NULL), credits);
    smsmode_balance_free(balance);
}

static void a_sub_account_opens_with_its_password_until_it_is_deleted(const smsmode_client *client)
{
    smsmode_sub_account *all = described();
    smsmode_client *below = client_below();
    smsmode_balance *balance = NULL;
    CHECK(smsmode_client_create_sub_account(client, all, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_create_sub_account(client, all, NULL) == SMSMODE_REFUSED_LOGIN);
    credits_are_there(below, "0");
    CHECK(smsmode_client_transfer_credits(client, TEXT(LOGIN), 12, TEXT("été"), NULL) == SMSMODE_OK);
    credits_are_there(below, "12");
    CHECK(smsmode_client_transfer_credits(client, TEXT(LOGIN), 1000000, NULL, 0, NULL) ==
          SMSMODE_REFUSED_NOT_ENOUGH_CREDIT);
    CHECK(smsmode_client_delete_sub_account(client, TEXT(LOGIN), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_balance(below, &balance, NULL) == SMSMODE_REFUSED_AUTHENTICATION);
    smsmode_client_free(below);
    smsmode_sub_account_free(all);
}

static void what_cannot_be_a_sub_account_is_refused(const smsmode_client *client)
{
    smsmode_sub_account *all = NULL;
    smsmode_error *error;
    CHECK(smsmode_sub_account_new(TEXT(""), TEXT("a"), &all, NULL) == SMSMODE_LOGIN);
    CHECK(smsmode_sub_account_new(TEXT("a"), TEXT("hunter2\n"), &all, &error) == SMSMODE_SECRET);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "hunter2") == NULL);
    smsmode_error_free(error);
    CHECK(smsmode_sub_account_new(TEXT("\xEA"), TEXT("a"), &all, NULL) == SMSMODE_NOT_UTF8);
    CHECK(all == NULL);
    all = described();
    CHECK(smsmode_sub_account_set_mobile(all, TEXT("12"), NULL) == SMSMODE_PHONE_NUMBER);
    CHECK(smsmode_sub_account_set_phone(all, TEXT("12"), NULL) == SMSMODE_PHONE_NUMBER);
    CHECK(smsmode_sub_account_set_fax(all, TEXT("12"), NULL) == SMSMODE_PHONE_NUMBER);
    CHECK(smsmode_sub_account_set_birth_date(all, 1981, 2, 29, NULL) == SMSMODE_DATE);
    CHECK(smsmode_sub_account_set_city(all, TEXT("Besan\xE7on"), NULL) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_sub_account_set_city(all, TEXT("Безансон"), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_create_sub_account(client, all, NULL) == SMSMODE_OUTSIDE_CHARSET);
    smsmode_sub_account_free(all);
}

static void null_is_harmless(smsmode_client *client)
{
    smsmode_sub_account *all = described();
    CHECK(smsmode_sub_account_new(TEXT("a"), TEXT("b"), NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_sub_account_set_reference(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_sub_account_set_last_name(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_sub_account_set_first_name(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_sub_account_set_birth_date(NULL, 1980, 1, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_sub_account_set_mobile(NULL, TEXT("0639980011"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_sub_account_set_email(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_sub_account_set_company(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_sub_account_set_address(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_sub_account_set_postal_code(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_sub_account_set_city(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_sub_account_set_city(all, NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_sub_account_set_city(all, "a", (size_t)-1, NULL) == SMSMODE_BAD_LENGTH);
    CHECK(smsmode_sub_account_set_phone(NULL, TEXT("0639980011"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_sub_account_set_fax(NULL, TEXT("0639980011"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_create_sub_account(NULL, all, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_create_sub_account(client, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_close(client, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_create_sub_account(client, all, NULL) == SMSMODE_CLOSED);
    smsmode_sub_account_free(all);
    smsmode_sub_account_free(NULL);
}

int main(void)
{
    smsmode_client *client = sandbox_client(NULL);
    a_sub_account_opens_with_its_password_until_it_is_deleted(client);
    what_cannot_be_a_sub_account_is_refused(client);
    null_is_harmless(client);
    smsmode_client_free(client);
    return 0;
}
