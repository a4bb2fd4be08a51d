/* The sandbox takes the message and breaks the connection: nobody knows, and nothing is sent again. */

#include <smsmode.h>

#include "check.h"
#include "message.h"
#include "sandbox.h"

int main(void)
{
    smsmode_settings *settings = smsmode_settings_new();
    smsmode_client *client;
    smsmode_send *send = ready_message();
    smsmode_accepted *accepted = NULL;
    smsmode_error *error;
    CHECK(smsmode_settings_set_retry_costly_calls(settings, 1, NULL) == SMSMODE_OK);
    client = sandbox_client(settings);
    CHECK(smsmode_client_send(client, send, &accepted, &error) == SMSMODE_INTERRUPTED);
    CHECK(accepted == NULL);
    CHECK(smsmode_error_outcome(error) == SMSMODE_OUTCOME_UNKNOWN);
    CHECK(smsmode_error_may_retry(error) == 0);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "nobody knows") != NULL);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_FRENCH, NULL), "nul ne sait") != NULL);
    smsmode_error_free(error);
    smsmode_send_free(send);
    smsmode_settings_free(settings);
    smsmode_client_free(client);
    return 0;
}
