/// The client, which makes the calls. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_CLIENT_HPP
#define SMSMODE_CLIENT_HPP

#include <smsmode.h>
#include <smsmode/account.hpp>
#include <smsmode/batch.hpp>
#include <smsmode/contact.hpp>
#include <smsmode/list.hpp>
#include <smsmode/message.hpp>
#include <smsmode/sub_account.hpp>
#include <smsmode/voice.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace smsmode {

/// Makes calls to one account.
///
/// A call fails with a status of 100 to 199, and then nothing was sent; else Error::outcome() says what
/// became of it. It takes at most the time of the settings. Each call has a twin, try_…, that throws
/// nothing and says the same.
///
/// Threads: any number may use one client at once, and share its connections and daily cap. One may close
/// it while others make calls. It may be moved or destroyed only when no call is under way.
class Client : public detail::Owner<smsmode_client, smsmode_client_free> {
 public:
    using Owner::Owner;

    /// A client with the default settings. Sends nothing.
    explicit Client(const Account &account) : Client(account, nullptr) {}

    /// Fails with Status::Settings if the proxy or the certificates cannot be used. Sends nothing.
    Client(const Account &account, const Settings &settings) : Client(account, settings.get()) {}

    /// Sends a message, once: where nobody knows whether the service received it, it is not sent again,
    /// and the outcome is Outcome::Unknown.
    Accepted send(const Send &send) const { return try_send(send).value(); }
    Result<Accepted> try_send(const Send &send) const noexcept {
        return detail::made<Accepted>(smsmode_client_send, get(), send.get());
    }

    /// Sends a batch, once, as send(). Its identifier stands for all rows together. Fails with
    /// Status::EmptyBatch or Status::BatchByGet too; where the text of a row cannot be sent, the error
    /// says which row it is.
    Accepted send_batch(const Batch &batch) const { return try_send_batch(batch).value(); }
    Result<Accepted> try_send_batch(const Batch &batch) const noexcept {
        return detail::made<Accepted>(smsmode_client_send_batch, get(), batch.get());
    }

    /// Sends a voice message, once, as send(). Fails with Status::VoiceTextTooLong,
    /// Status::OutsideCharset or, for an empty title, Status::EmptyField too.
    Accepted send_voice(const Voice &voice) const { return try_send_voice(voice).value(); }
    Result<Accepted> try_send_voice(const Voice &voice) const noexcept {
        return detail::made<Accepted>(smsmode_client_send_voice, get(), voice.get());
    }

    /// Asks where a message stands, for 30 days after it was sent. Fails with Status::Id or
    /// Status::RefusedUnknownMessage.
    MessageStatus message_status(std::string_view message_id) const {
        return try_message_status(message_id).value();
    }
    Result<MessageStatus> try_message_status(std::string_view message_id) const noexcept {
        const auto number = detail::output<std::int32_t>(smsmode_client_message_status, get(),
                                                         message_id.data(), message_id.size());
        return number ? Result(MessageStatus{*number}) : Result<MessageStatus>(number.error());
    }

    /// Asks again and again, ever less often, until the status is final or the time is over, 49 days at
    /// most. Gives the last status, or nothing if none was heard. Another thread ends it with close(),
    /// and then it fails with Status::Closed.
    std::optional<MessageStatus> wait(std::string_view message_id, std::chrono::milliseconds time) const {
        return try_wait(message_id, time).value();
    }
    Result<std::optional<MessageStatus>> try_wait(std::string_view message_id,
                                                  std::chrono::milliseconds time) const noexcept {
        using Heard = std::optional<MessageStatus>;
        const auto number =
            detail::output<std::int32_t>(smsmode_client_wait, get(), message_id.data(),
                                         message_id.size(), detail::milliseconds(time));
        if (!number) {
            return number.error();
        }
        return *number < 0 ? Heard() : Heard(MessageStatus{*number});
    }

    /// Asks what became of a message, recipient by recipient, for 30 days after it was sent. Fails as
    /// message_status().
    Report report(std::string_view message_id) const { return try_report(message_id).value(); }
    Result<Report> try_report(std::string_view message_id) const noexcept {
        return detail::made<Report>(smsmode_client_report, get(), message_id.data(), message_id.size());
    }

    /// Asks how many credits the account has.
    Balance balance() const { return try_balance().value(); }
    Result<Balance> try_balance() const noexcept {
        return detail::made<Balance>(smsmode_client_balance, get());
    }

    /// Asks for a page of the messages that were sent, the newest first: at most `page_size`, after the
    /// first `first`. Fails with Status::PageSize.
    Sent list_sent(std::uint32_t first, std::uint32_t page_size) const {
        return try_list_sent(first, page_size).value();
    }
    Result<Sent> try_list_sent(std::uint32_t first, std::uint32_t page_size) const noexcept {
        return detail::made<Sent>(smsmode_client_list_sent, get(), first, page_size);
    }

    /// Asks for a page of what people answered, as list_sent().
    Replies list_replies(std::uint32_t first, std::uint32_t page_size) const {
        return try_list_replies(first, page_size).value();
    }
    Result<Replies> try_list_replies(std::uint32_t first, std::uint32_t page_size) const noexcept {
        return detail::made<Replies>(smsmode_client_list_replies, get(), first, page_size);
    }

    /// Asks for what people answered in a period, all of it. The service counts by minutes of the clocks of
    /// Paris, so what comes may begin and end a little outside: up to a minute, and up to two hours where
    /// the period begins or ends in the hour that comes twice in autumn. Fails with Status::Date if it
    /// ends before it begins.
    Replies list_replies_between(std::chrono::system_clock::time_point from,
                                 std::chrono::system_clock::time_point to) const {
        return try_list_replies_between(from, to).value();
    }
    Result<Replies> try_list_replies_between(std::chrono::system_clock::time_point from,
                                             std::chrono::system_clock::time_point to) const noexcept {
        const auto end = std::chrono::ceil<std::chrono::seconds>(to.time_since_epoch());
        return detail::made<Replies>(smsmode_client_list_replies_between, get(), detail::seconds(from),
                                     std::int64_t{end.count()});
    }

    /// Deletes a message; one that was scheduled is then not sent. Fails with Status::Id or
    /// Status::RefusedUnknownMessage.
    void delete_message(std::string_view message_id) const { try_delete_message(message_id).value(); }
    Result<> try_delete_message(std::string_view message_id) const noexcept {
        return detail::call(smsmode_client_delete_message, get(), message_id.data(), message_id.size());
    }

    /// Deletes the most recent message to a number in any usual spelling. Where nobody knows whether it
    /// was done, it is not done again: that would delete another message. Fails with Status::PhoneNumber
    /// or Status::RefusedUnknownMessage.
    void delete_most_recent(std::string_view number) const { try_delete_most_recent(number).value(); }
    Result<> try_delete_most_recent(std::string_view number) const noexcept {
        return detail::call(smsmode_client_delete_most_recent, get(), number.data(), number.size());
    }

    /// Deletes a sub-account by its login. Fails with Status::Login or Status::RefusedLogin.
    void delete_sub_account(std::string_view login) const { try_delete_sub_account(login).value(); }
    Result<> try_delete_sub_account(std::string_view login) const noexcept {
        return detail::call(smsmode_client_delete_sub_account, get(), login.data(), login.size());
    }

    /// Gives whole credits, at least 1, to a sub-account or back to the parent account; the reference, if
    /// not empty, is what the caller calls the transfer. It is not done again where nobody knows whether
    /// it was done. Fails with Status::Login, Status::Credits, Status::OutsideCharset,
    /// Status::RefusedLogin or Status::RefusedNotEnoughCredit.
    void transfer_credits(std::string_view login, std::uint32_t credits,
                          std::string_view reference = {}) const {
        try_transfer_credits(login, credits, reference).value();
    }
    Result<> try_transfer_credits(std::string_view login, std::uint32_t credits,
                                  std::string_view reference = {}) const noexcept {
        return detail::call(smsmode_client_transfer_credits, get(), login.data(), login.size(), credits,
                            reference.data(), reference.size());
    }

    /// Adds a person to the address book. It is not done again where nobody knows whether it was done.
    /// Fails with Status::OutsideCharset.
    void add_contact(const Contact &contact) const { try_add_contact(contact).value(); }
    Result<> try_add_contact(const Contact &contact) const noexcept {
        return detail::call(smsmode_client_add_contact, get(), contact.get());
    }

    /// Creates a sub-account. It is not done again where nobody knows whether it was done. Fails with
    /// Status::OutsideCharset, or Status::RefusedLogin if there is such a login.
    void create_sub_account(const SubAccount &sub_account) const {
        try_create_sub_account(sub_account).value();
    }
    Result<> try_create_sub_account(const SubAccount &sub_account) const noexcept {
        return detail::call(smsmode_client_create_sub_account, get(), sub_account.get());
    }

    /// Creates a further key of the account; the first one is made on the web only. It is not done again
    /// where nobody knows whether it was done. The service refuses it without a code, as to an account
    /// that has no key yet: that is Status::UnexpectedHttpStatus with Outcome::Refused.
    ApiKey create_api_key() const { return try_create_api_key().value(); }
    Result<ApiKey> try_create_api_key() const noexcept {
        return detail::made<ApiKey>(smsmode_client_create_api_key, get());
    }

    /// Closes the client, from any thread: no call is begun any more, waiting ends, and a call under way
    /// is broken off. Fails with Status::Closed if it was closed before.
    void close() const { try_close().value(); }
    Result<> try_close() const noexcept { return detail::call(smsmode_client_close, get()); }

    bool is_closed() const noexcept { return smsmode_client_is_closed(get()) != 0; }

 private:
    Client(const Account &account, const smsmode_settings *settings)
        : Owner(detail::output<Handle *>(smsmode_client_new, account.get(), settings).value()) {}
};

}  // namespace smsmode

#endif  // SMSMODE_CLIENT_HPP
