// Texts in UTF-16 and Windows-1252: every place is one of the caller's text.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;
using Places = std::vector<std::size_t>;

static void texts_are_measured_where_they_are() {
    CHECK(analyse(u"aê😀€b").first_outside == 1u && analyse(u"aê😀€b").units == 6);
    CHECK((outside_gsm(u"€😀ê") == Places{1, 3}));
    CHECK(analyse(Windows1252("\x80\xEA")).first_outside == 1u);
    CHECK((outside_gsm(Windows1252("\x80\xEA\xEA")) == Places{1, 2}));
}

static void texts_are_cut_where_they_are() {
    const std::u16string wide(80, u'ê');
    CHECK(smsmode::truncate(wide, 1).data() == wide.data());
    CHECK(smsmode::truncate(wide, 1).size() == 70);
    CHECK(Segments(wide).list()[1].of(wide) == std::u16string(13, u'ê'));

    const std::string narrow(161, '\xE9');
    CHECK(smsmode::truncate(Windows1252(narrow), 1).size() == 160);
    CHECK(Segments(Windows1252(narrow)).list()[1].of(narrow) == std::string(8, '\xE9'));
}

static void changes_have_places_of_the_caller() {
    const Smart wide(u"ê 😀", Level::Letters, When::Always);
    CHECK(wide.changes()[0].length == 1 && wide.irreplaceable()[0].offset == 2);
    const Smart narrow(Windows1252("\xE9\xEA"));
    CHECK(narrow.text() == "ée" && narrow.changes()[0].offset == 1);
}

static void plans_have_places_of_the_caller() {
    PlanOptions options;
    options.set_mode(Mode::Smart);
    CHECK(Plan(u"éê").unsendable()[0].offset == 1);
    CHECK(Plan(u"éê", options).replacements()[0].offset == 1);
    CHECK(Plan(Windows1252("\xE9\xEA")).unsendable()[0].offset == 1);
    CHECK(Plan(Windows1252("\xE9\xEA"), options).segments()[0].length == 2);
}

static void texts_are_converted() {
    CHECK(to_utf8(u"aê😀€") == "aê😀€" && to_utf16("aê😀€") == u"aê😀€");
    CHECK(to_utf8(u"").empty() && to_utf16("").empty());
    CHECK(to_utf8(Windows1252("\x80\xE9")) == "€é" && to_windows_1252("€é") == "\x80\xE9");
    std::size_t lost = 0;
    CHECK(to_windows_1252("a😀b", &lost) == "a?b" && lost == 1);
}

static void a_message_takes_each_encoding() {
    Send send;
    send.set_text(u"été €").set_text(Windows1252("\xE9t\xE9 \x80"));
    CHECK(status_of([&] { send.set_reference("\xE9"); }) == Status::NotUtf8);
    send.set_encoding(Encoding::Windows1252).set_reference("\xE9").set_text("\x80");
    CHECK(status_of([&] { send.set_encoding(Encoding{3}); }) == Status::BadConstant);
    Voice voice;
    voice.set_text(u"été").set_text(Windows1252("\xE9")).set_encoding(Encoding::Windows1252);
    voice.set_title("\xE9");
    Batch batch;
    batch.set_encoding(Encoding::Windows1252).add_row("0639980011", "\x80");
    batch.add_row(u"0639980011", u"€");
    Contact person(u"Hébert", u"0639980011");
    person.set_encoding(Encoding::Windows1252).set_first_name("\xE9");
    CHECK(Contact(Windows1252("H\xE9"), Windows1252("0639980011")).get() != nullptr);
    SubAccount shop(u"é", u"é");
    shop.set_encoding(Encoding::Windows1252).set_city("\xE9");
    CHECK(SubAccount(Windows1252("\xE9"), Windows1252("\xE9")).get() != nullptr);
    CHECK(Account::with_login(u"é", u"é").get() != nullptr);
    CHECK(Account::with_login(Windows1252("\xE9"), Windows1252("\xE9")).get() != nullptr);
}

static void half_a_character_is_an_error() {
    const std::u16string half{u'a', static_cast<char16_t>(0xD83D)};
    CHECK(status_of([&] { return analyse(half); }) == Status::NotUtf16);
    CHECK(status_of([&] { return Smart(half); }) == Status::NotUtf16);
    CHECK(status_of([&] { return Plan(half); }) == Status::NotUtf16);
    CHECK(status_of([&] { return to_utf8(half); }) == Status::NotUtf16);
    CHECK(status_of([&] { return to_utf16("\xE9"); }) == Status::NotUtf8);
}

int main() {
    texts_are_measured_where_they_are();
    texts_are_cut_where_they_are();
    changes_have_places_of_the_caller();
    plans_have_places_of_the_caller();
    texts_are_converted();
    a_message_takes_each_encoding();
    half_a_character_is_an_error();
}
