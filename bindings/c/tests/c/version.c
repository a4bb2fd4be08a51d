/* The version: the header's and the library's are the same here, and statuses have names. */

#include <smsmode.h>

#include "check.h"

int main(void)
{
    char parts[64];
    snprintf(parts, sizeof parts, "%d.%d.%d", SMSMODE_VERSION_MAJOR, SMSMODE_VERSION_MINOR,
             SMSMODE_VERSION_PATCH);
    CHECK_TEXT(smsmode_version(), parts);
    CHECK_TEXT(smsmode_version(), SMSMODE_VERSION);

    CHECK(SMSMODE_OK == 0);
    CHECK_TEXT(smsmode_status_name(SMSMODE_OK), "ok");
    CHECK_TEXT(smsmode_status_name(SMSMODE_REFUSED_NOT_ENOUGH_CREDIT), "refused_not_enough_credit");
    CHECK_TEXT(smsmode_status_name(-1), "unknown");
    return 0;
}
