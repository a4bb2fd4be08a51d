/* Sends one message through the library, again and again. */
#include <smsmode.h>
#include <string.h>

#include "windows.h"

struct work {
    smsmode_client *client;
    const char *to, *text;
};

static void check(smsmode_status status)
{
    if (status != SMSMODE_OK)
        fail(smsmode_status_name(status));
}

static void send_one(void *with)
{
    const struct work *work = (const struct work *)with;
    smsmode_send *send = smsmode_send_new();
    smsmode_accepted *accepted = NULL;
    check(smsmode_send_add_recipient(send, work->to, strlen(work->to), NULL));
    check(smsmode_send_set_text(send, work->text, strlen(work->text), NULL));
    check(smsmode_client_send(work->client, send, &accepted, NULL));
    if (smsmode_accepted_message_id(accepted, NULL) == NULL)
        fail("no identifier");
    smsmode_accepted_free(accepted);
    smsmode_send_free(send);
}

int main(int count, char **arguments)
{
    smsmode_account *account = NULL;
    struct work work = {NULL, NULL, NULL};
    if (count != 5)
        fail("usage: send ADDRESS KEY NUMBER TEXT");
    check(smsmode_account_new(arguments[2], strlen(arguments[2]), &account, NULL));
    check(smsmode_account_set_base_url(account, arguments[1], strlen(arguments[1]), NULL));
    check(smsmode_client_new(account, NULL, &work.client, NULL));
    work.to = arguments[3];
    work.text = arguments[4];
    measure(send_one, &work);
    smsmode_client_free(work.client);
    smsmode_account_free(account);
    return 0;
}
