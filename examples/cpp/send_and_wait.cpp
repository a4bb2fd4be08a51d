// Sends a text and follows it until its status is final.
//
//     c++ -std=c++17 send_and_wait.cpp -lsmsmode -o send_and_wait
//     SMSMODE_API_KEY=... ./send_and_wait 0639980011
//
// SMSMODE_BASE_URL leads elsewhere than to the service, such as to a sandbox.

#include <cstdlib>
#include <iostream>

#include <smsmode.hpp>

static smsmode::Account account_of_the_environment() {
    const char *key = std::getenv("SMSMODE_API_KEY");
    smsmode::Account account(key ? key : "");
    if (const char *url = std::getenv("SMSMODE_BASE_URL")) {
        account.set_base_url(url);
    }
    return account;
}

static void send_and_wait(std::string_view to) {
    const smsmode::Client client(account_of_the_environment());
    smsmode::Send send;
    send.add_recipient(to).set_text("Bonjour Maman, votre commande est arrivée");

    const auto id = client.send(send).message_id();
    std::cout << "accepted: " << id.value_or("its id was lost on the way") << "\n";
    if (!id) {
        return;
    }
    if (const auto status = client.wait(*id, std::chrono::minutes(1))) {
        std::cout << "now: " << status->name() << " (" << status->number << ")\n";
    }
}

int main(int count, char **arguments) {
    try {
        send_and_wait(count > 1 ? arguments[1] : "");
    } catch (const smsmode::Error &error) {
        std::cerr << error.what() << "\n";
        return error.outcome() == smsmode::Outcome::Unknown ? 7 : 1;
    }
}
