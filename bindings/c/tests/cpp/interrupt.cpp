// A send that is never answered ends when another thread closes the client, which the test asks for by a
// byte as soon as the sandbox has the message.

#include <smsmode.hpp>

#include <thread>

#include "sandbox.hpp"

using namespace smsmode;
using namespace std::chrono_literals;

int main() {
    const Client client = sandbox_client(Settings().set_timeout(1min));
    std::thread closes([&] {
        CHECK(std::getchar() == '.');
        client.close();
    });
    const auto ended = client.try_send(Send().add_recipient("0639980011").set_text("Bonjour"));
    closes.join();
    CHECK(!ended && ended.error().status() == Status::Interrupted);
    CHECK(ended.error().outcome() == Outcome::Unknown && !ended.error().may_retry());
}
