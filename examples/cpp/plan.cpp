// Shows what will happen to a text before it is sent. It needs neither key nor network.
//
//     c++ -std=c++17 plan.cpp -lsmsmode -o plan && ./plan "Votre commande est prête"

#include <iostream>

#include <smsmode.hpp>

static void show(const char *title, smsmode::Mode mode, std::string_view text) {
    smsmode::PlanOptions options;
    options.set_mode(mode).set_recipients(100);
    const smsmode::Plan plan(text, options);

    std::cout << title << "\n  arrives as  " << plan.text() << "\n  segments    "
              << plan.segments().size() << ", " << plan.free_units() << " units free\n";
    for (const auto &change : plan.replacements()) {
        std::cout << "  replaced    " << change.original << " by " << change.replacement << "\n";
    }
    for (const auto &lost : plan.unsendable()) {
        std::cout << "  lost        character " << static_cast<unsigned long>(lost.character)
                  << " at byte " << lost.offset << "\n";
    }
    for (const auto &warning : plan.warnings()) {
        std::cout << "  beware      " << warning.text << "\n";
    }
    if (const auto cost = plan.cost()) {
        std::cout << "  cost        " << cost->max << " segments for 100 recipients\n";
    }
}

int main(int count, char **arguments) {
    const std::string_view text = count > 1 ? arguments[1] : "Votre commande est prête";
    try {
        show("As it is", smsmode::Mode::Exact, text);
        show("With replacements", smsmode::Mode::Smart, text);
        show("As Unicode", smsmode::Mode::Unicode, text);
    } catch (const smsmode::Error &error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
