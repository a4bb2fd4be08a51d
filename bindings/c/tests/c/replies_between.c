/* What people answered in a period: the test has made one of them answer. Each run asks five times. */

#include <smsmode.h>
#include <time.h>

#include "check.h"
#include "sandbox.h"

static size_t count_between(const smsmode_client *client, int64_t from, int64_t to)
{
    smsmode_replies *replies = NULL;
    size_t count;
    CHECK(smsmode_client_list_replies_between(client, from, to, &replies, NULL) == SMSMODE_OK);
    count = smsmode_replies_count(replies);
    CHECK(count == 0 || strcmp(smsmode_replies_text(replies, 0, NULL), "Oui, après 18 h") == 0);
    smsmode_replies_free(replies);
    return count;
}

static void a_reply_is_in_its_period_alone(const smsmode_client *client)
{
    const int64_t day = 24 * 3600;
    const int64_t now = (int64_t)time(NULL);
    CHECK(count_between(client, now - day, now + day) == 1);
    CHECK(count_between(client, now - 3 * day, now - 2 * day) == 0);
}

/* In seconds since 1970: the test looks at what the service was asked for. */
static void a_period_takes_whole_minutes(const smsmode_client *client)
{
    CHECK(count_between(client, 1795353959, 1795357501) == 0);
}

static void the_hour_that_comes_twice_is_taken_whole(const smsmode_client *client)
{
    CHECK(count_between(client, 1792888200, 1792891800) == 0);
    CHECK(count_between(client, 1792891800, 1792891800) == 0);
}

static void what_cannot_be_a_period_is_refused(smsmode_client *client)
{
    smsmode_replies *replies = NULL;
    CHECK(smsmode_client_list_replies_between(client, 2, 1, &replies, NULL) == SMSMODE_DATE);
    CHECK(smsmode_client_list_replies_between(client, INT64_MIN, 1, &replies, NULL) == SMSMODE_DATE);
    CHECK(smsmode_client_list_replies_between(client, 1, INT64_MAX, &replies, NULL) == SMSMODE_DATE);
    CHECK(smsmode_client_list_replies_between(client, 1, 2, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_list_replies_between(NULL, 1, 2, &replies, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_close(client, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_list_replies_between(client, 1, 2, &replies, NULL) == SMSMODE_CLOSED);
    CHECK(replies == NULL);
}

int main(void)
{
    smsmode_client *client = sandbox_client(NULL);
    a_reply_is_in_its_period_alone(client);
    a_period_takes_whole_minutes(client);
    the_hour_that_comes_twice_is_taken_whole(client);
    what_cannot_be_a_period_is_refused(client);
    smsmode_client_free(client);
    return 0;
}
