/* SPDX-License-Identifier: MIT */
/* linux/errno.h - error numbers, Linux's; those from 512 on never reach user mode */
#ifndef LINUX_ERRNO_H
#define LINUX_ERRNO_H

#define EPERM 1 /* Operation not permitted */
#define ENOENT 2 /* No such file or directory */
#define ESRCH 3 /* No such process */
#define EINTR 4 /* Interrupted system call */
#define EIO 5 /* I/O error */
#define ENXIO 6 /* No such device or address */
#define E2BIG 7 /* Argument list too long */
#define ENOEXEC 8 /* Exec format error */
#define EBADF 9 /* Bad file number */
#define ECHILD 10 /* No child processes */
#define EAGAIN 11 /* Try again */
#define ENOMEM 12 /* Out of memory */
#define EACCES 13 /* Permission denied */
#define EFAULT 14 /* Bad address */
#define ENOTBLK 15 /* Block device required */
#define EBUSY 16 /* Device or resource busy */
#define EEXIST 17 /* File exists */
#define EXDEV 18 /* Cross-device link */
#define ENODEV 19 /* No such device */
#define ENOTDIR 20 /* Not a directory */
#define EISDIR 21 /* Is a directory */
#define EINVAL 22 /* Invalid argument */
#define ENFILE 23 /* File table overflow */
#define EMFILE 24 /* Too many open files */
#define ENOTTY 25 /* Not a typewriter */
#define ETXTBSY 26 /* Text file busy */
#define EFBIG 27 /* File too large */
#define ENOSPC 28 /* No space left on device */
#define ESPIPE 29 /* Illegal seek */
#define EROFS 30 /* Read-only file system */
#define EMLINK 31 /* Too many links */
#define EPIPE 32 /* Broken pipe */
#define EDOM 33 /* Argument out of domain */
#define ERANGE 34 /* Result not representable */
#define EDEADLK 35 /* Would deadlock */
#define ENAMETOOLONG 36 /* Name too long */
#define ENOLCK 37 /* No locks available */
#define ENOSYS 38 /* No such system call */
#define ENOTEMPTY 39 /* Directory not empty */
#define ELOOP 40 /* Too many symbolic links */
#define ENOMSG 42 /* No message of that type */
#define EIDRM 43 /* Identifier removed */
#define ECHRNG 44 /* Channel number out of range */
#define EL2NSYNC 45 /* Level 2 not synchronized */
#define EL3HLT 46 /* Level 3 halted */
#define EL3RST 47 /* Level 3 reset */
#define ELNRNG 48 /* Link number out of range */
#define EUNATCH 49 /* Protocol driver not attached */
#define ENOCSI 50 /* No CSI structure */
#define EL2HLT 51 /* Level 2 halted */
#define EBADE 52 /* Bad exchange */
#define EBADR 53 /* Bad request descriptor */
#define EXFULL 54 /* Exchange full */
#define ENOANO 55 /* No anode */
#define EBADRQC 56 /* Bad request code */
#define EBADSLT 57 /* Bad slot */
#define EBFONT 59 /* Bad font */
#define ENOSTR 60 /* Not a stream */
#define ENODATA 61 /* No data */
#define ETIME 62 /* Timer expired */
#define ENOSR 63 /* No stream resources */
#define ENONET 64 /* Not on the network */
#define ENOPKG 65 /* Not installed */
#define EREMOTE 66 /* Remote object */
#define ENOLINK 67 /* Link is cut */
#define EADV 68 /* Advertise error */
#define ESRMNT 69 /* Srmount error */
#define ECOMM 70 /* Cannot send */
#define EPROTO 71 /* Protocol error */
#define EMULTIHOP 72 /* More than one hop */
#define EDOTDOT 73 /* RFS error */
#define EBADMSG 74 /* Not a data message */
#define EOVERFLOW 75 /* Value too large */
#define ENOTUNIQ 76 /* Name not unique */
#define EBADFD 77 /* Descriptor in a bad state */
#define EREMCHG 78 /* Remote address changed */
#define ELIBACC 79 /* Shared library not reachable */
#define ELIBBAD 80 /* Shared library damaged */
#define ELIBSCN 81 /* Bad .lib section */
#define ELIBMAX 82 /* Too many shared libraries */
#define ELIBEXEC 83 /* Shared library executed */
#define EILSEQ 84 /* Illegal byte sequence */
#define ERESTART 85 /* Restart the call */
#define ESTRPIPE 86 /* Stream pipe error */
#define EUSERS 87 /* Too many users */
#define ENOTSOCK 88 /* Not a socket */
#define EDESTADDRREQ 89 /* No destination address */
#define EMSGSIZE 90 /* Message too long */
#define EPROTOTYPE 91 /* Wrong protocol for the socket */
#define ENOPROTOOPT 92 /* Protocol not available */
#define EPROTONOSUPPORT 93 /* Protocol not supported */
#define ESOCKTNOSUPPORT 94 /* Socket type not supported */
#define EOPNOTSUPP 95 /* Operation not supported */
#define EPFNOSUPPORT 96 /* Protocol family not supported */
#define EAFNOSUPPORT 97 /* Address family not supported */
#define EADDRINUSE 98 /* Address in use */
#define EADDRNOTAVAIL 99 /* Address not available */
#define ENETDOWN 100 /* Network down */
#define ENETUNREACH 101 /* Network unreachable */
#define ENETRESET 102 /* Network reset */
#define ECONNABORTED 103 /* Connection aborted */
#define ECONNRESET 104 /* Connection reset */
#define ENOBUFS 105 /* No buffer space */
#define EISCONN 106 /* Already connected */
#define ENOTCONN 107 /* Not connected */
#define ESHUTDOWN 108 /* Shut down */
#define ETOOMANYREFS 109 /* Too many references */
#define ETIMEDOUT 110 /* Timed out */
#define ECONNREFUSED 111 /* Connection refused */
#define EHOSTDOWN 112 /* Host down */
#define EHOSTUNREACH 113 /* No way to the host */
#define EALREADY 114 /* Already in progress */
#define EINPROGRESS 115 /* In progress */
#define ESTALE 116 /* Stale handle */
#define EUCLEAN 117 /* Needs cleaning */
#define ENOTNAM 118 /* Not a named file */
#define ENAVAIL 119 /* No semaphores */
#define EISNAM 120 /* A named file */
#define EREMOTEIO 121 /* Remote I/O error */
#define EDQUOT 122 /* Quota exceeded */
#define ENOMEDIUM 123 /* No medium */
#define EMEDIUMTYPE 124 /* Wrong medium */
#define ECANCELED 125 /* Cancelled */
#define ENOKEY 126 /* Key not available */
#define EKEYEXPIRED 127 /* Key expired */
#define EKEYREVOKED 128 /* Key revoked */
#define EKEYREJECTED 129 /* Key rejected */
#define EOWNERDEAD 130 /* Owner died */
#define ENOTRECOVERABLE 131 /* State not recoverable */
#define ERFKILL 132 /* Radio switched off */
#define EHWPOISON 133 /* Memory page has a hardware error */
#define EWOULDBLOCK EAGAIN
#define EDEADLOCK EDEADLK

#define ERESTARTSYS 512 /* restart after the signal */
#define ERESTARTNOINTR 513 /* restart always */
#define ERESTARTNOHAND 514 /* restart if there is no handler */
#define ENOIOCTLCMD 515 /* no such ioctl */
#define ERESTART_RESTARTBLOCK 516 /* restart by restart_syscall() */
#define EPROBE_DEFER 517 /* ask again later */
#define EOPENSTALE 518 /* found stale */
#define ENOPARAM 519 /* parameter not supported */
#define EBADHANDLE 521 /* bad handle */
#define ENOTSYNC 522 /* not in step */
#define EBADCOOKIE 523 /* stale cookie */
#define ENOTSUPP 524 /* not supported */
#define ETOOSMALL 525 /* buffer too small */
#define ESERVERFAULT 526 /* error that has no translation */
#define EBADTYPE 527 /* type not supported */
#define EJUKEBOX 528 /* will take time */
#define EIOCBQUEUED 529 /* queued */

#endif /* LINUX_ERRNO_H */
