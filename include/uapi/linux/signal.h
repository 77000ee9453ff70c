/* SPDX-License-Identifier: MIT */
/* uapi/linux/signal.h - signals, as user programs know them */
#ifndef UAPI_LINUX_SIGNAL_H
#define UAPI_LINUX_SIGNAL_H

#include <uapi/asm/siginfo.h>
#include <uapi/asm/signal.h>

#endif /* UAPI_LINUX_SIGNAL_H */
