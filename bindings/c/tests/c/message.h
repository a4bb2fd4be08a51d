/* A message that can be sent. */

#ifndef MESSAGE_H
#define MESSAGE_H

#include <smsmode.h>

#include "check.h"

static smsmode_send *ready_message(void)
{
    smsmode_send *send = smsmode_send_new();
    CHECK(smsmode_send_add_recipient(send, TEXT("06 39 98 00 11"), NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_text(send, TEXT("Bonjour Maman"), NULL) == SMSMODE_OK);
    return send;
}

#endif
