// Texts: measured, cut, replaced.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;

static_assert(!std::is_copy_constructible_v<Segments> && !std::is_copy_assignable_v<Smart>);
static_assert(std::is_nothrow_move_constructible_v<Segments>);
static_assert(std::is_nothrow_move_assignable_v<Smart>);

template <class Lender, class = void>
struct Lends : std::false_type {};
template <class Lender>
struct Lends<Lender, std::void_t<decltype(std::declval<Lender>().text())>> : std::true_type {};
static_assert(Lends<Smart &>::value && !Lends<Smart>::value, "a temporary lends no text");

static void the_euro_sign_counts_twice() {
    const auto it = analyse("Votre colis est arrivé : 12 €");
    CHECK(it.alphabet == Alphabet::Gsm7);
    CHECK(it.units == 30 && it.segments == 1 && it.free_units == 130);
    CHECK(!it.first_outside);
}

static void one_circumflex_makes_it_ucs2() {
    const auto it = analyse("Vous êtes livré");
    CHECK(it.alphabet == Alphabet::Ucs2);
    CHECK(it.first_outside == 5u);
}

static void no_text_is_a_text() {
    const std::string_view none;
    CHECK(analyse(none).units == 0 && analyse(none).segments == 1);
    CHECK(outside_gsm(none).empty());
    CHECK(smsmode::truncate(none, 1).empty());
}

static void a_text_need_not_end_with_a_nul() {
    const std::string_view two("abcd", 2);
    CHECK(analyse(two).units == 2);
    CHECK(analyse(std::string_view("a\0b", 3)).first_outside == 1u);
}

static void every_character_outside_gsm_is_found() {
    CHECK((outside_gsm("êaôbœ") == std::vector<std::size_t>{0, 3, 6}));
    CHECK(outside_gsm("à €").empty());
}

static void a_text_is_cut_between_two_characters() {
    std::string text;
    for (int count = 0; count < 161; count++) {
        text += "é";
    }
    const auto beginning = smsmode::truncate(text, 1);
    CHECK(beginning.data() == text.data() && beginning.size() == 320);
    CHECK(smsmode::truncate(text, 2) == text);
}

static void segments_are_parts_of_the_text() {
    const std::string text(161, 'a');
    const Segments segments(text);
    CHECK(segments.count() == 2 && segments.alphabet() == Alphabet::Gsm7);
    std::string together;
    for (const auto &segment : segments.list()) {
        CHECK(segment.units == segment.length);
        together += segment.of(text);
    }
    CHECK(together == text);
    CHECK(segments.list()[1].offset == 153 && segments.list()[1].length == 8);
}

static void each_change_is_shown() {
    const Smart smart("L’hôtel");
    CHECK(smart.text() == "L'hotel" && smart.is_sendable());
    const auto changes = smart.changes();
    CHECK(changes.size() == 2);
    CHECK(changes[1].offset == 5 && changes[1].length == 2);
    CHECK(changes[1].original == "ô" && changes[1].replacement == "o");
}

static void what_nothing_can_stand_for_is_named_or_dropped() {
    const Smart named("ê 😀", Level::Letters, When::Always);
    CHECK(!named.is_sendable() && named.irreplaceable().size() == 1);
    CHECK(named.irreplaceable()[0].offset == 3);
    CHECK(named.irreplaceable()[0].character == U'😀');

    const Smart dropped("ê 😀", Level::Letters, When::Always, true);
    CHECK(dropped.is_sendable() && dropped.text().find("😀") == std::string_view::npos);
    CHECK(dropped.changes().back().replacement.empty());
}

static void what_was_moved_from_holds_nothing() {
    Smart smart("ê");
    const Smart other = std::move(smart);
    CHECK(other.text() == "e");
    CHECK(smart.get() == nullptr && smart.text().empty() && smart.changes().empty());
}

static void wrong_use_is_an_error() {
    CHECK(status_of([] { return analyse("pr\xEAte"); }) == Status::NotUtf8);
    CHECK(status_of([] { return outside_gsm("\xEA"); }) == Status::NotUtf8);
    CHECK(status_of([] { return smsmode::truncate("a", 0); }) == Status::BadConstant);
    CHECK(status_of([] { return Segments("\xEA"); }) == Status::NotUtf8);
    CHECK(status_of([] { return Segments(std::string(153 * 255 + 1, 'a')); }) ==
          Status::TooManySegments);
    CHECK(status_of([] { return Smart("a", Level{9}); }) == Status::BadConstant);
}

int main() {
    the_euro_sign_counts_twice();
    one_circumflex_makes_it_ucs2();
    no_text_is_a_text();
    a_text_need_not_end_with_a_nul();
    every_character_outside_gsm_is_found();
    a_text_is_cut_between_two_characters();
    segments_are_parts_of_the_text();
    each_change_is_shown();
    what_nothing_can_stand_for_is_named_or_dropped();
    what_was_moved_from_holds_nothing();
    wrong_use_is_an_error();
}
