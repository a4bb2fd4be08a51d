/// What the library tells of its work. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_LOG_HPP
#define SMSMODE_LOG_HPP

#include <smsmode.h>
#include <smsmode/error.hpp>
#include <smsmode/handle.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

namespace smsmode {

/// How much a line of the log matters.
enum class LogLevel : std::int32_t {
    /// What makes a call fail.
    Error = SMSMODE_LOG_ERROR,
    /// What may be a mistake.
    Warning = SMSMODE_LOG_WARNING,
    /// What is worth knowing.
    Info = SMSMODE_LOG_INFO,
    /// Each request, each attempt, each connection.
    Debug = SMSMODE_LOG_DEBUG,
    /// Whatever any part of the library has to say.
    Trace = SMSMODE_LOG_TRACE,
};

/// Hears a line: its level, the part of the library that tells it, such as "smsmode_http::client", and its
/// text. Both texts are lent for the call only.
using LogFunction = std::function<void(LogLevel, std::string_view target, std::string_view text)>;

namespace detail {

extern "C" inline void smsmode_cpp_hear(void *context, std::int32_t level, const char *target,
                                        const char *text, std::size_t length) noexcept {
    try {
        (*static_cast<const LogFunction *>(context))(LogLevel{level}, target, {text, length});
    } catch (...) {
        // No exception may pass through the library, and a line of the log is not worth more.
    }
}

/// The function that hears the log of the process.
inline std::unique_ptr<LogFunction> &log_function() {
    static std::unique_ptr<LogFunction> function;
    return function;
}

inline std::mutex &log_mutex() {
    static std::mutex mutex;
    return mutex;
}

}  // namespace detail

/// Lets a function hear what the library tells of its work, in the whole process, up to a level; an empty
/// one for nobody, which is the default. No line holds a key, a phone number or a text.
///
/// The function is called on whichever thread a line comes from, perhaps on several at once. It must not
/// call this library; what it throws is lost. The one that was set before is not running any more when
/// this returns. It must be taken away before the program ends.
inline void set_log(LogFunction function, LogLevel most = LogLevel::Debug) {
    const std::lock_guard guard(detail::log_mutex());
    auto next = function ? std::make_unique<LogFunction>(std::move(function)) : nullptr;
    const auto callback = next ? detail::smsmode_cpp_hear : nullptr;
    detail::call(smsmode_log_set, callback, static_cast<void *>(next.get()), detail::number(most))
        .value();
    detail::log_function() = std::move(next);
}

}  // namespace smsmode

#endif  // SMSMODE_LOG_HPP
