/// Texts: how long they are, where they are cut, what can be replaced. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_TEXT_HPP
#define SMSMODE_TEXT_HPP

#include <smsmode.h>
#include <smsmode/encoding.hpp>
#include <smsmode/handle.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smsmode {

/// The alphabet over the air.
enum class Alphabet : std::int32_t { Gsm7 = SMSMODE_ALPHABET_GSM7, Ucs2 = SMSMODE_ALPHABET_UCS2 };

/// What may be replaced; each level includes those before it.
enum class Level : std::int32_t {
    /// Quotes, dashes, blanks: what changes no letter.
    Typography = SMSMODE_LEVEL_TYPOGRAPHY,
    /// Letters that lose an accent.
    Letters = SMSMODE_LEVEL_LETTERS,
    /// Symbols that become words or other signs.
    Symbols = SMSMODE_LEVEL_SYMBOLS,
};

/// When to replace.
enum class When : std::int32_t {
    ItMakesGsm = SMSMODE_WHEN_IT_MAKES_GSM,
    ItSavesASegment = SMSMODE_WHEN_IT_SAVES_A_SEGMENT,
    Always = SMSMODE_WHEN_ALWAYS,
};

/// How long a text is: in GSM if that has all its characters, else in UCS-2.
struct Analysis {
    Alphabet alphabet;
    std::size_t units;
    /// 1 for an empty text.
    std::uint32_t segments;
    /// The units that the last segment can still take.
    std::size_t free_units;
    /// Where the first character stands that GSM does not have.
    std::optional<std::size_t> first_outside;
};

/// A segment, as a place in the text that was cut.
struct Segment {
    std::size_t offset, length, units;

    /// The segment itself, a part of `text`, which must be the text that was cut.
    std::string_view of(std::string_view text) const { return text.substr(offset, length); }
    std::u16string_view of(std::u16string_view text) const { return text.substr(offset, length); }
};

/// A replacement, at a place in the text as it was written. It is empty for what was dropped.
struct Replacement {
    std::size_t offset, length;
    std::string original, replacement;
};

/// A character that cannot be sent, at a place in the text as it was written.
struct Character {
    std::size_t offset;
    char32_t character;
};

namespace detail {

template <class Function, class Unit>
Analysis analysis(Function function, const Unit *text, std::size_t length) {
    Analysis it{};
    std::int32_t alphabet = 0;
    std::size_t outside = 0;
    call(function, text, length, &alphabet, &it.units, &it.segments, &it.free_units, &outside).value();
    it.alphabet = static_cast<Alphabet>(alphabet);
    it.first_outside = place(outside);
    return it;
}

template <class Function, class Unit>
std::vector<std::size_t> outside(Function function, const Unit *text, std::size_t length) {
    const auto find = [=](std::size_t *offsets, std::size_t capacity) {
        return output<std::size_t>(function, text, length, offsets, capacity).value();
    };
    std::vector<std::size_t> offsets(find(nullptr, 0));
    find(offsets.data(), offsets.size());
    return offsets;
}

}  // namespace detail

/// Measures a text. Fails with Status::NotUtf8 or Status::NotUtf16.
inline Analysis analyse(std::string_view text) {
    return detail::analysis(smsmode_analyse, text.data(), text.size());
}
inline Analysis analyse(std::u16string_view text) {
    return detail::analysis(smsmode_analyse_w, detail::units(text), text.size());
}
inline Analysis analyse(Windows1252 text) {
    return detail::analysis(smsmode_analyse_1252, text.view().data(), text.view().size());
}

/// Where the characters stand that GSM does not have, in order. Fails with Status::NotUtf8 or
/// Status::NotUtf16.
inline std::vector<std::size_t> outside_gsm(std::string_view text) {
    return detail::outside(smsmode_outside_gsm, text.data(), text.size());
}
inline std::vector<std::size_t> outside_gsm(std::u16string_view text) {
    return detail::outside(smsmode_outside_gsm_w, detail::units(text), text.size());
}
inline std::vector<std::size_t> outside_gsm(Windows1252 text) {
    return detail::outside(smsmode_outside_gsm_1252, text.view().data(), text.view().size());
}

/// The longest beginning of a text that fits into so many segments, 1 to 255; a part of `text`. Fails
/// with Status::BadConstant for another number, Status::NotUtf8 or Status::NotUtf16. Name it in full: POSIX
/// has a truncate that cuts files.
inline std::string_view truncate(std::string_view text, std::int32_t segments) {
    const auto length =
        detail::output<std::size_t>(smsmode_truncate, text.data(), text.size(), segments).value();
    return text.substr(0, length);
}
inline std::u16string_view truncate(std::u16string_view text, std::int32_t segments) {
    const auto length =
        detail::output<std::size_t>(smsmode_truncate_w, detail::units(text), text.size(), segments);
    return text.substr(0, length.value());
}
inline std::string_view truncate(Windows1252 text, std::int32_t segments) {
    const auto length = detail::output<std::size_t>(smsmode_truncate_1252, text.view().data(),
                                                    text.view().size(), segments);
    return text.view().substr(0, length.value());
}

/// The segments of a text, which is not kept. Threads: it never changes.
class Segments : public detail::Owner<smsmode_segments, smsmode_segments_free> {
 public:
    using Owner::Owner;

    /// Fails with Status::TooManySegments beyond 255, Status::NotUtf8 or Status::NotUtf16.
    explicit Segments(std::string_view text)
        : Owner(detail::output<Handle *>(smsmode_segments_new, text.data(), text.size()).value()) {}
    explicit Segments(std::u16string_view text)
        : Owner(detail::output<Handle *>(smsmode_segments_new_w, detail::units(text), text.size())
                    .value()) {}
    explicit Segments(Windows1252 text)
        : Owner(detail::output<Handle *>(smsmode_segments_new_1252, text.view().data(), text.view().size())
                    .value()) {}

    Alphabet alphabet() const noexcept {
        return static_cast<Alphabet>(smsmode_segments_alphabet(get()));
    }

    std::size_t count() const noexcept { return smsmode_segments_count(get()); }

    std::vector<Segment> list() const {
        return detail::list(count(), [this](std::size_t index) {
            return Segment{smsmode_segments_offset(get(), index), smsmode_segments_length(get(), index),
                           smsmode_segments_units(get(), index)};
        });
    }
};

/// A text after replacement of what GSM does not have. Threads: it never changes.
class Smart : public detail::Owner<smsmode_smart, smsmode_smart_free> {
 public:
    using Owner::Owner;

    /// `dropping` drops what nothing can stand for, such as an emoji. Fails with Status::NotUtf8 or
    /// Status::NotUtf16.
    explicit Smart(std::string_view text, Level level = Level::Letters, When when = When::ItMakesGsm,
                   bool dropping = false)
        : Smart(smsmode_smart_new, text.data(), text.size(), level, when, dropping) {}
    explicit Smart(std::u16string_view text, Level level = Level::Letters, When when = When::ItMakesGsm,
                   bool dropping = false)
        : Smart(smsmode_smart_new_w, detail::units(text), text.size(), level, when, dropping) {}
    explicit Smart(Windows1252 text, Level level = Level::Letters, When when = When::ItMakesGsm,
                   bool dropping = false)
        : Smart(smsmode_smart_new_1252, text.view().data(), text.view().size(), level, when, dropping) {}

    /// The text after replacement. Lent by this object.
    std::string_view text() const & noexcept { return detail::text_of(smsmode_smart_text, get()); }
    std::string_view text() const && = delete;

    /// Whether a message in GSM can carry the text after replacement.
    bool is_sendable() const noexcept { return smsmode_smart_is_sendable(get()) != 0; }

    std::vector<Replacement> changes() const {
        return detail::list(smsmode_smart_change_count(get()), [this](std::size_t index) {
            return Replacement{
                smsmode_smart_change_offset(get(), index), smsmode_smart_change_length(get(), index),
                std::string(detail::text_of(smsmode_smart_change_original, get(), index)),
                std::string(detail::text_of(smsmode_smart_change_replacement, get(), index))};
        });
    }

    /// The characters that nothing can stand for.
    std::vector<Character> irreplaceable() const {
        return detail::list(smsmode_smart_irreplaceable_count(get()), [this](std::size_t index) {
            return Character{smsmode_smart_irreplaceable_offset(get(), index),
                             smsmode_smart_irreplaceable_character(get(), index)};
        });
    }

 private:
    template <class Make, class Unit>
    Smart(Make make, const Unit *text, std::size_t length, Level level, When when, bool dropping)
        : Owner(detail::output<Handle *>(make, text, length, detail::number(level), detail::number(when),
                                         dropping)
                    .value()) {}
};

}  // namespace smsmode

#endif  // SMSMODE_TEXT_HPP
