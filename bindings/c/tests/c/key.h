/* An account with a key that opens nothing, at the address of the service. */

#ifndef KEY_H
#define KEY_H

#include <smsmode.h>

#include "check.h"

#define KEY "Ab1CD2efg3Hi"

static smsmode_account *an_account(void)
{
    smsmode_account *account = NULL;
    CHECK(smsmode_account_new(TEXT(KEY), &account, NULL) == SMSMODE_OK);
    return account;
}

#endif
