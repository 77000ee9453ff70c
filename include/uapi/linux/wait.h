/* SPDX-License-Identifier: MIT */
/* uapi/linux/wait.h - whom wait4() and waitid() wait for, and what for */
#ifndef UAPI_LINUX_WAIT_H
#define UAPI_LINUX_WAIT_H

#define WNOHANG		0x00000001	/* do not wait */
#define WUNTRACED	0x00000002	/* also for those that stopped */
#define WSTOPPED	WUNTRACED
#define WEXITED		0x00000004	/* for those that ended (wait4: always) */
#define WCONTINUED	0x00000008	/* also for those that go on */
#define WNOWAIT		0x01000000	/* and leave it as it is */
#define __WNOTHREAD	0x20000000	/* not for children of other threads */
#define __WALL		0x40000000	/* whatever signal they end with */
#define __WCLONE	0x80000000	/* only those that do not end with SIGCHLD */

#define P_ALL		0
#define P_PID		1
#define P_PGID		2
#define P_PIDFD		3

#endif /* UAPI_LINUX_WAIT_H */
