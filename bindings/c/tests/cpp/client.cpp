// Sending, and what becomes of a message. Each run sends to three people, as the test counts.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;
using namespace std::chrono_literals;

static_assert(!std::is_copy_constructible_v<Client> && std::is_nothrow_move_constructible_v<Client>);

constexpr std::chrono::seconds seconds_of_2099(4070908800);

static Send order() {
    Send send;
    send.set_text("Votre commande est prête").set_sender("BOULANGER").set_reference("ticket 12");
    send.add_recipient("06 39 98 00 11");
    return send;
}

static void what_would_be_lost_is_refused_before_it_is_sent(const Client &client) {
    const auto result = client.try_send(order());
    CHECK(!result && result.error().status() == Status::OutsideAlphabet);
    CHECK(result.error().outcome() == Outcome::NotSent);
    CHECK(result.error().text(Language::French).find("ê") != std::string_view::npos);
}

static std::string sent_to_two(const Client &client) {
    Send send = order();
    send.set_mode(Mode::Smart).add_recipient("+33 6 39 98 00 12").add_recipient("33639980011");
    const auto accepted = client.send(send);
    CHECK(accepted.message_id() && !accepted.is_provisional());
    CHECK(!accepted.description().empty());
    return *accepted.message_id();
}

static void a_message_is_followed_to_its_end(const Client &client, const std::string &id) {
    const auto status = client.wait(id, 30s);
    CHECK(status && status->is_final() && status->number == 11);
    CHECK(status->delivery() == Delivery::Delivered && status->name() == "received");
    CHECK(status->text(Language::French) == "Reçu par le téléphone");
    CHECK(status->text(Language{3}).empty());
    CHECK(client.message_status(id).number == 11);
}

static void a_report_is_a_list_of_recipients(const Client &client, const std::string &id) {
    std::vector<std::string> numbers;
    for (const auto &recipient : client.report(id).recipients()) {
        CHECK(recipient.message_status.delivery() == Delivery::Delivered);
        numbers.push_back(recipient.number);
    }
    CHECK((numbers == std::vector<std::string>{"33639980011", "33639980012"}));
    CHECK(client.report(id).count() == 2 && client.report(id).damaged_count() == 0);
}

static void the_account_guards_itself() {
    Account account = sandbox_account(std::getenv("SMSMODE_API_KEY"));
    account.set_method(Method::Get).set_segments_per_day(1).set_segments_per_call(1);
    account.allow_recipient("0639980011");
    const Client client(account);
    Send send = order();
    send.set_mode(Mode::Smart);
    CHECK(client.try_send(send).has_value());
    CHECK(client.try_send(send).error().status() == Status::Policy);
}

static void what_cannot_be_a_message_is_refused(const Client &client) {
    const std::chrono::system_clock::time_point past, future(seconds_of_2099);
    Send send;
    CHECK(status_of([&] { send.add_recipient("12"); }) == Status::PhoneNumber);
    CHECK(status_of([&] { send.set_sender("0639980011"); }) == Status::Sender);
    CHECK(status_of([&] { send.set_group(" "); }) == Status::ContactGroup);
    CHECK(status_of([&] { send.set_level(Level{9}); }) == Status::BadConstant);
    CHECK(status_of([&] { send.set_opt_out(OptOut{9}); }) == Status::BadConstant);
    CHECK(status_of([&] { send.set_max_segments(0); }) == Status::SegmentLimit);
    CHECK(status_of([&] { send.set_time(past); }) == Status::Date);
    CHECK(status_of([&] { send.set_paris_time(2099, 2, 30, 12, 0); }) == Status::Date);
    CHECK(status_of([&] { send.set_delivery_url("example.com"); }) == Status::Url);
    CHECK(status_of([&] { send.set_reply_url("ftp://example.com"); }) == Status::Url);
    CHECK(client.try_send(send).error().status() == Status::NoRecipient);
    send.add_recipient("0639980011").set_text("a").set_time(future).set_replies(true);
    send.set_mode(Mode::Unicode);
    CHECK(client.try_send(send).error().status() == Status::RepliesWithUnicode);
}

static void what_cannot_be_an_account_or_a_connection_is_refused() {
    Account account = Account::with_login("boulanger", "secret");
    CHECK(status_of([] { return Account(""); }) == Status::Secret);
    CHECK(status_of([&] { account.set_base_url("http://example.com"); }) == Status::Url);
    CHECK(status_of([&] { account.set_base_url_allowing_plain_http("http://example.com"); }) ==
          Status::Ok);
    Settings settings;
    settings.set_connect_timeout(5s).set_max_idle_age(1min).set_proxy("not a proxy");
    CHECK(status_of([&] { settings.set_ca_file("/no/such/file"); }) == Status::File);
    CHECK(status_of([&] { return Client(account, settings); }) == Status::Settings);
    settings.set_proxy("").set_ca_pem("not a certificate");
    CHECK(status_of([&] { return Client(account, settings); }) == Status::Settings);
}

static void a_client_is_closed_once_and_then_makes_no_call(const Client &client, const std::string &id) {
    CHECK(std::stod(client.balance().credits()) > 0 && !client.balance().is_negative());
    CHECK(!client.is_closed());
    client.close();
    CHECK(client.is_closed());
    CHECK(client.try_close().error().status() == Status::Closed);
    CHECK(client.try_balance().error().status() == Status::Closed);
    CHECK(client.try_wait(id, 1min).error().status() == Status::Closed);
    CHECK(status_of([&] { return client.send(order().set_mode(Mode::Smart)); }) == Status::Closed);
}

int main() {
    const Client client = sandbox_client();
    what_would_be_lost_is_refused_before_it_is_sent(client);
    const std::string id = sent_to_two(client);
    a_message_is_followed_to_its_end(client, id);
    a_report_is_a_list_of_recipients(client, id);
    the_account_guards_itself();
    what_cannot_be_a_message_is_refused(client);
    what_cannot_be_an_account_or_a_connection_is_refused();
    a_client_is_closed_once_and_then_makes_no_call(client, id);
}
