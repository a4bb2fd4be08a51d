/* Signed addresses for callbacks: made, believed and not believed. */

#include <smsmode.h>

#include "check.h"

#define BASE "https://shop.example/sms"
#define SENT_AT 1795353900
#define DAY 86400

/* A key of 32 equal bytes. */
static smsmode_signer *signer_of(int byte)
{
    smsmode_signer *signer = NULL;
    uint8_t key[32];
    memset(key, byte, sizeof key);
    CHECK(smsmode_signer_new(key, sizeof key, &signer, NULL) == SMSMODE_OK);
    return signer;
}

static smsmode_signed_url *sign(const smsmode_signer *signer, int32_t kind)
{
    smsmode_signed_url *url = NULL;
    CHECK(smsmode_signer_sign(signer, TEXT(BASE), kind, TEXT("order-12"), SENT_AT, &url, NULL) == SMSMODE_OK);
    return url;
}

static smsmode_status verify(const smsmode_signer *signer, const smsmode_signed_url *url, int64_t now)
{
    const char *path = smsmode_signed_url_text(url, NULL) + strlen(BASE);
    smsmode_verified *verified = NULL;
    smsmode_status status = smsmode_signer_verify(signer, TEXT(path), now, &verified, NULL);
    smsmode_verified_free(verified);
    return status;
}

static void what_we_signed_is_believed_for_a_while(void)
{
    smsmode_signer *signer = signer_of(1);
    smsmode_signed_url *url = sign(signer, SMSMODE_CALLBACK_DELIVERY);
    smsmode_verified *verified = NULL;
    const char *path = "/dlr/order-12/1795958700/-_OZIpsFA45APBnKvSVytg";
    size_t length = 0;
    CHECK_TEXT(smsmode_signed_url_text(url, &length),
               BASE "/dlr/order-12/1795958700/-_OZIpsFA45APBnKvSVytg");
    CHECK(length == strlen(BASE) + strlen(path));
    CHECK(smsmode_signer_verify(signer, TEXT(path), SENT_AT, &verified, NULL) == SMSMODE_OK);
    CHECK(smsmode_verified_kind(verified) == SMSMODE_CALLBACK_DELIVERY);
    CHECK_TEXT(smsmode_verified_reference(verified, &length), "order-12");
    CHECK(length == 8);
    CHECK(verify(signer, url, SENT_AT + 7 * DAY) == SMSMODE_OK);
    CHECK(verify(signer, url, SENT_AT + 7 * DAY + 1) == SMSMODE_EXPIRED);
    smsmode_signed_url_free(url);
    url = sign(signer, SMSMODE_CALLBACK_REPLY);
    CHECK(verify(signer, url, SENT_AT + 90 * DAY) == SMSMODE_OK);
    smsmode_verified_free(verified);
    smsmode_signed_url_free(url);
    smsmode_signer_free(signer);
}

static void the_address_of_all_replies_does_not_expire(void)
{
    smsmode_signer *signer = signer_of(1);
    smsmode_signed_url *url = NULL;
    smsmode_verified *verified = NULL;
    const char *path;
    CHECK(smsmode_signer_sign_account_replies(signer, TEXT(BASE), &url, NULL) == SMSMODE_OK);
    path = smsmode_signed_url_text(url, NULL) + strlen(BASE);
    CHECK(smsmode_signer_verify(signer, TEXT(path), INT64_MAX, &verified, NULL) == SMSMODE_OK);
    CHECK(smsmode_verified_kind(verified) == SMSMODE_CALLBACK_REPLY);
    CHECK(smsmode_verified_reference(verified, NULL) == NULL);
    smsmode_verified_free(verified);
    smsmode_signed_url_free(url);
    smsmode_signer_free(signer);
}

static void another_key_is_believed_during_a_change_only(void)
{
    smsmode_signer *one = signer_of(1), *two = signer_of(2);
    smsmode_signed_url *url = sign(one, SMSMODE_CALLBACK_DELIVERY);
    uint8_t key[32];
    memset(key, 1, sizeof key);
    CHECK(verify(two, url, SENT_AT) == SMSMODE_FORGED);
    CHECK(smsmode_signer_set_previous(two, key, 15, NULL) == SMSMODE_SECRET);
    CHECK(verify(two, url, SENT_AT) == SMSMODE_FORGED);
    CHECK(smsmode_signer_set_previous(two, key, sizeof key, NULL) == SMSMODE_OK);
    CHECK(verify(two, url, SENT_AT) == SMSMODE_OK);
    smsmode_signed_url_free(url);
    smsmode_signer_free(one);
    smsmode_signer_free(two);
}

static void whatever_is_wrong_is_refused(void)
{
    smsmode_signer *signer = NULL;
    smsmode_signed_url *url = NULL;
    smsmode_verified *verified = NULL;
    smsmode_error *error;
    CHECK(smsmode_signer_new((const uint8_t *)"short", 5, &signer, NULL) == SMSMODE_SECRET);
    CHECK(signer == NULL);
    signer = signer_of(1);
    CHECK(smsmode_signer_sign(signer, TEXT(BASE), 3, TEXT("a"), 0, &url, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_signer_sign(signer, TEXT("shop"), 1, TEXT("a"), 0, &url, NULL) == SMSMODE_URL);
    CHECK(smsmode_signer_sign(signer, TEXT(BASE "?a"), 1, TEXT("a"), 0, &url, NULL) == SMSMODE_URL);
    CHECK(smsmode_signer_sign(signer, TEXT(BASE), 1, TEXT(".."), 0, &url, NULL) == SMSMODE_URL);
    CHECK(smsmode_signer_sign(signer, TEXT(BASE), 1, TEXT(""), 0, &url, NULL) == SMSMODE_REFERENCE);
    CHECK(smsmode_signer_sign(signer, TEXT(BASE), 1, TEXT("\xE9"), 0, &url, NULL) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_signer_sign_account_replies(signer, TEXT("shop"), &url, NULL) == SMSMODE_URL);
    CHECK(smsmode_signer_verify(signer, TEXT("/dlr/a/b/c"), 0, &verified, &error) == SMSMODE_FORGED);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "our key") != NULL);
    CHECK(smsmode_signer_verify(signer, NULL, 0, 0, &verified, NULL) == SMSMODE_FORGED);
    CHECK(url == NULL && verified == NULL);
    smsmode_error_free(error);
    smsmode_signer_free(signer);
}

static void null_is_harmless(void)
{
    smsmode_signer *signer = signer_of(1);
    smsmode_signed_url *url = NULL;
    smsmode_verified *verified = NULL;
    CHECK(smsmode_signer_new(NULL, 32, &signer, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_signer_new(NULL, 0, &signer, NULL) == SMSMODE_SECRET);
    CHECK(smsmode_signer_new((const uint8_t *)"", 32, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_signer_set_previous(NULL, NULL, 0, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_signer_sign(NULL, TEXT(BASE), 1, TEXT("a"), 0, &url, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_signer_sign(signer, TEXT(BASE), 1, TEXT("a"), 0, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_signer_sign_account_replies(NULL, TEXT(BASE), &url, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_signer_sign_account_replies(signer, TEXT(BASE), NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_signer_verify(NULL, TEXT("/"), 0, &verified, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_signer_verify(signer, TEXT("/"), 0, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_signed_url_text(NULL, NULL) == NULL);
    CHECK(smsmode_verified_kind(NULL) == 0 && smsmode_verified_reference(NULL, NULL) == NULL);
    smsmode_signed_url_free(NULL);
    smsmode_verified_free(NULL);
    smsmode_signer_free(NULL);
    smsmode_signer_free(signer);
}

int main(void)
{
    what_we_signed_is_believed_for_a_while();
    the_address_of_all_replies_does_not_expire();
    another_key_is_believed_during_a_change_only();
    whatever_is_wrong_is_refused();
    null_is_harmless();
    return 0;
}
