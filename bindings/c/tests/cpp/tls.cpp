// Over TLS: whom a client believes. The test gives the certificate of the sandbox's authority in a file.

#include <smsmode.hpp>

#include <fstream>
#include <iterator>

#include "sandbox.hpp"

using namespace smsmode;

int main() {
    const char *path = std::getenv("SMSMODE_TEST_CA");
    CHECK(path != nullptr);
    const auto distrusted = sandbox_client().try_balance();
    CHECK(distrusted.error().status() == Status::Certificate);
    CHECK(distrusted.error().outcome() == Outcome::NotSent);
    CHECK(sandbox_client(Settings().set_ca_file(path)).try_balance().has_value());
    std::ifstream file(path);
    const std::string pem(std::istreambuf_iterator<char>(file), {});
    CHECK(sandbox_client(Settings().set_ca_pem(pem)).try_balance().has_value());
}
