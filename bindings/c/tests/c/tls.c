/* Over TLS: whom a client believes. The test gives the certificate of the sandbox's authority in a file. */

#include <smsmode.h>

#include "check.h"
#include "sandbox.h"

static smsmode_status balance_with(const smsmode_settings *settings)
{
    smsmode_client *client = sandbox_client(settings);
    smsmode_balance *balance = NULL;
    smsmode_error *error;
    smsmode_status status = smsmode_client_balance(client, &balance, &error);
    CHECK(status == SMSMODE_OK || smsmode_error_outcome(error) == SMSMODE_OUTCOME_NOT_SENT);
    smsmode_error_free(error);
    smsmode_balance_free(balance);
    smsmode_client_free(client);
    return status;
}

int main(void)
{
    char pem[16384];
    size_t length;
    const char *path = getenv("SMSMODE_TEST_CA");
    FILE *file;
    smsmode_settings *settings = smsmode_settings_new();
    CHECK(path != NULL);
    CHECK(balance_with(settings) == SMSMODE_CERTIFICATE);
    CHECK(smsmode_settings_set_ca_file(settings, TEXT(path), NULL) == SMSMODE_OK);
    CHECK(balance_with(settings) == SMSMODE_OK);
    smsmode_settings_free(settings);

    settings = smsmode_settings_new();
    file = fopen(path, "rb");
    CHECK(file != NULL);
    length = fread(pem, 1, sizeof pem, file);
    CHECK(fclose(file) == 0);
    CHECK(smsmode_settings_set_ca_pem(settings, pem, length, NULL) == SMSMODE_OK);
    CHECK(balance_with(settings) == SMSMODE_OK);
    smsmode_settings_free(settings);
    return 0;
}
