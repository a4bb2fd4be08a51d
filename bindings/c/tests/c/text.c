/* Measuring and cutting a text, which needs neither handle nor memory. */

#include <smsmode.h>

#include "check.h"

static void a_plain_text_is_one_segment_of_gsm(void)
{
    int32_t alphabet;
    uint32_t segments;
    size_t units, free_units, outside;
    CHECK(smsmode_analyse(TEXT("Votre colis est arrivé : 12 €"), &alphabet, &units, &segments,
                          &free_units, &outside, NULL) == SMSMODE_OK);
    CHECK(alphabet == SMSMODE_ALPHABET_GSM7);
    CHECK(units == 30 && segments == 1 && free_units == 130);
    CHECK(outside == SMSMODE_NONE);
}

static void one_circumflex_makes_it_ucs2(void)
{
    int32_t alphabet;
    size_t outside;
    CHECK(smsmode_analyse(TEXT("Vous êtes livré"), &alphabet, NULL, NULL, NULL, &outside, NULL) ==
          SMSMODE_OK);
    CHECK(alphabet == SMSMODE_ALPHABET_UCS2);
    CHECK(outside == 5);
}

static void no_text_is_a_text(void)
{
    uint32_t segments = 0;
    size_t units = 1;
    CHECK(smsmode_analyse(NULL, 0, NULL, &units, &segments, NULL, NULL, NULL) == SMSMODE_OK);
    CHECK(units == 0 && segments == 1);
}

static void outputs_are_written_on_success_only(void)
{
    uint32_t segments = 7;
    size_t units = 7, free_units = 7, outside = 7;
    int32_t alphabet = 7;
    CHECK(smsmode_analyse(TEXT("a\xFF"), &alphabet, &units, &segments, &free_units, &outside,
                          NULL) == SMSMODE_NOT_UTF8);
    CHECK(alphabet == 7 && units == 7 && segments == 7 && free_units == 7 && outside == 7);
}

static void every_character_outside_gsm_is_found(void)
{
    size_t offsets[2] = {7, 7};
    size_t count = 0;
    CHECK(smsmode_outside_gsm(TEXT("êaôbœ"), offsets, 2, &count, NULL) == SMSMODE_OK);
    CHECK(count == 3);
    CHECK(offsets[0] == 0 && offsets[1] == 3);
    CHECK(smsmode_outside_gsm(TEXT("êaôbœ"), NULL, 0, &count, NULL) == SMSMODE_OK);
    CHECK(count == 3);
    CHECK(smsmode_outside_gsm(TEXT("à €"), NULL, 0, &count, NULL) == SMSMODE_OK);
    CHECK(count == 0);
}

static void a_text_is_cut_between_two_characters(void)
{
    char text[2 * 161 + 1] = "";
    size_t length = 0;
    int index;
    for (index = 0; index < 161; index++) {
        strcat(text, "é");
    }
    CHECK(smsmode_truncate(TEXT(text), 1, &length, NULL) == SMSMODE_OK);
    CHECK(length == 320);
    CHECK(smsmode_truncate(TEXT(text), 2, &length, NULL) == SMSMODE_OK);
    CHECK(length == 322);
}

static void wrong_use_is_a_status(void)
{
    size_t count = 7, offset = 7;
    CHECK(smsmode_outside_gsm(TEXT("a"), NULL, 1, &count, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_outside_gsm(TEXT("a"), &offset, 1, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_outside_gsm(TEXT("a"), &offset, (size_t)-1, &count, NULL) == SMSMODE_BAD_LENGTH);
    CHECK(smsmode_outside_gsm(TEXT("\xE9"), &offset, 1, &count, NULL) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_truncate(TEXT("a"), 0, &count, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_truncate(TEXT("a"), 256, &count, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_truncate(TEXT("a"), -1, &count, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_truncate(TEXT("a"), 1, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_truncate(NULL, 1, 1, &count, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(count == 7 && offset == 7);
}

int main(void)
{
    a_plain_text_is_one_segment_of_gsm();
    one_circumflex_makes_it_ucs2();
    no_text_is_a_text();
    outputs_are_written_on_success_only();
    every_character_outside_gsm_is_found();
    a_text_is_cut_between_two_characters();
    wrong_use_is_a_status();
    return 0;
}
