/* The sandbox takes the message and never answers: the time runs out, and nothing is sent again. The test
   gives each run a reference of its own, so that a second send would be seen. */

#include <smsmode.h>

#include "check.h"
#include "message.h"
#include "sandbox.h"

int main(void)
{
    const char *reference = getenv("SMSMODE_TEST_REFERENCE");
    smsmode_settings *settings = smsmode_settings_new();
    smsmode_client *client;
    smsmode_send *send = ready_message();
    smsmode_accepted *accepted = NULL;
    smsmode_error *error;
    CHECK(reference != NULL);
    CHECK(smsmode_send_set_reference(send, TEXT(reference), NULL) == SMSMODE_OK);
    CHECK(smsmode_settings_set_retry_costly_calls(settings, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_settings_set_timeout_ms(settings, 2000, NULL) == SMSMODE_OK);
    client = sandbox_client(settings);
    CHECK(smsmode_client_send(client, send, &accepted, &error) == SMSMODE_TIMEOUT);
    CHECK(accepted == NULL);
    CHECK(smsmode_error_outcome(error) == SMSMODE_OUTCOME_UNKNOWN);
    CHECK(smsmode_error_may_retry(error) == 0);
    smsmode_error_free(error);
    smsmode_send_free(send);
    smsmode_settings_free(settings);
    smsmode_client_free(client);
    return 0;
}
