// An outbox is filled, looked at, told what to do, and emptied by a dispatcher.

#include <poll.h>

#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>

#include "sandbox.hpp"

using smsmode::Put;
using smsmode::State;
using smsmode::Status;

static smsmode::Send ready_message() {
    smsmode::Send send;
    send.add_recipient("06 39 98 00 11").set_text("Bonjour Maman");
    return send;
}

static void a_key_is_there_once(const smsmode::Outbox &outbox) {
    smsmode::Send send = ready_message();
    const auto added = outbox.enqueue("order-1", send);
    CHECK(added.result == Put::New);
    CHECK(outbox.enqueue("order-1", send).result == Put::Known);
    send.set_text("Bonjour Papa");
    const auto taken = outbox.enqueue("order-1", send);
    CHECK(taken.result == Put::KeyTaken && taken.id == added.id);
    CHECK(status_of([&] { outbox.enqueue("", send); }) == Status::OutboxKey);
    CHECK(status_of([] { smsmode::Outbox("till.db"); }) == Status::OutboxAddress);
}

static void many_are_put_in_at_once(const smsmode::Outbox &outbox) {
    smsmode::Terms terms;
    const auto late = std::chrono::system_clock::time_point(std::chrono::hours(24 * 365 * 130));
    terms.set_not_before(late).set_expiry(late + std::chrono::hours(1)).set_at_least_once(true);
    smsmode::Bundle bundle;
    bundle.add("later-1", ready_message(), terms).add("later-2", ready_message(), terms);
    CHECK(bundle.count() == 2);
    const auto added = outbox.enqueue_all(bundle);
    CHECK(added.size() == 2 && added[1].result == Put::New);
}

static void a_message_tells_everything(const smsmode::Outbox &outbox) {
    const auto entry = outbox.find("order-1").value();
    CHECK(entry.key == "order-1" && entry.number == "33639980011" && entry.text == "Bonjour Maman");
    CHECK(entry.state == State::Queued && smsmode::state_name(entry.state) == "queued");
    CHECK(smsmode::state_text(entry.state, smsmode::Language::English) == "waits to be sent");
    CHECK(entry.known.in(smsmode::Language::French) == "Il attend d'être envoyé.");
    CHECK(!entry.advice && !entry.message_id && !entry.message_status && !entry.trouble && !entry.reference);
    CHECK(entry.transmissions == 0 && entry.revision == 1 && entry.added_at == entry.changed_at);
    CHECK(outbox.find_id(entry.id)->key == "order-1" && !outbox.find("order-9"));
}

static void a_message_is_cancelled_once(const smsmode::Outbox &outbox) {
    const std::string id = outbox.list(State::Queued, 1).at(0).id;
    CHECK(outbox.cancel(id).state == State::Cancelled);
    CHECK(status_of([&] { outbox.cancel(id); }) == Status::OutboxRefused);
    CHECK(status_of([&] { outbox.retry(id); }) == Status::OutboxRefused);
    CHECK(status_of([&] { outbox.retry("7"); }) == Status::OutboxId);
    CHECK(outbox.list(std::nullopt, 10).size() == 3);
}

static void an_overview_counts(const smsmode::Outbox &outbox) {
    outbox.pause();
    const auto overview = outbox.overview();
    CHECK(overview.count(State::Queued) == 2 && overview.count(State::Cancelled) == 1);
    CHECK(overview.paused() == smsmode::Paused::OnRequest && overview.revision() >= 4);
    outbox.resume();
    CHECK(!outbox.overview().paused());
}

static void changes_wake_the_program(const smsmode::Outbox &outbox) {
    std::mutex mutex;
    std::condition_variable woken;
    bool is_woken = false;
    const auto changes = outbox.subscribe([&] {
        const std::lock_guard guard(mutex);
        is_woken = true;
        woken.notify_all();
    });
    CHECK(changes.next().empty());
    outbox.enqueue("order-3", ready_message());
    std::unique_lock lock(mutex);
    CHECK(woken.wait_for(lock, std::chrono::seconds(60), [&] { return is_woken; }));
    pollfd waited = {changes.fd(), POLLIN, 0};
    CHECK(poll(&waited, 1, 0) == 1);
    CHECK(changes.next().at(0).key == "order-3" && poll(&waited, 1, 0) == 0);
}

// Its function is called, and not gone, until the old changes have ended.
static void changes_can_be_replaced_while_they_call(const smsmode::Outbox &outbox) {
    std::promise<void> called, gone;
    auto is_called = called.get_future(), is_gone = gone.get_future();
    bool was_gone_early = false;
    std::shared_ptr<void> life(&gone, [&](void *) { gone.set_value(); });
    auto changes = outbox.subscribe([&, life = std::move(life)] {
        called.set_value();
        was_gone_early = is_gone.wait_for(std::chrono::milliseconds(300)) == std::future_status::ready;
    });
    outbox.enqueue("order-4", ready_message());
    is_called.wait();
    changes = outbox.subscribe();
    CHECK(!was_gone_early);
    outbox.cancel(outbox.find("order-4")->id);
}

static void what_is_due_is_sent(const smsmode::Outbox &outbox) {
    smsmode::DispatcherSettings settings;
    settings.set_in_flight(2).set_rate(50).set_timeout(std::chrono::seconds(10)).set_retention_days(30);
    settings.set_quiet_time(std::chrono::minutes(1)).set_look_again(std::chrono::seconds(1));
    settings.set_renewed_key(true);
    const auto changes = outbox.subscribe_after(4);
    const auto client = sandbox_client();
    const auto dispatcher = outbox.dispatch(client, settings);
    CHECK(status_of([&] { outbox.dispatch(client); }) == Status::OutboxAnotherDispatcher);
    for (std::size_t accepted = 0; accepted < 2;) {
        const auto entries = changes.next(std::chrono::minutes(1));
        CHECK(!entries.empty());
        for (const auto &entry : entries) {
            accepted += entry.state == State::Accepted && entry.message_id.has_value();
        }
    }
    CHECK(!dispatcher.trouble());
    const auto tally = dispatcher.tally();
    CHECK(tally.accepted == 2 && tally.failed.empty());
    CHECK(tally.since_accepted.value() < std::chrono::minutes(1));
}

/// The message under a key comes to a state.
static void comes_to(const smsmode::Changes &changes, const char *key, State state) {
    for (bool is_there = false; !is_there;) {
        const auto entries = changes.next(std::chrono::minutes(1));
        CHECK(!entries.empty());
        for (const auto &entry : entries) {
            is_there = is_there || (entry.key == key && entry.state == state);
        }
    }
}

static void what_is_unknown_is_looked_up(const smsmode::Outbox &outbox) {
    const auto client = sandbox_client();
    CHECK(outbox.reconcile(client).empty());
    smsmode::Send send;
    // The sandbox takes it, and loses the answer.
    send.add_recipient("06 39 98 00 90").set_text("Commande 5");
    outbox.enqueue("order-5", send);
    const auto changes = outbox.subscribe_after(0);
    CHECK(outbox.is_dispatched() == false);
    {
        const auto dispatcher = outbox.dispatch(client);
        CHECK(outbox.is_dispatched() == true);
        comes_to(changes, "order-5", State::Unknown);
        const auto tally = dispatcher.tally();
        CHECK(tally.accepted == 0 && !tally.since_accepted && tally.failed.size() == 1);
        CHECK(!tally.failed.begin()->first.empty() && tally.failed.begin()->second == 1);
        CHECK(status_of([&] { outbox.reconcile(client); }) == Status::OutboxAnotherDispatcher);
    }
    CHECK(outbox.is_dispatched() == false);
    const auto looked_up = outbox.reconcile(client);
    CHECK(looked_up.size() == 1 && looked_up[0].key == "order-5");
    CHECK(looked_up[0].state == State::Accepted && looked_up[0].message_id);
    CHECK(looked_up[0].transmissions == 1 && !looked_up[0].was_accepted_twice);
}

int main() {
    const char *url = std::getenv("SMSMODE_TEST_OUTBOX");
    CHECK(url != nullptr);
    const smsmode::Outbox outbox(url);
    a_key_is_there_once(outbox);
    many_are_put_in_at_once(outbox);
    a_message_tells_everything(outbox);
    a_message_is_cancelled_once(outbox);
    an_overview_counts(outbox);
    changes_wake_the_program(outbox);
    changes_can_be_replaced_while_they_call(outbox);
    what_is_due_is_sent(outbox);
    what_is_unknown_is_looked_up(outbox);
    CHECK(outbox.take_over() == 1);
}
