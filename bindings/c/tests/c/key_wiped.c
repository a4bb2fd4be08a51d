/* A key is overwritten before its memory is given back. Linked with --wrap=free, which lets this program
   look at memory in the moment when it is freed. */

#include <smsmode.h>

#include "check.h"
#include "sandbox.h"

void __real_free(void *memory);
void __wrap_free(void *memory);

static const char *watched;
static size_t watched_length;
static int times_freed;

void __wrap_free(void *memory)
{
    if (memory != NULL && memory == watched) {
        size_t index;
        for (index = 0; index < watched_length; index++) {
            CHECK(watched[index] == 0);
        }
        times_freed++;
        watched = NULL;
    }
    __real_free(memory);
}

int main(void)
{
    smsmode_client *client = sandbox_client(NULL);
    smsmode_api_key *key = NULL;
    CHECK(smsmode_client_create_api_key(client, &key, NULL) == SMSMODE_OK);
    watched = smsmode_api_key_key(key, &watched_length);
    CHECK(watched_length > 0 && watched[0] != 0);
    smsmode_api_key_free(key);
    CHECK(times_freed == 1);
    smsmode_client_free(client);
    return 0;
}
