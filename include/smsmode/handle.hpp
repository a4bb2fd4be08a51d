/// What the classes are made of, for them alone. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_HANDLE_HPP
#define SMSMODE_HANDLE_HPP

#include <smsmode.h>
#include <smsmode/error.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace smsmode::detail {

/// Calls a function of C whose last argument receives the error.
template <class Function, class... Arguments>
Result<> call(Function function, Arguments... arguments) noexcept {
    smsmode_error *error = nullptr;
    // A statement of its own: in one with the test below, `error` could be read before the call.
    const smsmode_status status = function(arguments..., &error);
    return status == SMSMODE_OK ? Result<>() : Result<>(Error(status, error));
}

/// The same where the argument before the error receives a value.
template <class Value, class Function, class... Arguments>
Result<Value> output(Function function, Arguments... arguments) noexcept {
    Value value{};
    const auto result = call(function, arguments..., &value);
    return result ? Result<Value>(value) : Result<Value>(result.error());
}

/// The same where that value is a handle, which an object then owns.
template <class Class, class Function, class... Arguments>
Result<Class> made(Function function, Arguments... arguments) noexcept {
    const auto handle = output<typename Class::Handle *>(function, arguments...);
    return handle ? Result<Class>(Class(*handle)) : Result<Class>(handle.error());
}

/// The owner of a handle of C: what every class below is.
template <class Type, void (*release)(Type *)>
class Owner {
 public:
    using Handle = Type;

    /// Takes over a handle that a function of C gave.
    explicit Owner(Handle *handle) noexcept : handle_(handle) {}

    /// The handle, for functions of smsmode.h; it is lent, and must not be freed.
    Handle *get() const noexcept { return handle_.get(); }

 private:
    struct Release {
        void operator()(Handle *handle) const noexcept { release(handle); }
    };
    std::unique_ptr<Handle, Release> handle_;
};

/// Milliseconds as C takes them: none for less than none, and at most 49 days.
inline std::uint32_t milliseconds(std::chrono::milliseconds time) noexcept {
    using namespace std::chrono_literals;
    const auto taken = std::clamp(time, 0ms, std::chrono::milliseconds(UINT32_MAX));
    return static_cast<std::uint32_t>(taken.count());
}

/// An instant as C takes it, in whole seconds, rounded down.
inline std::int64_t seconds(std::chrono::system_clock::time_point time) noexcept {
    return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
}

/// A place, or nothing where C says that there is none.
inline std::optional<std::size_t> place(std::size_t offset) noexcept {
    return offset == SMSMODE_NONE ? std::nullopt : std::optional(offset);
}

/// A list of so many items, each asked for by its number from 0.
template <class Function>
auto list(std::size_t count, Function item) {
    std::vector<decltype(item(count))> items;
    items.reserve(count);
    for (std::size_t index = 0; index < count; index++) {
        items.push_back(item(index));
    }
    return items;
}

}  // namespace smsmode::detail

#endif  // SMSMODE_HANDLE_HPP
