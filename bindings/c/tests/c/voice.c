/* Voice messages. Each run sends two, as the test counts. */

#include <smsmode.h>

#include "check.h"
#include "sandbox.h"

static smsmode_voice *ready(void)
{
    smsmode_voice *voice = smsmode_voice_new();
    CHECK(smsmode_voice_add_recipient(voice, TEXT("01 99 00 00 11"), NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_text(voice, TEXT("Votre commande est prête"), NULL) == SMSMODE_OK);
    return voice;
}

static smsmode_status refused(const smsmode_client *client, const smsmode_voice *voice)
{
    smsmode_accepted *accepted = NULL;
    smsmode_error *error;
    smsmode_status status = smsmode_client_send_voice(client, voice, &accepted, &error);
    CHECK(accepted == NULL && smsmode_error_outcome(error) == SMSMODE_OUTCOME_NOT_SENT);
    smsmode_error_free(error);
    return status;
}

static void sent(const smsmode_client *client, const smsmode_voice *voice)
{
    smsmode_accepted *accepted = NULL;
    CHECK(smsmode_client_send_voice(client, voice, &accepted, NULL) == SMSMODE_OK);
    CHECK(smsmode_accepted_message_id(accepted, NULL) != NULL);
    smsmode_accepted_free(accepted);
}

static void a_text_is_read_aloud_later_in_german(const smsmode_client *client)
{
    smsmode_voice *voice = ready();
    CHECK(smsmode_voice_add_recipient(voice, TEXT("+33 6 39 98 00 12"), NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_add_recipient(voice, TEXT("0199000011"), NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_title(voice, TEXT("Bäckerei"), NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_language(voice, SMSMODE_VOICE_FRENCH, NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_language(voice, SMSMODE_VOICE_ENGLISH, NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_language(voice, SMSMODE_VOICE_SPANISH, NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_language(voice, SMSMODE_VOICE_GERMAN, NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_paris_time(voice, 2099, 1, 31, 18, 30, NULL) == SMSMODE_OK);
    sent(client, voice);
    smsmode_voice_free(voice);
}

static void a_long_text_has_to_be_allowed(const smsmode_client *client)
{
    char text[161];
    smsmode_voice *voice = ready();
    memset(text, 'a', 161);
    CHECK(smsmode_voice_set_time(voice, 4070908859, NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_text(voice, text, 161, NULL) == SMSMODE_OK);
    CHECK(refused(client, voice) == SMSMODE_VOICE_TEXT_TOO_LONG);
    CHECK(smsmode_voice_set_unlimited(voice, 1, NULL) == SMSMODE_OK);
    sent(client, voice);
    smsmode_voice_free(voice);
}

static void what_cannot_be_spoken_is_refused(const smsmode_client *client)
{
    smsmode_voice *voice = smsmode_voice_new();
    CHECK(refused(client, voice) == SMSMODE_NO_RECIPIENT);
    CHECK(smsmode_voice_add_recipient(voice, TEXT("12"), NULL) == SMSMODE_PHONE_NUMBER);
    CHECK(smsmode_voice_add_recipient(voice, TEXT("0199000011"), NULL) == SMSMODE_OK);
    CHECK(refused(client, voice) == SMSMODE_EMPTY_TEXT);
    CHECK(smsmode_voice_set_text(voice, TEXT("\xEA"), NULL) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_voice_set_text(voice, TEXT("Привет"), NULL) == SMSMODE_OK);
    CHECK(refused(client, voice) == SMSMODE_OUTSIDE_CHARSET);
    CHECK(smsmode_voice_set_text(voice, TEXT("Bonjour"), NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_title(voice, TEXT("Привет"), NULL) == SMSMODE_OK);
    CHECK(refused(client, voice) == SMSMODE_OUTSIDE_CHARSET);
    CHECK(smsmode_voice_set_title(voice, NULL, 0, NULL) == SMSMODE_OK);
    CHECK(refused(client, voice) == SMSMODE_EMPTY_FIELD);
    CHECK(smsmode_voice_set_language(voice, 0, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_voice_set_unlimited(voice, 2, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_voice_set_time(voice, 0, NULL) == SMSMODE_DATE);
    CHECK(smsmode_voice_set_paris_time(voice, 2099, 13, 1, 12, 0, NULL) == SMSMODE_DATE);
    smsmode_voice_free(voice);
}

static void an_address_holds_a_few_hundred_recipients_whom_the_account_allows(void)
{
    char number[16];
    int index;
    smsmode_account *account = sandbox_account(getenv("SMSMODE_API_KEY"));
    smsmode_client *client = NULL;
    smsmode_voice *voice = ready();
    CHECK(smsmode_account_set_method(account, SMSMODE_METHOD_GET, NULL) == SMSMODE_OK);
    CHECK(smsmode_account_allow_recipient(account, TEXT("0639980011"), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_new(account, NULL, &client, NULL) == SMSMODE_OK);
    CHECK(refused(client, voice) == SMSMODE_POLICY);
    smsmode_client_free(client);
    smsmode_account_free(account);

    account = sandbox_account(getenv("SMSMODE_API_KEY"));
    CHECK(smsmode_account_set_method(account, SMSMODE_METHOD_GET, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_new(account, NULL, &client, NULL) == SMSMODE_OK);
    for (index = 0; index < 1000; index++) {
        snprintf(number, sizeof number, "063998%04d", index);
        CHECK(smsmode_voice_add_recipient(voice, TEXT(number), NULL) == SMSMODE_OK);
    }
    CHECK(refused(client, voice) == SMSMODE_TOO_MANY_RECIPIENTS);
    CHECK(smsmode_client_close(client, NULL) == SMSMODE_OK);
    CHECK(refused(client, voice) == SMSMODE_CLOSED);
    smsmode_voice_free(voice);
    smsmode_client_free(client);
    smsmode_account_free(account);
}

static void null_is_harmless(const smsmode_client *client)
{
    smsmode_accepted *accepted = NULL;
    smsmode_voice *voice = ready();
    CHECK(smsmode_voice_add_recipient(NULL, TEXT("0199000011"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_voice_add_recipient(voice, NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_voice_set_text(voice, "a", (size_t)-1, NULL) == SMSMODE_BAD_LENGTH);
    CHECK(smsmode_voice_set_text(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_voice_set_title(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_voice_set_language(NULL, SMSMODE_VOICE_FRENCH, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_voice_set_time(NULL, 4070908800, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_voice_set_paris_time(NULL, 2099, 1, 1, 1, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_voice_set_unlimited(NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_send_voice(NULL, voice, &accepted, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_send_voice(client, NULL, &accepted, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_send_voice(client, voice, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(accepted == NULL);
    smsmode_voice_free(voice);
    smsmode_voice_free(NULL);
}

int main(void)
{
    smsmode_client *client = sandbox_client(NULL);
    a_text_is_read_aloud_later_in_german(client);
    a_long_text_has_to_be_allowed(client);
    what_cannot_be_spoken_is_refused(client);
    an_address_holds_a_few_hundred_recipients_whom_the_account_allows();
    null_is_harmless(client);
    smsmode_client_free(client);
    return 0;
}
