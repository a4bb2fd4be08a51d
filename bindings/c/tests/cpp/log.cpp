// The log reaches a function with a state of its own, and what that throws reaches nobody.

#include <smsmode.hpp>

#include <stdexcept>

#include "sandbox.hpp"

static void send_once() {
    sandbox_client().send(smsmode::Send().add_recipient("0639980011").set_text("Bonjour"));
}

static void a_function_hears_each_line() {
    int lines = 0;
    smsmode::set_log([&lines](smsmode::LogLevel level, std::string_view target, std::string_view text) {
        CHECK(level <= smsmode::LogLevel::Debug && !target.empty());
        CHECK(text.find("639980011") == std::string_view::npos);
        lines++;
    });
    send_once();
    CHECK(lines > 0);

    const int heard = lines;
    smsmode::set_log({});
    send_once();
    CHECK(lines == heard);
}

static void what_it_throws_is_lost() {
    int thrown = 0;
    smsmode::set_log(
        [&thrown](auto...) {
            thrown++;
            throw std::runtime_error("no disk");
        },
        smsmode::LogLevel::Trace);
    send_once();
    CHECK(thrown > 0);
    smsmode::set_log(nullptr);
}

static void a_level_that_there_is_not_is_refused() {
    const auto function = [](auto...) {};
    CHECK(status_of([&] { smsmode::set_log(function, smsmode::LogLevel{9}); }) ==
          smsmode::Status::BadConstant);
}

int main() {
    a_function_hears_each_line();
    what_it_throws_is_lost();
    a_level_that_there_is_not_is_refused();
}
