// Plans: what will happen to a message, and the options that decide it.

#include <smsmode.hpp>

#include "sandbox.hpp"

using namespace smsmode;

static_assert(!std::is_copy_constructible_v<Plan> && std::is_nothrow_move_constructible_v<Plan>);

static void without_options_a_text_is_sent_as_it_is() {
    const Plan plan("Votre commande est prête");
    CHECK(plan.text() == "Votre commande est pr?te");
    CHECK(plan.message_class() == MessageClass::Standard);
    CHECK(plan.alphabet() == Alphabet::Gsm7 && plan.wire_charset() == WireCharset::Latin9);
    CHECK(!plan.is_sendable() && plan.unsendable().size() == 1);
    CHECK(plan.unsendable()[0].offset == 21 && plan.unsendable()[0].character == U'ê');
    CHECK(!plan.cut() && !plan.cost());
    CHECK(plan.units() == 24 && plan.free_units() == 136 && plan.segment_capacity() == 160);
    CHECK(plan.opt_out() == Stop::NotAsked && plan.warnings().empty());
}

static void smart_replaces_and_shows_what() {
    PlanOptions options;
    options.set_mode(Mode::Smart);
    const Plan plan("Prête", options);
    CHECK(plan.text() == "Prete" && plan.is_sendable());
    CHECK(plan.replacements().size() == 1);
    const auto first = plan.replacements()[0];
    CHECK(first.offset == 2 && first.length == 2);
    CHECK(first.original == "ê" && first.replacement == "e");

    options.set_level(Level::Typography).set_when(When::Always).set_dropping(true);
    CHECK(Plan("L’hôtel", options).replacements()[0].original == "’");
    const Plan dropped("L’hôtel", options);
    CHECK(dropped.text() == "L'htel");
}

static void unicode_loses_nothing() {
    const Plan plan("Prête 😀", PlanOptions().set_mode(Mode::Unicode));
    CHECK(plan.text() == "Prête 😀" && plan.units() == 8 && plan.segment_capacity() == 70);
    CHECK(plan.message_class() == MessageClass::Unicode);
    CHECK(plan.alphabet() == Alphabet::Ucs2 && plan.wire_charset() == WireCharset::Utf8);
}

static void a_long_text_is_cut_and_warned_about() {
    const Plan plan(std::string(320, 'a'), PlanOptions().set_max_segments(2).set_replies(true));
    CHECK(plan.message_class() == MessageClass::ReplyAllowed);
    CHECK(plan.cut() == 306u && plan.whole_segments() == 3);
    const auto segments = plan.segments();
    CHECK(segments.size() == 2 && segments[1].offset == 153);
    CHECK(segments[1].length == 153 && segments[1].units == 153);
    CHECK(plan.warnings().size() == 1 && plan.warnings()[0].kind == WarningKind::Cut);
    CHECK(plan.warnings(Language::French)[0].text.find("coupé") != std::string::npos);
}

static void the_stop_mention_may_cost_a_segment_for_each_recipient() {
    PlanOptions options;
    options.set_opt_out(OptOut::Always).set_recipients(100);
    const Plan plan(std::string(160, 'a'), options);
    CHECK(plan.opt_out() == Stop::ExtraSegment);
    CHECK(plan.opt_out_text(Language::English) ==
          "the STOP mention is appended and costs one more segment");
    CHECK(plan.opt_out_text(Language{3}).empty());
    CHECK(plan.min_segments() == 2 && plan.max_segments() == 2);
    CHECK(plan.cost() && plan.cost()->min == 200 && plan.cost()->max == 200);

    options.set_stop_units(0);
    CHECK(Plan(std::string(160, 'a'), options).opt_out() == Stop::Appended);
}

static void a_personal_sender_without_stop_may_be_blocked() {
    PlanOptions options;
    options.set_personal_sender(true).set_channel(Channel::Marketing);
    CHECK(Plan("a", options).warnings()[0].kind == WarningKind::PersonalSenderWithoutStop);
}

static void a_setter_that_fails_changes_nothing() {
    PlanOptions options;
    options.set_mode(Mode::Unicode);
    CHECK(status_of([&] { options.set_mode(Mode{7}); }) == Status::BadConstant);
    CHECK(status_of([&] { options.set_level(Level{0}); }) == Status::BadConstant);
    CHECK(status_of([&] { options.set_when(When{0}); }) == Status::BadConstant);
    CHECK(status_of([&] { options.set_opt_out(OptOut{3}); }) == Status::BadConstant);
    CHECK(status_of([&] { options.set_channel(Channel{3}); }) == Status::BadConstant);
    CHECK(status_of([&] { options.set_stop_units(256); }) == Status::BadConstant);
    CHECK(status_of([&] { options.set_max_segments(6); }) == Status::SegmentLimit);
    CHECK(Plan("a", options).message_class() == MessageClass::Unicode);
}

static void what_was_moved_from_holds_nothing() {
    PlanOptions options;
    const PlanOptions other = std::move(options);
    CHECK(other.get() != nullptr);
    CHECK(status_of([&] { options.set_mode(Mode::Smart); }) == Status::NullArgument);
    Plan plan("a");
    const Plan taken = std::move(plan);
    CHECK(taken.units() == 1);
    CHECK(plan.units() == 0 && plan.text().empty() && plan.segments().empty());
}

int main() {
    without_options_a_text_is_sent_as_it_is();
    smart_replaces_and_shows_what();
    unicode_loses_nothing();
    a_long_text_is_cut_and_warned_about();
    the_stop_mention_may_cost_a_segment_for_each_recipient();
    a_personal_sender_without_stop_may_be_blocked();
    a_setter_that_fails_changes_nothing();
    what_was_moved_from_holds_nothing();
    CHECK(status_of([] { return Plan("pr\xEAte"); }) == Status::NotUtf8);
}
