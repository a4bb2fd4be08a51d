// Batches. Each run sends three, as the test counts.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;

static_assert(!std::is_copy_constructible_v<Batch> && std::is_nothrow_move_constructible_v<Batch>);
static_assert(noexcept(std::declval<Client>().try_send_batch(std::declval<Batch>())));

static void each_row_has_a_text_of_its_own(const Client &client) {
    Batch batch;
    batch.set_mode(Mode::Smart).set_level(Level::Letters).set_when(When::Always).set_dropping(true);
    batch.set_sender("BOULANGER").set_reference("tournée 7").set_paris_time(2099, 1, 31, 18, 30);
    batch.set_max_segments(2).set_opt_out(OptOut::Always).set_delivery_url("https://example.com/d");
    batch.add_row("06 39 98 00 11", "Commande 12 prête 🥖");
    batch.add_row("+33639980012", "\"Été\", 5 €", "MARCHAND", "ticket 13");
    CHECK(client.send_batch(batch).message_id().has_value());
}

static void a_batch_can_be_answered(const Client &client) {
    Batch batch;
    batch.set_replies(true).set_time(std::chrono::system_clock::time_point(std::chrono::seconds(4070908800)));
    CHECK(client.send_batch(batch.add_row("0639980013", "Livraison demain ?")).message_id().has_value());
}

static void the_key_may_stand_in_the_body() {
    Account account = sandbox_account(std::getenv("SMSMODE_API_KEY"));
    account.set_batch_credential(BatchCredential::Body).set_batch_boundary("between-two-loaves");
    CHECK(status_of([&] { account.set_batch_credential(BatchCredential{3}); }) == Status::BadConstant);
    CHECK(status_of([&] { account.set_batch_boundary("a b"); }) == Status::MultipartBoundary);
    const Client client(account);
    Batch batch;
    CHECK(client.send_batch(batch.add_row("0639980014", "Bonjour")).message_id().has_value());
    batch.add_row("0639980014", "What is --between-two-loaves?");
    CHECK(client.try_send_batch(batch).error().status() == Status::MultipartBoundary);
}

static void what_cannot_be_sent_is_refused(const Client &client) {
    Batch batch;
    CHECK(client.try_send_batch(batch).error().status() == Status::EmptyBatch);
    CHECK(status_of([&] { batch.add_row("12", "a"); }) == Status::PhoneNumber);
    CHECK(status_of([&] { batch.set_mode(Mode::Unicode); }) == Status::BadConstant);
    batch.add_row("0639980011", "Bonjour").add_row("0639980012", "Prête");
    const auto result = client.try_send_batch(batch);
    CHECK(result.error().status() == Status::OutsideAlphabet);
    CHECK(result.error().outcome() == Outcome::NotSent);
    CHECK(result.error().text(Language::English).find("row 1 of the batch") == 0);
    CHECK(status_of([&] { return client.send_batch(batch); }) == Status::OutsideAlphabet);
    const Batch taken = std::move(batch);
    CHECK(client.try_send_batch(batch).error().status() == Status::NullArgument);
}

int main() {
    const Client client = sandbox_client();
    each_row_has_a_text_of_its_own(client);
    a_batch_can_be_answered(client);
    the_key_may_stand_in_the_body();
    what_cannot_be_sent_is_refused(client);
}
