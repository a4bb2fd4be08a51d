/* A line of the input of till_outbox.c. */
#ifndef TILL_ORDER_H
#define TILL_ORDER_H

#include <stdio.h>
#include <string.h>

/* Reads an order and a number, of at most 30 characters each. What is longer, or ends in the middle, is
 * refused: cut, it would be another order, and its end the number of somebody else. */
static int read_order(const char *line, char order[32], char number[32])
{
    int next = 0;
    char more[2];

    if (strchr(line, '\n')) {
        return sscanf(line, "%31s %31s %1s", order, number, more) == 2 && strlen(order) < 31 &&
            strlen(number) < 31;
    }
    while (next != '\n' && next != EOF) next = getchar();
    return 0;
}

#endif
