/* A till with an event loop tells customers that their orders are ready, over a network that may fail.
 *
 *     cc till_outbox.c -lsmsmode -o till_outbox
 *     SMSMODE_API_KEY=... ./till_outbox sqlite:till.db
 *
 * Each line of its input is an order and a phone number. Kill it, start it again and give it the same
 * lines: each customer is told once. */
#include <poll.h>
#include <stdlib.h>
#include "till_order.h"
#include "till_outbox.h"

static void run(smsmode_outbox *outbox, const smsmode_outbox_changes *changes)
{
    struct pollfd waited[2] = {{0, POLLIN, 0}, {0, POLLIN, 0}};
    char line[64], order[32], number[32];
    waited[1].fd = smsmode_outbox_changes_fd(changes);
    while (poll(waited, 2, -1) > 0) {
        if (waited[1].revents) show(changes);
        if (!waited[0].revents) continue;
        if (!fgets(line, sizeof line, stdin)) return;
        if (read_order(line, order, number)) put_in(outbox, order, number);
        else puts("A line that is no order and number, of 30 characters each, is not kept.");
    }
}

int main(int count, char **arguments)
{
    const char *key = getenv("SMSMODE_API_KEY"), *url = getenv("SMSMODE_BASE_URL");
    const char *where = count > 1 ? arguments[1] : "sqlite:till.db";
    smsmode_account *account = NULL;
    smsmode_client *client = NULL;
    smsmode_outbox *outbox = NULL;
    smsmode_outbox_changes *changes = NULL;
    smsmode_outbox_dispatcher_settings *quick = smsmode_outbox_dispatcher_settings_new();
    smsmode_outbox_dispatcher *dispatcher = NULL;
    smsmode_error *error = NULL;
    int failed;

    setvbuf(stdin, NULL, _IONBF, 0); /* What is read ahead cannot be waited for. */
    setvbuf(stdout, NULL, _IONBF, 0);
    failed = smsmode_account_new(TEXT(key ? key : ""), &account, &error) ||
        (url && smsmode_account_set_base_url(account, TEXT(url), &error)) ||
        smsmode_client_new(account, NULL, &client, &error) ||
        smsmode_outbox_open(TEXT(where), &outbox, &error) ||
        smsmode_outbox_subscribe_after(outbox, 0, NULL, NULL, &changes, &error) ||
        smsmode_outbox_dispatcher_settings_set_timeout_ms(quick, 3000, &error) ||
        smsmode_outbox_dispatch(outbox, client, quick, &dispatcher, &error);
    if (failed) puts(smsmode_error_text(error, SMSMODE_ENGLISH, NULL));
    else run(outbox, changes);
    smsmode_outbox_dispatcher_free(dispatcher); /* Calls under way come to their end first. */
    smsmode_outbox_changes_free(changes);
    smsmode_outbox_free(outbox);
    smsmode_client_free(client);
    smsmode_outbox_dispatcher_settings_free(quick);
    smsmode_account_free(account);
    smsmode_error_free(error);
    return failed;
}
