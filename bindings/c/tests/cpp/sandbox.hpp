// A client of the sandbox that the test has started.

#ifndef SANDBOX_HPP
#define SANDBOX_HPP

#include <smsmode.hpp>

#include "../c/check.h"

inline smsmode::Account sandbox_account(const char *key) {
    const char *url = std::getenv("SMSMODE_BASE_URL");
    CHECK(url != nullptr);
    smsmode::Account account(key);
    account.set_base_url(url);
    return account;
}

// A client with the key of the sandbox's account.
inline smsmode::Client sandbox_client(const smsmode::Settings &settings = {}) {
    return smsmode::Client(sandbox_account(std::getenv("SMSMODE_API_KEY")), settings);
}

// The status with which a function fails; Ok if it does not.
template <class Function>
smsmode::Status status_of(Function function) {
    const auto result = smsmode::attempt(function);
    return result ? smsmode::Status::Ok : result.error().status();
}

#endif
