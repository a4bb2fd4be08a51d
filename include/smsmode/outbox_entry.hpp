/// What goes into an outbox, and what it tells. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_OUTBOX_ENTRY_HPP
#define SMSMODE_OUTBOX_ENTRY_HPP

#include <smsmode.h>
#include <smsmode/handle.hpp>
#include <smsmode/message.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smsmode {

/// Where a message of an outbox stands.
enum class State : std::int32_t {
    Queued = SMSMODE_OUTBOX_QUEUED,
    Claimed = SMSMODE_OUTBOX_CLAIMED,
    Submitting = SMSMODE_OUTBOX_SUBMITTING,
    /// It may or may not have been accepted: it is being looked up, and is not sent again meanwhile.
    Unknown = SMSMODE_OUTBOX_UNKNOWN,
    /// It waits for a person: look it up, then Outbox::retry() or Outbox::cancel() it.
    Parked = SMSMODE_OUTBOX_PARKED,
    Accepted = SMSMODE_OUTBOX_ACCEPTED,
    Delivered = SMSMODE_OUTBOX_DELIVERED,
    Undelivered = SMSMODE_OUTBOX_UNDELIVERED,
    /// It was refused for good.
    Rejected = SMSMODE_OUTBOX_REJECTED,
    Expired = SMSMODE_OUTBOX_EXPIRED,
    Cancelled = SMSMODE_OUTBOX_CANCELLED,
};

/// The name of a state for programs, such as "parked"; empty for a number that is none. Static.
inline std::string_view state_name(State state) noexcept {
    const char *name = smsmode_outbox_state_name(detail::number(state));
    return name != nullptr ? name : std::string_view();
}

/// The same in words that go on after "the message"; empty for another language. Static.
inline std::string_view state_text(State state, Language language) noexcept {
    const char *text = smsmode_outbox_state_text(detail::number(state), detail::number(language));
    return text != nullptr ? text : std::string_view();
}

/// What became of a message that was put in.
enum class Put : std::int32_t {
    New = SMSMODE_OUTBOX_NEW,
    /// The same message was there already, under the same key.
    Known = SMSMODE_OUTBOX_KNOWN,
    /// Another message is there under the same key: this one was not added.
    KeyTaken = SMSMODE_OUTBOX_KEY_TAKEN,
};

/// What became of a message that was put in, and the identifier of the one that is there under its key.
struct Added {
    Put result;
    std::string id;
};

/// Words in both languages.
struct Words {
    std::string english;
    std::string french;

    const std::string &in(Language language) const noexcept {
        return language == Language::French ? french : english;
    }
};

/// A message as an outbox had it.
struct Entry {
    std::string id;
    std::string key;
    /// Digits in international form, without a plus; nothing once it was forgotten.
    std::optional<std::string> number;
    /// Nothing once it was forgotten.
    std::optional<std::string> text;
    /// That of Send::set_reference().
    std::optional<std::string> reference;
    State state;
    /// What is known of it, without number and text.
    Words known;
    /// What somebody can do about it; nothing where nothing is to be done.
    std::optional<Words> advice;
    /// The identifier that the service gave it.
    std::optional<std::string> message_id;
    /// The last that the service said of its delivery.
    std::optional<MessageStatus> message_status;
    /// The name of what went wrong last, such as "refusal 50".
    std::optional<std::string> trouble;
    /// Whether the service told two identifiers of it: it was sent twice.
    bool was_accepted_twice;
    /// How often it was transmitted, or may have been.
    std::uint32_t transmissions;
    std::chrono::system_clock::time_point added_at;
    std::chrono::system_clock::time_point changed_at;
    /// The number of its last change, for Outbox::subscribe_after().
    std::uint64_t revision;
};

/// What is asked for a message, beside what it says. Setters give the terms back, to be chained. Threads:
/// only one at a time may use it.
class Terms : public detail::Owner<smsmode_outbox_terms, smsmode_outbox_terms_free> {
 public:
    using Owner::Owner;
    Terms() noexcept : Owner(smsmode_outbox_terms_new()) {}

    /// Sends it at this time or later; as soon as possible by default.
    Terms &set_not_before(std::chrono::system_clock::time_point time) {
        return set(smsmode_outbox_terms_set_not_before, detail::seconds(time));
    }

    /// Does not send it from this time on. It never expires by default.
    Terms &set_expiry(std::chrono::system_clock::time_point time) {
        return set(smsmode_outbox_terms_set_expiry, detail::seconds(time));
    }

    /// Rather twice than not at all, for alerts. Not by default.
    Terms &set_at_least_once(bool at_least_once) {
        return set(smsmode_outbox_terms_set_at_least_once, at_least_once);
    }

 private:
    template <class Setter, class... Values>
    Terms &set(Setter setter, Values... values) {
        detail::call(setter, get(), values...).value();
        return *this;
    }
};

/// Messages to put into an outbox at once. Threads: only one at a time may use it.
class Bundle : public detail::Owner<smsmode_outbox_bundle, smsmode_outbox_bundle_free> {
 public:
    using Owner::Owner;
    Bundle() noexcept : Owner(smsmode_outbox_bundle_new()) {}

    /// Adds a message; fails as Outbox::enqueue().
    Bundle &add(std::string_view key, const Send &send, const Terms &terms = Terms(nullptr)) {
        detail::call(smsmode_outbox_bundle_add, get(), key.data(), key.size(), send.get(), terms.get())
            .value();
        return *this;
    }

    std::size_t count() const noexcept { return smsmode_outbox_bundle_count(get()); }
};

/// Why nothing is sent.
enum class Paused : std::int32_t {
    OnRequest = SMSMODE_OUTBOX_PAUSED_ON_REQUEST,
    /// The service refused the key or the password: mend it, then Outbox::resume().
    Authentication = SMSMODE_OUTBOX_PAUSED_AUTHENTICATION,
    NotEnoughCredit = SMSMODE_OUTBOX_PAUSED_NOT_ENOUGH_CREDIT,
};

/// What concerns all messages of an outbox. Threads: it never changes.
class Overview : public detail::Owner<smsmode_outbox_overview, smsmode_outbox_overview_free> {
 public:
    using Owner::Owner;

    std::uint64_t count(State state) const noexcept {
        return smsmode_outbox_overview_count(get(), detail::number(state));
    }

    /// Nothing if the outbox is not paused.
    std::optional<Paused> paused() const noexcept {
        const std::int32_t paused = smsmode_outbox_overview_paused(get());
        return paused == 0 ? std::nullopt : std::optional(Paused{paused});
    }

    /// The number of the last change, for Outbox::subscribe_after().
    std::uint64_t revision() const noexcept { return smsmode_outbox_overview_revision(get()); }
};

namespace detail {

using AddedHandle = Owner<smsmode_outbox_added, smsmode_outbox_added_free>;
using EntriesHandle = Owner<smsmode_outbox_entries, smsmode_outbox_entries_free>;

inline std::vector<Added> added(const AddedHandle &handle) {
    return list(smsmode_outbox_added_count(handle.get()), [&](std::size_t index) {
        return Added{Put{smsmode_outbox_added_result(handle.get(), index)},
                     std::string(text_of(smsmode_outbox_added_id, handle.get(), index))};
    });
}

/// A text, or nothing where C gives NULL.
template <class Function, class... Arguments>
std::optional<std::string> optional_text_of(Function function, Arguments... arguments) {
    const auto text = text_of(function, arguments...);
    return text.data() == nullptr ? std::nullopt : std::optional<std::string>(text);
}

template <class Function>
std::optional<Words> words(Function function, smsmode_outbox_entries *entries, std::size_t index) {
    auto english = optional_text_of(function, entries, index, SMSMODE_ENGLISH);
    auto french = optional_text_of(function, entries, index, SMSMODE_FRENCH);
    return english && french ? std::optional(Words{*english, *french}) : std::nullopt;
}

inline Entry entry(smsmode_outbox_entries *entries, std::size_t index) {
    using Time = std::chrono::system_clock::time_point;
    const auto text = [&](auto function) { return optional_text_of(function, entries, index); };
    const std::int32_t status = smsmode_outbox_entries_message_status(entries, index);
    return {text(smsmode_outbox_entries_id).value_or(""),
            text(smsmode_outbox_entries_key).value_or(""),
            text(smsmode_outbox_entries_number),
            text(smsmode_outbox_entries_text),
            text(smsmode_outbox_entries_reference),
            State{smsmode_outbox_entries_state(entries, index)},
            words(smsmode_outbox_entries_known, entries, index).value_or(Words{}),
            words(smsmode_outbox_entries_advice, entries, index),
            text(smsmode_outbox_entries_message_id),
            status < 0 ? std::nullopt : std::optional(MessageStatus{status}),
            text(smsmode_outbox_entries_trouble),
            smsmode_outbox_entries_was_accepted_twice(entries, index) != 0,
            smsmode_outbox_entries_transmissions(entries, index),
            Time(std::chrono::seconds(smsmode_outbox_entries_added_at(entries, index))),
            Time(std::chrono::seconds(smsmode_outbox_entries_changed_at(entries, index))),
            smsmode_outbox_entries_revision(entries, index)};
}

/// The messages that a function of C gives.
template <class Function, class... Arguments>
std::vector<Entry> entries(Function function, Arguments... arguments) {
    const EntriesHandle handle = made<EntriesHandle>(function, arguments...).value();
    return list(smsmode_outbox_entries_count(handle.get()),
                [&](std::size_t index) { return entry(handle.get(), index); });
}

inline std::optional<Entry> first(std::vector<Entry> entries) {
    return entries.empty() ? std::nullopt : std::optional(std::move(entries.front()));
}

}  // namespace detail

}  // namespace smsmode

#endif  // SMSMODE_OUTBOX_ENTRY_HPP
