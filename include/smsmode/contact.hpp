/// People in the address book. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_CONTACT_HPP
#define SMSMODE_CONTACT_HPP

#include <smsmode.h>
#include <smsmode/encoding.hpp>
#include <smsmode/handle.hpp>

#include <cstdint>
#include <string_view>

namespace smsmode {

/// A person for the address book. Setters give it back, to be chained; one that fails leaves it as it was,
/// as with Status::NotUtf8. Whether ISO-8859-15 has the characters, Client::add_contact says. Threads: only
/// one at a time may use it.
class Contact : public detail::Owner<smsmode_contact, smsmode_contact_free> {
 public:
    using Owner::Owner;

    /// A person with a last name and a number in any usual spelling. Fails with Status::EmptyField or
    /// Status::PhoneNumber.
    Contact(std::string_view last_name, std::string_view number)
        : Owner(detail::output<Handle *>(smsmode_contact_new, last_name.data(), last_name.size(),
                                         number.data(), number.size())
                    .value()) {}

    Contact(std::u16string_view last_name, std::u16string_view number)
        : Owner(detail::output<Handle *>(smsmode_contact_new_w, detail::units(last_name),
                                         last_name.size(), detail::units(number), number.size())
                    .value()) {}
    Contact(Windows1252 last_name, Windows1252 number)
        : Owner(detail::output<Handle *>(smsmode_contact_new_1252, last_name.view().data(),
                                         last_name.view().size(), number.view().data(),
                                         number.view().size())
                    .value()) {}

    /// How each std::string_view is written that this contact is given from now on. Encoding::Utf8 by
    /// default.
    Contact &set_encoding(Encoding encoding) {
        return set(smsmode_contact_set_encoding, detail::number(encoding));
    }

    Contact &set_first_name(std::string_view first_name) {
        return set(smsmode_contact_set_first_name, first_name.data(), first_name.size());
    }

    /// Adds a group that the person belongs to. The service makes one that does not exist yet. Fails with
    /// Status::ContactGroup.
    Contact &add_group(std::string_view group) {
        return set(smsmode_contact_add_group, group.data(), group.size());
    }

    Contact &set_company(std::string_view company) {
        return set(smsmode_contact_set_company, company.data(), company.size());
    }

    /// Anything else about the person.
    Contact &set_note(std::string_view note) {
        return set(smsmode_contact_set_note, note.data(), note.size());
    }

    /// Such as 1980, 2, 29. Fails with Status::Date if there is no such day.
    Contact &set_birth_date(std::int32_t year, std::int32_t month, std::int32_t day) {
        return set(smsmode_contact_set_birth_date, year, month, day);
    }

 private:
    template <class Setter, class... Values>
    Contact &set(Setter setter, Values... values) {
        detail::call(setter, get(), values...).value();
        return *this;
    }
};

}  // namespace smsmode

#endif  // SMSMODE_CONTACT_HPP
