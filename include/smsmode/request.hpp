/// Calls that the program's own HTTP stack makes. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_REQUEST_HPP
#define SMSMODE_REQUEST_HPP

#include <smsmode.h>
#include <smsmode/account.hpp>
#include <smsmode/batch.hpp>
#include <smsmode/contact.hpp>
#include <smsmode/message.hpp>
#include <smsmode/sub_account.hpp>
#include <smsmode/voice.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smsmode {

/// A header of a request.
struct Header {
    std::string name;
    std::string value;
};

/// A call for the program's own HTTP stack: what a Client would send. Nothing here sends it.
///
/// Send method, url, headers and body as they are, once, and hand the answer to a Response, whatever its
/// HTTP status. Follow no redirect, and let nothing repeat the request by itself.
///
/// Where no answer comes: before the stack began to send, nothing was sent. Once it has begun, and
/// is_costly() holds, nobody knows whether the service received the call: do not repeat it before you have
/// looked, in the list of messages sent or at the balance.
///
/// The account's policies for recipients and for one call hold here too; the segments of one day are
/// counted by clients only. Each function that makes a request fails as that of a Client does before
/// anything is sent. Threads: it never changes.
class Request : public detail::Owner<smsmode_request, smsmode_request_free> {
 public:
    using Owner::Owner;

    /// Of Client::send; read by Response::accepted.
    static Request send(const Account &account, const Send &send) {
        return made(smsmode_request_send, account.get(), send.get());
    }

    /// Of Client::send_batch; read by Response::accepted. Its url holds the key.
    static Request send_batch(const Account &account, const Batch &batch) {
        return made(smsmode_request_send_batch, account.get(), batch.get());
    }

    /// Of Client::send_voice; read by Response::accepted.
    static Request send_voice(const Account &account, const Voice &voice) {
        return made(smsmode_request_send_voice, account.get(), voice.get());
    }

    /// Of Client::message_status; read by Response::message_status.
    static Request message_status(const Account &account, std::string_view message_id) {
        return made(smsmode_request_message_status, account.get(), message_id.data(), message_id.size());
    }

    /// Of Client::report; read by Response::report.
    static Request report(const Account &account, std::string_view message_id) {
        return made(smsmode_request_report, account.get(), message_id.data(), message_id.size());
    }

    /// Of Client::balance; read by Response::balance.
    static Request balance(const Account &account) {
        return made(smsmode_request_balance, account.get());
    }

    /// Of Client::list_sent; read by Response::sent.
    static Request list_sent(const Account &account, std::uint32_t first, std::uint32_t page_size) {
        return made(smsmode_request_list_sent, account.get(), first, page_size);
    }

    /// Of Client::list_replies; read by Response::replies.
    static Request list_replies(const Account &account, std::uint32_t first, std::uint32_t page_size) {
        return made(smsmode_request_list_replies, account.get(), first, page_size);
    }

    /// Of Client::list_replies_between; read by Response::replies.
    static Request list_replies_between(const Account &account, std::chrono::system_clock::time_point from,
                                        std::chrono::system_clock::time_point to) {
        const auto end = std::chrono::ceil<std::chrono::seconds>(to.time_since_epoch());
        return made(smsmode_request_list_replies_between, account.get(), detail::seconds(from),
                    std::int64_t{end.count()});
    }

    /// Of Client::delete_message; read by Response::done.
    static Request delete_message(const Account &account, std::string_view message_id) {
        return made(smsmode_request_delete_message, account.get(), message_id.data(), message_id.size());
    }

    /// Of Client::delete_most_recent; read by Response::done.
    static Request delete_most_recent(const Account &account, std::string_view number) {
        return made(smsmode_request_delete_most_recent, account.get(), number.data(), number.size());
    }

    /// Of Client::delete_sub_account; read by Response::done.
    static Request delete_sub_account(const Account &account, std::string_view login) {
        return made(smsmode_request_delete_sub_account, account.get(), login.data(), login.size());
    }

    /// Of Client::transfer_credits; read by Response::done.
    static Request transfer_credits(const Account &account, std::string_view login,
                                    std::uint32_t credits, std::string_view reference = {}) {
        return made(smsmode_request_transfer_credits, account.get(), login.data(), login.size(), credits,
                    reference.data(), reference.size());
    }

    /// Of Client::add_contact; read by Response::done.
    static Request add_contact(const Account &account, const Contact &contact) {
        return made(smsmode_request_add_contact, account.get(), contact.get());
    }

    /// Of Client::create_sub_account; read by Response::done.
    static Request create_sub_account(const Account &account, const SubAccount &sub_account) {
        return made(smsmode_request_create_sub_account, account.get(), sub_account.get());
    }

    /// Of Client::create_api_key; read by Response::api_key.
    static Request create_api_key(const Account &account) {
        return made(smsmode_request_create_api_key, account.get());
    }

    /// "POST" or "GET". Static.
    std::string_view method() const noexcept {
        const char *method = smsmode_request_method(get());
        return method != nullptr ? method : std::string_view();
    }

    /// The whole address. That of a GET and of a batch holds the key: hand it to the HTTP stack, never to
    /// a log. Lent by this request, and ended by a NUL.
    std::string_view url() const & noexcept { return detail::text_of(smsmode_request_url, get()); }
    std::string_view url() const && = delete;

    /// The address without its query: it holds no secret, and may be logged. Lent by this request.
    std::string_view address() const & noexcept { return detail::text_of(smsmode_request_address, get()); }
    std::string_view address() const && = delete;

    /// What the request needs beside the headers of any HTTP stack.
    std::vector<Header> headers() const {
        return detail::list(smsmode_request_header_count(get()), [this](std::size_t index) {
            return Header{std::string(detail::text_of(smsmode_request_header_name, get(), index)),
                          std::string(detail::text_of(smsmode_request_header_value, get(), index))};
        });
    }

    /// The body, which holds the key of a POST: bytes; empty for a GET. Lent by this request.
    std::string_view body() const & noexcept {
        std::size_t length = 0;
        const std::uint8_t *body = smsmode_request_body(get(), &length);
        return {reinterpret_cast<const char *>(body), length};
    }
    std::string_view body() const && = delete;

    /// Whether it sends, bills or creates something, and must not be repeated where nobody knows what
    /// became of it.
    bool is_costly() const noexcept { return smsmode_request_is_costly(get()) != 0; }

    /// The name of the call, such as "send_sms", for logs.
    std::string name() const { return std::string(detail::text_of(smsmode_request_name, get())); }

 private:
    template <class Function, class... Arguments>
    static Request made(Function function, Arguments... arguments) {
        return detail::made<Request>(function, arguments...).value();
    }
};

}  // namespace smsmode

#endif  // SMSMODE_REQUEST_HPP
