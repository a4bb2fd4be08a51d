/* Says what comes of opening an outbox, in a word and in a sentence. */

#include <smsmode.h>

#include "check.h"

int main(void)
{
    smsmode_outbox *outbox = NULL;
    smsmode_error *error = NULL;
    const char *url = getenv("SMSMODE_TEST_OUTBOX");
    smsmode_status status;
    CHECK(url != NULL);
    status = smsmode_outbox_open(TEXT(url), &outbox, &error);
    printf("%s %d\n", smsmode_status_name(status), smsmode_error_may_retry(error));
    if (error != NULL) {
        printf("%s\n", smsmode_error_text(error, SMSMODE_ENGLISH, NULL));
    }
    smsmode_error_free(error);
    smsmode_outbox_free(outbox);
    return 0;
}
