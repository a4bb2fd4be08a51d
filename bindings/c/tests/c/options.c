/* What decides how a message goes out. Each run sends five messages, as the test counts. */

#include <smsmode.h>

#include "check.h"
#include "message.h"
#include "sandbox.h"

static void sent(const smsmode_client *client, smsmode_send *send)
{
    smsmode_accepted *accepted = NULL;
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_OK);
    smsmode_accepted_free(accepted);
    smsmode_send_free(send);
}

static void a_message_waits_for_its_time(const smsmode_client *client)
{
    smsmode_send *send = ready_message();
    CHECK(smsmode_send_set_time(send, 4070908859, NULL) == SMSMODE_OK);
    sent(client, send);
    send = ready_message();
    CHECK(smsmode_send_set_paris_time(send, 2099, 1, 31, 18, 30, NULL) == SMSMODE_OK);
    sent(client, send);
}

static void a_message_goes_by_get(void)
{
    smsmode_account *account = sandbox_account(getenv("SMSMODE_API_KEY"));
    smsmode_client *client = NULL;
    CHECK(smsmode_account_set_method(account, SMSMODE_METHOD_GET, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_new(account, NULL, &client, NULL) == SMSMODE_OK);
    sent(client, ready_message());
    smsmode_client_free(client);
    smsmode_account_free(account);
}

static smsmode_send *smart(const char *text)
{
    smsmode_send *send = ready_message();
    CHECK(smsmode_send_set_text(send, TEXT(text), NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_mode(send, SMSMODE_MODE_SMART, NULL) == SMSMODE_OK);
    return send;
}

static void what_nothing_can_stand_for_is_dropped_on_demand(const smsmode_client *client)
{
    smsmode_accepted *accepted = NULL;
    smsmode_send *send = smart("Prête 🥖");
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_OUTSIDE_ALPHABET);
    CHECK(smsmode_send_set_dropping(send, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_dropping(send, 2, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_send_set_dropping(NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    sent(client, send);
}

/* "Prête" is one segment as it is, so nothing is replaced to save one, and it cannot be sent. */
static void when_to_replace_is_a_choice(const smsmode_client *client)
{
    smsmode_accepted *accepted = NULL;
    smsmode_send *send = smart("Prête");
    CHECK(smsmode_send_set_when(send, SMSMODE_WHEN_IT_SAVES_A_SEGMENT, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_OUTSIDE_ALPHABET);
    CHECK(smsmode_send_set_when(send, SMSMODE_WHEN_ALWAYS, NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_when(send, 0, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_send_set_when(NULL, SMSMODE_WHEN_ALWAYS, NULL) == SMSMODE_NULL_ARGUMENT);
    sent(client, send);
}

int main(void)
{
    smsmode_client *client = sandbox_client(NULL);
    a_message_waits_for_its_time(client);
    a_message_goes_by_get();
    what_nothing_can_stand_for_is_dropped_on_demand(client);
    when_to_replace_is_a_choice(client);
    smsmode_client_free(client);
    return 0;
}
