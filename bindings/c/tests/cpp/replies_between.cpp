// What people answered in a period: the test has made one of them answer. Each run asks five times.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;
using namespace std::chrono_literals;
using Clock = std::chrono::system_clock;

static std::size_t count_between(const Client &client, Clock::time_point from, Clock::time_point to) {
    const auto replies = client.list_replies_between(from, to).replies();
    CHECK(replies.empty() || replies[0].text == "Oui, après 18 h");
    return replies.size();
}

static Clock::time_point at(std::int64_t seconds) { return Clock::time_point(std::chrono::seconds(seconds)); }

int main() {
    const Client client = sandbox_client();
    const auto now = Clock::now();
    CHECK(count_between(client, now - 24h, now + 24h) == 1);
    CHECK(count_between(client, now - 72h, now - 48h) == 0);
    CHECK(count_between(client, at(1795353959) + 999ms, at(1795357500) + 1ms) == 0);
    CHECK(count_between(client, at(1792888200), at(1792891800)) == 0);
    CHECK(count_between(client, at(1792891800), at(1792891800)) == 0);
    CHECK(client.try_list_replies_between(at(2), at(1)).error().status() == Status::Date);
    CHECK(status_of([&] { return client.list_replies_between(at(2), at(1)); }) == Status::Date);
}
