/* A till tells a customer that the order is ready, and the cashier what became of the message.
 *
 *     cc till.c -lsmsmode -o till
 *     SMSMODE_API_KEY=... ./till 0639980011 "ticket 12"
 *
 * SMSMODE_BASE_URL leads elsewhere than to the service, such as to a sandbox. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <smsmode.h>

#define TEXT(text) (text), strlen(text)

/* What the cashier is to do, and the code with which the till ends. */
static int explain(const smsmode_error *error)
{
    printf("%s\n", smsmode_error_text(error, SMSMODE_FRENCH, NULL));
    switch (smsmode_error_outcome(error)) {
    case SMSMODE_OUTCOME_NOT_SENT: puts("Not sent: correct it, or try again."); return 1;
    case SMSMODE_OUTCOME_REFUSED: puts("Refused: call the customer."); return 2;
    default: puts("Perhaps sent: do not send it again before you have looked."); return 7;
    }
}

int main(int count, char **arguments)
{
    const char *key = getenv("SMSMODE_API_KEY"), *url = getenv("SMSMODE_BASE_URL"), *id;
    smsmode_account *account = NULL;
    smsmode_settings *settings = smsmode_settings_new();
    smsmode_client *client = NULL;
    smsmode_send *order = smsmode_send_new();
    smsmode_accepted *accepted = NULL;
    smsmode_error *error = NULL;
    int code = 0;

    /* Each step only if those before it went well: `error` is that of the last one. */
    if (smsmode_account_new(TEXT(key ? key : ""), &account, &error) ||
        (url && smsmode_account_set_base_url(account, TEXT(url), &error)) ||
        /* A cashier does not wait for long; what then is unknown, is said to be. */
        smsmode_settings_set_timeout_ms(settings, 10000, &error) ||
        smsmode_client_new(account, settings, &client, &error) ||
        smsmode_send_add_recipient(order, TEXT(count > 1 ? arguments[1] : ""), &error) ||
        smsmode_send_set_reference(order, TEXT(count > 2 ? arguments[2] : "order"), &error) ||
        smsmode_send_set_text(order, TEXT("Bonjour, votre commande est prête."), &error) ||
        smsmode_send_set_mode(order, SMSMODE_MODE_SMART, &error) ||
        smsmode_client_send(client, order, &accepted, &error)) {
        code = explain(error);
    } else {
        id = smsmode_accepted_message_id(accepted, NULL);
        printf("Sent: %s\n", id ? id : "its id was lost on the way");
    }
    smsmode_error_free(error);
    smsmode_accepted_free(accepted);
    smsmode_send_free(order);
    smsmode_client_free(client);
    smsmode_settings_free(settings);
    smsmode_account_free(account);
    return code;
}
