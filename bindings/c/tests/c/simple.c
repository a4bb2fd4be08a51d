/* The functions without handles, as a program in C calls them. */

#include <smsmode.h>

#include "check.h"

static void a_message_is_sent_and_asked_after(void)
{
    char settings[300], id[SMSMODE_SIMPLE_ID_SIZE], words[200], credits[40];
    int32_t outcome = 7, status = 0, delivery = 0, is_final = 7;
    snprintf(settings, sizeof settings, "key=%s;base_url=%s", getenv("SMSMODE_API_KEY"),
             getenv("SMSMODE_BASE_URL"));
    CHECK(smsmode_simple_send(settings, "06 39 98 00 11", "Bonjour", -1, id, sizeof id, &outcome,
                              words, sizeof words) == SMSMODE_OK);
    CHECK(outcome == 0 && strlen(id) > 0);
    CHECK_TEXT(words, "");
    CHECK(smsmode_simple_status(settings, id, &status, &delivery, &is_final, NULL, 0, words,
                                sizeof words) == SMSMODE_OK);
    CHECK(status == 0 && delivery == SMSMODE_DELIVERY_PENDING && is_final == 0);
    CHECK(smsmode_simple_balance(settings, credits, sizeof credits, NULL, 0) == SMSMODE_OK);
    CHECK(strlen(credits) > 0);
}

static void every_output_but_the_outcome_may_be_null(void)
{
    CHECK(smsmode_simple_plan("", "Bonjour", -1, NULL, NULL, NULL, NULL, 0, NULL, 0) == SMSMODE_OK);
    CHECK(smsmode_simple_status("", "x", NULL, NULL, NULL, NULL, 0, NULL, 0) ==
          SMSMODE_SETTINGS_STRING);
    CHECK(smsmode_simple_send("", "x", "a", -1, NULL, 0, NULL, NULL, 0) == SMSMODE_NULL_ARGUMENT);
}

static void null_is_a_status(void)
{
    int32_t outcome = 7;
    char words[100];
    CHECK(smsmode_simple_send(NULL, NULL, NULL, 0, NULL, 0, &outcome, words, sizeof words) ==
          SMSMODE_NULL_ARGUMENT);
    CHECK(outcome == SMSMODE_OUTCOME_NOT_SENT);
    CHECK_TEXT(words, "the argument settings is NULL");
    CHECK(smsmode_simple_plan(NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, NULL, 0) ==
          SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_simple_status(NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0) ==
          SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_simple_balance(NULL, NULL, 0, NULL, 0) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_simple_balance("", NULL, 1, words, sizeof words) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_simple_balance("", NULL, 0, NULL, 1) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_simple_version(NULL, 0) == SMSMODE_NULL_ARGUMENT);
}

int main(void)
{
    a_message_is_sent_and_asked_after();
    every_output_but_the_outcome_may_be_null();
    null_is_a_status();
    return 0;
}
