// Listing and deleting messages, deleting sub-accounts, transferring credits.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;
using namespace std::chrono_literals;

static Send order() {
    Send send;
    send.add_recipient("06 39 98 00 11").set_text("Bonjour Maman");
    return send;
}

static void the_newest_message_is_listed_first(const Client &client, const std::string &id) {
    const auto page = client.list_sent(0, 1);
    CHECK(page.count() == 1 && page.damaged_count() == 0);
    const auto message = page.messages().front();
    CHECK(message.message_id == id && message.text == "Bonjour Maman");
    CHECK(message.recipient == "33639980011" && message.recipients == 1);
    CHECK(std::stod(message.cost) > 0 && !message.date.empty());
    CHECK(message.time && std::chrono::system_clock::now() - *message.time < 24h);
    CHECK(client.try_list_sent(0, 0).error().status() == Status::PageSize);
}

static void a_message_is_deleted_once(const Client &client, const std::string &id) {
    client.delete_message(id);
    CHECK(client.try_delete_message(id).error().status() == Status::RefusedUnknownMessage);
    CHECK(client.try_delete_message("?").error().status() == Status::Id);
    CHECK(client.list_sent(0, 100).count() == 0);
}

static void the_most_recent_message_to_a_number_is_deleted(const Client &client) {
    client.send(order());
    CHECK(client.list_sent(0, 100).count() == 1);
    client.delete_most_recent("0639980011");
    CHECK(client.list_sent(0, 100).count() == 0);
    CHECK(client.try_delete_most_recent("06x").error().status() == Status::PhoneNumber);
}

static void an_unknown_login_is_refused(const Client &client) {
    CHECK(client.try_delete_sub_account("nobody").error().status() == Status::RefusedLogin);
    CHECK(client.try_delete_sub_account("").error().status() == Status::Login);
    CHECK(client.try_transfer_credits("nobody", 12, "mars").error().status() == Status::RefusedLogin);
    CHECK(client.try_transfer_credits("nobody", 0).error().status() == Status::Credits);
}

int main() {
    const Client client = sandbox_client();
    const auto id = client.send(order()).message_id();
    CHECK(id.has_value());
    the_newest_message_is_listed_first(client, *id);
    a_message_is_deleted_once(client, *id);
    the_most_recent_message_to_a_number_is_deleted(client);
    an_unknown_login_is_refused(client);
}
