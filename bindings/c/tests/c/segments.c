/* The segments of a text are places in it. */

#include <smsmode.h>

#include "check.h"

static void a_long_text_is_two_segments(void)
{
    char text[162];
    smsmode_segments *segments = NULL;
    memset(text, 'a', 161);
    CHECK(smsmode_segments_new(text, 161, &segments, NULL) == SMSMODE_OK);
    CHECK(smsmode_segments_count(segments) == 2);
    CHECK(smsmode_segments_alphabet(segments) == SMSMODE_ALPHABET_GSM7);
    CHECK(smsmode_segments_offset(segments, 0) == 0);
    CHECK(smsmode_segments_length(segments, 0) == 153);
    CHECK(smsmode_segments_offset(segments, 1) == 153);
    CHECK(smsmode_segments_length(segments, 1) == 8);
    CHECK(smsmode_segments_units(segments, 1) == 8);
    CHECK(smsmode_segments_offset(segments, 2) == SMSMODE_NONE);
    CHECK(smsmode_segments_length(segments, 2) == SMSMODE_NONE);
    CHECK(smsmode_segments_units(segments, SMSMODE_NONE) == SMSMODE_NONE);
    smsmode_segments_free(segments);
}

static void bytes_are_not_units(void)
{
    smsmode_segments *segments = NULL;
    CHECK(smsmode_segments_new(TEXT("à 😀"), &segments, NULL) == SMSMODE_OK);
    CHECK(smsmode_segments_alphabet(segments) == SMSMODE_ALPHABET_UCS2);
    CHECK(smsmode_segments_length(segments, 0) == 7);
    CHECK(smsmode_segments_units(segments, 0) == 4);
    smsmode_segments_free(segments);
}

static void more_than_255_segments_are_refused(void)
{
    static char text[153 * 255 + 1];
    smsmode_segments *segments = NULL;
    smsmode_error *error;
    memset(text, 'a', sizeof text);
    CHECK(smsmode_segments_new(text, sizeof text, &segments, &error) == SMSMODE_TOO_MANY_SEGMENTS);
    CHECK(segments == NULL);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "256 segments") != NULL);
    smsmode_error_free(error);
    CHECK(smsmode_segments_new(text, sizeof text - 1, &segments, &error) == SMSMODE_OK);
    CHECK(smsmode_segments_count(segments) == 255);
    smsmode_segments_free(segments);
}

static void null_is_harmless(void)
{
    CHECK(smsmode_segments_new(TEXT("a"), NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_segments_count(NULL) == 0);
    CHECK(smsmode_segments_alphabet(NULL) == 0);
    CHECK(smsmode_segments_offset(NULL, 0) == 0);
    CHECK(smsmode_segments_length(NULL, 0) == 0);
    CHECK(smsmode_segments_units(NULL, 0) == 0);
    smsmode_segments_free(NULL);
}

int main(void)
{
    a_long_text_is_two_segments();
    bytes_are_not_units();
    more_than_255_segments_are_refused();
    null_is_harmless();
    return 0;
}
