/* Replacement of characters that GSM does not have. */

#include <smsmode.h>

#include "check.h"

static smsmode_smart *treated(const char *text, int32_t when, int32_t dropping)
{
    smsmode_smart *smart = NULL;
    CHECK(smsmode_smart_new(TEXT(text), SMSMODE_LEVEL_LETTERS, when, dropping, &smart, NULL) ==
          SMSMODE_OK);
    return smart;
}

static void each_change_is_shown(void)
{
    size_t length = 0;
    smsmode_smart *smart = treated("L’hôtel", SMSMODE_WHEN_IT_MAKES_GSM, 0);
    CHECK_TEXT(smsmode_smart_text(smart, &length), "L'hotel");
    CHECK(length == 7);
    CHECK(smsmode_smart_is_sendable(smart) == 1);
    CHECK(smsmode_smart_change_count(smart) == 2);
    CHECK(smsmode_smart_change_offset(smart, 1) == 5);
    CHECK(smsmode_smart_change_length(smart, 1) == 2);
    CHECK_TEXT(smsmode_smart_change_original(smart, 1, &length), "ô");
    CHECK(length == 2);
    CHECK_TEXT(smsmode_smart_change_replacement(smart, 1, NULL), "o");
    CHECK(smsmode_smart_change_offset(smart, 2) == SMSMODE_NONE);
    CHECK(smsmode_smart_change_length(smart, 2) == SMSMODE_NONE);
    CHECK(smsmode_smart_change_original(smart, 2, &length) == NULL && length == 0);
    CHECK(smsmode_smart_change_replacement(smart, 2, NULL) == NULL);
    smsmode_smart_free(smart);
}

static void what_nothing_can_stand_for_is_named_or_dropped(void)
{
    smsmode_smart *smart = treated("ê 😀", SMSMODE_WHEN_ALWAYS, 0);
    CHECK_TEXT(smsmode_smart_text(smart, NULL), "e 😀");
    CHECK(smsmode_smart_is_sendable(smart) == 0);
    CHECK(smsmode_smart_irreplaceable_count(smart) == 1);
    CHECK(smsmode_smart_irreplaceable_offset(smart, 0) == 3);
    CHECK(smsmode_smart_irreplaceable_character(smart, 0) == 0x1F600);
    CHECK(smsmode_smart_irreplaceable_offset(smart, 1) == SMSMODE_NONE);
    CHECK(smsmode_smart_irreplaceable_character(smart, 1) == 0);
    smsmode_smart_free(smart);

    smart = treated("ê 😀", SMSMODE_WHEN_ALWAYS, 1);
    CHECK(strstr(smsmode_smart_text(smart, NULL), "😀") == NULL);
    CHECK(smsmode_smart_is_sendable(smart) == 1);
    smsmode_smart_free(smart);
}

static void a_replacement_that_saves_nothing_is_not_made(void)
{
    smsmode_smart *smart = treated("Forêt", SMSMODE_WHEN_IT_SAVES_A_SEGMENT, 0);
    CHECK_TEXT(smsmode_smart_text(smart, NULL), "Forêt");
    CHECK(smsmode_smart_change_count(smart) == 0);
    smsmode_smart_free(smart);
}

static void wrong_use_is_a_status(void)
{
    smsmode_smart *smart = NULL;
    CHECK(smsmode_smart_new(TEXT("a"), 0, 1, 0, &smart, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_smart_new(TEXT("a"), 1, 4, 0, &smart, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_smart_new(TEXT("a"), 1, 1, 2, &smart, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_smart_new(TEXT("\xF4"), 1, 1, 0, &smart, NULL) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_smart_new(TEXT("a"), 1, 1, 0, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smart == NULL);
}

static void null_is_harmless(void)
{
    size_t length = 7;
    CHECK(smsmode_smart_text(NULL, &length) == NULL && length == 0);
    CHECK(smsmode_smart_is_sendable(NULL) == 0);
    CHECK(smsmode_smart_change_count(NULL) == 0);
    CHECK(smsmode_smart_change_offset(NULL, 0) == 0);
    CHECK(smsmode_smart_change_length(NULL, 0) == 0);
    CHECK(smsmode_smart_change_original(NULL, 0, NULL) == NULL);
    CHECK(smsmode_smart_change_replacement(NULL, 0, NULL) == NULL);
    CHECK(smsmode_smart_irreplaceable_count(NULL) == 0);
    CHECK(smsmode_smart_irreplaceable_offset(NULL, 0) == 0);
    CHECK(smsmode_smart_irreplaceable_character(NULL, 0) == 0);
    smsmode_smart_free(NULL);
}

int main(void)
{
    each_change_is_shown();
    what_nothing_can_stand_for_is_named_or_dropped();
    a_replacement_that_saves_nothing_is_not_made();
    wrong_use_is_a_status();
    null_is_harmless();
    return 0;
}
