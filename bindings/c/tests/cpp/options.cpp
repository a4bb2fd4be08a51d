// What decides how a message goes out. Each run sends five messages, as the test counts.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;

static Send ready(std::string_view text = "Bonjour Maman") {
    Send send;
    send.add_recipient("06 39 98 00 11").set_text(text);
    return send;
}

static void sent(const Client &client, const Send &send) {
    CHECK(client.send(send).message_id().has_value());
}

int main() {
    const Client client = sandbox_client();
    const std::chrono::system_clock::time_point time(std::chrono::seconds(4070908859));
    sent(client, ready().set_time(time));
    sent(client, ready().set_paris_time(2099, 1, 31, 18, 30));

    Account account = sandbox_account(std::getenv("SMSMODE_API_KEY"));
    sent(Client(account.set_method(Method::Get)), ready());

    sent(client, ready("Prête 🥖").set_mode(Mode::Smart).set_dropping(true));
    Send send = ready("Prête");
    send.set_mode(Mode::Smart).set_when(When::ItSavesASegment);
    CHECK(client.try_send(send).error().status() == Status::OutsideAlphabet);
    sent(client, send.set_when(When::Always));
    CHECK(status_of([&] { send.set_when(When{0}); }) == Status::BadConstant);
}
