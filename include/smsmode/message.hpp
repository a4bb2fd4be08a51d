/// Messages, and what becomes of them. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_MESSAGE_HPP
#define SMSMODE_MESSAGE_HPP

#include <smsmode.h>
#include <smsmode/encoding.hpp>
#include <smsmode/handle.hpp>
#include <smsmode/plan.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smsmode {

/// A message to send. Setters give it back, to be chained; one that fails leaves it as it was. Threads:
/// only one at a time may use it.
class Send : public detail::Owner<smsmode_send, smsmode_send_free> {
 public:
    using Owner::Owner;

    /// A message without recipient and text.
    Send() noexcept : Owner(smsmode_send_new()) {}

    /// How each std::string_view is written that this message is given from now on. Encoding::Utf8 by
    /// default.
    Send &set_encoding(Encoding encoding) {
        return set(smsmode_send_set_encoding, detail::number(encoding));
    }

    /// Adds a recipient, in any usual spelling, French or international. One that was added before is
    /// sent to only once. Fails with Status::PhoneNumber.
    Send &add_recipient(std::string_view number) {
        return set(smsmode_send_add_recipient, number.data(), number.size());
    }

    /// Sends to everyone in a contact group instead. Fails with Status::ContactGroup.
    Send &set_group(std::string_view group) {
        return set(smsmode_send_set_group, group.data(), group.size());
    }

    /// The text. Whether it can be sent, Client::send says, or a Plan before. Fails with Status::NotUtf8 or
    /// Status::NotUtf16.
    Send &set_text(std::string_view text) {
        return set(smsmode_send_set_text, text.data(), text.size());
    }
    Send &set_text(std::u16string_view text) {
        return set(smsmode_send_set_text_w, detail::units(text), text.size());
    }
    Send &set_text(Windows1252 text) {
        return set(smsmode_send_set_text_1252, text.view().data(), text.view().size());
    }

    /// Mode::Exact by default.
    Send &set_mode(Mode mode) { return set(smsmode_send_set_mode, detail::number(mode)); }

    /// What Mode::Smart may replace. Level::Letters by default.
    Send &set_level(Level level) { return set(smsmode_send_set_level, detail::number(level)); }

    /// When Mode::Smart replaces. When::ItMakesGsm by default.
    Send &set_when(When when) { return set(smsmode_send_set_when, detail::number(when)); }

    /// Whether Mode::Smart drops what nothing can stand for, such as an emoji. Not by default.
    Send &set_dropping(bool dropping) { return set(smsmode_send_set_dropping, dropping); }

    /// The sender that phones show instead of a number: 1 to 11 letters and digits without accents, with
    /// a letter among them. Fails with Status::Sender.
    Send &set_sender(std::string_view sender) {
        return set(smsmode_send_set_sender, sender.data(), sender.size());
    }

    /// Whether people can answer. Not by default. A message that can be answered has no sender of its
    /// own and is not in Unicode.
    Send &set_replies(bool replies) { return set(smsmode_send_set_replies, replies); }

    /// Sends later, at an instant that is rounded down to the minute. At once by default. Fails with
    /// Status::Date if it is past, or in the hour that comes twice in autumn.
    Send &set_time(std::chrono::system_clock::time_point time) {
        return set(smsmode_send_set_time, detail::seconds(time));
    }

    /// Sends later, at a time of the clocks of Paris, such as 2027, 1, 31, 18, 30. Fails with
    /// Status::Date if it is past, if there is no such time, or if it comes twice.
    Send &set_paris_time(std::int32_t year, std::int32_t month, std::int32_t day, std::int32_t hour,
                         std::int32_t minute) {
        return set(smsmode_send_set_paris_time, year, month, day, hour, minute);
    }

    /// A reference of the caller's, up to 40 characters, that delivery receipts carry. Fails with
    /// Status::Reference.
    Send &set_reference(std::string_view reference) {
        return set(smsmode_send_set_reference, reference.data(), reference.size());
    }

    /// The most segments that the text may take, 1 to 5; a longer one is refused, not cut. 5 by default.
    /// Fails with Status::SegmentLimit.
    Send &set_max_segments(std::int32_t max_segments) {
        return set(smsmode_send_set_max_segments, max_segments);
    }

    /// Asks for the STOP mention. Not asked by default.
    Send &set_opt_out(OptOut opt_out) {
        return set(smsmode_send_set_opt_out, detail::number(opt_out));
    }

    /// An address that the service calls with each delivery receipt. Fails with Status::Url.
    Send &set_delivery_url(std::string_view url) {
        return set(smsmode_send_set_delivery_url, url.data(), url.size());
    }

    /// An address that the service calls with each reply. Fails with Status::Url.
    Send &set_reply_url(std::string_view url) {
        return set(smsmode_send_set_reply_url, url.data(), url.size());
    }

 private:
    template <class Setter, class... Values>
    Send &set(Setter setter, Values... values) {
        detail::call(setter, get(), values...).value();
        return *this;
    }
};

/// The service accepted a message. Threads: it never changes.
class Accepted : public detail::Owner<smsmode_accepted, smsmode_accepted_free> {
 public:
    using Owner::Owner;

    /// The identifier by which the message is asked after; nothing if it was lost on the way: the message
    /// is accepted all the same.
    std::optional<std::string> message_id() const {
        const auto id = detail::text_of(smsmode_accepted_message_id, get());
        return id.empty() ? std::nullopt : std::optional<std::string>(id);
    }

    /// Whether nothing proves that the identifier is whole, because the answer had no marked end.
    bool is_provisional() const noexcept { return smsmode_accepted_is_provisional(get()) != 0; }

    /// What the service wrote for people.
    std::string description() const {
        return std::string(detail::text_of(smsmode_accepted_description, get()));
    }
};

/// What a status means for a message.
enum class Delivery : std::int32_t {
    Pending = SMSMODE_DELIVERY_PENDING,
    Delivered = SMSMODE_DELIVERY_DELIVERED,
    /// Arrived at some of its recipients.
    Mixed = SMSMODE_DELIVERY_MIXED,
    /// Did not arrive yet, and may still.
    FailedForNow = SMSMODE_DELIVERY_FAILED_FOR_NOW,
    FailedForGood = SMSMODE_DELIVERY_FAILED_FOR_GOOD,
    Unknown = SMSMODE_DELIVERY_UNKNOWN,
};

/// Where a message stands: a number of the service, 0 to 65 535, kept whatever it is.
struct MessageStatus {
    std::int32_t number;

    Delivery delivery() const noexcept { return static_cast<Delivery>(smsmode_message_class(number)); }

    /// Whether it will not change any more.
    bool is_final() const noexcept { return smsmode_message_is_final(number) != 0; }

    /// Its name for programs, such as "received"; "unknown" for a number without one. Static.
    std::string_view name() const noexcept { return smsmode_message_name(number); }

    /// The same in words; empty for another language. Static.
    std::string_view text(Language language) const noexcept {
        const char *text = smsmode_message_text(number, detail::number(language));
        return text != nullptr ? text : std::string_view();
    }
};

/// A recipient of a report: its number in international form, without a plus, and where the message
/// stands for it.
struct Recipient {
    std::string number;
    MessageStatus message_status;
};

/// What became of a message, recipient by recipient. Threads: it never changes.
class Report : public detail::Owner<smsmode_report, smsmode_report_free> {
 public:
    using Owner::Owner;

    std::size_t count() const noexcept { return smsmode_report_count(get()); }

    std::vector<Recipient> recipients() const {
        return detail::list(count(), [this](std::size_t index) {
            return Recipient{std::string(detail::text_of(smsmode_report_recipient, get(), index)),
                             {smsmode_report_message_status(get(), index)}};
        });
    }

    /// How many parts of the report could not be read.
    std::size_t damaged_count() const noexcept { return smsmode_report_damaged_count(get()); }
};

/// The credits of an account. Threads: it never changes.
class Balance : public detail::Owner<smsmode_balance, smsmode_balance_free> {
 public:
    using Owner::Owner;

    /// A decimal number with a point, such as "212.5": exact, which a double is not always.
    std::string credits() const { return std::string(detail::text_of(smsmode_balance_credits, get())); }

    /// Whether there are fewer than no credits, as a post-paid account may have.
    bool is_negative() const noexcept { return smsmode_balance_is_negative(get()) != 0; }
};

}  // namespace smsmode

#endif  // SMSMODE_MESSAGE_HPP
