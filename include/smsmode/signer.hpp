/// Signed addresses for callbacks. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_SIGNER_HPP
#define SMSMODE_SIGNER_HPP

#include <smsmode.h>
#include <smsmode/callback.hpp>
#include <smsmode/handle.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smsmode {

/// What a callback brings.
enum class CallbackKind : std::int32_t {
    /// A Receipt.
    Delivery = SMSMODE_CALLBACK_DELIVERY,
    /// A ReplyReceipt.
    Reply = SMSMODE_CALLBACK_REPLY,
};

/// A callback whose address we signed ourselves.
struct Verified {
    CallbackKind kind;
    /// The reference with which the address was signed, to be believed before that of the query; nothing
    /// for the address of all replies.
    std::optional<std::string> reference;
};

/// Makes and checks signed addresses for callbacks: the service signs nothing, so what it calls is believed
/// because the address holds a tag that only the key makes. Time is an argument. Threads: any number may
/// sign and verify with it; only one may set its previous key, and then alone.
class Signer : public detail::Owner<smsmode_signer, smsmode_signer_free> {
 public:
    using Owner::Owner;
    using Time = std::chrono::system_clock::time_point;

    /// Signs with a key of at least 16 bytes that nobody can guess, never the API key. It is copied and
    /// never shown by anything. Fails with Status::Secret for a shorter one.
    explicit Signer(std::string_view key)
        : Owner(detail::output<Handle *>(smsmode_signer_new, bytes(key), key.size()).value()) {}

    /// Believes what another key signed, too: the one before, for as long as its addresses are good.
    Signer &set_previous(std::string_view key) {
        detail::call(smsmode_signer_set_previous, get(), bytes(key), key.size()).value();
        return *this;
    }

    /// An address below `base` for the callbacks of one message, for Send::set_delivery_url or
    /// Send::set_reply_url. Good for 7 days from `sent_at` for receipts, and for 90 for replies. Whoever
    /// knows it can send callbacks: keep it from logs. Fails with Status::Url or Status::Reference.
    std::string sign(std::string_view base, CallbackKind kind, std::string_view reference,
                     Time sent_at) const {
        return text(detail::made<Url>(smsmode_signer_sign, get(), base.data(), base.size(),
                                      detail::number(kind), reference.data(), reference.size(),
                                      detail::seconds(sent_at)));
    }

    /// An address below `base` for all replies of an account, which is always good. Fails with Status::Url.
    std::string sign_account_replies(std::string_view base) const {
        return text(
            detail::made<Url>(smsmode_signer_sign_account_replies, get(), base.data(), base.size()));
    }

    /// Checks what stood after `base` and before the `?`, as it came, in constant time. Fails with
    /// Status::Forged for whatever neither key signed, or Status::Expired; answer both alike.
    Verified verify(std::string_view path, Time now) const { return try_verify(path, now).value(); }
    Result<Verified> try_verify(std::string_view path, Time now) const {
        const auto verified = detail::made<Callback>(smsmode_signer_verify, get(), path.data(), path.size(),
                                                     detail::seconds(now));
        if (!verified) {
            return verified.error();
        }
        return Verified{static_cast<CallbackKind>(smsmode_verified_kind(verified->get())),
                        detail::text_if_any(smsmode_verified_reference, verified->get())};
    }

 private:
    using Url = detail::Owner<smsmode_signed_url, smsmode_signed_url_free>;
    using Callback = detail::Owner<smsmode_verified, smsmode_verified_free>;

    static const std::uint8_t *bytes(std::string_view key) noexcept {
        return reinterpret_cast<const std::uint8_t *>(key.data());
    }

    static std::string text(const Result<Url> &url) {
        return std::string(detail::text_of(smsmode_signed_url_text, url.value().get()));
    }
};

}  // namespace smsmode

#endif  // SMSMODE_SIGNER_HPP
