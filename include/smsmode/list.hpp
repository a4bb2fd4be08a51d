/// Pages of what was sent and of what people answered. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_LIST_HPP
#define SMSMODE_LIST_HPP

#include <smsmode.h>
#include <smsmode/handle.hpp>
#include <smsmode/text.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace smsmode {

/// A message that was sent.
struct SentMessage {
    std::string message_id;
    std::string text;
    /// Its recipient in international form, without a plus; of several, one.
    std::string recipient;
    std::uint32_t recipients;
    /// In credits, a decimal number with a point.
    std::string cost;
    /// Nothing if its date cannot be read.
    std::optional<std::chrono::system_clock::time_point> time;
    /// The same as the service writes it, by the clocks of Paris.
    std::string date;
};

/// What somebody answered.
struct Reply {
    std::string id;
    std::string text;
    /// The number that answered, in international form, without a plus.
    std::string from;
    /// The message that it answers; nothing if the service does not say.
    std::optional<std::string> message_id;
    /// When it arrived; nothing if its date cannot be read.
    std::optional<std::chrono::system_clock::time_point> time;
};

namespace detail {

/// A time as C gives it, where 0 stands for none.
inline std::optional<std::chrono::system_clock::time_point> time(std::int64_t seconds) {
    using Clock = std::chrono::system_clock;
    return seconds == 0 ? std::nullopt : std::optional(Clock::time_point(std::chrono::seconds(seconds)));
}

}  // namespace detail

/// A page of the messages that an account has sent, the newest first. Threads: it never changes.
class Sent : public detail::Owner<smsmode_sent, smsmode_sent_free> {
 public:
    using Owner::Owner;

    std::size_t count() const noexcept { return smsmode_sent_count(get()); }

    std::vector<SentMessage> messages() const {
        return detail::list(count(), [this](std::size_t index) {
            const auto text = [&](auto function) {
                return std::string(detail::text_of(function, get(), index));
            };
            return SentMessage{text(smsmode_sent_message_id),
                               text(smsmode_sent_text),
                               text(smsmode_sent_recipient),
                               smsmode_sent_recipients(get(), index),
                               text(smsmode_sent_cost),
                               detail::time(smsmode_sent_time(get(), index)),
                               text(smsmode_sent_date)};
        });
    }

    /// How many parts of the page could not be read.
    std::size_t damaged_count() const noexcept { return smsmode_sent_damaged_count(get()); }
};

/// A page or a period of what people answered, the newest first. Threads: it never changes.
class Replies : public detail::Owner<smsmode_replies, smsmode_replies_free> {
 public:
    using Owner::Owner;

    std::size_t count() const noexcept { return smsmode_replies_count(get()); }

    std::vector<Reply> replies() const {
        return detail::list(count(), [this](std::size_t index) {
            const auto text = [&](auto function) {
                return std::string(detail::text_of(function, get(), index));
            };
            const auto answered = text(smsmode_replies_message_id);
            return Reply{text(smsmode_replies_id), text(smsmode_replies_text), text(smsmode_replies_from),
                         answered.empty() ? std::nullopt : std::optional(answered),
                         detail::time(smsmode_replies_time(get(), index))};
        });
    }

    /// How many parts of the page could not be read.
    std::size_t damaged_count() const noexcept { return smsmode_replies_damaged_count(get()); }
};

}  // namespace smsmode

#endif  // SMSMODE_LIST_HPP
