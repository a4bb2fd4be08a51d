/// Batches: many messages in one call. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_BATCH_HPP
#define SMSMODE_BATCH_HPP

#include <smsmode.h>
#include <smsmode/encoding.hpp>
#include <smsmode/handle.hpp>
#include <smsmode/plan.hpp>

#include <chrono>
#include <cstdint>
#include <string_view>

namespace smsmode {

/// Many messages to send in one call, one row each. Its functions give it back, to be chained; one that
/// fails leaves it as it was. Threads: only one at a time may use it.
class Batch : public detail::Owner<smsmode_batch, smsmode_batch_free> {
 public:
    using Owner::Owner;

    /// A batch without rows.
    Batch() noexcept : Owner(smsmode_batch_new()) {}

    /// How each std::string_view is written that this batch is given from now on. Encoding::Utf8 by default.
    Batch &set_encoding(Encoding encoding) {
        return set(smsmode_batch_set_encoding, detail::number(encoding));
    }

    /// Adds a row: a text to a recipient in any usual spelling, and, where they are not empty, a sender
    /// and a reference of its own in place of those of the batch. Whether the service uses the reference
    /// of a row is not certain. Whether the text can be sent, Client::send_batch says. Fails with
    /// Status::PhoneNumber, Status::Sender, Status::Reference or Status::NotUtf8.
    Batch &add_row(std::string_view number, std::string_view text, std::string_view sender = {},
                   std::string_view reference = {}) {
        return set(smsmode_batch_add_row, number.data(), number.size(), text.data(), text.size(),
                   sender.data(), sender.size(), reference.data(), reference.size());
    }

    /// The same in UTF-16; fails with Status::NotUtf16 in place of Status::NotUtf8.
    Batch &add_row(std::u16string_view number, std::u16string_view text, std::u16string_view sender = {},
                   std::u16string_view reference = {}) {
        return set(smsmode_batch_add_row_w, detail::units(number), number.size(), detail::units(text),
                   text.size(), detail::units(sender), sender.size(), detail::units(reference),
                   reference.size());
    }

    /// Mode::Exact by default. Fails with Status::BadConstant for Mode::Unicode: a batch is in GSM.
    Batch &set_mode(Mode mode) { return set(smsmode_batch_set_mode, detail::number(mode)); }

    /// What Mode::Smart may replace. Level::Letters by default.
    Batch &set_level(Level level) { return set(smsmode_batch_set_level, detail::number(level)); }

    /// When Mode::Smart replaces. When::ItMakesGsm by default.
    Batch &set_when(When when) { return set(smsmode_batch_set_when, detail::number(when)); }

    /// Whether Mode::Smart drops what nothing can stand for, such as an emoji. Not by default.
    Batch &set_dropping(bool dropping) { return set(smsmode_batch_set_dropping, dropping); }

    /// The sender of the rows that have none of their own, as Send::set_sender. Fails with Status::Sender.
    Batch &set_sender(std::string_view sender) {
        return set(smsmode_batch_set_sender, sender.data(), sender.size());
    }

    /// Whether people can answer. Not by default. A batch that can be answered has no sender, nor has a
    /// row of it.
    Batch &set_replies(bool replies) { return set(smsmode_batch_set_replies, replies); }

    /// Sends later, at an instant that is rounded down to the minute. At once by default. Fails with
    /// Status::Date if it is past, or in the hour that comes twice in autumn.
    Batch &set_time(std::chrono::system_clock::time_point time) {
        return set(smsmode_batch_set_time, detail::seconds(time));
    }

    /// Sends later, at a time of the clocks of Paris, such as 2027, 1, 31, 18, 30. Fails with
    /// Status::Date if it is past, if there is no such time, or if it comes twice.
    Batch &set_paris_time(std::int32_t year, std::int32_t month, std::int32_t day, std::int32_t hour,
                          std::int32_t minute) {
        return set(smsmode_batch_set_paris_time, year, month, day, hour, minute);
    }

    /// A reference of the whole batch, up to 40 characters, that delivery receipts carry. Fails with
    /// Status::Reference.
    Batch &set_reference(std::string_view reference) {
        return set(smsmode_batch_set_reference, reference.data(), reference.size());
    }

    /// The most segments that a text may take, 1 to 5; a longer one is refused, not cut. 5 by default.
    /// Fails with Status::SegmentLimit.
    Batch &set_max_segments(std::int32_t max_segments) {
        return set(smsmode_batch_set_max_segments, max_segments);
    }

    /// Asks for the STOP mention. Not asked by default.
    Batch &set_opt_out(OptOut opt_out) {
        return set(smsmode_batch_set_opt_out, detail::number(opt_out));
    }

    /// An address that the service calls with each delivery receipt. Fails with Status::Url.
    Batch &set_delivery_url(std::string_view url) {
        return set(smsmode_batch_set_delivery_url, url.data(), url.size());
    }

 private:
    template <class Setter, class... Values>
    Batch &set(Setter setter, Values... values) {
        detail::call(setter, get(), values...).value();
        return *this;
    }
};

}  // namespace smsmode

#endif  // SMSMODE_BATCH_HPP
