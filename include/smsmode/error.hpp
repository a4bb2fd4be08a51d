/// Errors: exceptions, and results that throw nothing. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_ERROR_HPP
#define SMSMODE_ERROR_HPP

#include <smsmode.h>
#include <smsmode/status.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace smsmode {

/// The language of texts for people.
enum class Language : std::int32_t { English = SMSMODE_ENGLISH, French = SMSMODE_FRENCH };

/// What became of a call that failed.
enum class Outcome : std::int32_t {
    /// Nothing was sent, and nothing was done.
    NotSent = SMSMODE_OUTCOME_NOT_SENT,
    /// The service said no, and nothing was done.
    Refused = SMSMODE_OUTCOME_REFUSED,
    /// Nobody knows whether the service received the call: do not repeat it before you have looked.
    Unknown = SMSMODE_OUTCOME_UNKNOWN,
};

namespace detail {

/// A text that C gives by a function whose last argument receives the length.
template <class Function, class... Arguments>
std::string_view text_of(Function function, Arguments... arguments) noexcept {
    std::size_t length = 0;
    const char *data = function(arguments..., &length);
    return {data, length};
}

template <class Enumeration>
constexpr std::int32_t number(Enumeration value) noexcept {
    return static_cast<std::int32_t>(value);
}

}  // namespace detail

/// Why a function failed. what() says it in English. No text of it holds a key, an address, a number or a
/// text, but for single characters that cannot be sent. Copies share what they tell.
class Error : public std::runtime_error {
 public:
    /// Takes over an error of C, which may be NULL, and the status that came with it.
    Error(smsmode_status status, smsmode_error *error)
        : std::runtime_error(words(status, error)),
          status_(static_cast<Status>(status)),
          error_(error, smsmode_error_free) {}

    Status status() const noexcept { return status_; }

    /// What became of the call. Ask this first: only NotSent and Refused are surely not sent.
    Outcome outcome() const noexcept {
        const std::int32_t outcome = smsmode_error_outcome(error_.get());
        return outcome == 0 ? Outcome::Unknown : static_cast<Outcome>(outcome);
    }

    /// Whether the same call may succeed later and cannot send anything twice.
    bool may_retry() const noexcept { return smsmode_error_may_retry(error_.get()) != 0; }

    /// The code with which the service refused; nothing if it did not.
    std::optional<int> refusal_code() const noexcept {
        const int code = smsmode_error_refusal_code(error_.get());
        return code > 0 ? std::optional(code) : std::nullopt;
    }

    /// The HTTP status of the answer; nothing if there was none.
    std::optional<int> http_status() const noexcept {
        const int status = smsmode_error_http_status(error_.get());
        return status > 0 ? std::optional(status) : std::nullopt;
    }

    /// How long to wait before the call is made again; nothing if the service does not say.
    std::optional<std::chrono::seconds> retry_after() const noexcept {
        const std::chrono::seconds delay(smsmode_error_retry_after(error_.get()));
        return delay.count() > 0 ? std::optional(delay) : std::nullopt;
    }

    /// What went wrong, in words for people; empty for another language. Lent by this error.
    std::string_view text(Language language) const & noexcept {
        return detail::text_of(smsmode_error_text, error_.get(), detail::number(language));
    }
    std::string_view text(Language) const && = delete;

 private:
    static const char *words(smsmode_status status, const smsmode_error *error) noexcept {
        const char *text = smsmode_error_text(error, SMSMODE_ENGLISH, nullptr);
        return text != nullptr ? text : smsmode_status_name(status);
    }

    Status status_;
    std::shared_ptr<const smsmode_error> error_;
};

/// A value, or the Error that says why there is none. Value may be void.
template <class Value = void>
class [[nodiscard]] Result {
 public:
    Result(Value value) noexcept : state_(std::move(value)) {}
    Result(Error error) noexcept : state_(std::move(error)) {}

    bool has_value() const noexcept { return std::holds_alternative<Value>(state_); }
    explicit operator bool() const noexcept { return has_value(); }

    /// The value; throws the Error if there is none.
    Value &value() & {
        checked();
        return std::get<Value>(state_);
    }
    const Value &value() const & {
        checked();
        return std::get<Value>(state_);
    }
    Value value() && {
        checked();
        return std::get<Value>(std::move(state_));
    }

    /// The value, which must be there: nothing looks.
    Value &operator*() noexcept { return *std::get_if<Value>(&state_); }
    const Value &operator*() const noexcept { return *std::get_if<Value>(&state_); }
    Value *operator->() noexcept { return std::get_if<Value>(&state_); }
    const Value *operator->() const noexcept { return std::get_if<Value>(&state_); }

    /// The error, which lives as long as this; throws std::bad_variant_access if there is none.
    const Error &error() const { return std::get<Error>(state_); }

 private:
    void checked() const {
        if (const auto *error = std::get_if<Error>(&state_)) {
            throw *error;
        }
    }

    std::variant<Value, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
    Result() noexcept = default;
    Result(Error error) noexcept : error_(std::move(error)) {}

    bool has_value() const noexcept { return !error_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }

    /// Throws the Error if there is one.
    void value() const {
        if (error_) {
            throw *error_;
        }
    }

    /// The error, which lives as long as this; throws std::bad_optional_access if there is none.
    const Error &error() const { return error_.value(); }

 private:
    std::optional<Error> error_;
};

/// Runs a function and gives what it returned, or the Error that it threw, such as in
/// `attempt([&] { return Plan(text); })`. Any other exception ends the program.
template <class Function>
auto attempt(Function &&function) noexcept -> Result<std::invoke_result_t<Function>> {
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Function>>) {
            function();
            return {};
        } else {
            return function();
        }
    } catch (const Error &error) {
        return error;
    }
}

}  // namespace smsmode

#endif  // SMSMODE_ERROR_HPP
