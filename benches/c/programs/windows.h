/* A program that is measured: for each line on its input, which says how often, it does its work so often
 * and prints the processor time that one took, in nanoseconds. So programs can be measured by turns. */
#ifndef WINDOWS_H
#define WINDOWS_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double cpu_nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static void measure(void (*work)(void *), void *with)
{
    char line[32];
    while (fgets(line, sizeof line, stdin) != NULL) {
        const long times = strtol(line, NULL, 10);
        const double begin = cpu_nanoseconds();
        for (long i = 0; i < times; i++)
            work(with);
        printf("%f\n", (cpu_nanoseconds() - begin) / (double)times);
        fflush(stdout);
    }
}

static void fail(const char *why)
{
    fprintf(stderr, "%s\n", why);
    exit(1);
}

#endif
