/* SPDX-License-Identifier: MIT */
/*
 * linux/kconfig.h - questions to the configuration; every module has it before its first line
 *
 * IS_ENABLED(CONFIG_X) is 1 where CONFIG_X is defined as 1, and 0 where it is not defined: the
 * name of the option is pasted to a prefix, and only for 1 is that a macro with a comma in it,
 * which moves the 1 behind it into the second place.
 */
#ifndef LINUX_KCONFIG_H
#define LINUX_KCONFIG_H

#include <generated/autoconf.h>

#define __LITTLE_ENDIAN 1234

#define __COMMA_IF_1 0,
#define __second_of(ignored, second, ...) second
#define __is_one(value) __is_one_of(__COMMA_IF_##value)
#define __is_one_of(comma_or_junk) __second_of(comma_or_junk 1, 0)
#define __expand_is_one(value) __is_one(value)

#define IS_BUILTIN(option) __expand_is_one(option)
#define IS_MODULE(option) __expand_is_one(option##_MODULE)
#define IS_ENABLED(option) (IS_BUILTIN(option) || IS_MODULE(option))
#ifdef MODULE
#define IS_REACHABLE(option) IS_ENABLED(option)
#else
#define IS_REACHABLE(option) IS_BUILTIN(option)
#endif

#endif /* LINUX_KCONFIG_H */
