/* SPDX-License-Identifier: MIT */
/* kernel/params.h - between the command line and the types of parameters */
#ifndef KERNEL_PARAMS_H
#define KERNEL_PARAMS_H

#include <linux/types.h>

/* Does the string lie in the command line, which stays for ever? */
bool is_boot_text(const char *s);

#endif /* KERNEL_PARAMS_H */
