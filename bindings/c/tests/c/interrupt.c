/* A send that is never answered ends when another thread closes the client, which the test asks for by a
   byte as soon as the sandbox has the message. */

#include <pthread.h>

#include <smsmode.h>

#include "check.h"
#include "message.h"
#include "sandbox.h"

static void *closes_when_told(void *client)
{
    CHECK(getchar() == '.');
    CHECK(smsmode_client_close(client, NULL) == SMSMODE_OK);
    return NULL;
}

int main(void)
{
    smsmode_settings *settings = smsmode_settings_new();
    smsmode_client *client;
    smsmode_send *send = ready_message();
    smsmode_accepted *accepted = NULL;
    smsmode_error *error;
    pthread_t thread;
    CHECK(smsmode_settings_set_timeout_ms(settings, 60000, NULL) == SMSMODE_OK);
    client = sandbox_client(settings);
    CHECK(pthread_create(&thread, NULL, closes_when_told, client) == 0);
    CHECK(smsmode_client_send(client, send, &accepted, &error) == SMSMODE_INTERRUPTED);
    CHECK(accepted == NULL);
    CHECK(smsmode_error_outcome(error) == SMSMODE_OUTCOME_UNKNOWN);
    CHECK(smsmode_error_may_retry(error) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
    smsmode_error_free(error);
    smsmode_send_free(send);
    smsmode_settings_free(settings);
    smsmode_client_free(client);
    return 0;
}
