/* Shows what will happen to a text before it is sent. It needs neither key nor network.
 *
 *     cc plan.c -lsmsmode -o plan && ./plan "Votre commande est prête" */

#include <stdio.h>
#include <string.h>

#include <smsmode.h>

static int show(const char *title, int32_t mode, const char *text)
{
    smsmode_plan_options *options = smsmode_plan_options_new();
    smsmode_plan *plan = NULL;
    smsmode_error *error = NULL;
    uint64_t least, most;
    size_t index;

    smsmode_plan_options_set_mode(options, mode, NULL);
    smsmode_plan_options_set_recipients(options, 100, NULL);
    if (smsmode_plan_new(text, strlen(text), options, &plan, &error) != SMSMODE_OK) {
        fprintf(stderr, "%s\n", smsmode_error_text(error, SMSMODE_ENGLISH, NULL));
        smsmode_error_free(error);
        smsmode_plan_options_free(options);
        return 1;
    }
    printf("%s\n", title);
    printf("  arrives as  %s\n", smsmode_plan_text(plan, NULL));
    printf("  segments    %zu, %zu units free\n", smsmode_plan_segment_count(plan),
           smsmode_plan_free_units(plan));
    for (index = 0; index < smsmode_plan_replacement_count(plan); index++) {
        printf("  replaced    %s by %s\n", smsmode_plan_replacement_original(plan, index, NULL),
               smsmode_plan_replacement_text(plan, index, NULL));
    }
    for (index = 0; index < smsmode_plan_unsendable_count(plan); index++) {
        printf("  lost        U+%04X at byte %zu\n",
               (unsigned)smsmode_plan_unsendable_character(plan, index),
               smsmode_plan_unsendable_offset(plan, index));
    }
    if (smsmode_plan_cost(plan, &least, &most)) {
        printf("  cost        %llu segments for 100 recipients\n", (unsigned long long)most);
    }
    smsmode_plan_free(plan);
    smsmode_plan_options_free(options);
    return 0;
}

int main(int count, char **arguments)
{
    const char *text = count > 1 ? arguments[1] : "Votre commande est prête";
    return show("As it is", SMSMODE_MODE_EXACT, text) ||
           show("With replacements", SMSMODE_MODE_SMART, text) ||
           show("As Unicode", SMSMODE_MODE_UNICODE, text);
}
