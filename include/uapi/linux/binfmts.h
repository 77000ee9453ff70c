/* SPDX-License-Identifier: MIT */
/* uapi/linux/binfmts.h - how long arguments may be */
#ifndef UAPI_LINUX_BINFMTS_H
#define UAPI_LINUX_BINFMTS_H

#define MAX_ARG_STRLEN	(4096 * 32)	/* one string */
#define MAX_ARG_STRINGS	0x7FFFFFFF	/* so many of them */
#define BINPRM_BUF_SIZE	256		/* what is read to know the format; longest #! line */

#endif /* UAPI_LINUX_BINFMTS_H */
