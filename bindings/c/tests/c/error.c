/* Errors: what they tell, that nobody needs to want one, and that NULL is harmless. */

#include <smsmode.h>

#include "check.h"

/* Not in the header: a program has no use for a bug of the library. */
smsmode_status smsmode_panic_for_tests(smsmode_error **error);

static smsmode_status analyse(const char *text, size_t length, smsmode_error **error)
{
    return smsmode_analyse(text, length, NULL, NULL, NULL, NULL, NULL, error);
}

static void an_error_says_where_utf8_ends(void)
{
    smsmode_error *error;
    size_t length = 0;
    const char *text;
    CHECK(analyse(TEXT("pr\xEAte"), &error) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_error_status(error) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_error_outcome(error) == SMSMODE_OUTCOME_NOT_SENT);
    CHECK(smsmode_error_may_retry(error) == 0);
    CHECK(smsmode_error_refusal_code(error) == -1);
    CHECK(smsmode_error_http_status(error) == 0);
    text = smsmode_error_text(error, SMSMODE_ENGLISH, &length);
    CHECK_TEXT(text, "text is not UTF-8 at byte 2; is this Windows-1252?");
    CHECK(length == strlen(text));
    CHECK_TEXT(smsmode_error_text(error, SMSMODE_FRENCH, NULL),
               "text n'est pas en UTF-8 à l'octet 2 ; est-ce du Windows-1252 ?");
    CHECK(smsmode_error_text(error, 3, &length) == NULL && length == 0);
    smsmode_error_free(error);
}

static void success_leaves_no_error(void)
{
    smsmode_error *error = (smsmode_error *)&error;
    CHECK(analyse(TEXT("a"), &error) == SMSMODE_OK);
    CHECK(error == NULL);
}

static void nobody_needs_to_want_an_error(void)
{
    CHECK(analyse("\xFF", 1, NULL) == SMSMODE_NOT_UTF8);
    CHECK(analyse(NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(analyse("a", (size_t)-1, NULL) == SMSMODE_BAD_LENGTH);
    CHECK(smsmode_panic_for_tests(NULL) == SMSMODE_PANIC);
}

static void null_is_harmless(void)
{
    size_t length = 1;
    CHECK(smsmode_error_status(NULL) == SMSMODE_OK);
    CHECK(smsmode_error_outcome(NULL) == 0);
    CHECK(smsmode_error_may_retry(NULL) == 0);
    CHECK(smsmode_error_refusal_code(NULL) == 0);
    CHECK(smsmode_error_http_status(NULL) == 0);
    CHECK(smsmode_error_text(NULL, SMSMODE_ENGLISH, &length) == NULL && length == 0);
    smsmode_error_free(NULL);
}

/* The test that runs this sees that nothing was printed. */
static void a_panic_is_a_status(void)
{
    smsmode_error *error;
    CHECK(smsmode_panic_for_tests(&error) == SMSMODE_PANIC);
    CHECK(smsmode_error_outcome(error) == SMSMODE_OUTCOME_UNKNOWN);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "error.rs, line ") != NULL);
    smsmode_error_free(error);
}

int main(void)
{
    an_error_says_where_utf8_ends();
    success_leaves_no_error();
    nobody_needs_to_want_an_error();
    null_is_harmless();
    a_panic_is_a_status();
    return 0;
}
