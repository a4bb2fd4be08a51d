/* Sends a text and follows it until its status is final.
 *
 *     cc send_and_wait.c -lsmsmode -o send_and_wait
 *     SMSMODE_API_KEY=... ./send_and_wait 0639980011
 *
 * SMSMODE_BASE_URL leads elsewhere than to the service, such as to a sandbox. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <smsmode.h>

static smsmode_error *error;

/* Ends the program where a function failed; what became of a message, the outcome says. */
static void check(smsmode_status status)
{
    if (status != SMSMODE_OK) {
        fprintf(stderr, "%s\n", smsmode_error_text(error, SMSMODE_ENGLISH, NULL));
        exit(smsmode_error_outcome(error) == SMSMODE_OUTCOME_UNKNOWN ? 7 : 1);
    }
}

int main(int count, char **arguments)
{
    const char *text = "Bonjour Maman, votre commande est arrivée";
    const char *key = getenv("SMSMODE_API_KEY"), *url = getenv("SMSMODE_BASE_URL"), *id;
    const char *to = count > 1 ? arguments[1] : "";
    smsmode_account *account = NULL;
    smsmode_client *client = NULL;
    smsmode_send *send = smsmode_send_new();
    smsmode_accepted *accepted = NULL;
    int32_t status = -1;

    check(smsmode_account_new(key, key ? strlen(key) : 0, &account, &error));
    if (url) {
        check(smsmode_account_set_base_url(account, url, strlen(url), &error));
    }
    check(smsmode_client_new(account, NULL, &client, &error));
    check(smsmode_send_add_recipient(send, to, strlen(to), &error));
    check(smsmode_send_set_text(send, text, strlen(text), &error));
    check(smsmode_client_send(client, send, &accepted, &error));
    id = smsmode_accepted_message_id(accepted, NULL);
    printf("accepted: %s\n", id ? id : "its id was lost on the way");
    if (id) {
        check(smsmode_client_wait(client, id, strlen(id), 60000, &status, &error));
        printf("now: %s (%d)\n", smsmode_message_name(status), (int)status);
    }
    smsmode_accepted_free(accepted);
    smsmode_send_free(send);
    smsmode_client_free(client);
    smsmode_account_free(account);
    return 0;
}
