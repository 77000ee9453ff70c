/* SPDX-License-Identifier: MIT */
/* kernel/params.h - between the command line and the types of parameters */
#ifndef KERNEL_PARAMS_H
#define KERNEL_PARAMS_H

#include <linux/types.h>

/* Does the string lie in the command line, which stays for ever? */
bool is_boot_text(const char *s);

/* Cuts the next word off the boot command line; what is left. */
char *boot_next_arg(char *args, char **name, char **val);

#endif /* KERNEL_PARAMS_H */
