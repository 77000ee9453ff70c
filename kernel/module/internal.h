/* SPDX-License-Identifier: MIT */
/* kernel/module/internal.h - between builtin.c and builtin_params.c */
#ifndef KERNEL_MODULE_INTERNAL_H
#define KERNEL_MODULE_INTERNAL_H

struct module;

/* Give every parameter its initial value, then what @args says (NULL: nothing). */
int module_set_params(struct module *mod, const char *args);

#endif /* KERNEL_MODULE_INTERNAL_H */
