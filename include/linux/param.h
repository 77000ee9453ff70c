/* SPDX-License-Identifier: MIT */
/* linux/param.h - forwards */
#ifndef LINUX_PARAM_H
#define LINUX_PARAM_H

#include <asm/param.h>

#endif /* LINUX_PARAM_H */
