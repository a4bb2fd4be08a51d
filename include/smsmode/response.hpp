/// Answers that the program's own HTTP stack received. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_RESPONSE_HPP
#define SMSMODE_RESPONSE_HPP

#include <smsmode.h>
#include <smsmode/list.hpp>
#include <smsmode/message.hpp>
#include <smsmode/request.hpp>
#include <smsmode/sub_account.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string_view>

namespace smsmode {

/// How the body of an answer ended.
enum class Ending : std::int32_t {
    /// All of it came, as long as it was announced.
    Complete = SMSMODE_ENDING_COMPLETE,
    /// No length was announced: its end is only that of the connection.
    Unmarked = SMSMODE_ENDING_UNMARKED,
    /// Less came than was announced.
    Cut = SMSMODE_ENDING_CUT,
};

/// An answer to a Request. Setters give it back, to be chained; one that fails leaves it as it was.
///
/// What reads it takes the request that was sent, and has a twin, try_…, that throws nothing. It fails as
/// the call of a Client fails where the same answer came; with Status::WrongCall where a success of that
/// call is something else. Then, and for any mistake of the caller, the outcome is Outcome::Unknown: the
/// call was made, and its answer is not read yet. Threads: once it is set, any number may read it.
class Response : public detail::Owner<smsmode_response, smsmode_response_free> {
 public:
    using Owner::Owner;

    /// An HTTP status of 100 to 999 and the body as far as it came. Fails with Status::BadConstant for
    /// another status, such as 0, which many stacks give where there was no answer.
    Response(int http_status, std::string_view body)
        : Owner(detail::output<Handle *>(smsmode_response_new, std::int32_t{http_status},
                                         reinterpret_cast<const std::uint8_t *>(body.data()), body.size())
                    .value()) {}

    /// The value of the header Content-Type; an empty one where there is none. Fails with
    /// Status::NotUtf8.
    Response &set_content_type(std::string_view value) {
        return set(smsmode_response_set_content_type, value.data(), value.size());
    }

    /// What the header Retry-After asks to wait.
    Response &set_retry_after(std::chrono::seconds delay) {
        const auto seconds = std::clamp<std::int64_t>(delay.count(), 0, UINT32_MAX);
        return set(smsmode_response_set_retry_after, static_cast<std::uint32_t>(seconds));
    }

    /// Ending::Complete by default. Be exact: an answer that broke off may still tell that a message was
    /// accepted, or lack half of its identifier.
    Response &set_ending(Ending ending) {
        return set(smsmode_response_set_ending, detail::number(ending));
    }

    /// The answer to Request::send, send_batch or send_voice.
    Accepted accepted(const Request &request) const { return try_accepted(request).value(); }
    Result<Accepted> try_accepted(const Request &request) const noexcept {
        return detail::made<Accepted>(smsmode_response_accepted, get(), request.get());
    }

    /// The answer to a call that gives nothing but that it was done.
    void done(const Request &request) const { try_done(request).value(); }
    Result<> try_done(const Request &request) const noexcept {
        return detail::call(smsmode_response_done, get(), request.get());
    }

    /// The answer to Request::message_status.
    MessageStatus message_status(const Request &request) const {
        return try_message_status(request).value();
    }
    Result<MessageStatus> try_message_status(const Request &request) const noexcept {
        const auto number =
            detail::output<std::int32_t>(smsmode_response_message_status, get(), request.get());
        return number ? Result(MessageStatus{*number}) : Result<MessageStatus>(number.error());
    }

    /// The answer to Request::report.
    Report report(const Request &request) const { return try_report(request).value(); }
    Result<Report> try_report(const Request &request) const noexcept {
        return detail::made<Report>(smsmode_response_report, get(), request.get());
    }

    /// The answer to Request::balance.
    Balance balance(const Request &request) const { return try_balance(request).value(); }
    Result<Balance> try_balance(const Request &request) const noexcept {
        return detail::made<Balance>(smsmode_response_balance, get(), request.get());
    }

    /// The answer to Request::list_sent.
    Sent sent(const Request &request) const { return try_sent(request).value(); }
    Result<Sent> try_sent(const Request &request) const noexcept {
        return detail::made<Sent>(smsmode_response_sent, get(), request.get());
    }

    /// The answer to Request::list_replies or list_replies_between.
    Replies replies(const Request &request) const { return try_replies(request).value(); }
    Result<Replies> try_replies(const Request &request) const noexcept {
        return detail::made<Replies>(smsmode_response_replies, get(), request.get());
    }

    /// The answer to Request::create_api_key. The key is in the body too: overwrite what you have of it.
    ApiKey api_key(const Request &request) const { return try_api_key(request).value(); }
    Result<ApiKey> try_api_key(const Request &request) const noexcept {
        return detail::made<ApiKey>(smsmode_response_api_key, get(), request.get());
    }

 private:
    template <class Setter, class... Values>
    Response &set(Setter setter, Values... values) {
        detail::call(setter, get(), values...).value();
        return *this;
    }
};

}  // namespace smsmode

#endif  // SMSMODE_RESPONSE_HPP
