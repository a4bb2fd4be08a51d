// A till with an event loop tells customers that their orders are ready, over a network that may fail.
//
//     c++ -std=c++17 till_outbox.cpp -lsmsmode -o till_outbox
//     SMSMODE_API_KEY=... ./till_outbox sqlite:till.db
//
// Each line of its input is an order and a phone number. Kill it, start it again and give it the same
// lines: each customer is told once.

#include <poll.h>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>

#include <smsmode.hpp>

// Once this has printed "kept", the message is on the disk. After any doubt, put it in again: the number
// of the order is its key, so it is there once.
static void put_in(const smsmode::Outbox &outbox, const std::string &order, const std::string &number) try {
    smsmode::Send send;
    send.set_text("Bonjour, votre commande est prête : " + order).set_mode(smsmode::Mode::Smart);
    send.add_recipient(number);
    const bool is_taken = outbox.enqueue(order, send).result == smsmode::Put::KeyTaken;
    std::cout << order << (is_taken ? " is not kept: another message has this key" : " is kept") << std::endl;
} catch (const smsmode::Error &error) {
    std::cout << order << " is not kept: " << error.what() << std::endl;
}

// What is known of a message that changed, and what the cashier can do: of unknown and parked ones too.
static void show(const smsmode::Entry &entry) {
    std::cout << entry.key << " is " << smsmode::state_name(entry.state) << ". " << entry.known.english << " "
              << (entry.advice ? entry.advice->english : "") << std::endl;
}

int main(int count, char **arguments) {
    const char *key = std::getenv("SMSMODE_API_KEY");
    smsmode::Account account(key ? key : "");
    if (const char *url = std::getenv("SMSMODE_BASE_URL")) account.set_base_url(url);
    const smsmode::Outbox outbox(count > 1 ? arguments[1] : "sqlite:till.db");
    const auto changes = outbox.subscribe_after(0);
    const auto dispatcher = outbox.dispatch(
        smsmode::Client(account), smsmode::DispatcherSettings().set_timeout(std::chrono::seconds(3)));
    std::setvbuf(stdin, nullptr, _IONBF, 0);  // What is read ahead cannot be waited for.
    pollfd waited[] = {{0, POLLIN, 0}, {changes.fd(), POLLIN, 0}};
    while (poll(waited, 2, -1) > 0) {
        for (const auto &entry : changes.next()) show(entry);
        if (waited[0].revents == 0) continue;
        std::string line, order, number, more;
        std::getline(std::cin, line);
        if (!std::cin.good()) break;  // What ends without an end of line may have been cut.
        std::istringstream words(line);
        if (words >> order >> number && !(words >> more)) {
            put_in(outbox, order, number);
        } else {
            std::cout << "A line that is no order and number is not kept." << std::endl;
        }
    }
}
