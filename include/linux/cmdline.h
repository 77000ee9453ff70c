/* SPDX-License-Identifier: MIT */
/*
 * linux/cmdline.h - the pieces a command line is made of (lib/cmdline.c)
 *
 * Linux declares these in <linux/kernel.h>, which includes this file.
 */
#ifndef LINUX_CMDLINE_H
#define LINUX_CMDLINE_H

#include <linux/types.h>

/* "5", "5,", "1-4": 0 = no number, 1 = number, 2 = number and comma, 3 = start of a range. */
int get_option(char **str, int *pint);
/* A list of them into ints[1..]; ints[0] is the count.  Returns where it stopped. */
char *get_options(const char *str, int nints, int *ints);
/* A number with a suffix K, M, G, T, P or E. */
unsigned long long memparse(const char *ptr, char **retptr);
/* Is option a word of the comma-separated list str? */
bool parse_option_str(const char *str, const char *option);
/* Cuts the next word=value off args, honouring quotes; returns what is left. */
char *next_arg(char *args, char **param, char **val);

#endif /* LINUX_CMDLINE_H */
