// Voice messages. Each run sends two, as the test counts.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;

static_assert(noexcept(std::declval<Client>().try_send_voice(std::declval<Voice>())));

static Voice ready() {
    Voice voice;
    voice.add_recipient("01 99 00 00 11").set_text("Votre commande est prête");
    return voice;
}

static void a_text_is_read_aloud_later_in_german(const Client &client) {
    Voice voice = ready();
    voice.add_recipient("+33 6 39 98 00 12").add_recipient("0199000011").set_title("Bäckerei");
    voice.set_language(VoiceLanguage::German).set_paris_time(2099, 1, 31, 18, 30);
    CHECK(client.send_voice(voice).message_id().has_value());
}

static void a_long_text_has_to_be_allowed(const Client &client) {
    Voice voice = ready();
    voice.set_time(std::chrono::system_clock::time_point(std::chrono::seconds(4070908859)));
    voice.set_text(std::string(161, 'a'));
    CHECK(client.try_send_voice(voice).error().status() == Status::VoiceTextTooLong);
    CHECK(client.send_voice(voice.set_unlimited(true)).message_id().has_value());
}

static void what_cannot_be_spoken_is_refused(const Client &client) {
    Voice voice;
    CHECK(client.try_send_voice(voice).error().status() == Status::NoRecipient);
    CHECK(status_of([&] { voice.add_recipient("12"); }) == Status::PhoneNumber);
    CHECK(status_of([&] { voice.set_language(VoiceLanguage{5}); }) == Status::BadConstant);
    voice.add_recipient("0199000011").set_text("Привет");
    CHECK(status_of([&] { return client.send_voice(voice); }) == Status::OutsideCharset);
    voice.set_text("Bonjour").set_title("");
    CHECK(client.try_send_voice(voice).error().status() == Status::EmptyField);
}

int main() {
    const Client client = sandbox_client();
    a_text_is_read_aloud_later_in_german(client);
    a_long_text_has_to_be_allowed(client);
    what_cannot_be_spoken_is_refused(client);
}
