/* What till_outbox.c does with its outbox: puts an order in, and shows what became of it. */
#ifndef TILL_OUTBOX_H
#define TILL_OUTBOX_H

#include <stdio.h>
#include <string.h>
#include <smsmode.h>

#define TEXT(text) (text), strlen(text)

/* Once this has printed "kept", the message is on the disk. After any doubt, put it in again: the number
 * of the order is its key, so it is there once. */
static void put_in(smsmode_outbox *outbox, const char *order, const char *number)
{
    char text[100] = "Bonjour, votre commande est prête : ";
    smsmode_send *send = smsmode_send_new();
    smsmode_outbox_added *added = NULL;
    smsmode_error *error = NULL;

    if (smsmode_send_set_text(send, TEXT(strcat(text, order)), &error) ||
        smsmode_send_set_mode(send, SMSMODE_MODE_SMART, &error) ||
        smsmode_send_add_recipient(send, TEXT(number), &error) ||
        smsmode_outbox_enqueue(outbox, TEXT(order), send, NULL, &added, &error)) {
        printf("%s is not kept: %s\n", order, smsmode_error_text(error, SMSMODE_ENGLISH, NULL));
    } else if (smsmode_outbox_added_result(added, 0) == SMSMODE_OUTBOX_KEY_TAKEN) {
        printf("%s is not kept: another message has this key\n", order);
    } else {
        printf("%s is kept\n", order);
    }
    smsmode_error_free(error);
    smsmode_outbox_added_free(added);
    smsmode_send_free(send);
}

/* What is known of each message that changed, and what the cashier can do: of unknown and parked ones too. */
static void show(const smsmode_outbox_changes *changes)
{
    smsmode_outbox_entries *news = NULL;
    smsmode_error *error = NULL;
    size_t i;

    if (smsmode_outbox_changes_next(changes, 0, &news, &error)) {
        puts(smsmode_error_text(error, SMSMODE_ENGLISH, NULL));
    }
    for (i = 0; i < smsmode_outbox_entries_count(news); i++) {
        const char *advice = smsmode_outbox_entries_advice(news, i, SMSMODE_ENGLISH, NULL);
        printf("%s is %s. %s %s\n", smsmode_outbox_entries_key(news, i, NULL),
               smsmode_outbox_state_name(smsmode_outbox_entries_state(news, i)),
               smsmode_outbox_entries_known(news, i, SMSMODE_ENGLISH, NULL), advice ? advice : "");
    }
    smsmode_outbox_entries_free(news);
    smsmode_error_free(error);
}

#endif
