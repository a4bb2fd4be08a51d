// Errors: thrown or given, and what they tell. The sandbox takes each message and never answers.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;
using namespace std::chrono_literals;

static_assert(std::is_base_of_v<std::runtime_error, Error>);
static_assert(std::is_nothrow_copy_constructible_v<Error>);
static_assert(noexcept(std::declval<Client>().try_send(std::declval<Send>())));

static void an_error_says_where_utf8_ends() {
    try {
        analyse("pr\xEAte");
        CHECK(!"analyse throws");
    } catch (const std::runtime_error &error) {
        CHECK_TEXT(error.what(), "text is not UTF-8 at byte 2; is this Windows-1252?");
    }
}

static void an_error_that_nobody_refused_has_no_code() {
    const auto result = attempt([] { return analyse("\xEA"); });
    CHECK(result.error().status() == Status::NotUtf8);
    CHECK(result.error().outcome() == Outcome::NotSent && !result.error().may_retry());
    CHECK(!result.error().refusal_code() && !result.error().http_status());
    CHECK(result.error().text(Language{3}).empty());
}

static void a_copy_outlives_the_error_it_was_made_of() {
    std::optional<Error> kept;
    kept = attempt([] { return analyse("\xEA"); }).error();
    CHECK(kept->text(Language::English) == kept->what());
}

static void a_result_is_a_value_or_an_error() {
    auto good = attempt([] { return analyse("abc"); });
    CHECK(good && good.has_value() && good->units == 3 && (*good).units == 3);
    CHECK(good.value().units == 3 && std::move(good).value().units == 3);
    const auto bad = attempt([] { return analyse("\xEA"); });
    CHECK(!bad && status_of([&] { return bad.value(); }) == Status::NotUtf8);
    const Result<> nothing = attempt([] {});
    CHECK(nothing.has_value());
    nothing.value();
}

static void an_error_without_a_handle_has_the_name_of_its_status() {
    const Error error(SMSMODE_TIMEOUT, nullptr);
    CHECK_TEXT(error.what(), "timeout");
    CHECK(error.status() == Status::Timeout && error.text(Language::French).empty());
    CHECK(error.outcome() == Outcome::Unknown);
}

static void a_status_that_is_not_known_is_kept() {
    const Error error(777, nullptr);
    CHECK(static_cast<int>(error.status()) == 777 && status_name(error.status()) == "unknown");
    CHECK(status_name(Status::NotUtf8) == smsmode_status_name(SMSMODE_NOT_UTF8));
}

static void a_wrong_key_is_refused_by_the_service() {
    const Client client(sandbox_account("Zz9ZZ9zzz9Zz"));
    const auto result = client.try_balance();
    CHECK(!result && result.error().status() == Status::RefusedAuthentication);
    CHECK(result.error().outcome() == Outcome::Refused);
    CHECK(result.error().refusal_code() == 32 && result.error().http_status().has_value());
}

static void an_unknown_message_is_refused_by_the_service() {
    const Client client = sandbox_client();
    CHECK(client.try_message_status("S7EpYZ5kmS87").error().status() == Status::RefusedUnknownMessage);
    CHECK(client.try_report("S7EpYZ5kmS87").error().status() == Status::RefusedUnknownMessage);
    CHECK(client.try_message_status("?").error().status() == Status::Id);
}

static void what_nobody_knows_is_not_sent_again() {
    const Client client =
        sandbox_client(Settings().set_timeout(500ms).set_retry_costly_calls(true));
    Send send;
    send.add_recipient("06 39 98 00 11").set_text("Bonjour Maman");
    const auto result = client.try_send(send);
    CHECK(!result && result.error().status() == Status::Timeout);
    CHECK(result.error().outcome() == Outcome::Unknown && !result.error().may_retry());
    CHECK(result.error().text(Language::French).find("nul ne sait") != std::string_view::npos);
}

int main() {
    an_error_says_where_utf8_ends();
    an_error_that_nobody_refused_has_no_code();
    a_copy_outlives_the_error_it_was_made_of();
    a_result_is_a_value_or_an_error();
    an_error_without_a_handle_has_the_name_of_its_status();
    a_status_that_is_not_known_is_kept();
    a_wrong_key_is_refused_by_the_service();
    an_unknown_message_is_refused_by_the_service();
    what_nobody_knows_is_not_sent_again();
    CHECK(version() == SMSMODE_VERSION);
}
