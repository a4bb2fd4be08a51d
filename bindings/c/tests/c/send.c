/* Sending, and what becomes of a message. Each run sends three messages, as the test counts. */

#include <smsmode.h>

#include "check.h"
#include "sandbox.h"

static smsmode_send *order(void)
{
    smsmode_send *send = smsmode_send_new();
    CHECK(smsmode_send_set_text(send, TEXT("Votre commande est prête"), NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_sender(send, TEXT("BOULANGER"), NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_reference(send, TEXT("ticket 12"), NULL) == SMSMODE_OK);
    CHECK(smsmode_send_add_recipient(send, TEXT("06 39 98 00 11"), NULL) == SMSMODE_OK);
    return send;
}

static void what_would_be_lost_is_refused_before_it_is_sent(smsmode_client *client)
{
    smsmode_accepted *accepted = NULL;
    smsmode_error *error;
    smsmode_send *send = order();
    CHECK(smsmode_client_send(client, send, &accepted, &error) == SMSMODE_OUTSIDE_ALPHABET);
    CHECK(accepted == NULL);
    CHECK(smsmode_error_outcome(error) == SMSMODE_OUTCOME_NOT_SENT);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_FRENCH, NULL), "ê") != NULL);
    smsmode_error_free(error);
    smsmode_send_free(send);
}

static smsmode_accepted *sent_to_two(smsmode_client *client)
{
    smsmode_accepted *accepted = NULL;
    smsmode_send *send = order();
    CHECK(smsmode_send_set_mode(send, SMSMODE_MODE_SMART, NULL) == SMSMODE_OK);
    CHECK(smsmode_send_add_recipient(send, TEXT("+33 6 39 98 00 12"), NULL) == SMSMODE_OK);
    CHECK(smsmode_send_add_recipient(send, TEXT("33639980011"), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_OK);
    smsmode_send_free(send);
    CHECK(smsmode_accepted_message_id(accepted, NULL) != NULL);
    CHECK(smsmode_accepted_is_provisional(accepted) == 0);
    CHECK(smsmode_accepted_description(accepted, NULL) != NULL);
    return accepted;
}

static void a_message_is_followed_to_its_end(smsmode_client *client, const char *id)
{
    int32_t status = -1;
    smsmode_report *report = NULL;
    size_t index;
    CHECK(smsmode_client_wait(client, TEXT(id), 30000, &status, NULL) == SMSMODE_OK);
    CHECK_TEXT(smsmode_message_name(status), "received");
    CHECK(smsmode_message_is_final(status) == 1);
    CHECK(smsmode_message_class(status) == SMSMODE_DELIVERY_DELIVERED);
    CHECK_TEXT(smsmode_message_text(status, SMSMODE_FRENCH), "Reçu par le téléphone");
    status = -1;
    CHECK(smsmode_client_message_status(client, TEXT(id), &status, NULL) == SMSMODE_OK);
    CHECK(status == 11);

    CHECK(smsmode_client_report(client, TEXT(id), &report, NULL) == SMSMODE_OK);
    CHECK(smsmode_report_count(report) == 2 && smsmode_report_damaged_count(report) == 0);
    CHECK_TEXT(smsmode_report_recipient(report, 0, NULL), "33639980011");
    CHECK_TEXT(smsmode_report_recipient(report, 1, NULL), "33639980012");
    for (index = 0; index < 2; index++) {
        CHECK(smsmode_report_message_status(report, index) == 11);
    }
    CHECK(smsmode_report_recipient(report, 2, NULL) == NULL);
    CHECK(smsmode_report_message_status(report, 2) == -1);
    smsmode_report_free(report);
}

static void a_daily_cap_holds_for_the_client(void)
{
    smsmode_account *account = sandbox_account(getenv("SMSMODE_API_KEY"));
    smsmode_client *client = NULL;
    smsmode_accepted *accepted = NULL;
    smsmode_send *send = order();
    CHECK(smsmode_send_set_mode(send, SMSMODE_MODE_SMART, NULL) == SMSMODE_OK);
    CHECK(smsmode_account_set_segments_per_day(account, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_account_allow_recipient(account, TEXT("0639980011"), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_new(account, NULL, &client, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_OK);
    smsmode_accepted_free(accepted);
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_POLICY);
    CHECK(smsmode_send_add_recipient(send, TEXT("0639980013"), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_POLICY);
    smsmode_send_free(send);
    smsmode_client_free(client);
    smsmode_account_free(account);
}

static void what_cannot_be_a_message_is_refused(smsmode_client *client)
{
    smsmode_accepted *accepted = NULL;
    smsmode_send *send = smsmode_send_new();
    CHECK(smsmode_send_add_recipient(send, TEXT("12"), NULL) == SMSMODE_PHONE_NUMBER);
    CHECK(smsmode_send_set_sender(send, TEXT("0639980011"), NULL) == SMSMODE_SENDER);
    CHECK(smsmode_send_set_group(send, TEXT(" "), NULL) == SMSMODE_CONTACT_GROUP);
    CHECK(smsmode_send_set_mode(send, 0, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_send_set_level(send, 9, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_send_set_replies(send, 9, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_send_set_opt_out(send, 9, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_send_set_max_segments(send, 0, NULL) == SMSMODE_SEGMENT_LIMIT);
    CHECK(smsmode_send_set_reference(send, TEXT(""), NULL) == SMSMODE_REFERENCE);
    CHECK(smsmode_send_set_time(send, 0, NULL) == SMSMODE_DATE);
    CHECK(smsmode_send_set_paris_time(send, 2099, 2, 30, 12, 0, NULL) == SMSMODE_DATE);
    CHECK(smsmode_send_set_paris_time(send, 2099, 2, 28, 256, 0, NULL) == SMSMODE_DATE);
    CHECK(smsmode_send_set_delivery_url(send, TEXT("example.com"), NULL) == SMSMODE_URL);
    CHECK(smsmode_send_set_reply_url(send, TEXT("ftp://example.com"), NULL) == SMSMODE_URL);
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_NO_RECIPIENT);
    CHECK(smsmode_send_add_recipient(send, TEXT("0639980011"), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_EMPTY_TEXT);
    CHECK(smsmode_send_set_text(send, TEXT("a"), NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_group(send, TEXT("amis"), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_RECIPIENTS_AND_GROUP);
    smsmode_send_free(send);

    send = order();
    CHECK(smsmode_send_set_mode(send, SMSMODE_MODE_SMART, NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_replies(send, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_SENDER_WITH_REPLIES);
    CHECK(smsmode_send_set_mode(send, SMSMODE_MODE_UNICODE, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_REPLIES_WITH_UNICODE);
    smsmode_send_free(send);
    CHECK(accepted == NULL);
}

static void a_text_that_would_be_cut_is_refused(smsmode_client *client)
{
    char text[162];
    smsmode_accepted *accepted = NULL;
    smsmode_send *send = order();
    memset(text, 'a', 161);
    CHECK(smsmode_send_set_text(send, text, 161, NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_max_segments(send, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_TOO_MANY_SEGMENTS);
    smsmode_send_free(send);
}

static void null_is_harmless_and_sends_nothing(smsmode_client *client)
{
    smsmode_accepted *accepted = NULL;
    smsmode_report *report = NULL;
    int32_t status = -1;
    smsmode_send *send = order();
    CHECK(smsmode_send_set_mode(send, SMSMODE_MODE_SMART, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send(client, send, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_send(NULL, send, &accepted, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_send(client, NULL, &accepted, NULL) == SMSMODE_NULL_ARGUMENT);
    smsmode_send_free(send);
    CHECK(smsmode_send_set_text(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_wait(client, TEXT("a"), 1, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_wait(client, TEXT("?"), 1, &status, NULL) == SMSMODE_ID);
    CHECK(smsmode_client_message_status(client, NULL, 0, &status, NULL) == SMSMODE_ID);
    CHECK(smsmode_client_message_status(client, TEXT("S7EpYZ5kmS87"), &status, NULL) ==
          SMSMODE_REFUSED_UNKNOWN_MESSAGE);
    CHECK(smsmode_client_report(client, TEXT("\xFF"), &report, NULL) == SMSMODE_NOT_UTF8);
    CHECK(status == -1 && report == NULL);
    CHECK(smsmode_accepted_message_id(NULL, NULL) == NULL);
    CHECK(smsmode_accepted_is_provisional(NULL) == 0);
    CHECK(smsmode_report_count(NULL) == 0 && smsmode_report_message_status(NULL, 0) == 0);
    CHECK_TEXT(smsmode_message_name(-1), "unknown");
    CHECK(smsmode_message_text(11, 0) == NULL);
    smsmode_accepted_free(NULL);
    smsmode_report_free(NULL);
    smsmode_send_free(NULL);
}

int main(void)
{
    smsmode_client *client = sandbox_client(NULL);
    smsmode_accepted *accepted;
    what_would_be_lost_is_refused_before_it_is_sent(client);
    accepted = sent_to_two(client);
    a_message_is_followed_to_its_end(client, smsmode_accepted_message_id(accepted, NULL));
    smsmode_accepted_free(accepted);
    a_daily_cap_holds_for_the_client();
    what_cannot_be_a_message_is_refused(client);
    a_text_that_would_be_cut_is_refused(client);
    null_is_harmless_and_sends_nothing(client);
    smsmode_client_free(client);
    return 0;
}
