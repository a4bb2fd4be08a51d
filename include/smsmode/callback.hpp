/// What the service calls on the program's server. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_CALLBACK_HPP
#define SMSMODE_CALLBACK_HPP

#include <smsmode.h>
#include <smsmode/handle.hpp>
#include <smsmode/list.hpp>
#include <smsmode/message.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smsmode {

/// A parameter of a callback.
struct Parameter {
    std::string name;
    std::string value;
};

namespace detail {

/// A text that C may not have.
template <class Function, class Handle>
std::optional<std::string> text_if_any(Function function, const Handle *handle) {
    const auto text = text_of(function, handle);
    return text.data() == nullptr ? std::nullopt : std::optional<std::string>(text);
}

/// A list of parameters, of which C gives the names and the values one by one.
template <class Function, class Handle>
std::vector<Parameter> parameters(std::size_t count, Function name, Function value, const Handle *handle) {
    return list(count, [=](std::size_t index) {
        return Parameter{std::string(text_of(name, handle, index)),
                         std::string(text_of(value, handle, index))};
    });
}

}  // namespace detail

/// What became of a message to one recipient. Several for one message are normal, in any order, and one
/// may come before Client::send has returned. Anyone who knows the address can send one: let a Signer check
/// it first. Threads: it never changes.
class Receipt : public detail::Owner<smsmode_receipt, smsmode_receipt_free> {
 public:
    using Owner::Owner;

    /// Reads what stands after the `?` of the address that was called, as it came. Fails with
    /// Status::Callback if it is longer than 8 KiB, or has no message identifier or status.
    explicit Receipt(std::string_view query)
        : Owner(detail::output<Handle *>(smsmode_receipt_new, query.data(), query.size()).value()) {}

    std::string message_id() const { return std::string(detail::text_of(smsmode_receipt_message_id, get())); }

    /// Where the message stands for this recipient.
    MessageStatus message_status() const noexcept { return {smsmode_receipt_message_status(get())}; }

    /// The recipient as the service writes it.
    std::optional<std::string> recipient() const {
        return detail::text_if_any(smsmode_receipt_recipient, get());
    }

    /// The same in international form, without a plus; nothing if it is no number.
    std::optional<std::string> number() const { return detail::text_if_any(smsmode_receipt_number, get()); }

    /// When the service learnt of it; nothing if it does not say, or if its date cannot be read.
    std::optional<std::chrono::system_clock::time_point> time() const {
        return detail::time(smsmode_receipt_time(get()));
    }

    /// The same as the service writes it, by the clocks of Paris.
    std::optional<std::string> date() const { return detail::text_if_any(smsmode_receipt_date, get()); }

    /// That of Send::set_reference.
    std::optional<std::string> reference() const {
        return detail::text_if_any(smsmode_receipt_reference, get());
    }

    /// Country and network of the phone, such as "20801".
    std::optional<std::string> network() const {
        return detail::text_if_any(smsmode_receipt_network, get());
    }

    /// In credits, a decimal number with a point.
    std::optional<std::string> cost() const { return detail::text_if_any(smsmode_receipt_cost, get()); }

    /// Parameters that the library does not know, in their order.
    std::vector<Parameter> unknown() const {
        return detail::parameters(smsmode_receipt_unknown_count(get()), smsmode_receipt_unknown_name,
                                  smsmode_receipt_unknown_value, get());
    }
};

/// What somebody answered. Anyone who knows the address can send one: let a Signer check it first. Threads:
/// it never changes.
class ReplyReceipt : public detail::Owner<smsmode_reply_receipt, smsmode_reply_receipt_free> {
 public:
    using Owner::Owner;

    /// Reads what stands after the `?` of the address that was called, as it came. Fails with
    /// Status::Callback if it is longer than 8 KiB, or comes from nobody.
    explicit ReplyReceipt(std::string_view query)
        : Owner(detail::output<Handle *>(smsmode_reply_receipt_new, query.data(), query.size()).value()) {}

    /// Who answered, as the service writes the number.
    std::string from() const { return std::string(detail::text_of(smsmode_reply_receipt_from, get())); }

    /// The same in international form, without a plus; nothing if it is no number.
    std::optional<std::string> number() const {
        return detail::text_if_any(smsmode_reply_receipt_number, get());
    }

    /// What was answered; may be empty.
    std::string text() const { return std::string(detail::text_of(smsmode_reply_receipt_text, get())); }

    /// The number that was answered to.
    std::optional<std::string> to() const { return detail::text_if_any(smsmode_reply_receipt_to, get()); }

    /// When it came; nothing if the service does not say, or if its date cannot be read.
    std::optional<std::chrono::system_clock::time_point> time() const {
        return detail::time(smsmode_reply_receipt_time(get()));
    }

    /// The same as the service writes it, by the clocks of Paris.
    std::optional<std::string> date() const { return detail::text_if_any(smsmode_reply_receipt_date, get()); }

    /// The message that it answers.
    std::optional<std::string> message_id() const {
        return detail::text_if_any(smsmode_reply_receipt_message_id, get());
    }

    /// The reference of that message.
    std::optional<std::string> reference() const {
        return detail::text_if_any(smsmode_reply_receipt_reference, get());
    }

    /// The identifier of the reply itself.
    std::optional<std::string> id() const { return detail::text_if_any(smsmode_reply_receipt_id, get()); }

    /// Parameters that the library does not know, in their order.
    std::vector<Parameter> unknown() const {
        return detail::parameters(smsmode_reply_receipt_unknown_count(get()),
                                  smsmode_reply_receipt_unknown_name, smsmode_reply_receipt_unknown_value,
                                  get());
    }
};

}  // namespace smsmode

#endif  // SMSMODE_CALLBACK_HPP
