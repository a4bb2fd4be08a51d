// Plans a text from C++, with the header for C.

#include <iostream>
#include <memory>
#include <string>

#include <smsmode.h>

int main()
{
    const std::string text = "Votre commande est prête";
    const std::unique_ptr<smsmode_plan_options, decltype(&smsmode_plan_options_free)> options(
        smsmode_plan_options_new(), smsmode_plan_options_free);
    smsmode_plan *plan = nullptr;

    smsmode_plan_options_set_mode(options.get(), SMSMODE_MODE_SMART, nullptr);
    if (smsmode_plan_new(text.data(), text.size(), options.get(), &plan, nullptr) != SMSMODE_OK) {
        return 1;
    }
    std::cout << "  arrives as  " << smsmode_plan_text(plan, nullptr) << '\n';
    smsmode_plan_free(plan);
}
