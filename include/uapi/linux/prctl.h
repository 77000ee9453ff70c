/* SPDX-License-Identifier: MIT */
/* uapi/linux/prctl.h - what prctl() can be asked */
#ifndef UAPI_LINUX_PRCTL_H
#define UAPI_LINUX_PRCTL_H

#define PR_SET_NAME		15
#define PR_GET_NAME		16

#endif /* UAPI_LINUX_PRCTL_H */
