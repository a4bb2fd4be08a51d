// A wait of an hour, for a message that arrives in an hour, ends when another thread closes.

#include <smsmode.hpp>

#include <thread>

#include "sandbox.hpp"

using namespace std::chrono_literals;

int main() {
    const auto client = sandbox_client();
    const auto id = client.send(smsmode::Send().add_recipient("0639980011").set_text("Bonjour"))
                        .message_id()
                        .value();
    const auto negative = client.wait(id, -1h);
    CHECK(negative && !negative->is_final());

    std::thread closes([&] { client.close(); });
    const auto ended = client.try_wait(id, std::chrono::milliseconds::max());
    closes.join();
    CHECK(!ended && ended.error().status() == smsmode::Status::Closed);
}
