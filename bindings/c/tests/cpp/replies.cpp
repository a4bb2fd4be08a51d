// What people answered: the test has made one of them answer.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;
using namespace std::chrono_literals;

int main() {
    const Client client = sandbox_client();
    const auto page = client.list_replies(0, 10);
    CHECK(page.count() == 1 && page.damaged_count() == 0);
    const auto reply = page.replies().front();
    CHECK(reply.text == "Oui, après 18 h" && reply.from == "33639980011");
    CHECK(!reply.id.empty() && reply.message_id.has_value());
    CHECK(reply.time && std::chrono::system_clock::now() - *reply.time < 24h);
    CHECK(client.list_replies(1, 10).replies().empty());
    CHECK(client.try_list_replies(0, 0).error().status() == Status::PageSize);
}
