/* Eight threads share a client, and each has a message of its own. */

#include <pthread.h>

#include <smsmode.h>

#include "check.h"
#include "message.h"
#include "sandbox.h"

#define THREADS 8
#define MESSAGES 5

static void *sends(void *client)
{
    int index;
    smsmode_send *send = ready_message();
    for (index = 0; index < MESSAGES; index++) {
        smsmode_accepted *accepted = NULL;
        smsmode_balance *balance = NULL;
        smsmode_error *error;
        CHECK(smsmode_client_send(client, send, &accepted, &error) == SMSMODE_OK);
        CHECK(smsmode_accepted_message_id(accepted, NULL) != NULL);
        CHECK(smsmode_client_balance(client, &balance, &error) == SMSMODE_OK);
        CHECK(smsmode_client_send(client, NULL, &accepted, &error) == SMSMODE_NULL_ARGUMENT);
        smsmode_error_free(error);
        smsmode_balance_free(balance);
        smsmode_accepted_free(accepted);
    }
    smsmode_send_free(send);
    return NULL;
}

int main(void)
{
    pthread_t threads[THREADS];
    smsmode_client *client = sandbox_client(NULL);
    int index;
    for (index = 0; index < THREADS; index++) {
        CHECK(pthread_create(&threads[index], NULL, sends, client) == 0);
    }
    for (index = 0; index < THREADS; index++) {
        CHECK(pthread_join(threads[index], NULL) == 0);
    }
    smsmode_client_free(client);
    return 0;
}
