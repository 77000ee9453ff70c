/* SPDX-License-Identifier: MIT */
/* linux/eventpoll.h - the names of poll events; epoll itself is left out */
#ifndef LINUX_EVENTPOLL_H
#define LINUX_EVENTPOLL_H

#include <uapi/linux/eventpoll.h>

#endif /* LINUX_EVENTPOLL_H */
