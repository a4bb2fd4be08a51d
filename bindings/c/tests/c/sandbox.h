/* A client of the sandbox that the test has started. */

#ifndef SANDBOX_H
#define SANDBOX_H

#include <smsmode.h>

#include "check.h"

static smsmode_account *sandbox_account(const char *key)
{
    const char *url = getenv("SMSMODE_BASE_URL");
    smsmode_account *account = NULL;
    CHECK(url != NULL);
    CHECK(smsmode_account_new(TEXT(key), &account, NULL) == SMSMODE_OK);
    CHECK(smsmode_account_set_base_url(account, TEXT(url), NULL) == SMSMODE_OK);
    return account;
}

/* A client with the key of the sandbox's account. */
static smsmode_client *sandbox_client(const smsmode_settings *settings)
{
    smsmode_account *account = sandbox_account(getenv("SMSMODE_API_KEY"));
    smsmode_client *client = NULL;
    CHECK(smsmode_client_new(account, settings, &client, NULL) == SMSMODE_OK);
    smsmode_account_free(account);
    return client;
}

#endif
