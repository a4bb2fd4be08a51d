/// Accounts, and how to connect. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_ACCOUNT_HPP
#define SMSMODE_ACCOUNT_HPP

#include <smsmode.h>
#include <smsmode/encoding.hpp>
#include <smsmode/handle.hpp>

#include <chrono>
#include <cstdint>
#include <string_view>

namespace smsmode {

/// How requests carry what they say: POST in their body; GET in their address, the key included, which
/// proxies and servers log.
enum class Method : std::int32_t { Post = SMSMODE_METHOD_POST, Get = SMSMODE_METHOD_GET };

/// Where the key of a batch stands: in the address of the request, as every example of the service has it,
/// or in its body, where logs do not see it, but nothing says that the service reads it there.
enum class BatchCredential : std::int32_t {
    Query = SMSMODE_BATCH_CREDENTIAL_QUERY,
    Body = SMSMODE_BATCH_CREDENTIAL_BODY,
};

/// An account of the service. Setters give the account back, to be chained; one that fails leaves it as
/// it was. Clients keep a copy. Threads: only one at a time may use it.
class Account : public detail::Owner<smsmode_account, smsmode_account_free> {
 public:
    using Owner::Owner;

    /// The account that an API key opens. The key is copied and never shown by anything. Fails with
    /// Status::Secret for what is no key.
    explicit Account(std::string_view key)
        : Owner(detail::output<Handle *>(smsmode_account_new, key.data(), key.size()).value()) {}

    /// The account that a login and its password open: the old way. A key can be withdrawn, a password
    /// opens everything. Fails with Status::Login or Status::Secret.
    static Account with_login(std::string_view login, std::string_view password) {
        return detail::made<Account>(smsmode_account_new_with_login, login.data(), login.size(),
                                     password.data(), password.size())
            .value();
    }

    static Account with_login(std::u16string_view login, std::u16string_view password) {
        return detail::made<Account>(smsmode_account_new_with_login_w, detail::units(login), login.size(),
                                     detail::units(password), password.size())
            .value();
    }
    static Account with_login(Windows1252 login, Windows1252 password) {
        return detail::made<Account>(smsmode_account_new_with_login_1252, login.view().data(),
                                     login.view().size(), password.view().data(),
                                     password.view().size())
            .value();
    }

    /// Another address of the service, such as a sandbox's: https, or plain http to this machine. Fails
    /// with Status::Url.
    Account &set_base_url(std::string_view url) {
        return set(smsmode_account_set_base_url, url.data(), url.size());
    }

    /// The same, but plain http to any machine too: the key then travels in the clear.
    Account &set_base_url_allowing_plain_http(std::string_view url) {
        return set(smsmode_account_set_base_url_allowing_plain_http, url.data(), url.size());
    }

    /// Method::Post by default.
    Account &set_method(Method method) {
        return set(smsmode_account_set_method, detail::number(method));
    }

    /// BatchCredential::Query by default.
    Account &set_batch_credential(BatchCredential place) {
        return set(smsmode_account_set_batch_credential, detail::number(place));
    }

    /// What separates the parts of a batch on the wire: 1 to 70 letters, digits and '()+_,-./:=?. A batch
    /// that holds it is refused. Fails with Status::MultipartBoundary.
    Account &set_batch_boundary(std::string_view boundary) {
        return set(smsmode_account_set_batch_boundary, boundary.data(), boundary.size());
    }

    /// Allows one more recipient, in any usual spelling. From the first on only those that were allowed
    /// may be sent to, and no group. Fails with Status::PhoneNumber.
    Account &allow_recipient(std::string_view number) {
        return set(smsmode_account_allow_recipient, number.data(), number.size());
    }

    /// The most segments of one call, all recipients together. Unlimited by default.
    Account &set_segments_per_call(std::uint64_t segments) {
        return set(smsmode_account_set_segments_per_call, segments);
    }

    /// The most segments of one day of UTC, all calls of one client together. Unlimited by default.
    Account &set_segments_per_day(std::uint64_t segments) {
        return set(smsmode_account_set_segments_per_day, segments);
    }

 private:
    template <class Setter, class... Values>
    Account &set(Setter setter, Values... values) {
        detail::call(setter, get(), values...).value();
        return *this;
    }
};

/// How a client connects. Times below none count as none, and those beyond 49 days as 49 days. Setters
/// give the settings back, to be chained; one that fails leaves them as they were. Clients keep a copy.
/// Threads: only one at a time may use it.
class Settings : public detail::Owner<smsmode_settings, smsmode_settings_free> {
 public:
    using Owner::Owner;
    Settings() noexcept : Owner(smsmode_settings_new()) {}

    /// Time for a whole call, all its attempts together. 30 s by default.
    Settings &set_timeout(std::chrono::milliseconds time) {
        return set(smsmode_settings_set_timeout_ms, detail::milliseconds(time));
    }

    /// Time to connect, within the whole. 10 s by default.
    Settings &set_connect_timeout(std::chrono::milliseconds time) {
        return set(smsmode_settings_set_connect_timeout_ms, detail::milliseconds(time));
    }

    /// How long an idle connection may be used again. 2 s by default.
    Settings &set_max_idle_age(std::chrono::milliseconds time) {
        return set(smsmode_settings_set_max_idle_age_ms, detail::milliseconds(time));
    }

    /// A proxy, such as "http://proxy.example:3128"; an empty text for none. By default the environment
    /// says which. One that cannot be used is refused when a client is made.
    Settings &set_proxy(std::string_view url) {
        return set(smsmode_settings_set_proxy, url.data(), url.size());
    }

    /// Certificate authorities to trust beside the bundled ones, in PEM. What cannot be used is refused
    /// when a client is made.
    Settings &set_ca_pem(std::string_view pem) {
        return set(smsmode_settings_set_ca_pem, pem.data(), pem.size());
    }

    /// The same from a file, which is read at once; its path is UTF-8. Fails with Status::File.
    Settings &set_ca_file(std::string_view path) {
        return set(smsmode_settings_set_ca_file, path.data(), path.size());
    }

    /// Whether a call that costs is made again where it surely was not sent, or was refused for now. Not
    /// by default. Where nobody knows, it is never made again.
    Settings &set_retry_costly_calls(bool retry) {
        return set(smsmode_settings_set_retry_costly_calls, retry);
    }

 private:
    template <class Setter, class... Values>
    Settings &set(Setter setter, Values... values) {
        detail::call(setter, get(), values...).value();
        return *this;
    }
};

}  // namespace smsmode

#endif  // SMSMODE_ACCOUNT_HPP
