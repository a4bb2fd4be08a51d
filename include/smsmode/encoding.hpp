/// Texts in other encodings than UTF-8. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_ENCODING_HPP
#define SMSMODE_ENCODING_HPP

#include <smsmode.h>
#include <smsmode/handle.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace smsmode {

/// How the texts are written that a Send is given as a std::string_view.
enum class Encoding : std::int32_t {
    Utf8 = SMSMODE_UTF8,
    Windows1252 = SMSMODE_WINDOWS_1252,
};

/// Says that a text is in Windows-1252, as in `analyse(Windows1252(text))`. The text is lent.
class Windows1252 {
 public:
    explicit constexpr Windows1252(std::string_view text) noexcept : text_(text) {}

    constexpr std::string_view view() const noexcept { return text_; }

 private:
    std::string_view text_;
};

namespace detail {

/// UTF-16 as C takes it.
inline const std::uint16_t *units(std::u16string_view text) noexcept {
    return reinterpret_cast<const std::uint16_t *>(text.data());
}

/// What a function writes into a buffer that ends with a NUL, after it was asked for the length.
template <class Text, class Unit, class Write>
Text written(Write write) {
    std::size_t length = 0;
    write(static_cast<Unit *>(nullptr), std::size_t{0}, &length).value();
    Text text(length, 0);
    // A string has room for the NUL behind its last character.
    write(reinterpret_cast<Unit *>(text.data()), length + 1, &length).value();
    return text;
}

}  // namespace detail

/// A text in UTF-8. Fails with Status::NotUtf16.
inline std::string to_utf8(std::u16string_view text) {
    return detail::written<std::string, char>([text](auto... room) {
        return detail::call(smsmode_utf8_from_w, detail::units(text), text.size(), room...);
    });
}

/// A text in UTF-8.
inline std::string to_utf8(Windows1252 text) {
    return detail::written<std::string, char>([text = text.view()](auto... room) {
        return detail::call(smsmode_utf8_from_1252, text.data(), text.size(), room...);
    });
}

/// A text in UTF-16. Fails with Status::NotUtf8.
inline std::u16string to_utf16(std::string_view text) {
    return detail::written<std::u16string, std::uint16_t>([text](auto... room) {
        return detail::call(smsmode_w_from_utf8, text.data(), text.size(), room...);
    });
}

/// A text in Windows-1252, for people to look at: `?` stands for a character that Windows-1252 does not
/// have, and `lost`, unless null, receives how many these are. Fails with Status::NotUtf8.
inline std::string to_windows_1252(std::string_view text, std::size_t *lost = nullptr) {
    return detail::written<std::string, char>([text, lost](auto... room) {
        return detail::call(smsmode_1252_from_utf8, text.data(), text.size(), room..., lost);
    });
}

}  // namespace smsmode

#endif  // SMSMODE_ENCODING_HPP
