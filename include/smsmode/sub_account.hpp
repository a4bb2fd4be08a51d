/// Sub-accounts and keys. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_SUB_ACCOUNT_HPP
#define SMSMODE_SUB_ACCOUNT_HPP

#include <smsmode.h>
#include <smsmode/encoding.hpp>
#include <smsmode/handle.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smsmode {

/// A sub-account to create. Setters give it back, to be chained; one that fails leaves it as it was, as
/// with Status::NotUtf8. Whether ISO-8859-15 has the characters, Client::create_sub_account says. Threads:
/// only one at a time may use it.
class SubAccount : public detail::Owner<smsmode_sub_account, smsmode_sub_account_free> {
 public:
    using Owner::Owner;

    /// A sub-account with the login, 1 to 50 characters, and the password that will open it. The password
    /// is never shown by anything. Fails with Status::Login or Status::Secret.
    SubAccount(std::string_view login, std::string_view password)
        : Owner(detail::output<Handle *>(smsmode_sub_account_new, login.data(), login.size(),
                                         password.data(), password.size())
                    .value()) {}

    SubAccount(std::u16string_view login, std::u16string_view password)
        : Owner(detail::output<Handle *>(smsmode_sub_account_new_w, detail::units(login), login.size(),
                                         detail::units(password), password.size())
                    .value()) {}
    SubAccount(Windows1252 login, Windows1252 password)
        : Owner(detail::output<Handle *>(smsmode_sub_account_new_1252, login.view().data(),
                                         login.view().size(), password.view().data(),
                                         password.view().size())
                    .value()) {}

    /// How each std::string_view is written that this sub-account is given from now on. Encoding::Utf8 by
    /// default.
    SubAccount &set_encoding(Encoding encoding) {
        return set(smsmode_sub_account_set_encoding, detail::number(encoding));
    }

    /// What the caller calls the transaction.
    SubAccount &set_reference(std::string_view reference) {
        return set(smsmode_sub_account_set_reference, reference.data(), reference.size());
    }

    /// The person to speak to.
    SubAccount &set_last_name(std::string_view last_name) {
        return set(smsmode_sub_account_set_last_name, last_name.data(), last_name.size());
    }
    SubAccount &set_first_name(std::string_view first_name) {
        return set(smsmode_sub_account_set_first_name, first_name.data(), first_name.size());
    }

    /// Such as 1980, 2, 29. Fails with Status::Date if there is no such day.
    SubAccount &set_birth_date(std::int32_t year, std::int32_t month, std::int32_t day) {
        return set(smsmode_sub_account_set_birth_date, year, month, day);
    }

    /// Numbers are in any usual spelling. Each fails with Status::PhoneNumber.
    SubAccount &set_mobile(std::string_view number) {
        return set(smsmode_sub_account_set_mobile, number.data(), number.size());
    }
    SubAccount &set_phone(std::string_view number) {
        return set(smsmode_sub_account_set_phone, number.data(), number.size());
    }
    SubAccount &set_fax(std::string_view number) {
        return set(smsmode_sub_account_set_fax, number.data(), number.size());
    }

    SubAccount &set_email(std::string_view email) {
        return set(smsmode_sub_account_set_email, email.data(), email.size());
    }
    SubAccount &set_company(std::string_view company) {
        return set(smsmode_sub_account_set_company, company.data(), company.size());
    }
    SubAccount &set_address(std::string_view address) {
        return set(smsmode_sub_account_set_address, address.data(), address.size());
    }
    SubAccount &set_postal_code(std::string_view postal_code) {
        return set(smsmode_sub_account_set_postal_code, postal_code.data(), postal_code.size());
    }
    SubAccount &set_city(std::string_view city) {
        return set(smsmode_sub_account_set_city, city.data(), city.size());
    }

 private:
    template <class Setter, class... Values>
    SubAccount &set(Setter setter, Values... values) {
        detail::call(setter, get(), values...).value();
        return *this;
    }
};

/// A key that was created. It is overwritten in memory when this object goes. Threads: it never changes.
class ApiKey : public detail::Owner<smsmode_api_key, smsmode_api_key_free> {
 public:
    using Owner::Owner;

    /// The key itself, a secret: nothing overwrites copies of it. Lent by this object.
    std::string_view key() const & noexcept { return detail::text_of(smsmode_api_key_key, get()); }
    std::string_view key() const && = delete;

    /// The rest as the service writes it; nothing where it says nothing.
    std::optional<std::string> id() const { return text(smsmode_api_key_id); }
    std::optional<std::string> creation_date() const { return text(smsmode_api_key_creation_date); }
    std::optional<std::string> state() const { return text(smsmode_api_key_state); }
    std::optional<std::string> expiration() const { return text(smsmode_api_key_expiration); }
    std::optional<std::string> account() const { return text(smsmode_api_key_account); }

 private:
    template <class Function>
    std::optional<std::string> text(Function function) const {
        const auto text = detail::text_of(function, get());
        return text.data() == nullptr ? std::nullopt : std::optional<std::string>(text);
    }
};

}  // namespace smsmode

#endif  // SMSMODE_SUB_ACCOUNT_HPP
