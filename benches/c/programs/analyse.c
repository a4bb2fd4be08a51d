/* Measures the texts of a file, one after the other: all have the same length in bytes. */
#include <smsmode.h>
#include <stdint.h>

#include "windows.h"

enum { LENGTH = 160, COUNT = 4096 };

static char texts[COUNT][LENGTH];

static void analyse_all(void *sum)
{
    for (int i = 0; i < COUNT; i++) {
        int32_t alphabet;
        size_t units;
        uint32_t segments;
        if (smsmode_analyse(texts[i], LENGTH, &alphabet, &units, &segments, NULL, NULL, NULL) != SMSMODE_OK)
            fail("a text cannot be analysed");
        *(size_t *)sum += (size_t)alphabet + units + segments;
    }
}

int main(int count, char **arguments)
{
    size_t sum = 0;
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    if (file == NULL || fread(texts, LENGTH, COUNT, file) != COUNT)
        fail("usage: analyse FILE");
    fclose(file);
    measure(analyse_all, &sum);
    return sum == 0;
}
