// Sub-accounts. Each run creates one, gives it credits, and deletes it, as the test counts.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;

static_assert(noexcept(std::declval<Client>().try_create_sub_account(std::declval<SubAccount>())));

constexpr auto login = "succursale", password = "Pässe & mot=1+1 % €";

static SubAccount described() {
    SubAccount all(login, password);
    all.set_reference("tx-1").set_last_name("Lefèvre").set_first_name("Hélène");
    all.set_birth_date(1980, 2, 29).set_mobile("06 39 98 00 11").set_email("helene@example.com");
    all.set_company("Boulangerie").set_address("1, rue de l'Été").set_postal_code("25000");
    all.set_city("Besançon").set_phone("06 39 98 00 12").set_fax("06 39 98 00 13");
    return all;
}

static void a_sub_account_opens_with_its_password_until_it_is_deleted(const Client &client) {
    const SubAccount all = described();
    client.create_sub_account(all);
    CHECK(client.try_create_sub_account(all).error().status() == Status::RefusedLogin);
    Account account = Account::with_login(login, password);
    const Client below(account.set_base_url(std::getenv("SMSMODE_BASE_URL")));
    client.transfer_credits(login, 12, "été");
    CHECK(below.balance().credits() == "12");
    client.delete_sub_account(login);
    CHECK(below.try_balance().error().status() == Status::RefusedAuthentication);
}

static void what_cannot_be_a_sub_account_is_refused(const Client &client) {
    CHECK(status_of([] { return SubAccount("", "a"); }) == Status::Login);
    CHECK(status_of([] { return SubAccount("a", ""); }) == Status::Secret);
    SubAccount all = described();
    CHECK(status_of([&] { all.set_mobile("12"); }) == Status::PhoneNumber);
    CHECK(status_of([&] { all.set_birth_date(1981, 2, 29); }) == Status::Date);
    all.set_city("Безансон");
    CHECK(status_of([&] { client.create_sub_account(all); }) == Status::OutsideCharset);
}

int main() {
    const Client client = sandbox_client();
    a_sub_account_opens_with_its_password_until_it_is_deleted(client);
    what_cannot_be_a_sub_account_is_refused(client);
}
