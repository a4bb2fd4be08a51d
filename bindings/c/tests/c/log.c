/* The log: who hears it, and that it tells nothing private. */

#include <smsmode.h>

#include "check.h"
#include "message.h"
#include "sandbox.h"

struct heard {
    int lines, of_ours;
    int32_t highest;
};

static void hear(void *context, int32_t level, const char *target, const char *text, size_t length)
{
    struct heard *heard = (struct heard *)context;
    CHECK(strlen(text) == length);
    CHECK(strstr(text, getenv("SMSMODE_API_KEY")) == NULL);
    CHECK(strstr(text, "639980011") == NULL && strstr(text, "Maman") == NULL);
    heard->lines++;
    heard->of_ours += strncmp(target, "smsmode_http", strlen("smsmode_http")) == 0;
    if (level > heard->highest)
        heard->highest = level;
}

static void send_once(void)
{
    smsmode_client *client = sandbox_client(NULL);
    smsmode_send *send = ready_message();
    smsmode_accepted *accepted = NULL;
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_OK);
    smsmode_accepted_free(accepted);
    smsmode_send_free(send);
    smsmode_client_free(client);
}

static struct heard heard_of_a_send(int32_t level)
{
    struct heard heard = {0, 0, 0};
    CHECK(smsmode_log_set(hear, &heard, level, NULL) == SMSMODE_OK);
    send_once();
    CHECK(smsmode_log_set(NULL, NULL, 0, NULL) == SMSMODE_OK);
    return heard;
}

static void the_level_says_how_much_is_told(void)
{
    const struct heard everything = heard_of_a_send(SMSMODE_LOG_TRACE);
    const struct heard requests = heard_of_a_send(SMSMODE_LOG_DEBUG);
    const struct heard faults = heard_of_a_send(SMSMODE_LOG_ERROR);
    CHECK(everything.highest == SMSMODE_LOG_TRACE && everything.lines > requests.lines);
    CHECK(requests.highest == SMSMODE_LOG_DEBUG && requests.of_ours > 0);
    CHECK(faults.lines == 0);
}

static void nobody_is_told_any_more(void)
{
    struct heard heard = {0, 0, 0};
    CHECK(smsmode_log_set(hear, &heard, SMSMODE_LOG_TRACE, NULL) == SMSMODE_OK);
    CHECK(smsmode_log_set(NULL, &heard, SMSMODE_LOG_TRACE, NULL) == SMSMODE_OK);
    send_once();
    CHECK(heard.lines == 0);
}

static void a_level_that_there_is_not_changes_nothing(void)
{
    struct heard heard = {0, 0, 0};
    CHECK(smsmode_log_set(hear, &heard, SMSMODE_LOG_DEBUG, NULL) == SMSMODE_OK);
    CHECK(smsmode_log_set(hear, NULL, 0, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_log_set(hear, NULL, 6, NULL) == SMSMODE_BAD_CONSTANT);
    send_once();
    CHECK(heard.lines > 0);
    CHECK(smsmode_log_set(NULL, NULL, 0, NULL) == SMSMODE_OK);
}

int main(void)
{
    the_level_says_how_much_is_told();
    nobody_is_told_any_more();
    a_level_that_there_is_not_changes_nothing();
    return 0;
}
