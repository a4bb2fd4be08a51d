/// The outbox: never lost, never twice, on one machine. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_OUTBOX_HPP
#define SMSMODE_OUTBOX_HPP

#include <smsmode.h>
#include <smsmode/client.hpp>
#include <smsmode/handle.hpp>
#include <smsmode/message.hpp>
#include <smsmode/outbox_entry.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smsmode {

/// How a dispatcher works. Setters give the settings back, to be chained. Dispatchers keep a copy. Threads:
/// only one at a time may use it.
class DispatcherSettings
    : public detail::Owner<smsmode_outbox_dispatcher_settings, smsmode_outbox_dispatcher_settings_free> {
 public:
    using Owner::Owner;
    DispatcherSettings() noexcept : Owner(smsmode_outbox_dispatcher_settings_new()) {}

    /// How many calls are made at a time. 8 by default.
    DispatcherSettings &set_in_flight(std::uint32_t calls) {
        return set(smsmode_outbox_dispatcher_settings_set_in_flight, calls);
    }

    /// At most so many messages a second; 0, which is the default, for as many as the service takes.
    DispatcherSettings &set_rate(std::uint32_t per_second) {
        return set(smsmode_outbox_dispatcher_settings_set_rate, per_second);
    }

    /// Time for one call, at most 4 minutes; it takes the place of that of the client. 30 s by default.
    DispatcherSettings &set_timeout(std::chrono::milliseconds time) {
        return set(smsmode_outbox_dispatcher_settings_set_timeout_ms, detail::milliseconds(time));
    }

    /// How many days numbers and texts are kept after a message has ended. 90 by default.
    DispatcherSettings &set_retention_days(std::uint32_t days) {
        return set(smsmode_outbox_dispatcher_settings_set_retention_days, days);
    }

    /// How long after an attempt the list of the service must have shown it. 15 minutes by default; a
    /// shorter one is for tests: a message that is listed later is then sent twice.
    DispatcherSettings &set_quiet_time(std::chrono::milliseconds time) {
        return set(smsmode_outbox_dispatcher_settings_set_quiet_time_ms, detail::milliseconds(time));
    }

    /// How long after the first look that did not find it the second one is. 60 s by default.
    DispatcherSettings &set_look_again(std::chrono::milliseconds time) {
        return set(smsmode_outbox_dispatcher_settings_set_look_again_ms, detail::milliseconds(time));
    }

    /// That the key of the account is another one than before, and the account is the same. Without it an
    /// outbox in PostgreSQL from which something is under way is not sent from with another key. Say it once.
    DispatcherSettings &set_renewed_key(bool renewed_key) {
        return set(smsmode_outbox_dispatcher_settings_set_renewed_key, renewed_key);
    }

 private:
    template <class Setter, class... Values>
    DispatcherSettings &set(Setter setter, Values... values) {
        detail::call(setter, get(), values...).value();
        return *this;
    }
};

/// What came of the transmissions of a dispatcher since it began, for monitoring.
struct Tally {
    /// How many were accepted.
    std::uint64_t accepted;
    /// How many were not, or perhaps not, by what went wrong, such as "refusal 50" or "timeout".
    std::map<std::string, std::uint64_t> failed;
    /// How long before the last one was accepted; nothing if none was.
    std::optional<std::chrono::milliseconds> since_accepted;
};

namespace detail {

using TallyHandle = Owner<smsmode_outbox_tally, smsmode_outbox_tally_free>;

inline Tally tally(const TallyHandle &handle) {
    const std::int64_t since = smsmode_outbox_tally_since_accepted_ms(handle.get());
    Tally tally = {smsmode_outbox_tally_accepted(handle.get()), {}, std::nullopt};
    if (since >= 0) {
        tally.since_accepted = std::chrono::milliseconds(since);
    }
    for (std::size_t index = 0; index < smsmode_outbox_tally_failure_count(handle.get()); index++) {
        tally.failed.emplace(text_of(smsmode_outbox_tally_failure, handle.get(), index),
                             smsmode_outbox_tally_failed(handle.get(), index));
    }
    return tally;
}

}  // namespace detail

/// Sends the messages of an outbox until it is destroyed. Calls that are under way then come to their end
/// first, and what came of them is written down. Threads: only one at a time may use it.
class Dispatcher : public detail::Owner<smsmode_outbox_dispatcher, smsmode_outbox_dispatcher_free> {
 public:
    using Owner::Owner;

    /// Why nothing can be written at this time, in English; nothing where all is well.
    std::optional<std::string> trouble() const {
        return detail::optional_text_of(smsmode_outbox_dispatcher_trouble, get());
    }

    /// What came of its transmissions so far.
    Tally tally() const {
        return detail::tally(detail::made<detail::TallyHandle>(smsmode_outbox_get_tally, get()).value());
    }
};

namespace detail {

extern "C" inline void smsmode_cpp_wake(void *context) noexcept {
    try {
        (*static_cast<const std::function<void()> *>(context))();
    } catch (...) {
        // No exception may pass through the library; the changes can still be taken.
    }
}

}  // namespace detail

/// The messages of an outbox that change. Who reads late gets each in its last state, and never misses
/// one. Threads: any number may use it; each change is given to one of them.
class Changes {
 public:
    /// Takes over a handle of C, and the function that it calls.
    Changes(smsmode_outbox_changes *handle, std::unique_ptr<std::function<void()>> wake) noexcept
        : wake_(std::move(wake)), changes_(handle) {}

    Changes(Changes &&) noexcept = default;

    /// The old changes end first: the library may call their function until then.
    Changes &operator=(Changes &&other) noexcept {
        changes_ = std::move(other.changes_);
        wake_ = std::move(other.wake_);
        return *this;
    }

    /// A descriptor for poll, select or epoll, which can be read while there are changes to take. It is
    /// lent, and only to be waited for. -1 on Windows: give Outbox::subscribe() a function there.
    int fd() const noexcept { return smsmode_outbox_changes_fd(changes_.get()); }

    /// Takes what changed, as soon as something did; nothing where time runs out. By default it does not
    /// wait.
    std::vector<Entry> next(std::chrono::milliseconds time = std::chrono::milliseconds(0)) const {
        return detail::entries(smsmode_outbox_changes_next, changes_.get(), detail::milliseconds(time));
    }

 private:
    // Destroyed last: the library may call it until then.
    std::unique_ptr<std::function<void()>> wake_;
    detail::Owner<smsmode_outbox_changes, smsmode_outbox_changes_free> changes_;
};

/// An outbox: messages are put into it, and one dispatcher sends them. Once a message was put in it is
/// never lost, and never sent a second time before it is proven that the service did not accept the first
/// one. What cannot be known is State::Unknown while it is looked up, and State::Parked where nothing can
/// be proven.
///
/// Several processes may have the same outbox open; one of them sends. Destroy it, and what was made of it,
/// before a fork: a process that is forked off meanwhile can open none. Threads: any number may use one
/// outbox at once.
class Outbox : public detail::Owner<smsmode_outbox, smsmode_outbox_free> {
 public:
    using Owner::Owner;

    /// Opens an outbox by its address, such as "sqlite:till.db", or makes it. In a library that was built
    /// with its feature postgres, "postgres://till@db.example/shop" is another one, which many machines
    /// share; elsewhere that fails with Status::OutboxWithoutPostgres.
    explicit Outbox(std::string_view url)
        : Outbox(detail::made<Outbox>(smsmode_outbox_open, url.data(), url.size()).value()) {}

    /// Puts a message in under a key of your own, such as the number of an order. It is on the disk when
    /// this returns, once, however often it is put in. Where it fails, it is not in the outbox; nor is it
    /// where the result is Put::KeyTaken. Fails with Status::OutboxKey or Status::OutboxMessage.
    Added enqueue(std::string_view key, const Send &send, const Terms &terms = Terms(nullptr)) const {
        const auto added = detail::made<detail::AddedHandle>(smsmode_outbox_enqueue, get(), key.data(),
                                                             key.size(), send.get(), terms.get());
        return detail::added(added.value()).at(0);
    }

    /// Puts many messages in with one durable write: what became of each, in their order.
    std::vector<Added> enqueue_all(const Bundle &bundle) const {
        return detail::added(
            detail::made<detail::AddedHandle>(smsmode_outbox_enqueue_all, get(), bundle.get()).value());
    }

    /// A message by the identifier of Added.
    std::optional<Entry> find_id(std::string_view id) const {
        return detail::first(detail::entries(smsmode_outbox_get, get(), id.data(), id.size()));
    }

    /// A message by its key.
    std::optional<Entry> find(std::string_view key) const {
        return detail::first(detail::entries(smsmode_outbox_find, get(), key.data(), key.size()));
    }

    /// The newest messages, in one state or in any, so many at most.
    std::vector<Entry> list(std::optional<State> state, std::size_t limit) const {
        return detail::entries(smsmode_outbox_list, get(), state ? detail::number(*state) : 0, limit);
    }

    /// How many messages are in each state, and whether the queue is paused.
    Overview overview() const {
        return detail::made<Overview>(smsmode_outbox_get_overview, get()).value();
    }

    /// Does not send a message any more. Fails with Status::OutboxRefused where it is too late, or where
    /// nobody knows whether it is.
    Entry cancel(std::string_view id) const {
        return detail::entries(smsmode_outbox_cancel, get(), id.data(), id.size()).at(0);
    }

    /// Sends a message again that is parked or was rejected. For a parked one, somebody has made sure that
    /// it did not arrive, or would rather have it arrive twice.
    Entry retry(std::string_view id) const {
        return detail::entries(smsmode_outbox_retry, get(), id.data(), id.size()).at(0);
    }

    /// Sends nothing new from now on, whichever process would.
    void pause() const { detail::call(smsmode_outbox_pause, get()).value(); }

    /// Sends again, whatever the reason of the pause was.
    void resume() const { detail::call(smsmode_outbox_resume, get()).value(); }

    /// Takes over an outbox that was moved to this machine or restored from a backup. How many messages
    /// may have been sent since, and are looked up first.
    std::size_t take_over() const {
        return detail::output<std::size_t>(smsmode_outbox_take_over, get()).value();
    }

    /// Whether somebody sends from it at this time; nothing where nobody can tell.
    std::optional<bool> is_dispatched() const {
        const auto told = detail::output<std::int32_t>(smsmode_outbox_is_dispatched, get()).value();
        return told < 0 ? std::nullopt : std::optional(told != 0);
    }

    /// Looks up now what is unknown, parked or without an identifier, and sends nothing. Each such message,
    /// as it is then. Fails with Status::OutboxAnotherDispatcher, and as any call where the list of the
    /// service cannot be read.
    std::vector<Entry> reconcile(const Client &client,
                                 const DispatcherSettings &settings = DispatcherSettings(nullptr)) const {
        return detail::entries(smsmode_outbox_reconcile, get(), client.get(), settings.get());
    }

    /// Sends its messages from now on, in threads of its own, until the dispatcher is destroyed. Fails
    /// with Status::OutboxAnotherDispatcher, Status::OutboxMoved or Status::OutboxRestored.
    Dispatcher dispatch(const Client &client, const DispatcherSettings &settings = {}) const {
        return detail::made<Dispatcher>(smsmode_outbox_dispatch, get(), client.get(), settings.get())
            .value();
    }

    /// All changes from now on. `wake`, unless empty, is called on a thread of the library whenever there
    /// are changes to take; it is to wake the program, and must not destroy the changes.
    Changes subscribe(std::function<void()> wake = {}) const {
        return subscribed(std::move(wake), [this](auto... rest) {
            return detail::output<smsmode_outbox_changes *>(smsmode_outbox_subscribe, get(), rest...);
        });
    }

    /// All changes after the one with this number, which Entry::revision is; 0 for all messages.
    Changes subscribe_after(std::uint64_t revision, std::function<void()> wake = {}) const {
        return subscribed(std::move(wake), [this, revision](auto... rest) {
            return detail::output<smsmode_outbox_changes *>(smsmode_outbox_subscribe_after, get(), revision,
                                                            rest...);
        });
    }

 private:
    template <class Function>
    static Changes subscribed(std::function<void()> wake, Function subscribe) {
        auto kept = wake ? std::make_unique<std::function<void()>>(std::move(wake)) : nullptr;
        const auto callback = kept ? detail::smsmode_cpp_wake : nullptr;
        auto *const handle = subscribe(callback, static_cast<void *>(kept.get())).value();
        return Changes(handle, std::move(kept));
    }
};

}  // namespace smsmode

#endif  // SMSMODE_OUTBOX_HPP
