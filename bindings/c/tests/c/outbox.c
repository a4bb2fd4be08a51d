/* An outbox is filled, looked at, told what to do, and emptied by a dispatcher. */

#define _POSIX_C_SOURCE 200809L

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <smsmode.h>

#include "check.h"
#include "message.h"
#include "sandbox.h"

static smsmode_outbox *opened(void)
{
    smsmode_outbox *outbox = NULL;
    const char *url = getenv("SMSMODE_TEST_OUTBOX");
    CHECK(url != NULL);
    CHECK(smsmode_outbox_open(TEXT(url), &outbox, NULL) == SMSMODE_OK);
    return outbox;
}

/* What became of a message that was put in, and its identifier. */
static int put_in(smsmode_outbox *outbox, const char *key, const smsmode_send *send, char *id)
{
    smsmode_outbox_added *added = NULL;
    int result;
    CHECK(smsmode_outbox_enqueue(outbox, TEXT(key), send, NULL, &added, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_added_count(added) == 1);
    result = smsmode_outbox_added_result(added, 0);
    strcpy(id, smsmode_outbox_added_id(added, 0, NULL));
    CHECK(smsmode_outbox_added_id(added, 1, NULL) == NULL);
    CHECK(smsmode_outbox_added_result(added, 1) == 0);
    smsmode_outbox_added_free(added);
    return result;
}

static void an_address_leads_to_an_outbox(void)
{
    smsmode_outbox *outbox = NULL;
    smsmode_error *error = NULL;
    CHECK(smsmode_outbox_open(TEXT("till.db"), &outbox, &error) == SMSMODE_OUTBOX_ADDRESS);
    CHECK_TEXT(smsmode_status_name(smsmode_error_status(error)), "outbox_address");
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "sqlite:") != NULL);
    CHECK(smsmode_error_outcome(error) == SMSMODE_OUTCOME_NOT_SENT);
    smsmode_error_free(error);
    CHECK(smsmode_outbox_open(TEXT("sqlite:/no/such/folder/till.db"), &outbox, NULL)
          == SMSMODE_OUTBOX_OPEN);
    CHECK(smsmode_outbox_open(TEXT("sqlite:x"), NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(outbox == NULL);
    CHECK(smsmode_outbox_pause(NULL, NULL) == SMSMODE_NULL_ARGUMENT);
}

static void a_key_is_there_once(smsmode_outbox *outbox)
{
    smsmode_send *send = ready_message();
    smsmode_outbox_added *added = NULL;
    char first[27], again[27];
    CHECK(put_in(outbox, "order-1", send, first) == SMSMODE_OUTBOX_NEW);
    CHECK(put_in(outbox, "order-1", send, again) == SMSMODE_OUTBOX_KNOWN);
    CHECK(strcmp(first, again) == 0);
    CHECK(smsmode_send_set_text(send, TEXT("Bonjour Papa"), NULL) == SMSMODE_OK);
    CHECK(put_in(outbox, "order-1", send, again) == SMSMODE_OUTBOX_KEY_TAKEN);
    CHECK(strcmp(first, again) == 0);
    CHECK(smsmode_outbox_enqueue(outbox, TEXT(""), send, NULL, &added, NULL) == SMSMODE_OUTBOX_KEY);
    CHECK(smsmode_send_add_recipient(send, TEXT("0639980012"), NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_enqueue(outbox, TEXT("order-2"), send, NULL, &added, NULL)
          == SMSMODE_OUTBOX_MESSAGE);
    CHECK(added == NULL);
    smsmode_send_free(send);
}

static void many_are_put_in_at_once(smsmode_outbox *outbox)
{
    smsmode_send *send = ready_message();
    smsmode_outbox_terms *terms = smsmode_outbox_terms_new();
    smsmode_outbox_bundle *bundle = smsmode_outbox_bundle_new();
    smsmode_outbox_added *added = NULL;
    CHECK(smsmode_outbox_terms_set_not_before(terms, 4102444800, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_terms_set_expiry(terms, 4102444860, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_terms_set_at_least_once(terms, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_terms_set_at_least_once(terms, 7, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_outbox_bundle_add(bundle, TEXT("later-1"), send, terms, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_bundle_add(bundle, TEXT("later-2"), send, terms, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_bundle_add(bundle, TEXT(""), send, terms, NULL) == SMSMODE_OUTBOX_KEY);
    CHECK(smsmode_outbox_bundle_count(bundle) == 2);
    CHECK(smsmode_outbox_enqueue_all(outbox, bundle, &added, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_added_count(added) == 2);
    CHECK(smsmode_outbox_added_result(added, 1) == SMSMODE_OUTBOX_NEW);
    smsmode_outbox_added_free(added);
    smsmode_outbox_bundle_free(bundle);
    smsmode_outbox_terms_free(terms);
    smsmode_send_free(send);
}

static void a_message_tells_everything(smsmode_outbox *outbox)
{
    smsmode_outbox_entries *found = NULL;
    size_t length;
    CHECK(smsmode_outbox_find(outbox, TEXT("order-1"), &found, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_entries_count(found) == 1);
    CHECK_TEXT(smsmode_outbox_entries_key(found, 0, &length), "order-1");
    CHECK(length == 7);
    CHECK_TEXT(smsmode_outbox_entries_number(found, 0, NULL), "33639980011");
    CHECK_TEXT(smsmode_outbox_entries_text(found, 0, NULL), "Bonjour Maman");
    CHECK(smsmode_outbox_entries_reference(found, 0, NULL) == NULL);
    CHECK(smsmode_outbox_entries_state(found, 0) == SMSMODE_OUTBOX_QUEUED);
    CHECK_TEXT(smsmode_outbox_state_name(SMSMODE_OUTBOX_QUEUED), "queued");
    CHECK_TEXT(smsmode_outbox_state_text(SMSMODE_OUTBOX_QUEUED, SMSMODE_ENGLISH), "waits to be sent");
    CHECK(smsmode_outbox_state_name(12) == NULL && smsmode_outbox_state_text(1, 3) == NULL);
    CHECK_TEXT(smsmode_outbox_entries_known(found, 0, SMSMODE_ENGLISH, NULL), "It waits to be sent.");
    CHECK(smsmode_outbox_entries_advice(found, 0, SMSMODE_ENGLISH, NULL) == NULL);
    CHECK(smsmode_outbox_entries_message_id(found, 0, &length) == NULL && length == 0);
    CHECK(smsmode_outbox_entries_message_status(found, 0) == -1);
    CHECK(smsmode_outbox_entries_trouble(found, 0, NULL) == NULL);
    CHECK(smsmode_outbox_entries_transmissions(found, 0) == 0);
    CHECK(smsmode_outbox_entries_added_at(found, 0) > 1700000000);
    CHECK(smsmode_outbox_entries_changed_at(found, 0) > 1700000000);
    CHECK(smsmode_outbox_entries_revision(found, 0) >= 1);
    CHECK(smsmode_outbox_entries_id(found, 1, NULL) == NULL);
    CHECK(smsmode_outbox_entries_message_status(found, 1) == -1);
    smsmode_outbox_entries_free(found);
    CHECK(smsmode_outbox_find(outbox, TEXT("order-9"), &found, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_entries_count(found) == 0);
    smsmode_outbox_entries_free(found);
}

static void a_message_is_cancelled_once(smsmode_outbox *outbox)
{
    smsmode_outbox_entries *found = NULL, *changed = NULL;
    smsmode_error *error = NULL;
    const char *id;
    CHECK(smsmode_outbox_list(outbox, SMSMODE_OUTBOX_QUEUED, 1, &found, NULL) == SMSMODE_OK);
    id = smsmode_outbox_entries_id(found, 0, NULL);
    /* Of those that were put in together, any may be the newest. */
    CHECK(strncmp(smsmode_outbox_entries_key(found, 0, NULL), "later-", 6) == 0);
    CHECK(smsmode_outbox_cancel(outbox, TEXT(id), &changed, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_entries_state(changed, 0) == SMSMODE_OUTBOX_CANCELLED);
    smsmode_outbox_entries_free(changed);
    changed = NULL;
    CHECK(smsmode_outbox_cancel(outbox, TEXT(id), &changed, &error) == SMSMODE_OUTBOX_REFUSED);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "was cancelled") != NULL);
    CHECK(smsmode_error_may_retry(error) == 0);
    smsmode_error_free(error);
    CHECK(smsmode_outbox_retry(outbox, TEXT(id), &changed, NULL) == SMSMODE_OUTBOX_REFUSED);
    CHECK(smsmode_outbox_retry(outbox, TEXT("7"), &changed, NULL) == SMSMODE_OUTBOX_ID);
    CHECK(smsmode_outbox_cancel(outbox, TEXT("01M81PWWZ00000000000000007"), &changed, NULL)
          == SMSMODE_OUTBOX_NO_SUCH_MESSAGE);
    CHECK(smsmode_outbox_list(outbox, 12, 1, &changed, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(changed == NULL);
    CHECK(smsmode_outbox_get(outbox, TEXT(id), &changed, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_entries_count(changed) == 1);
    smsmode_outbox_entries_free(changed);
    smsmode_outbox_entries_free(found);
}

static void an_overview_counts(smsmode_outbox *outbox)
{
    smsmode_outbox_overview *overview = NULL;
    CHECK(smsmode_outbox_pause(outbox, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_get_overview(outbox, &overview, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_overview_count(overview, SMSMODE_OUTBOX_QUEUED) == 2);
    CHECK(smsmode_outbox_overview_count(overview, SMSMODE_OUTBOX_CANCELLED) == 1);
    CHECK(smsmode_outbox_overview_count(overview, SMSMODE_OUTBOX_PARKED) == 0);
    CHECK(smsmode_outbox_overview_paused(overview) == SMSMODE_OUTBOX_PAUSED_ON_REQUEST);
    CHECK(smsmode_outbox_overview_revision(overview) >= 4);
    smsmode_outbox_overview_free(overview);
    CHECK(smsmode_outbox_resume(outbox, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_get_overview(outbox, &overview, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_overview_paused(overview) == 0);
    smsmode_outbox_overview_free(overview);
}

/* Whether a descriptor can be read within so many milliseconds. */
static int is_readable(int descriptor, int milliseconds)
{
    struct pollfd waited = {0};
    waited.fd = descriptor;
    waited.events = POLLIN;
    return poll(&waited, 1, milliseconds) == 1 && waited.revents == POLLIN;
}

static void wakes(void *context)
{
    CHECK(write(*(int *)context, ".", 1) == 1);
}

static void changes_wake_an_event_loop(smsmode_outbox *outbox)
{
    smsmode_outbox_changes *changes = NULL;
    smsmode_outbox_entries *entries = NULL;
    smsmode_send *send = ready_message();
    int ends[2], descriptor;
    char id[27], byte;
    CHECK(pipe(ends) == 0);
    CHECK(smsmode_outbox_subscribe(outbox, wakes, &ends[1], &changes, NULL) == SMSMODE_OK);
    descriptor = smsmode_outbox_changes_fd(changes);
    CHECK(descriptor >= 0 && smsmode_outbox_changes_fd(NULL) == -1);
    CHECK(smsmode_outbox_changes_next(changes, 0, &entries, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_entries_count(entries) == 0 && !is_readable(descriptor, 0));
    smsmode_outbox_entries_free(entries);

    CHECK(put_in(outbox, "order-3", send, id) == SMSMODE_OUTBOX_NEW);
    CHECK(is_readable(descriptor, 10000) && is_readable(descriptor, 0));
    CHECK(read(ends[0], &byte, 1) == 1);
    CHECK(smsmode_outbox_changes_next(changes, 0, &entries, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_entries_count(entries) == 1);
    CHECK_TEXT(smsmode_outbox_entries_id(entries, 0, NULL), id);
    CHECK(!is_readable(descriptor, 0));
    smsmode_outbox_entries_free(entries);
    smsmode_outbox_changes_free(changes);
    smsmode_send_free(send);
    close(ends[0]);
    close(ends[1]);
}

/* What a child would open while its parent has it open, SQLite would not lock: the parent would take the
 * file away from it. */
static void a_child_opens_nothing_meanwhile(void)
{
    smsmode_outbox *outbox = NULL;
    smsmode_error *error = NULL;
    CHECK(smsmode_outbox_open(TEXT(getenv("SMSMODE_TEST_OUTBOX")), &outbox, &error)
          == SMSMODE_OUTBOX_FORKED);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "before the fork") != NULL);
    CHECK(outbox == NULL);
    smsmode_error_free(error);
}

static void a_child_opens_it_once_the_parent_has_freed_it(void)
{
    int status;
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        smsmode_outbox_free(opened());
        execlp("true", "true", (char *)NULL);
        exit(1);
    }
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void a_child_leaves_the_outbox_alone(smsmode_outbox *outbox, smsmode_outbox_dispatcher *dispatcher,
                                            smsmode_outbox_changes *changes)
{
    smsmode_outbox_entries *entries = NULL;
    int status;
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        CHECK(smsmode_outbox_list(outbox, 0, 1, &entries, NULL) == SMSMODE_OUTBOX_FORKED);
        CHECK(smsmode_outbox_changes_next(changes, 0, &entries, NULL) == SMSMODE_OUTBOX_FORKED);
        CHECK(smsmode_outbox_changes_fd(changes) == -1);
        smsmode_outbox_changes_free(changes);
        smsmode_outbox_dispatcher_free(dispatcher);
        smsmode_outbox_free(outbox);
        a_child_opens_nothing_meanwhile();
        execlp("true", "true", (char *)NULL);
        exit(1);
    }
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* The dispatcher sends what is due, and nothing else. */
static void what_is_due_is_sent(smsmode_outbox *outbox)
{
    smsmode_client *client = sandbox_client(NULL);
    smsmode_outbox_dispatcher_settings *settings = smsmode_outbox_dispatcher_settings_new();
    smsmode_outbox_dispatcher *dispatcher = NULL, *second = NULL;
    smsmode_outbox_changes *changes = NULL;
    smsmode_outbox_entries *entries = NULL;
    size_t index, accepted = 0;
    CHECK(smsmode_outbox_dispatcher_settings_set_in_flight(settings, 2, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_dispatcher_settings_set_rate(settings, 50, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_dispatcher_settings_set_timeout_ms(settings, 10000, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_dispatcher_settings_set_retention_days(settings, 30, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_dispatcher_settings_set_quiet_time_ms(settings, 60000, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_dispatcher_settings_set_look_again_ms(settings, 1000, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_dispatcher_settings_set_renewed_key(settings, 1, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_dispatcher_settings_set_renewed_key(settings, 2, NULL) == SMSMODE_BAD_CONSTANT);
    CHECK(smsmode_outbox_subscribe_after(outbox, 4, NULL, NULL, &changes, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_dispatch(outbox, client, settings, &dispatcher, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_dispatch(outbox, client, NULL, &second, NULL)
          == SMSMODE_OUTBOX_ANOTHER_DISPATCHER);
    CHECK(smsmode_outbox_take_over(outbox, NULL, NULL) == SMSMODE_OUTBOX_ANOTHER_DISPATCHER);
    smsmode_outbox_dispatcher_settings_free(settings);
    smsmode_client_free(client);
    while (accepted < 2) {
        CHECK(smsmode_outbox_changes_next(changes, 60000, &entries, NULL) == SMSMODE_OK);
        CHECK(smsmode_outbox_entries_count(entries) > 0);
        for (index = 0; index < smsmode_outbox_entries_count(entries); index++) {
            if (smsmode_outbox_entries_state(entries, index) == SMSMODE_OUTBOX_ACCEPTED) {
                CHECK(smsmode_outbox_entries_message_id(entries, index, NULL) != NULL);
                CHECK(smsmode_outbox_entries_transmissions(entries, index) == 1);
                accepted++;
            }
        }
        smsmode_outbox_entries_free(entries);
    }
    a_child_leaves_the_outbox_alone(outbox, dispatcher, changes);
    CHECK(smsmode_outbox_dispatcher_trouble(dispatcher, NULL) == NULL);
    smsmode_outbox_changes_free(changes);
    smsmode_outbox_dispatcher_free(dispatcher);
}

/* Whether somebody sends from the outbox. */
static int32_t is_dispatched(smsmode_outbox *outbox)
{
    int32_t told = 7;
    CHECK(smsmode_outbox_is_dispatched(outbox, &told, NULL) == SMSMODE_OK);
    return told;
}

/* The message under a key comes to a state. */
static void comes_to(smsmode_outbox_changes *changes, const char *key, int32_t state)
{
    smsmode_outbox_entries *entries = NULL;
    size_t index, found = 0;
    while (found == 0) {
        CHECK(smsmode_outbox_changes_next(changes, 60000, &entries, NULL) == SMSMODE_OK);
        CHECK(smsmode_outbox_entries_count(entries) > 0);
        for (index = 0; index < smsmode_outbox_entries_count(entries); index++) {
            found += strcmp(smsmode_outbox_entries_key(entries, index, NULL), key) == 0
                     && smsmode_outbox_entries_state(entries, index) == state;
        }
        smsmode_outbox_entries_free(entries);
    }
}

/* A dispatcher tells what came of its transmissions: here one answer got lost. */
static void one_has_failed(smsmode_outbox_dispatcher *dispatcher)
{
    smsmode_outbox_tally *tally = NULL;
    size_t length;
    CHECK(smsmode_outbox_get_tally(dispatcher, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_outbox_get_tally(NULL, &tally, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_outbox_get_tally(dispatcher, &tally, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_tally_accepted(tally) == 0);
    CHECK(smsmode_outbox_tally_since_accepted_ms(tally) == -1);
    CHECK(smsmode_outbox_tally_failure_count(tally) == 1);
    CHECK(strlen(smsmode_outbox_tally_failure(tally, 0, &length)) == length && length > 0);
    CHECK(smsmode_outbox_tally_failed(tally, 0) == 1);
    CHECK(smsmode_outbox_tally_failure(tally, 1, &length) == NULL && length == 0);
    CHECK(smsmode_outbox_tally_failed(tally, 1) == 0);
    CHECK(smsmode_outbox_tally_since_accepted_ms(NULL) == -1);
    smsmode_outbox_tally_free(tally);
}

/* What is unknown is found in the list at once, and nothing is sent by that. */
static void what_is_unknown_is_looked_up(smsmode_outbox *outbox)
{
    smsmode_client *client = sandbox_client(NULL);
    smsmode_send *send = smsmode_send_new();
    smsmode_outbox_dispatcher *dispatcher = NULL;
    smsmode_outbox_changes *changes = NULL;
    smsmode_outbox_entries *entries = NULL;
    smsmode_error *error = NULL;
    char id[27];
    CHECK(smsmode_outbox_reconcile(outbox, client, NULL, &entries, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_entries_count(entries) == 0);
    smsmode_outbox_entries_free(entries);
    /* The sandbox takes it, and loses the answer. */
    CHECK(smsmode_send_add_recipient(send, TEXT("06 39 98 00 90"), NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_text(send, TEXT("Commande 4"), NULL) == SMSMODE_OK);
    CHECK(put_in(outbox, "order-4", send, id) == SMSMODE_OUTBOX_NEW);
    smsmode_send_free(send);
    CHECK(smsmode_outbox_subscribe_after(outbox, 0, NULL, NULL, &changes, NULL) == SMSMODE_OK);
    CHECK(is_dispatched(outbox) == 0);
    CHECK(smsmode_outbox_dispatch(outbox, client, NULL, &dispatcher, NULL) == SMSMODE_OK);
    CHECK(is_dispatched(outbox) == 1);
    comes_to(changes, "order-4", SMSMODE_OUTBOX_UNKNOWN);
    one_has_failed(dispatcher);
    entries = NULL;
    CHECK(smsmode_outbox_reconcile(outbox, client, NULL, &entries, &error)
          == SMSMODE_OUTBOX_ANOTHER_DISPATCHER);
    CHECK(strstr(smsmode_error_text(error, SMSMODE_ENGLISH, NULL), "nothing was looked up: another")
          != NULL);
    CHECK(entries == NULL);
    smsmode_error_free(error);
    smsmode_outbox_changes_free(changes);
    smsmode_outbox_dispatcher_free(dispatcher);
    CHECK(is_dispatched(outbox) == 0);
    CHECK(smsmode_outbox_reconcile(outbox, NULL, NULL, &entries, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_outbox_reconcile(outbox, client, NULL, &entries, NULL) == SMSMODE_OK);
    CHECK(smsmode_outbox_entries_count(entries) == 1);
    CHECK(strcmp(smsmode_outbox_entries_id(entries, 0, NULL), id) == 0);
    CHECK(smsmode_outbox_entries_state(entries, 0) == SMSMODE_OUTBOX_ACCEPTED);
    CHECK(smsmode_outbox_entries_message_id(entries, 0, NULL) != NULL);
    CHECK(smsmode_outbox_entries_was_accepted_twice(entries, 0) == 0);
    CHECK(smsmode_outbox_entries_transmissions(entries, 0) == 1);
    smsmode_outbox_entries_free(entries);
    smsmode_client_close(client, NULL);
    CHECK(smsmode_outbox_reconcile(outbox, client, NULL, &entries, NULL) == SMSMODE_CLOSED);
    smsmode_client_free(client);
}

int main(void)
{
    smsmode_outbox *outbox = opened();
    size_t doubted = 7;
    an_address_leads_to_an_outbox();
    a_key_is_there_once(outbox);
    many_are_put_in_at_once(outbox);
    a_message_tells_everything(outbox);
    a_message_is_cancelled_once(outbox);
    an_overview_counts(outbox);
    changes_wake_an_event_loop(outbox);
    what_is_due_is_sent(outbox);
    what_is_unknown_is_looked_up(outbox);
    CHECK(smsmode_outbox_take_over(outbox, &doubted, NULL) == SMSMODE_OK && doubted == 1);
    smsmode_outbox_free(outbox);
    a_child_opens_it_once_the_parent_has_freed_it();
    return 0;
}
