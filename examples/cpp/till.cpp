// A till tells a customer that the order is ready, and the cashier what became of the message.
//
//     c++ -std=c++17 till.cpp -lsmsmode -o till
//     SMSMODE_API_KEY=... ./till 0639980011 "ticket 12"
//
// SMSMODE_BASE_URL leads elsewhere than to the service, such as to a sandbox.

#include <cstdlib>
#include <iostream>

#include <smsmode.hpp>

static smsmode::Client client_of_the_till() {
    const char *key = std::getenv("SMSMODE_API_KEY");
    smsmode::Account account(key ? key : "");
    if (const char *url = std::getenv("SMSMODE_BASE_URL")) {
        account.set_base_url(url);
    }
    // A cashier does not wait for long; what then is unknown, is said to be.
    return smsmode::Client(account, smsmode::Settings().set_timeout(std::chrono::seconds(10)));
}

static smsmode::Send order_ready(std::string_view to, std::string_view ticket) {
    smsmode::Send send;
    send.add_recipient(to).set_reference(ticket);
    send.set_text("Bonjour, votre commande est prête.").set_mode(smsmode::Mode::Smart);
    return send;
}

static int explain(const smsmode::Error &error) {
    std::cout << error.text(smsmode::Language::French) << "\n";
    switch (error.outcome()) {
        case smsmode::Outcome::NotSent:
            std::cout << "Not sent: correct it, or try again.\n";
            return 1;
        case smsmode::Outcome::Refused:
            std::cout << "Refused: call the customer.\n";
            return 2;
        case smsmode::Outcome::Unknown:
            break;
    }
    std::cout << "Perhaps sent: do not send it again before you have looked.\n";
    return 7;
}

int main(int count, char **arguments) {
    const auto result = smsmode::attempt([&] {
        return client_of_the_till().send(
            order_ready(count > 1 ? arguments[1] : "", count > 2 ? arguments[2] : "order"));
    });
    if (!result) {
        return explain(result.error());
    }
    std::cout << "Sent: " << result->message_id().value_or("its id was lost on the way") << "\n";
}
