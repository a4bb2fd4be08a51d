/* Mistakes of the caller: an error that is used after it was freed, or never freed. */

#include <smsmode.h>

#include "check.h"

int main(int count, char **arguments)
{
    smsmode_error *error = NULL;
    CHECK(count == 2);
    CHECK(smsmode_analyse(TEXT("\xFF"), NULL, NULL, NULL, NULL, NULL, &error) == SMSMODE_NOT_UTF8);
    if (strcmp(arguments[1], "lose") == 0) {
        error = NULL;
        return 0;
    }
    smsmode_error_free(error);
    return smsmode_error_status(error) == SMSMODE_OK;
}
