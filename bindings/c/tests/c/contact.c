/* People in the address book. Each run adds two and sends to a group of theirs, as the test counts. */

#include <smsmode.h>

#include "check.h"
#include "sandbox.h"

static smsmode_contact *contact(const char *last_name, const char *number)
{
    smsmode_contact *contact = NULL;
    CHECK(smsmode_contact_new(TEXT(last_name), TEXT(number), &contact, NULL) == SMSMODE_OK);
    return contact;
}

static void people_are_added_to_groups(const smsmode_client *client)
{
    smsmode_contact *helene = contact("Lefèvre", "06 39 98 00 11");
    smsmode_contact *jacques = contact("Dupond", "+33639980012");
    CHECK(smsmode_contact_set_first_name(helene, TEXT("Hélène"), NULL) == SMSMODE_OK);
    CHECK(smsmode_contact_set_company(helene, TEXT("Boulangerie & Fils"), NULL) == SMSMODE_OK);
    CHECK(smsmode_contact_set_note(helene, TEXT("préfère le matin"), NULL) == SMSMODE_OK);
    CHECK(smsmode_contact_set_birth_date(helene, 1980, 2, 29, NULL) == SMSMODE_OK);
    CHECK(smsmode_contact_add_group(helene, TEXT("Été"), NULL) == SMSMODE_OK);
    CHECK(smsmode_contact_add_group(helene, TEXT("Nice"), NULL) == SMSMODE_OK);
    CHECK(smsmode_client_add_contact(client, helene, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_add_contact(client, jacques, NULL) == SMSMODE_OK);
    smsmode_contact_free(helene);
    smsmode_contact_free(jacques);
}

static void a_message_goes_to_a_group(const smsmode_client *client)
{
    smsmode_send *send = smsmode_send_new();
    smsmode_accepted *accepted = NULL;
    CHECK(smsmode_send_set_group(send, TEXT("Été"), NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_text(send, TEXT("Ouvert en août"), NULL) == SMSMODE_OK);
    CHECK(smsmode_send_set_mode(send, SMSMODE_MODE_UNICODE, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_send(client, send, &accepted, NULL) == SMSMODE_OK);
    smsmode_accepted_free(accepted);
    smsmode_send_free(send);
}

static void what_cannot_be_a_person_is_refused(const smsmode_client *client)
{
    smsmode_contact *contact = NULL;
    smsmode_error *error;
    CHECK(smsmode_contact_new(TEXT(" "), TEXT("0639980011"), &contact, NULL) == SMSMODE_EMPTY_FIELD);
    CHECK(smsmode_contact_new(TEXT("Dupond"), TEXT("12"), &contact, NULL) == SMSMODE_PHONE_NUMBER);
    CHECK(smsmode_contact_new(TEXT("\xEA"), TEXT("0639980011"), &contact, NULL) == SMSMODE_NOT_UTF8);
    CHECK(contact == NULL);
    CHECK(smsmode_contact_new(TEXT("Дюпон"), TEXT("0639980011"), &contact, NULL) == SMSMODE_OK);
    CHECK(smsmode_contact_add_group(contact, TEXT(""), NULL) == SMSMODE_CONTACT_GROUP);
    CHECK(smsmode_contact_set_birth_date(contact, 1981, 2, 29, NULL) == SMSMODE_DATE);
    CHECK(smsmode_contact_set_birth_date(contact, 1000000, 1, 1, NULL) == SMSMODE_DATE);
    CHECK(smsmode_contact_set_note(contact, TEXT("\xEA"), NULL) == SMSMODE_NOT_UTF8);
    CHECK(smsmode_client_add_contact(client, contact, &error) == SMSMODE_OUTSIDE_CHARSET);
    CHECK(smsmode_error_outcome(error) == SMSMODE_OUTCOME_NOT_SENT);
    smsmode_error_free(error);
    smsmode_contact_free(contact);
}

static void null_is_harmless(smsmode_client *client)
{
    smsmode_contact *person = contact("Dupond", "0639980011");
    CHECK(smsmode_contact_new(TEXT("Dupond"), TEXT("0639980011"), NULL, NULL) ==
          SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_contact_set_first_name(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_contact_set_first_name(person, NULL, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_contact_set_note(person, "a", (size_t)-1, NULL) == SMSMODE_BAD_LENGTH);
    CHECK(smsmode_contact_add_group(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_contact_set_company(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_contact_set_note(NULL, TEXT("a"), NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_contact_set_birth_date(NULL, 1980, 1, 1, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_add_contact(NULL, person, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_add_contact(client, NULL, NULL) == SMSMODE_NULL_ARGUMENT);
    CHECK(smsmode_client_close(client, NULL) == SMSMODE_OK);
    CHECK(smsmode_client_add_contact(client, person, NULL) == SMSMODE_CLOSED);
    smsmode_contact_free(person);
    smsmode_contact_free(NULL);
}

int main(void)
{
    smsmode_client *client = sandbox_client(NULL);
    people_are_added_to_groups(client);
    a_message_goes_to_a_group(client);
    what_cannot_be_a_person_is_refused(client);
    null_is_harmless(client);
    smsmode_client_free(client);
    return 0;
}
