/* Sends a text by libcurl instead of the client of the library. Ends with 7 if nobody knows.
 *
 *     cc own_http.c -lsmsmode -lcurl -o own_http
 *     SMSMODE_API_KEY=... ./own_http 0639980011
 *
 * SMSMODE_BASE_URL leads elsewhere than to the service, such as to a sandbox. */

#include "own_http.h"

#include <string.h>

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
    smsmode_send *send = smsmode_send_new();
    smsmode_request *request = NULL;
    smsmode_response *response;
    smsmode_accepted *accepted = NULL;
    long begun = 0;

    check(smsmode_account_new(key, key ? strlen(key) : 0, &account, &error));
    if (url) {
        check(smsmode_account_set_base_url(account, url, strlen(url), &error));
    }
    check(smsmode_send_add_recipient(send, to, strlen(to), &error));
    check(smsmode_send_set_text(send, text, strlen(text), &error));
    check(smsmode_request_send(account, send, &request, &error));
    response = carry(request, &begun);
    if (response == NULL) {
        fprintf(stderr, begun ? "nobody knows: look before you repeat\n" : "nothing was sent\n");
        return begun && smsmode_request_is_costly(request) ? 7 : 1;
    }
    check(smsmode_response_accepted(response, request, &accepted, &error));
    id = smsmode_accepted_message_id(accepted, NULL);
    printf("accepted: %s\n", id ? id : "its id was lost on the way");
    smsmode_accepted_free(accepted);
    smsmode_response_free(response);
    smsmode_request_free(request);
    smsmode_send_free(send);
    smsmode_account_free(account);
    return 0;
}
