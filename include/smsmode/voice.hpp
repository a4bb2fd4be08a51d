/// Voice messages. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_VOICE_HPP
#define SMSMODE_VOICE_HPP

#include <smsmode.h>
#include <smsmode/encoding.hpp>
#include <smsmode/handle.hpp>

#include <chrono>
#include <cstdint>
#include <string_view>

namespace smsmode {

/// A language in which the service speaks.
enum class VoiceLanguage : std::int32_t {
    French = SMSMODE_VOICE_FRENCH,
    English = SMSMODE_VOICE_ENGLISH,
    German = SMSMODE_VOICE_GERMAN,
    Spanish = SMSMODE_VOICE_SPANISH,
};

/// A voice message, which the service reads aloud to people who pick up, landlines included. Its functions
/// give it back, to be chained; one that fails leaves it as it was. Threads: only one at a time may use it.
class Voice : public detail::Owner<smsmode_voice, smsmode_voice_free> {
 public:
    using Owner::Owner;

    /// A voice message without recipient and text.
    Voice() noexcept : Owner(smsmode_voice_new()) {}

    /// How each std::string_view is written that this message is given from now on. Encoding::Utf8 by default.
    Voice &set_encoding(Encoding encoding) {
        return set(smsmode_voice_set_encoding, detail::number(encoding));
    }

    /// Adds a recipient, in any usual spelling. One that was added before is called only once. Fails with
    /// Status::PhoneNumber.
    Voice &add_recipient(std::string_view number) {
        return set(smsmode_voice_add_recipient, number.data(), number.size());
    }

    /// What is read aloud: at most 160 characters of ISO-8859-15. Whether it can be sent,
    /// Client::send_voice says. Fails with Status::NotUtf8 or Status::NotUtf16.
    Voice &set_text(std::string_view text) {
        return set(smsmode_voice_set_text, text.data(), text.size());
    }
    Voice &set_text(std::u16string_view text) {
        return set(smsmode_voice_set_text_w, detail::units(text), text.size());
    }
    Voice &set_text(Windows1252 text) {
        return set(smsmode_voice_set_text_1252, text.view().data(), text.view().size());
    }

    /// What is said first, in characters of ISO-8859-15. Without it the service says "Ceci est un message
    /// de sMsmode". Whether it can be said, Client::send_voice says. Fails with Status::NotUtf8.
    Voice &set_title(std::string_view title) {
        return set(smsmode_voice_set_title, title.data(), title.size());
    }

    /// The service chooses by default.
    Voice &set_language(VoiceLanguage language) {
        return set(smsmode_voice_set_language, detail::number(language));
    }

    /// Calls later, at an instant that is rounded down to the minute. At once by default. Fails with
    /// Status::Date if it is past, or in the hour that comes twice in autumn.
    Voice &set_time(std::chrono::system_clock::time_point time) {
        return set(smsmode_voice_set_time, detail::seconds(time));
    }

    /// Calls later, at a time of the clocks of Paris, such as 2027, 1, 31, 18, 30. Fails with
    /// Status::Date if it is past, if there is no such time, or if it comes twice.
    Voice &set_paris_time(std::int32_t year, std::int32_t month, std::int32_t day, std::int32_t hour,
                          std::int32_t minute) {
        return set(smsmode_voice_set_paris_time, year, month, day, hour, minute);
    }

    /// Whether the text may have more than 160 characters. Not by default: what the service does with more
    /// is not documented.
    Voice &set_unlimited(bool unlimited) { return set(smsmode_voice_set_unlimited, unlimited); }

 private:
    template <class Setter, class... Values>
    Voice &set(Setter setter, Values... values) {
        detail::call(setter, get(), values...).value();
        return *this;
    }
};

}  // namespace smsmode

#endif  // SMSMODE_VOICE_HPP
