/* SPDX-License-Identifier: MIT */
/* uapi/linux/poll.h - what poll() waits for, and what it has found */
#ifndef UAPI_LINUX_POLL_H
#define UAPI_LINUX_POLL_H

#define POLLIN		0x0001		/* there is something to read */
#define POLLPRI		0x0002		/* there is something urgent */
#define POLLOUT		0x0004		/* a write does not wait */
#define POLLERR		0x0008		/* always waited for, as are the next two */
#define POLLHUP		0x0010		/* nobody at the other end */
#define POLLNVAL	0x0020		/* no such file */
#define POLLRDNORM	0x0040
#define POLLRDBAND	0x0080
#define POLLWRNORM	0x0100
#define POLLWRBAND	0x0200
#define POLLMSG		0x0400
#define POLLREMOVE	0x1000
#define POLLRDHUP	0x2000

struct pollfd {
	int fd;				/* negative: none */
	short events;
	short revents;
};

#endif /* UAPI_LINUX_POLL_H */
