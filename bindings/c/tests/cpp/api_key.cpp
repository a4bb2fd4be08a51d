// Keys: one that is created opens the account.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;

static_assert(noexcept(std::declval<Client>().try_create_api_key()));

template <class Lender, class = void>
struct Lends : std::false_type {};
template <class Lender>
struct Lends<Lender, std::void_t<decltype(std::declval<Lender>().key())>> : std::true_type {};
static_assert(Lends<ApiKey &>::value && !Lends<ApiKey>::value, "a temporary lends no key");

int main() {
    const Client client = sandbox_client();
    ApiKey created = client.create_api_key();
    CHECK(!Client(sandbox_account(std::string(created.key()).c_str())).balance().credits().empty());
    CHECK(created.id().has_value() && created.creation_date().has_value());
    CHECK(created.state() == "ACTIVE" && created.account() == "sandbox-demo");
    CHECK(!created.expiration());
    const ApiKey taken = std::move(created);
    CHECK(!taken.key().empty() && created.key().empty() && !created.id());

    Account keyless = Account::with_login("keyless", "hunter2");
    const Client first(keyless.set_base_url(std::getenv("SMSMODE_BASE_URL")));
    const auto refused = attempt([&] { return first.create_api_key(); });
    CHECK(refused.error().status() == Status::UnexpectedHttpStatus);
    CHECK(refused.error().outcome() == Outcome::Refused);
}
