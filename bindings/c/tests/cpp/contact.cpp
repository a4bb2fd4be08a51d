// People in the address book. Each run adds two and sends to a group of theirs, as the test counts.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;

static_assert(noexcept(std::declval<Client>().try_add_contact(std::declval<Contact>())));

static void people_are_added_to_groups(const Client &client) {
    Contact helene("Lefèvre", "06 39 98 00 11");
    helene.set_first_name("Hélène").set_company("Boulangerie & Fils").set_note("préfère le matin");
    helene.set_birth_date(1980, 2, 29).add_group("Été").add_group("Nice");
    client.add_contact(helene);
    client.add_contact(Contact("Dupond", "+33639980012"));
}

static void a_message_goes_to_a_group(const Client &client) {
    Send send;
    send.set_group("Été").set_text("Ouvert en août").set_mode(Mode::Unicode);
    CHECK(client.send(send).message_id().has_value());
}

static void what_cannot_be_a_person_is_refused(const Client &client) {
    CHECK(status_of([] { return Contact(" ", "0639980011"); }) == Status::EmptyField);
    CHECK(status_of([] { return Contact("Dupond", "12"); }) == Status::PhoneNumber);
    Contact contact("Дюпон", "0639980011");
    CHECK(status_of([&] { contact.add_group(""); }) == Status::ContactGroup);
    CHECK(status_of([&] { contact.set_birth_date(1981, 2, 29); }) == Status::Date);
    CHECK(client.try_add_contact(contact).error().status() == Status::OutsideCharset);
    CHECK(status_of([&] { client.add_contact(contact); }) == Status::OutsideCharset);
}

int main() {
    const Client client = sandbox_client();
    people_are_added_to_groups(client);
    a_message_goes_to_a_group(client);
    what_cannot_be_a_person_is_refused(client);
}
