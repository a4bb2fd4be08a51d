/// Plans: what will happen to a message. Part of smsmode.hpp, which is the manual.

#ifndef SMSMODE_PLAN_HPP
#define SMSMODE_PLAN_HPP

#include <smsmode.h>
#include <smsmode/handle.hpp>
#include <smsmode/text.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smsmode {

/// How a text may be treated.
enum class Mode : std::int32_t {
    /// The text is sent as it is; what GSM cannot hold is refused.
    Exact = SMSMODE_MODE_EXACT,
    /// What GSM cannot hold is replaced as the level allows; what is then left is refused.
    Smart = SMSMODE_MODE_SMART,
    /// The text is sent as it is, in UCS-2.
    Unicode = SMSMODE_MODE_UNICODE,
};

/// The class of a message at the service.
enum class MessageClass : std::int32_t {
    Standard = SMSMODE_CLASS_STANDARD,
    ReplyAllowed = SMSMODE_CLASS_REPLY_ALLOWED,
    Unicode = SMSMODE_CLASS_UNICODE,
};

/// The charset of the request.
enum class WireCharset : std::int32_t { Latin9 = SMSMODE_WIRE_LATIN9, Utf8 = SMSMODE_WIRE_UTF8 };

/// When the service appends its STOP mention: always, or where that costs no segment.
enum class OptOut : std::int32_t { Always = SMSMODE_OPT_OUT_ALWAYS, IfFree = SMSMODE_OPT_OUT_IF_FREE };

/// The channel of an account. That for notifications is faster and takes no commercial text.
enum class Channel : std::int32_t {
    Marketing = SMSMODE_CHANNEL_MARKETING,
    Notifications = SMSMODE_CHANNEL_NOTIFICATIONS,
};

/// What becomes of the STOP mention.
enum class Stop : std::int32_t {
    NotAsked = SMSMODE_STOP_NOT_ASKED,
    Appended = SMSMODE_STOP_APPENDED,
    NotAppended = SMSMODE_STOP_NOT_APPENDED,
    ExtraSegment = SMSMODE_STOP_EXTRA_SEGMENT,
    Uncertain = SMSMODE_STOP_UNCERTAIN,
};

/// What a warning is about.
enum class WarningKind : std::int32_t {
    Cut = SMSMODE_WARNING_CUT,
    PersonalSenderWithoutStop = SMSMODE_WARNING_PERSONAL_SENDER_WITHOUT_STOP,
    UncertainStop = SMSMODE_WARNING_UNCERTAIN_STOP,
    OptOutsCostCredits = SMSMODE_WARNING_OPT_OUTS_COST_CREDITS,
    Other = SMSMODE_WARNING_OTHER,
};

/// A warning, and what it says in the language that was asked for.
struct Warning {
    WarningKind kind;
    std::string text;
};

/// Segments that are charged for all recipients together: at least `min`, at most `max`.
struct Cost {
    std::uint64_t min, max;
};

/// How a message is going to be sent. Setters give the options back, to be chained; one that fails leaves
/// them as they were. Threads: only one at a time may use it.
class PlanOptions : public detail::Owner<smsmode_plan_options, smsmode_plan_options_free> {
 public:
    using Owner::Owner;
    PlanOptions() noexcept : Owner(smsmode_plan_options_new()) {}

    /// Mode::Exact by default.
    PlanOptions &set_mode(Mode mode) { return set(smsmode_plan_options_set_mode, detail::number(mode)); }

    /// What Mode::Smart may replace. Level::Letters by default.
    PlanOptions &set_level(Level level) {
        return set(smsmode_plan_options_set_level, detail::number(level));
    }

    /// When Mode::Smart replaces. When::ItMakesGsm by default.
    PlanOptions &set_when(When when) { return set(smsmode_plan_options_set_when, detail::number(when)); }

    /// Whether Mode::Smart drops what nothing can stand for. Not by default.
    PlanOptions &set_dropping(bool dropping) { return set(smsmode_plan_options_set_dropping, dropping); }

    /// Whether people can answer. Not by default.
    PlanOptions &set_replies(bool replies) { return set(smsmode_plan_options_set_replies, replies); }

    /// The most segments before the service cuts, 1 to 5. 5 by default. Fails with Status::SegmentLimit.
    PlanOptions &set_max_segments(std::int32_t max_segments) {
        return set(smsmode_plan_options_set_max_segments, max_segments);
    }

    /// Asks for the STOP mention. Not asked by default.
    PlanOptions &set_opt_out(OptOut opt_out) {
        return set(smsmode_plan_options_set_opt_out, detail::number(opt_out));
    }

    /// The length of the STOP mention in units of GSM, 0 to 255. 11 by default.
    PlanOptions &set_stop_units(std::int32_t units) {
        return set(smsmode_plan_options_set_stop_units, units);
    }

    /// How many people the message goes to. Unknown by default.
    PlanOptions &set_recipients(std::size_t recipients) {
        return set(smsmode_plan_options_set_recipients, recipients);
    }

    /// Whether the message has a sender of its own. Not by default.
    PlanOptions &set_personal_sender(bool personal) {
        return set(smsmode_plan_options_set_personal_sender, personal);
    }

    /// The channel of the account. Unknown by default.
    PlanOptions &set_channel(Channel channel) {
        return set(smsmode_plan_options_set_channel, detail::number(channel));
    }

 private:
    template <class Setter, class Value>
    PlanOptions &set(Setter setter, Value value) {
        detail::call(setter, get(), value).value();
        return *this;
    }
};

/// What will happen to a message. Threads: it never changes.
class Plan : public detail::Owner<smsmode_plan, smsmode_plan_free> {
 public:
    using Owner::Owner;

    /// Neither text nor options are kept. What cannot be sent is no error here, but listed. Fails with
    /// Status::NotUtf8 or Status::NotUtf16.
    explicit Plan(std::string_view text) : Plan(text, nullptr) {}
    Plan(std::string_view text, const PlanOptions &options) : Plan(text, options.get()) {}
    explicit Plan(std::u16string_view text) : Plan(text, nullptr) {}
    Plan(std::u16string_view text, const PlanOptions &options) : Plan(text, options.get()) {}
    explicit Plan(Windows1252 text) : Plan(text, nullptr) {}
    Plan(Windows1252 text, const PlanOptions &options) : Plan(text, options.get()) {}

    MessageClass message_class() const noexcept {
        return static_cast<MessageClass>(smsmode_plan_class(get()));
    }
    Alphabet alphabet() const noexcept { return static_cast<Alphabet>(smsmode_plan_alphabet(get())); }
    WireCharset wire_charset() const noexcept {
        return static_cast<WireCharset>(smsmode_plan_wire_charset(get()));
    }

    /// The text as a handset shows it, without the STOP mention. Lent by this plan.
    std::string_view text() const & noexcept { return detail::text_of(smsmode_plan_text, get()); }
    std::string_view text() const && = delete;

    /// The place in the written text at which the service cuts; nothing if it sends the whole.
    std::optional<std::size_t> cut() const noexcept { return detail::place(smsmode_plan_cut(get())); }

    /// Whether the message can carry every character; whether it is cut, cut() says.
    bool is_sendable() const noexcept { return smsmode_plan_is_sendable(get()) != 0; }

    /// The length of text() in units, the units that its last segment can still take, and the units that
    /// each segment holds.
    std::size_t units() const noexcept { return smsmode_plan_units(get()); }
    std::size_t free_units() const noexcept { return smsmode_plan_free_units(get()); }
    std::size_t segment_capacity() const noexcept { return smsmode_plan_segment_capacity(get()); }

    /// The fewest and the most segments that a recipient is sent, the STOP mention included.
    std::uint64_t min_segments() const noexcept { return smsmode_plan_min_segments(get()); }
    std::uint64_t max_segments() const noexcept { return smsmode_plan_max_segments(get()); }

    /// The segments of the whole text, before any cut and without the STOP mention.
    std::uint32_t whole_segments() const noexcept { return smsmode_plan_whole_segments(get()); }

    /// Nothing if nobody said how many recipients there are.
    std::optional<Cost> cost() const noexcept {
        Cost cost{};
        const bool known = smsmode_plan_cost(get(), &cost.min, &cost.max) != 0;
        return known ? std::optional(cost) : std::nullopt;
    }

    /// The segments of text(), without the STOP mention; for a plan of another encoding, of text() once it
    /// is in that one.
    std::vector<Segment> segments() const {
        return detail::list(smsmode_plan_segment_count(get()), [this](std::size_t index) {
            return Segment{smsmode_plan_segment_offset(get(), index),
                           smsmode_plan_segment_length(get(), index),
                           smsmode_plan_segment_units(get(), index)};
        });
    }

    /// The replacements that make the text sendable.
    std::vector<Replacement> replacements() const {
        return detail::list(smsmode_plan_replacement_count(get()), [this](std::size_t index) {
            return Replacement{
                smsmode_plan_replacement_offset(get(), index),
                smsmode_plan_replacement_length(get(), index),
                std::string(detail::text_of(smsmode_plan_replacement_original, get(), index)),
                std::string(detail::text_of(smsmode_plan_replacement_text, get(), index))};
        });
    }

    /// The characters that keep the message from being sent, those beyond a cut included.
    std::vector<Character> unsendable() const {
        return detail::list(smsmode_plan_unsendable_count(get()), [this](std::size_t index) {
            return Character{smsmode_plan_unsendable_offset(get(), index),
                             smsmode_plan_unsendable_character(get(), index)};
        });
    }

    Stop opt_out() const noexcept { return static_cast<Stop>(smsmode_plan_opt_out(get())); }

    /// The same in words; empty for another language.
    std::string opt_out_text(Language language) const {
        return std::string(
            detail::text_of(smsmode_plan_opt_out_text, get(), detail::number(language)));
    }

    /// What to know before sending, in a language.
    std::vector<Warning> warnings(Language language = Language::English) const {
        return detail::list(smsmode_plan_warning_count(get()), [this, language](std::size_t index) {
            const auto text = detail::text_of(smsmode_plan_warning_text, get(), index,
                                              detail::number(language));
            return Warning{static_cast<WarningKind>(smsmode_plan_warning(get(), index)),
                           std::string(text)};
        });
    }

 private:
    Plan(std::string_view text, const smsmode_plan_options *options)
        : Owner(detail::output<Handle *>(smsmode_plan_new, text.data(), text.size(), options).value()) {}
    Plan(std::u16string_view text, const smsmode_plan_options *options)
        : Owner(detail::output<Handle *>(smsmode_plan_new_w, detail::units(text), text.size(), options)
                    .value()) {}
    Plan(Windows1252 text, const smsmode_plan_options *options)
        : Owner(detail::output<Handle *>(smsmode_plan_new_1252, text.view().data(), text.view().size(),
                                         options)
                    .value()) {}
};

}  // namespace smsmode

#endif  // SMSMODE_PLAN_HPP
