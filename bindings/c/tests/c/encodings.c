/* Texts in UTF-16 and in Windows-1252: every place is one of the caller's text. */

#include <smsmode.h>

#include "check.h"

/* "aê😀€b" in each encoding; Windows-1252 has no emoji. */
static const uint16_t WIDE[] = {'a', 0xEA, 0xD83D, 0xDE00, 0x20AC, 'b', 0};
static const char UTF8[] = "a\xC3\xAA\xF0\x9F\x98\x80\xE2\x82\xAC"
                           "b";
static const char LATIN[] = "a\xEA\x80"
                            "b";
#define WIDE_LENGTH 6
#define HALF 0xD83D

static void a_wide_text_is_measured_in_units_of_16_bits(void)
{
    int32_t alphabet = 0;
    uint32_t segments = 0;
    size_t units = 0, free_units = 0, outside = 0, count = 0;
    size_t offsets[3] = {7, 7, 7};
    CHECK(smsmode_analyse_w(WIDE, WIDE_LENGTH, &alphabet, &units, &segments, &free_units, &outside,
                            NULL) == SMSMODE_OK);
    CHECK(alphabet == SMSMODE_ALPHABET_UCS2 && units == 6 && segments == 1 && free_units == 64);
    CHECK(outside == 1);
    CHECK(smsmode_outside_gsm_w(WIDE, WIDE_LENGTH, offsets, 3, &count, NULL) == SMSMODE_OK);
    CHECK(count == 2 && offsets[0] == 1 && offsets[1] == 2 && offsets[2] == 7);
    CHECK(smsmode_analyse_w(WIDE + 4, 2, NULL, &units, NULL, NULL, &outside, NULL) == SMSMODE_OK);
    CHECK(units == 3 && outside == SMSMODE_NONE);
    CHECK(smsmode_analyse_w(NULL, 0, NULL, &units, NULL, NULL, NULL, NULL) == SMSMODE_OK);
    CHECK(units == 0);
}

static void a_text_in_windows_1252_is_measured_in_its_bytes(void)
{
    int32_t alphabet = 0;
    size_t units = 0, outside = 0, count = 0, offset = 7;
    CHECK(smsmode_analyse_1252(TEXT(LATIN), &alphabet, &units, NULL, NULL, &outside, NULL) ==
          SMSMODE_OK);
    CHECK(alphabet == SMSMODE_ALPHABET_UCS2 && units == 4 && outside == 1);
    CHECK(smsmode_outside_gsm_1252("\x80\x80\x9C", 3, &offset, 1, &count, NULL) == SMSMODE_OK);
    CHECK(count == 1 && offset == 2);
}

static void texts_are_cut_between_two_characters(void)
{
    uint16_t faces[2 * 36];
    char text[161];
    size_t index, length = 0;
    for (index = 0; index < 36; index++) {
        faces[2 * index] = 0xD83D;
        faces[2 * index + 1] = 0xDE00;
    }
    CHECK(smsmode_truncate_w(faces, 72, 1, &length, NULL) == SMSMODE_OK);
    CHECK(length == 70);
    memset(text, 0xE9, sizeof text);
    CHECK(smsmode_truncate_1252(text, sizeof text, 1, &length, NULL) == SMSMODE_OK);
    CHECK(length == 160);
}

static void segments_are_places_in_the_text_of_the_caller(void)
{
    uint16_t wide[80];
    char text[161];
    size_t index;
    smsmode_segments *segments = NULL;
    for (index = 0; index < 80; index++) {
        wide[index] = 0xEA;
    }
    CHECK(smsmode_segments_new_w(wide, 80, &segments, NULL) == SMSMODE_OK);
    CHECK(smsmode_segments_count(segments) == 2);
    CHECK(smsmode_segments_length(segments, 0) == 67 && smsmode_segments_offset(segments, 1) == 67);
    CHECK(smsmode_segments_length(segments, 1) == 13);
    smsmode_segments_free(segments);

    memset(text, 0xE9, sizeof text);
    CHECK(smsmode_segments_new_1252(text, sizeof text, &segments, NULL) == SMSMODE_OK);
    CHECK(smsmode_segments_count(segments) == 2);
    CHECK(smsmode_segments_offset(segments, 1) == 153 && smsmode_segments_length(segments, 1) == 8);
    smsmode_segments_free(segments);
}

static void replacements_have_places_of_the_caller(void)
{
    smsmode_smart *smart = NULL;
    CHECK(smsmode_smart_new_w(WIDE, WIDE_LENGTH, SMSMODE_LEVEL_LETTERS, SMSMODE_WHEN_ALWAYS, 0,
                              &smart, NULL) == SMSMODE_OK);
    CHECK(smsmode_smart_change_offset(smart, 0) == 1 && smsmode_smart_change_length(smart, 0) == 1);
    CHECK_TEXT(smsmode_smart_change_original(smart, 0, NULL), "ê");
    CHECK(smsmode_smart_irreplaceable_offset(smart, 0) == 2);
    CHECK(smsmode_smart_irreplaceable_character(smart, 0) == 0x1F600);
    smsmode_smart_free(smart);

    CHECK(smsmode_smart_new_w(WIDE, WIDE_LENGTH, SMSMODE_LEVEL_LETTERS, SMSMODE_WHEN_ALWAYS, 1,
                              &smart, NULL) == SMSMODE_OK);
    CHECK(smsmode_smart_change_offset(smart, 1) == 2 && smsmode_smart_change_length(smart, 1) == 2);
    smsmode_smart_free(smart);

    CHECK(smsmode_smart_new_1252("\xE9\xEA\xEA", 3, SMSMODE_LEVEL_LETTERS, SMSMODE_WHEN_ALWAYS, 0,
                                 &smart, NULL) == SMSMODE_OK);
    CHECK_TEXT(smsmode_smart_text(smart, NULL), "éee");
    CHECK(smsmode_smart_change_offset(smart, 1) == 2 && smsmode_smart_change_length(smart, 1) == 1);
    smsmode_smart_free(smart);
}

static void a_plan_has_places_of_the_caller(void)
{
    char text[161];
    smsmode_plan *plan = NULL;
    smsmode_plan_options *options = smsmode_plan_options_new();
    CHECK(smsmode_plan_new_w(WIDE, WIDE_LENGTH, NULL, &plan, NULL) == SMSMODE_OK);
    CHECK(smsmode_plan_unsendable_count(plan) == 2 && smsmode_plan_unsendable_offset(plan, 1) == 2);
    CHECK_TEXT(smsmode_plan_text(plan, NULL), "a??€b");
    smsmode_plan_free(plan);

    CHECK(smsmode_plan_options_set_mode(options, SMSMODE_MODE_SMART, NULL) == SMSMODE_OK);
    CHECK(smsmode_plan_new_1252(LATIN, 4, options, &plan, NULL) == SMSMODE_OK);
    CHECK_TEXT(smsmode_plan_text(plan, NULL), "ae€b");
    CHECK(smsmode_plan_replacement_offset(plan, 0) == 1);
    CHECK(smsmode_plan_replacement_length(plan, 0) == 1);
    CHECK(smsmode_plan_segment_length(plan, 0) == 4);
    CHECK(smsmode_plan_cut(plan) == SMSMODE_NONE);
    smsmode_plan_free(plan);

    memset(text, 0xE9, sizeof text);
    CHECK(smsmode_plan_options_set_max_segments(options, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_plan_new_1252(text, sizeof text, options, &plan, NULL) == SMSMODE_OK);
    CHECK(smsmode_plan_cut(plan) == 160);
    smsmode_plan_free(plan);
    smsmode_plan_options_free(options);
}

static void half_a_character_is_refused_with_its_place(void)
{
    const uint16_t half[] = {'a', 0xEA, HALF, 'b'};
    smsmode_error *error = NULL;
    size_t units = 7;
    CHECK(smsmode_analyse_w(half, 4, NULL, &units, NULL, NULL, NULL, &error) == SMSMODE_NOT_UTF16);
    CHECK(units == 7);
    CHECK_TEXT(smsmode_error_text(error, SMSMODE_ENGLISH, NULL),
               "text is not UTF-16 at unit 2, which is half a character");
    smsmode_error_free(error);
    CHECK_TEXT(smsmode_status_name(SMSMODE_NOT_UTF16), "not_utf16");
}

static void texts_go_from_one_encoding_to_another(void)
{
    char bytes[16];
    uint16_t units[16];
    size_t length = 0, lost = 7;
    CHECK(smsmode_utf8_from_w(WIDE, WIDE_LENGTH, bytes, sizeof bytes, &length, NULL) == SMSMODE_OK);
    CHECK_TEXT(bytes, UTF8);
    CHECK(length == strlen(UTF8));
    CHECK(smsmode_w_from_utf8(TEXT(UTF8), units, 16, &length, NULL) == SMSMODE_OK);
    CHECK(length == WIDE_LENGTH && memcmp(units, WIDE, sizeof WIDE) == 0);
    CHECK(smsmode_utf8_from_1252(TEXT(LATIN), bytes, sizeof bytes, &length, NULL) == SMSMODE_OK);
    CHECK_TEXT(bytes, "aê€b");
    CHECK(smsmode_1252_from_utf8(TEXT("aê€b"), bytes, sizeof bytes, &length, &lost, NULL) ==
          SMSMODE_OK);
    CHECK_TEXT(bytes, LATIN);
    CHECK(length == 4 && lost == 0);
    CHECK(smsmode_1252_from_utf8(TEXT(UTF8), bytes, sizeof bytes, &length, &lost, NULL) ==
          SMSMODE_OK);
    CHECK_TEXT(bytes, "a\xEA?\x80"
                      "b");
    CHECK(lost == 1);
}

static void every_byte_of_windows_1252_comes_back(void)
{
    char all[256], utf8[1024], again[257];
    size_t index, length = 0, lost = 7;
    for (index = 0; index < sizeof all; index++) {
        all[index] = (char)index;
    }
    CHECK(smsmode_utf8_from_1252(all, sizeof all, utf8, sizeof utf8, &length, NULL) == SMSMODE_OK);
    CHECK(smsmode_1252_from_utf8(utf8, length, again, sizeof again, &length, &lost, NULL) ==
          SMSMODE_OK);
    CHECK(length == 256 && lost == 0 && memcmp(all, again, sizeof all) == 0 && again[256] == 0);
}

static void a_buffer_that_is_too_small_stays_as_it_was(void)
{
    char bytes[4] = "xyz";
    uint16_t units[1] = {7};
    size_t length = 0;
    smsmode_error *error = NULL;
    CHECK(smsmode_utf8_from_1252("abc", 3, bytes, 3, &length, &error) == SMSMODE_BUFFER_TOO_SMALL);
    CHECK(length == 3);
    CHECK_TEXT(bytes, "xyz");
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "room for 4") != NULL);
    smsmode_error_free(error);
    CHECK(smsmode_utf8_from_1252("abc", 3, bytes, 4, &length, NULL) == SMSMODE_OK);
    CHECK_TEXT(bytes, "abc");
    CHECK(smsmode_w_from_utf8("é", 2, units, 1, &length, NULL) == SMSMODE_BUFFER_TOO_SMALL);
    CHECK(length == 1 && units[0] == 7);
    CHECK(smsmode_utf8_from_w(WIDE, 2, bytes, 0, &length, NULL) == SMSMODE_BUFFER_TOO_SMALL);
    CHECK(smsmode_utf8_from_w(WIDE, 2, NULL, 0, &length, NULL) == SMSMODE_OK);
    CHECK(length == 3);
    CHECK(smsmode_1252_from_utf8(NULL, 0, bytes, 1, &length, NULL, NULL) == SMSMODE_OK);
    CHECK(length == 0 && bytes[0] == '\0');
}

static void words_for_people_are_in_windows_1252(void)
{
    char words[200];
    size_t length = 0, lost = 7;
    smsmode_error *error = NULL;
    CHECK(smsmode_analyse("\xE9", 1, NULL, NULL, NULL, NULL, NULL, &error) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_1252_from_utf8(TEXT(smsmode_error_text(error, SMSMODE_FRENCH, NULL)), words,
                                 sizeof words, &length, &lost, NULL) == SMSMODE_OK);
    CHECK_TEXT(words, "text n'est pas en UTF-8 \xE0 l'octet 0 ; est-ce du Windows-1252 ?");
    CHECK(lost == 0);
    smsmode_error_free(error);
}

static void a_message_says_how_its_texts_are_written(void)
{
    smsmode_send *send = smsmode_send_new();
    CHECK(smsmode_send_set_reference(send, "\xE9", 1, NULL) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_send_set_encoding(send, SMSMODE_WINDOWS_1252, NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_reference(send, "\xE9", 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_text(send, "\x80", 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_group(send, "\xE9quipe", 6, NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_sender(send, "\xE9", 1, NULL) == SMSMODE_SENDER);
    CHECK(smsmode_send_add_recipient(send, "06\xA0" "39\xA0" "98\xA0" "00\xA0" "11", 14, NULL) ==
          SMSMODE_OK);
    CHECK(smsmode_send_set_encoding(send, SMSMODE_UTF8, NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_text(send, "\x80", 1, NULL) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_send_set_text_1252(send, "\x80", 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_text_w(send, WIDE, WIDE_LENGTH, NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_text_w(send, WIDE + 3, 1, NULL) == SMSMODE_NOT_UTF16);
    CHECK(smsmode_send_set_encoding(send, 3, NULL) == SMSMODE_BAD_CONSTANT);
    smsmode_send_free(send);
}

static void a_batch_and_a_voice_message_say_it_too(void)
{
    smsmode_batch *batch = smsmode_batch_new();
    smsmode_voice *voice = smsmode_voice_new();
    CHECK(smsmode_batch_add_row(batch, TEXT("0639980011"), "\x80", 1, NULL, 0, "\xE9", 1, NULL) ==
          SMSMODE_NOT_UTF8);
    CHECK(smsmode_batch_set_encoding(batch, SMSMODE_WINDOWS_1252, NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_add_row(batch, TEXT("0639980011"), "\x80", 1, NULL, 0, "\xE9", 1, NULL) ==
          SMSMODE_OK);
    CHECK(smsmode_batch_set_reference(batch, "\xE9", 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_set_sender(batch, "\xE9", 1, NULL) == SMSMODE_SENDER);
    CHECK(smsmode_batch_set_delivery_url(batch, "\xE9", 1, NULL) == SMSMODE_URL);
    CHECK(smsmode_batch_set_encoding(batch, 3, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_batch_set_encoding(NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    smsmode_batch_free(batch);

    CHECK(smsmode_voice_set_text(voice, "\xE9", 1, NULL) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_voice_set_text_1252(voice, "\xE9", 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_text_w(voice, WIDE, WIDE_LENGTH, NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_text_w(voice, WIDE + 3, 1, NULL) == SMSMODE_NOT_UTF16);
    CHECK(smsmode_voice_set_encoding(voice, SMSMODE_WINDOWS_1252, NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_text(voice, "\xE9", 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_title(voice, "\xE9", 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_add_recipient(voice, "06\xA0" "39980011", 11, NULL) == SMSMODE_OK);
    CHECK(smsmode_voice_set_encoding(voice, 3, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_voice_set_encoding(NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_voice_set_text_w(NULL, WIDE, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_voice_set_text_1252(NULL, "a", 1, NULL) == SMSMODE_NULL_ARGUMENT);
    smsmode_voice_free(voice);
}

/* Takes both requests. */
static void same_request(smsmode_request *one, smsmode_request *other)
{
    size_t length = 0, other_length = 0;
    const uint8_t *body = smsmode_request_body(one, &length);
    const uint8_t *other_body = smsmode_request_body(other, &other_length);
    CHECK(length > 0 && length == other_length && memcmp(body, other_body, length) == 0);
    smsmode_request_free(one);
    smsmode_request_free(other);
}

static smsmode_request *contact_request(smsmode_contact *contact, const char *first_name)
{
    smsmode_account *account = NULL;
    smsmode_request *request = NULL;
    CHECK(smsmode_account_new(TEXT("Ab1CD2efg3Hi"), &account, NULL) == SMSMODE_OK);
    CHECK(smsmode_contact_set_first_name(contact, TEXT(first_name), NULL) == SMSMODE_OK);
    CHECK(smsmode_contact_add_group(contact, TEXT(first_name), NULL) == SMSMODE_OK);
    CHECK(smsmode_request_add_contact(account, contact, &request, NULL) == SMSMODE_OK);
    smsmode_contact_free(contact);
    smsmode_account_free(account);
    return request;
}

static smsmode_contact *contact(void)
{
    smsmode_contact *contact = NULL;
    CHECK(smsmode_contact_new(TEXT("é"), TEXT("0639980011"), &contact, NULL) == SMSMODE_OK);
    return contact;
}

static void a_contact_has_accents(void)
{
    const uint16_t wide[] = {0xE9}, number[] = {'0', '6', '3', '9', '9', '8', '0', '0', '1', '1'};
    smsmode_contact *from_wide = NULL, *from_1252 = NULL;
    CHECK(smsmode_contact_new_w(wide, 1, number, 10, &from_wide, NULL) == SMSMODE_OK);
    same_request(contact_request(contact(), "ç"), contact_request(from_wide, "ç"));
    CHECK(smsmode_contact_new_1252("\xE9", 1, TEXT("0639980011"), &from_1252, NULL) == SMSMODE_OK);
    CHECK(smsmode_contact_set_encoding(from_1252, 3, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_contact_set_encoding(from_1252, SMSMODE_WINDOWS_1252, NULL) == SMSMODE_OK);
    same_request(contact_request(contact(), "ç"), contact_request(from_1252, "\xE7"));
    CHECK(smsmode_contact_set_encoding(NULL, SMSMODE_UTF8, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_contact_new_w(wide, 1, number, 10, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_contact_new_1252("a", 1, TEXT("12"), &from_1252, NULL) == SMSMODE_PHONE_NUMBER);
}

static smsmode_request *sub_account_request(smsmode_sub_account *shop, const char *city)
{
    smsmode_account *account = NULL;
    smsmode_request *request = NULL;
    CHECK(smsmode_account_new(TEXT("Ab1CD2efg3Hi"), &account, NULL) == SMSMODE_OK);
    CHECK(smsmode_sub_account_set_city(shop, TEXT(city), NULL) == SMSMODE_OK);
    CHECK(smsmode_request_create_sub_account(account, shop, &request, NULL) == SMSMODE_OK);
    smsmode_sub_account_free(shop);
    smsmode_account_free(account);
    return request;
}

static smsmode_sub_account *shop(void)
{
    smsmode_sub_account *shop = NULL;
    CHECK(smsmode_sub_account_new(TEXT("é"), TEXT("é"), &shop, NULL) == SMSMODE_OK);
    return shop;
}

static void a_sub_account_has_accents(void)
{
    const uint16_t wide[] = {0xE9}, half[] = {0xD83D};
    smsmode_sub_account *from_wide = NULL, *from_1252 = NULL;
    CHECK(smsmode_sub_account_new_w(wide, 1, wide, 1, &from_wide, NULL) == SMSMODE_OK);
    same_request(sub_account_request(shop(), "ç"), sub_account_request(from_wide, "ç"));
    CHECK(smsmode_sub_account_new_1252("\xE9", 1, "\xE9", 1, &from_1252, NULL) == SMSMODE_OK);
    CHECK(smsmode_sub_account_set_encoding(from_1252, 0, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_sub_account_set_encoding(from_1252, SMSMODE_WINDOWS_1252, NULL) == SMSMODE_OK);
    same_request(sub_account_request(shop(), "ç"), sub_account_request(from_1252, "\xE7"));
    CHECK(smsmode_sub_account_set_encoding(NULL, SMSMODE_UTF8, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_sub_account_new_w(half, 1, wide, 1, &from_wide, NULL) == SMSMODE_NOT_UTF16);
    CHECK(smsmode_sub_account_new_1252("a", 1, "a", 1, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
}

static smsmode_request *batch_request(smsmode_batch *batch)
{
    smsmode_account *account = NULL;
    smsmode_request *request = NULL;
    CHECK(smsmode_account_new(TEXT("Ab1CD2efg3Hi"), &account, NULL) == SMSMODE_OK);
    CHECK(smsmode_account_set_batch_boundary(account, TEXT("boundary"), NULL) == SMSMODE_OK);
    CHECK(smsmode_request_send_batch(account, batch, &request, NULL) == SMSMODE_OK);
    smsmode_batch_free(batch);
    smsmode_account_free(account);
    return request;
}

static void a_row_is_in_utf16(void)
{
    const uint16_t number[] = {'0', '6', '3', '9', '9', '8', '0', '0', '1', '1'};
    const uint16_t text[] = {0xE9, 0x20AC}, sender[] = {'A', 'b'}, half[] = {0xD83D};
    smsmode_batch *batch = smsmode_batch_new(), *wide = smsmode_batch_new();
    CHECK(smsmode_batch_add_row(batch, TEXT("0639980011"), TEXT("é€"), TEXT("Ab"), NULL, 0, NULL) ==
          SMSMODE_OK);
    CHECK(smsmode_batch_add_row_w(wide, number, 10, text, 2, sender, 2, NULL, 0, NULL) == SMSMODE_OK);
    CHECK(smsmode_batch_add_row_w(wide, number, 10, half, 1, NULL, 0, NULL, 0, NULL) ==
          SMSMODE_NOT_UTF16);
    CHECK(smsmode_batch_add_row_w(NULL, number, 10, text, 2, NULL, 0, NULL, 0, NULL) ==
          SMSMODE_NULL_ARGUMENT);
    same_request(batch_request(batch), batch_request(wide));
}

static void a_login_has_accents(void)
{
    const uint16_t wide[] = {0xE9};
    smsmode_account *account = NULL;
    CHECK(smsmode_account_new_with_login_w(wide, 1, wide, 1, &account, NULL) == SMSMODE_OK);
    smsmode_account_free(account);
    CHECK(smsmode_account_new_with_login_1252("\xE9", 1, "\xE9", 1, &account, NULL) == SMSMODE_OK);
    smsmode_account_free(account);
}

static void wrong_use_is_a_status(void)
{
    char bytes[4];
    size_t length = 7;
    smsmode_segments *segments = NULL;
    smsmode_account *account = NULL;
    CHECK(smsmode_analyse_w(NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_analyse_w(WIDE, SIZE_MAX / 2, NULL, NULL, NULL, NULL, NULL, NULL) ==
          SMSMODE_BAD_LENGTH);
    CHECK(smsmode_analyse_1252(NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL) ==
          SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_outside_gsm_w(WIDE, 1, NULL, 0, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_outside_gsm_1252("a", 1, NULL, 1, &length, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_truncate_w(WIDE, 1, 0, &length, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_truncate_1252("a", 1, 1, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_segments_new_w(WIDE, 1, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_segments_new_1252(NULL, 1, &segments, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_smart_new_w(WIDE, 1, 1, 1, 0, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_smart_new_1252("a", 1, 1, 1, 0, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_plan_new_w(WIDE, 1, NULL, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_plan_new_1252("a", 1, NULL, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_send_set_encoding(NULL, SMSMODE_UTF8, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_send_set_text_w(NULL, WIDE, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_send_set_text_1252(NULL, "a", 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_account_new_with_login_w(NULL, 0, WIDE, 1, &account, NULL) == SMSMODE_LOGIN);
    CHECK(smsmode_account_new_with_login_1252("a", 1, NULL, 0, &account, NULL) == SMSMODE_SECRET);
    CHECK(smsmode_utf8_from_w(WIDE, 1, bytes, 4, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_utf8_from_1252("a", 1, NULL, 1, &length, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_w_from_utf8("\xE9", 1, NULL, 0, &length, NULL) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_1252_from_utf8("\xE9", 1, bytes, 4, &length, NULL, NULL) == SMSMODE_NOT_UTF8);
    CHECK(length == 7 && segments == NULL && account == NULL);
}

int main(void)
{
    a_wide_text_is_measured_in_units_of_16_bits();
    a_text_in_windows_1252_is_measured_in_its_bytes();
    texts_are_cut_between_two_characters();
    segments_are_places_in_the_text_of_the_caller();
    replacements_have_places_of_the_caller();
    a_plan_has_places_of_the_caller();
    half_a_character_is_refused_with_its_place();
    texts_go_from_one_encoding_to_another();
    every_byte_of_windows_1252_comes_back();
    a_buffer_that_is_too_small_stays_as_it_was();
    words_for_people_are_in_windows_1252();
    a_message_says_how_its_texts_are_written();
    a_batch_and_a_voice_message_say_it_too();
    a_login_has_accents();
    a_contact_has_accents();
    a_sub_account_has_accents();
    a_row_is_in_utf16();
    wrong_use_is_a_status();
    return 0;
}
