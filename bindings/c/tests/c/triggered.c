/* The test gives the message the status that it names here: the client is told that one, and no other. */

#include <smsmode.h>

#include "check.h"
#include "sandbox.h"

int main(void)
{
    const char *id = getenv("SMSMODE_TEST_MESSAGE");
    const char *wanted = getenv("SMSMODE_TEST_STATUS");
    smsmode_client *client = sandbox_client(NULL);
    int32_t status = -1;
    CHECK(id != NULL && wanted != NULL);
    CHECK(smsmode_client_message_status(client, TEXT(id), &status, NULL) == SMSMODE_OK);
    CHECK(status == atoi(wanted));
    smsmode_client_free(client);
    return 0;
}
