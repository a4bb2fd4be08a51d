/* What the programs of the tests share: a check that says where it failed. */

#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                          \
    do {                                                                          \
        if (!(condition)) {                                                       \
            printf("%s:%d: %s\n", __FILE__, __LINE__, #condition);                \
            exit(1);                                                              \
        }                                                                         \
    } while (0)

/* Two texts are the same, and neither is NULL. */
#define CHECK_TEXT(actual, expected)                                              \
    do {                                                                          \
        const char *got = (actual);                                               \
        if (got == NULL || strcmp(got, (expected)) != 0) {                        \
            printf("%s:%d: %s is \"%s\"\n", __FILE__, __LINE__, #actual, got ? got : "NULL"); \
            exit(1);                                                              \
        }                                                                         \
    } while (0)

/* A text and its length, as the library takes them. */
#define TEXT(text) (text), strlen(text)

#endif
