/* Accounts and settings: what they refuse, before anything is sent. */

#include <smsmode.h>

#include "check.h"

static void a_key_that_was_copied_with_its_line_end_is_refused(void)
{
    smsmode_account *account = NULL;
    smsmode_error *error;
    CHECK(smsmode_account_new(TEXT("Ab1CD2efg3Hi\n"), &account, &error) == SMSMODE_SECRET);
    CHECK(account == NULL);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "line end") != NULL);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "Ab1CD2") == NULL);
    smsmode_error_free(error);
    CHECK(smsmode_account_new(NULL, 0, &account, NULL) == SMSMODE_SECRET);
    CHECK(smsmode_account_new(NULL, 5, &account, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_account_new("\xE9", 1, &account, NULL) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_account_new(TEXT("Ab1CD2efg3Hi"), NULL, NULL) == SMSMODE_NULL_ARGUMENT);
}

static void a_login_needs_its_password(void)
{
    smsmode_account *account = NULL;
    CHECK(smsmode_account_new_with_login(TEXT("shop"), TEXT(""), &account, NULL) ==
          SMSMODE_SECRET);
    CHECK(smsmode_account_new_with_login(TEXT(""), TEXT("hunter2"), &account, NULL) ==
          SMSMODE_LOGIN);
    CHECK(smsmode_account_new_with_login(TEXT("shop"), TEXT("hunter2"), &account, NULL) ==
          SMSMODE_OK);
    smsmode_account_free(account);
}

static void plain_http_shows_the_key_and_has_to_be_allowed(void)
{
    smsmode_account *account = NULL;
    CHECK(smsmode_account_new(TEXT("Ab1CD2efg3Hi"), &account, NULL) == SMSMODE_OK);
    CHECK(smsmode_account_set_base_url(account, TEXT("http://example.com"), NULL) == SMSMODE_URL);
    CHECK(smsmode_account_set_base_url(account, TEXT("http://127.0.0.1:80"), NULL) == SMSMODE_OK);
    CHECK(smsmode_account_set_base_url_allowing_plain_http(account, TEXT("http://example.com"),
                                                           NULL) == SMSMODE_OK);
    CHECK(smsmode_account_set_base_url(NULL, TEXT("https://example.com"), NULL) ==
          SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_account_set_method(account, SMSMODE_METHOD_GET, NULL) == SMSMODE_OK);
    CHECK(smsmode_account_set_method(account, 3, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_account_allow_recipient(account, TEXT("06x"), NULL) == SMSMODE_PHONE_NUMBER);
    CHECK(smsmode_account_allow_recipient(NULL, TEXT("0639980011"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_account_set_segments_per_call(NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_account_set_segments_per_day(account, 1, NULL) == SMSMODE_OK);
    smsmode_account_free(account);
}

static smsmode_status client_with(const smsmode_settings *settings)
{
    smsmode_account *account = NULL;
    smsmode_client *client = NULL;
    smsmode_status status;
    CHECK(smsmode_account_new(TEXT("Ab1CD2efg3Hi"), &account, NULL) == SMSMODE_OK);
    status = smsmode_client_new(account, settings, &client, NULL);
    CHECK((status == SMSMODE_OK) == (client != NULL));
    smsmode_client_free(client);
    smsmode_account_free(account);
    return status;
}

static void settings_that_cannot_be_used_make_no_client(void)
{
    smsmode_settings *settings = smsmode_settings_new();
    CHECK(client_with(NULL) == SMSMODE_OK);
    CHECK(smsmode_settings_set_timeout_ms(settings, 5000, NULL) == SMSMODE_OK);
    CHECK(smsmode_settings_set_connect_timeout_ms(settings, 1000, NULL) == SMSMODE_OK);
    CHECK(smsmode_settings_set_max_idle_age_ms(settings, 1000, NULL) == SMSMODE_OK);
    CHECK(smsmode_settings_set_retry_costly_calls(settings, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_settings_set_retry_costly_calls(settings, 2, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(client_with(settings) == SMSMODE_OK);
    CHECK(smsmode_settings_set_proxy(settings, TEXT("proxy without a port or scheme"), NULL) ==
          SMSMODE_OK);
    CHECK(client_with(settings) == SMSMODE_SETTINGS);
    CHECK(smsmode_settings_set_proxy(settings, NULL, 0, NULL) == SMSMODE_OK);
    CHECK(client_with(settings) == SMSMODE_OK);
    CHECK(smsmode_settings_set_ca_pem(settings, TEXT("no certificate"), NULL) == SMSMODE_OK);
    CHECK(client_with(settings) == SMSMODE_SETTINGS);
    CHECK(smsmode_settings_set_ca_file(settings, TEXT("/no/such/file.pem"), NULL) == SMSMODE_FILE);
    CHECK(smsmode_settings_set_ca_pem(settings, NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_settings_set_timeout_ms(NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    smsmode_settings_free(settings);
}

static void null_is_harmless(void)
{
    smsmode_client *client = NULL;
    CHECK(smsmode_client_new(NULL, NULL, &client, NULL) == SMSMODE_NULL_ARGUMENT && client == NULL);
    smsmode_account_free(NULL);
    smsmode_settings_free(NULL);
    smsmode_client_free(NULL);
}

int main(void)
{
    a_key_that_was_copied_with_its_line_end_is_refused();
    a_login_needs_its_password();
    plain_http_shows_the_key_and_has_to_be_allowed();
    settings_that_cannot_be_used_make_no_client();
    null_is_harmless();
    return 0;
}
