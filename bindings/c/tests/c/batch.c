/* Batches. Each run sends three, as the test counts. */

#include <smsmode.h>

#include "check.h"
#include "sandbox.h"

static smsmode_status add(smsmode_batch *batch, const char *number, const char *text)
{
    return smsmode_batch_add_row(batch, TEXT(number), TEXT(text), NULL, 0, NULL, 0, NULL);
}

static void sent(const smsmode_client *client, const smsmode_batch *batch)
{
    smsmode_accepted *accepted = NULL;
    smsmode_error *error;
    CHECK(smsmode_client_send_batch(client, batch, &accepted, &error) == SMSMODE_OK && error == NULL);
    CHECK(smsmode_accepted_message_id(accepted, NULL) != NULL);
    smsmode_accepted_free(accepted);
}

static void each_row_has_a_text_of_its_own(const smsmode_client *client)
{
    smsmode_batch *batch = smsmode_batch_new();
    CHECK(smsmode_batch_set_mode(batch, SMSMODE_MODE_SMART, NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_level(batch, SMSMODE_LEVEL_LETTERS, NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_when(batch, SMSMODE_WHEN_ALWAYS, NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_dropping(batch, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_sender(batch, TEXT("BOULANGER"), NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_reference(batch, TEXT("tournée 7"), NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_paris_time(batch, 2099, 1, 31, 18, 30, NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_max_segments(batch, 2, NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_opt_out(batch, SMSMODE_OPT_OUT_ALWAYS, NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_delivery_url(batch, TEXT("https://example.com/d"), NULL) == SMSMODE_OK);
    CHECK(add(batch, "06 39 98 00 11", "Commande 12 prête 🥖") == SMSMODE_OK);
    CHECK(smsmode_batch_add_row(batch, TEXT("+33639980012"), TEXT("\"Été\", 5 €"), TEXT("MARCHAND"),
                                TEXT("ticket 13"), NULL) == SMSMODE_OK);
    sent(client, batch);
    smsmode_batch_free(batch);
}

static void a_batch_can_be_answered(const smsmode_client *client)
{
    smsmode_batch *batch = smsmode_batch_new();
    CHECK(smsmode_batch_set_replies(batch, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_time(batch, 4070908800, NULL) == SMSMODE_OK);
    CHECK(add(batch, "0639980013", "Livraison demain ?") == SMSMODE_OK);
    sent(client, batch);
    smsmode_batch_free(batch);
}

static smsmode_client *client_of(smsmode_account *account)
{
    smsmode_client *client = NULL;
    CHECK(smsmode_client_new(account, NULL, &client, NULL) == SMSMODE_OK);
    smsmode_account_free(account);
    return client;
}

static void the_key_may_stand_in_the_body(void)
{
    smsmode_account *account = sandbox_account(getenv("SMSMODE_API_KEY"));
    smsmode_accepted *accepted = NULL;
    smsmode_batch *batch = smsmode_batch_new();
    smsmode_client *client;
    CHECK(smsmode_account_set_batch_credential(account, SMSMODE_BATCH_CREDENTIAL_BODY, NULL) ==
          SMSMODE_OK);
    CHECK(smsmode_account_set_batch_credential(account, 3, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_account_set_batch_boundary(account, TEXT("between-two-loaves"), NULL) ==
          SMSMODE_OK);
    CHECK(smsmode_account_set_batch_boundary(account, TEXT("a b"), NULL) ==
          SMSMODE_MULTIPART_BOUNDARY);
    CHECK(smsmode_account_set_batch_boundary(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_account_set_batch_credential(NULL, SMSMODE_BATCH_CREDENTIAL_QUERY, NULL) ==
          SMSMODE_NULL_ARGUMENT);
    client = client_of(account);
    CHECK(add(batch, "0639980014", "Bonjour") == SMSMODE_OK);
    sent(client, batch);
    CHECK(add(batch, "0639980014", "What is --between-two-loaves?") == SMSMODE_OK);
    CHECK(smsmode_client_send_batch(client, batch, &accepted, NULL) == SMSMODE_MULTIPART_BOUNDARY);
    smsmode_batch_free(batch);
    smsmode_client_free(client);
}

static void a_batch_goes_by_post_to_whom_the_account_allows(void)
{
    smsmode_account *account = sandbox_account(getenv("SMSMODE_API_KEY"));
    smsmode_accepted *accepted = NULL;
    smsmode_batch *batch = smsmode_batch_new();
    smsmode_client *client;
    CHECK(add(batch, "0639980011", "Bonjour") == SMSMODE_OK);
    CHECK(smsmode_account_set_method(account, SMSMODE_METHOD_GET, NULL) == SMSMODE_OK);
    client = client_of(account);
    CHECK(smsmode_client_send_batch(client, batch, &accepted, NULL) == SMSMODE_BATCH_BY_GET);
    smsmode_client_free(client);

    account = sandbox_account(getenv("SMSMODE_API_KEY"));
    CHECK(smsmode_account_allow_recipient(account, TEXT("0639980012"), NULL) == SMSMODE_OK);
    client = client_of(account);
    CHECK(smsmode_client_send_batch(client, batch, &accepted, NULL) == SMSMODE_POLICY);
    CHECK(smsmode_client_close(client, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send_batch(client, batch, &accepted, NULL) == SMSMODE_CLOSED);
    CHECK(accepted == NULL);
    smsmode_client_free(client);
    smsmode_batch_free(batch);
}

static void the_row_that_cannot_be_sent_is_named(const smsmode_client *client)
{
    smsmode_accepted *accepted = NULL;
    smsmode_batch *batch = smsmode_batch_new();
    smsmode_error *error;
    CHECK(add(batch, "0639980011", "Bonjour") == SMSMODE_OK);
    CHECK(add(batch, "0639980012", "Prête") == SMSMODE_OK);
    CHECK(smsmode_client_send_batch(client, batch, &accepted, &error) == SMSMODE_OUTSIDE_ALPHABET);
    CHECK(accepted == NULL && smsmode_error_outcome(error) == SMSMODE_OUTCOME_NOT_SENT);
    CHECK(strncmp(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "row 1 of the batch", 18) == 0);
    CHECK(strncmp(smsmode_error_text(error, SMSMODE_FRENCH, NULL), "la ligne 1 du lot", 17) == 0);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_FRENCH, NULL), "ê") != NULL);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "063998") == NULL);
    smsmode_error_free(error);
    smsmode_batch_free(batch);
}

static void what_cannot_be_a_batch_is_refused(const smsmode_client *client)
{
    char text[162];
    smsmode_accepted *accepted = NULL;
    smsmode_batch *batch = smsmode_batch_new();
    memset(text, 'a', 161);
    text[161] = '\0';
    CHECK(smsmode_client_send_batch(client, batch, &accepted, NULL) == SMSMODE_EMPTY_BATCH);
    CHECK(add(batch, "12", "a") == SMSMODE_PHONE_NUMBER);
    CHECK(add(batch, "0639980011", "\xEA") == SMSMODE_NOT_UTF8);
    CHECK(smsmode_batch_add_row(batch, TEXT("0639980011"), TEXT("a"), TEXT("0639980011"), NULL, 0,
                                NULL) == SMSMODE_SENDER);
    CHECK(smsmode_batch_add_row(batch, TEXT("0639980011"), TEXT("a"), NULL, 0, TEXT("a\n"), NULL) ==
          SMSMODE_REFERENCE);
    CHECK(smsmode_client_send_batch(client, batch, &accepted, NULL) == SMSMODE_EMPTY_BATCH);
    CHECK(add(batch, "0639980011", text) == SMSMODE_OK);
    CHECK(smsmode_batch_set_max_segments(batch, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send_batch(client, batch, &accepted, NULL) == SMSMODE_TOO_MANY_SEGMENTS);
    CHECK(smsmode_batch_set_max_segments(batch, 6, NULL) == SMSMODE_SEGMENT_LIMIT);
    CHECK(smsmode_batch_set_max_segments(batch, 5, NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_replies(batch, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_sender(batch, TEXT("BOULANGER"), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send_batch(client, batch, &accepted, NULL) == SMSMODE_SENDER_WITH_REPLIES);
    CHECK(smsmode_batch_set_replies(batch, 0, NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_reference(batch, TEXT("заказ"), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send_batch(client, batch, &accepted, NULL) == SMSMODE_OUTSIDE_CHARSET);
    CHECK(add(batch, "0639980012", " ") == SMSMODE_OK);
    CHECK(smsmode_client_send_batch(client, batch, &accepted, NULL) == SMSMODE_EMPTY_TEXT);
    CHECK(accepted == NULL);
    smsmode_batch_free(batch);

    batch = smsmode_batch_new();
    CHECK(smsmode_batch_add_row(batch, TEXT("0639980011"), TEXT("a"), TEXT("MARCHAND"), NULL, 0,
                                NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_replies(batch, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send_batch(client, batch, &accepted, NULL) == SMSMODE_SENDER_WITH_REPLIES);
    smsmode_batch_free(batch);
}

static void options_that_stand_for_nothing_are_refused(void)
{
    smsmode_batch *batch = smsmode_batch_new();
    CHECK(smsmode_batch_set_mode(batch, SMSMODE_MODE_UNICODE, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_batch_set_mode(batch, 0, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_batch_set_level(batch, 0, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_batch_set_when(batch, 0, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_batch_set_dropping(batch, 2, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_batch_set_replies(batch, 2, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_batch_set_opt_out(batch, 3, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_batch_set_sender(batch, TEXT(""), NULL) == SMSMODE_SENDER);
    CHECK(smsmode_batch_set_reference(batch, TEXT(""), NULL) == SMSMODE_REFERENCE);
    CHECK(smsmode_batch_set_delivery_url(batch, TEXT("example.com"), NULL) == SMSMODE_URL);
    CHECK(smsmode_batch_set_time(batch, 0, NULL) == SMSMODE_DATE);
    CHECK(smsmode_batch_set_paris_time(batch, 2099, 2, 30, 12, 0, NULL) == SMSMODE_DATE);
    smsmode_batch_free(batch);
}

static void null_is_harmless(const smsmode_client *client)
{
    smsmode_accepted *accepted = NULL;
    smsmode_batch *batch = smsmode_batch_new();
    CHECK(add(NULL, "0639980011", "a") == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_batch_add_row(batch, TEXT("0639980011"), NULL, 1, NULL, 0, NULL, 0, NULL) ==
          SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_batch_set_mode(NULL, SMSMODE_MODE_SMART, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_batch_set_level(NULL, SMSMODE_LEVEL_LETTERS, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_batch_set_when(NULL, SMSMODE_WHEN_ALWAYS, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_batch_set_dropping(NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_batch_set_sender(NULL, TEXT("A"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_batch_set_sender(batch, NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_batch_set_sender(batch, "A", (size_t)-1, NULL) == SMSMODE_BAD_LENGTH);
    CHECK(smsmode_batch_set_replies(NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_batch_set_time(NULL, 4070908800, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_batch_set_paris_time(NULL, 2099, 1, 1, 1, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_batch_set_reference(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_batch_set_max_segments(NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_batch_set_opt_out(NULL, SMSMODE_OPT_OUT_ALWAYS, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_batch_set_delivery_url(NULL, TEXT("https://a.fr"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(add(batch, "0639980011", "a") == SMSMODE_OK);
    CHECK(smsmode_client_send_batch(NULL, batch, &accepted, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_send_batch(client, NULL, &accepted, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_send_batch(client, batch, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(accepted == NULL);
    smsmode_batch_free(batch);
    smsmode_batch_free(NULL);
}

int main(void)
{
    smsmode_client *client = sandbox_client(NULL);
    each_row_has_a_text_of_its_own(client);
    a_batch_can_be_answered(client);
    the_key_may_stand_in_the_body();
    a_batch_goes_by_post_to_whom_the_account_allows();
    the_row_that_cannot_be_sent_is_named(client);
    what_cannot_be_a_batch_is_refused(client);
    options_that_stand_for_nothing_are_refused();
    null_is_harmless(client);
    smsmode_client_free(client);
    return 0;
}
