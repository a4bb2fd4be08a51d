/* A wait of a minute, for a message that arrives in an hour, ends when another thread closes. */

#include <pthread.h>

#include <smsmode.h>

#include "check.h"
#include "message.h"
#include "sandbox.h"

static void *closes(void *client)
{
    CHECK(smsmode_client_close(client, NULL) == SMSMODE_OK);
    return NULL;
}

int main(void)
{
    smsmode_client *client = sandbox_client(NULL);
    smsmode_send *send = ready_message();
    smsmode_accepted *accepted = NULL;
    smsmode_error *error;
    int32_t status = -2;
    pthread_t thread;
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_wait(client, TEXT(smsmode_accepted_message_id(accepted, NULL)), 0,
                              &status, NULL) == SMSMODE_OK);
    CHECK(status >= 0 && smsmode_message_is_final(status) == 0);

    status = -2;
    CHECK(pthread_create(&thread, NULL, closes, client) == 0);
    CHECK(smsmode_client_wait(client, TEXT(smsmode_accepted_message_id(accepted, NULL)), 60000,
                              &status, &error) == SMSMODE_CLOSED);
    CHECK(status == -2);
    CHECK_TEXT(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "the client is closed");
    CHECK(pthread_join(thread, NULL) == 0);
    smsmode_error_free(error);
    smsmode_accepted_free(accepted);
    smsmode_send_free(send);
    smsmode_client_free(client);
    return 0;
}
