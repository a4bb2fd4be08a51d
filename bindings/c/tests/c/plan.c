/* Plans: what will happen to a message, and the options that decide it. */

#include <smsmode.h>

#include "check.h"

static smsmode_plan *planned(const char *text, const smsmode_plan_options *options)
{
    smsmode_plan *plan = NULL;
    CHECK(smsmode_plan_new(TEXT(text), options, &plan, NULL) == SMSMODE_OK);
    return plan;
}

static void without_options_a_text_is_sent_as_it_is(void)
{
    uint64_t cost = 7;
    size_t length = 0;
    smsmode_plan *plan = planned("Votre commande est prête", NULL);
    CHECK_TEXT(smsmode_plan_text(plan, &length), "Votre commande est pr?te");
    CHECK(length == 24);
    CHECK(smsmode_plan_class(plan) == SMSMODE_CLASS_STANDARD);
    CHECK(smsmode_plan_alphabet(plan) == SMSMODE_ALPHABET_GSM7);
    CHECK(smsmode_plan_wire_charset(plan) == SMSMODE_WIRE_LATIN9);
    CHECK(smsmode_plan_is_sendable(plan) == 0);
    CHECK(smsmode_plan_unsendable_count(plan) == 1);
    CHECK(smsmode_plan_unsendable_offset(plan, 0) == 21);
    CHECK(smsmode_plan_unsendable_character(plan, 0) == 0xEA);
    CHECK(smsmode_plan_unsendable_offset(plan, 1) == SMSMODE_NONE);
    CHECK(smsmode_plan_cut(plan) == SMSMODE_NONE);
    CHECK(smsmode_plan_units(plan) == 24 && smsmode_plan_free_units(plan) == 136);
    CHECK(smsmode_plan_opt_out(plan) == SMSMODE_STOP_NOT_ASKED);
    CHECK(smsmode_plan_warning_count(plan) == 0);
    CHECK(smsmode_plan_cost(plan, &cost, &cost) == 0 && cost == 7);
    smsmode_plan_free(plan);
}

static void smart_replaces_and_shows_what(void)
{
    smsmode_plan_options *options = smsmode_plan_options_new();
    smsmode_plan *plan;
    CHECK(smsmode_plan_options_set_mode(options, SMSMODE_MODE_SMART, NULL) == SMSMODE_OK);
    plan = planned("Prête", options);
    CHECK_TEXT(smsmode_plan_text(plan, NULL), "Prete");
    CHECK(smsmode_plan_is_sendable(plan) == 1);
    CHECK(smsmode_plan_replacement_count(plan) == 1);
    CHECK(smsmode_plan_replacement_offset(plan, 0) == 2);
    CHECK(smsmode_plan_replacement_length(plan, 0) == 2);
    CHECK_TEXT(smsmode_plan_replacement_original(plan, 0, NULL), "ê");
    CHECK_TEXT(smsmode_plan_replacement_text(plan, 0, NULL), "e");
    CHECK(smsmode_plan_replacement_text(plan, 1, NULL) == NULL);
    smsmode_plan_free(plan);

    CHECK(smsmode_plan_options_set_level(options, SMSMODE_LEVEL_TYPOGRAPHY, NULL) == SMSMODE_OK);
    plan = planned("L’hôtel", options);
    CHECK(smsmode_plan_is_sendable(plan) == 0);
    smsmode_plan_free(plan);

    CHECK(smsmode_plan_options_set_when(options, SMSMODE_WHEN_ALWAYS, NULL) == SMSMODE_OK);
    CHECK(smsmode_plan_options_set_dropping(options, 1, NULL) == SMSMODE_OK);
    plan = planned("L’hôtel", options);
    CHECK_TEXT(smsmode_plan_text(plan, NULL), "L'htel");
    smsmode_plan_free(plan);
    smsmode_plan_options_free(options);
}

static void unicode_loses_nothing(void)
{
    smsmode_plan_options *options = smsmode_plan_options_new();
    smsmode_plan *plan;
    CHECK(smsmode_plan_options_set_mode(options, SMSMODE_MODE_UNICODE, NULL) == SMSMODE_OK);
    plan = planned("Prête 😀", options);
    CHECK_TEXT(smsmode_plan_text(plan, NULL), "Prête 😀");
    CHECK(smsmode_plan_class(plan) == SMSMODE_CLASS_UNICODE);
    CHECK(smsmode_plan_alphabet(plan) == SMSMODE_ALPHABET_UCS2);
    CHECK(smsmode_plan_wire_charset(plan) == SMSMODE_WIRE_UTF8);
    CHECK(smsmode_plan_units(plan) == 8 && smsmode_plan_segment_capacity(plan) == 70);
    smsmode_plan_free(plan);
    smsmode_plan_options_free(options);
}

static void a_long_text_is_cut_and_warned_about(void)
{
    char text[321] = "";
    smsmode_plan_options *options = smsmode_plan_options_new();
    smsmode_plan *plan;
    memset(text, 'a', 320);
    CHECK(smsmode_plan_options_set_max_segments(options, 2, NULL) == SMSMODE_OK);
    CHECK(smsmode_plan_options_set_replies(options, 1, NULL) == SMSMODE_OK);
    plan = planned(text, options);
    CHECK(smsmode_plan_class(plan) == SMSMODE_CLASS_REPLY_ALLOWED);
    CHECK(smsmode_plan_cut(plan) == 306);
    CHECK(smsmode_plan_whole_segments(plan) == 3);
    CHECK(smsmode_plan_segment_count(plan) == 2);
    CHECK(smsmode_plan_segment_capacity(plan) == 153);
    CHECK(smsmode_plan_segment_offset(plan, 1) == 153);
    CHECK(smsmode_plan_segment_length(plan, 1) == 153);
    CHECK(smsmode_plan_segment_units(plan, 1) == 153);
    CHECK(smsmode_plan_segment_units(plan, 2) == SMSMODE_NONE);
    CHECK(smsmode_plan_warning_count(plan) == 1);
    CHECK(smsmode_plan_warning(plan, 0) == SMSMODE_WARNING_CUT);
    CHECK(smsmode_plan_warning(plan, 1) == 0);
    CHECK(strstr(smsmode_plan_warning_text(plan, 0, SMSMODE_FRENCH, NULL), "coupé") != NULL);
    CHECK(smsmode_plan_warning_text(plan, 1, SMSMODE_FRENCH, NULL) == NULL);
    smsmode_plan_free(plan);
    smsmode_plan_options_free(options);
}

static void the_stop_mention_may_cost_a_segment_for_each_recipient(void)
{
    char text[161] = "";
    uint64_t min = 0, max = 0;
    smsmode_plan_options *options = smsmode_plan_options_new();
    smsmode_plan *plan;
    memset(text, 'a', 160);
    CHECK(smsmode_plan_options_set_opt_out(options, SMSMODE_OPT_OUT_ALWAYS, NULL) == SMSMODE_OK);
    CHECK(smsmode_plan_options_set_recipients(options, 100, NULL) == SMSMODE_OK);
    plan = planned(text, options);
    CHECK(smsmode_plan_opt_out(plan) == SMSMODE_STOP_EXTRA_SEGMENT);
    CHECK_TEXT(smsmode_plan_opt_out_text(plan, SMSMODE_ENGLISH, NULL),
               "the STOP mention is appended and costs one more segment");
    CHECK(smsmode_plan_min_segments(plan) == 2 && smsmode_plan_max_segments(plan) == 2);
    CHECK(smsmode_plan_cost(plan, &min, &max) == 1 && min == 200 && max == 200);
    CHECK(smsmode_plan_cost(plan, NULL, NULL) == 1);
    smsmode_plan_free(plan);

    CHECK(smsmode_plan_options_set_stop_units(options, 0, NULL) == SMSMODE_OK);
    plan = planned(text, options);
    CHECK(smsmode_plan_opt_out(plan) == SMSMODE_STOP_APPENDED);
    smsmode_plan_free(plan);
    smsmode_plan_options_free(options);
}

static void a_personal_sender_without_stop_may_be_blocked(void)
{
    smsmode_plan_options *options = smsmode_plan_options_new();
    smsmode_plan *plan;
    CHECK(smsmode_plan_options_set_personal_sender(options, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_plan_options_set_channel(options, SMSMODE_CHANNEL_MARKETING, NULL) == SMSMODE_OK);
    plan = planned("a", options);
    CHECK(smsmode_plan_warning(plan, 0) == SMSMODE_WARNING_PERSONAL_SENDER_WITHOUT_STOP);
    smsmode_plan_free(plan);
    smsmode_plan_options_free(options);
}

static void a_number_that_stands_for_nothing_changes_nothing(void)
{
    smsmode_plan_options *options = smsmode_plan_options_new();
    smsmode_error *error;
    smsmode_plan *plan;
    CHECK(smsmode_plan_options_set_mode(options, SMSMODE_MODE_UNICODE, NULL) == SMSMODE_OK);
    CHECK(smsmode_plan_options_set_mode(options, 7, &error) == SMSMODE_BAD_CONSTANT);
    CHECK_TEXT(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "7 is none of the values of mode");
    smsmode_error_free(error);
    CHECK(smsmode_plan_options_set_level(options, 0, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_plan_options_set_when(options, 0, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_plan_options_set_dropping(options, 2, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_plan_options_set_replies(options, -1, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_plan_options_set_max_segments(options, 6, NULL) == SMSMODE_SEGMENT_LIMIT);
    CHECK(smsmode_plan_options_set_max_segments(options, 256, NULL) == SMSMODE_SEGMENT_LIMIT);
    CHECK(smsmode_plan_options_set_opt_out(options, 3, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_plan_options_set_stop_units(options, 256, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_plan_options_set_personal_sender(options, 2, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_plan_options_set_channel(options, 3, NULL) == SMSMODE_BAD_CONSTANT);
    plan = planned("a", options);
    CHECK(smsmode_plan_class(plan) == SMSMODE_CLASS_UNICODE);
    smsmode_plan_free(plan);
    smsmode_plan_options_free(options);
}

static void null_is_harmless(void)
{
    size_t length = 7;
    smsmode_plan *plan = NULL;
    CHECK(smsmode_plan_new(TEXT("a"), NULL, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_plan_new(NULL, 1, NULL, &plan, NULL) == SMSMODE_NULL_ARGUMENT && plan == NULL);
    CHECK(smsmode_plan_options_set_mode(NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_plan_options_set_recipients(NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_plan_text(NULL, &length) == NULL && length == 0);
    CHECK(smsmode_plan_class(NULL) == 0 && smsmode_plan_alphabet(NULL) == 0);
    CHECK(smsmode_plan_cut(NULL) == 0 && smsmode_plan_cost(NULL, NULL, NULL) == 0);
    CHECK(smsmode_plan_segment_units(NULL, 0) == 0 && smsmode_plan_warning(NULL, 0) == 0);
    CHECK(smsmode_plan_warning_text(NULL, 0, SMSMODE_ENGLISH, NULL) == NULL);
    smsmode_plan_free(NULL);
    smsmode_plan_options_free(NULL);
}

int main(void)
{
    without_options_a_text_is_sent_as_it_is();
    smart_replaces_and_shows_what();
    unicode_loses_nothing();
    a_long_text_is_cut_and_warned_about();
    the_stop_mention_may_cost_a_segment_for_each_recipient();
    a_personal_sender_without_stop_may_be_blocked();
    a_number_that_stands_for_nothing_changes_nothing();
    null_is_harmless();
    return 0;
}
