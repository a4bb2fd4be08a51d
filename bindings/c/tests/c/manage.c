/* Listing and deleting messages, deleting sub-accounts, transferring credits. */

#include <smsmode.h>

#include "check.h"
#include "message.h"
#include "sandbox.h"

static void the_newest_message_is_listed_first(smsmode_client *client, const char *id)
{
    smsmode_sent *sent = NULL;
    size_t length = 0;
    CHECK(smsmode_client_list_sent(client, 0, 1, &sent, NULL) == SMSMODE_OK);
    CHECK(smsmode_sent_count(sent) == 1 && smsmode_sent_damaged_count(sent) == 0);
    CHECK_TEXT(smsmode_sent_message_id(sent, 0, &length), id);
    CHECK(length == strlen(id));
    CHECK_TEXT(smsmode_sent_text(sent, 0, NULL), "Bonjour Maman");
    CHECK_TEXT(smsmode_sent_recipient(sent, 0, NULL), "33639980011");
    CHECK(atof(smsmode_sent_cost(sent, 0, NULL)) > 0);
    CHECK(smsmode_sent_recipients(sent, 0) == 1);
    CHECK(smsmode_sent_time(sent, 0) > 1500000000);
    CHECK(smsmode_sent_date(sent, 0, NULL) != NULL);
    CHECK(smsmode_sent_text(sent, 1, &length) == NULL && length == 0);
    CHECK(smsmode_sent_recipients(sent, 1) == 0 && smsmode_sent_time(sent, 1) == 0);
    smsmode_sent_free(sent);
    CHECK(smsmode_client_list_sent(client, 0, 0, &sent, NULL) == SMSMODE_PAGE_SIZE);
    CHECK(smsmode_client_list_sent(client, 0, 1, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
}

static void a_message_is_deleted_once(smsmode_client *client, const char *id)
{
    CHECK(smsmode_client_delete_message(client, TEXT(id), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_delete_message(client, TEXT(id), NULL) == SMSMODE_REFUSED_UNKNOWN_MESSAGE);
    CHECK(smsmode_client_delete_message(client, TEXT("?"), NULL) == SMSMODE_ID);
    CHECK(smsmode_client_delete_message(NULL, TEXT(id), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_delete_most_recent(client, TEXT("06x"), NULL) == SMSMODE_PHONE_NUMBER);
}

static void an_unknown_login_is_refused(smsmode_client *client)
{
    CHECK(smsmode_client_delete_sub_account(client, TEXT("nobody"), NULL) == SMSMODE_REFUSED_LOGIN);
    CHECK(smsmode_client_delete_sub_account(client, NULL, 0, NULL) == SMSMODE_LOGIN);
    CHECK(smsmode_client_transfer_credits(client, TEXT("nobody"), 12, NULL, 0, NULL) ==
          SMSMODE_REFUSED_LOGIN);
    CHECK(smsmode_client_transfer_credits(client, TEXT("nobody"), 0, NULL, 0, NULL) ==
          SMSMODE_CREDITS);
    CHECK(smsmode_client_transfer_credits(NULL, TEXT("nobody"), 1, NULL, 0, NULL) ==
          SMSMODE_NULL_ARGUMENT);
}

static void null_is_harmless(void)
{
    CHECK(smsmode_sent_count(NULL) == 0 && smsmode_sent_message_id(NULL, 0, NULL) == NULL);
    CHECK(smsmode_sent_time(NULL, 0) == 0 && smsmode_sent_damaged_count(NULL) == 0);
    smsmode_sent_free(NULL);
}

int main(void)
{
    smsmode_client *client = sandbox_client(NULL);
    smsmode_accepted *accepted = NULL;
    smsmode_send *send = ready_message();
    const char *id;
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_OK);
    id = smsmode_accepted_message_id(accepted, NULL);
    the_newest_message_is_listed_first(client, id);
    a_message_is_deleted_once(client, id);
    smsmode_accepted_free(accepted);
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_delete_most_recent(client, TEXT("0639980011"), NULL) == SMSMODE_OK);
    an_unknown_login_is_refused(client);
    null_is_harmless();
    smsmode_accepted_free(accepted);
    smsmode_send_free(send);
    smsmode_client_free(client);
    return 0;
}
