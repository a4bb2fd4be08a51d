/* What people answered: the test has made one of them answer. */

#include <smsmode.h>

#include "check.h"
#include "sandbox.h"

int main(void)
{
    smsmode_client *client = sandbox_client(NULL);
    smsmode_replies *replies = NULL;
    size_t length = 0;
    CHECK(smsmode_client_list_replies(client, 0, 10, &replies, NULL) == SMSMODE_OK);
    CHECK(smsmode_replies_count(replies) == 1 && smsmode_replies_damaged_count(replies) == 0);
    CHECK_TEXT(smsmode_replies_text(replies, 0, &length), "Oui, après 18 h");
    CHECK(length == 16);
    CHECK_TEXT(smsmode_replies_from(replies, 0, NULL), "33639980011");
    CHECK(smsmode_replies_id(replies, 0, NULL) != NULL);
    CHECK(smsmode_replies_message_id(replies, 0, NULL) != NULL);
    CHECK(smsmode_replies_time(replies, 0) > 1500000000);
    CHECK(smsmode_replies_text(replies, 1, &length) == NULL && length == 0);
    CHECK(smsmode_replies_time(replies, 1) == 0);
    smsmode_replies_free(replies);

    CHECK(smsmode_client_list_replies(client, 0, 0, &replies, NULL) == SMSMODE_PAGE_SIZE);
    CHECK(smsmode_client_list_replies(client, 0, 1, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_list_replies(NULL, 0, 1, &replies, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_replies_count(NULL) == 0 && smsmode_replies_text(NULL, 0, NULL) == NULL);
    smsmode_replies_free(NULL);
    smsmode_client_free(client);
    return 0;
}
