/* SPDX-License-Identifier: MIT */
/* uapi/linux/module.h - flags of finit_module() */
#ifndef UAPI_LINUX_MODULE_H
#define UAPI_LINUX_MODULE_H

#define MODULE_INIT_IGNORE_MODVERSIONS	1
#define MODULE_INIT_IGNORE_VERMAGIC	2
#define MODULE_INIT_COMPRESSED_FILE	4

#endif /* UAPI_LINUX_MODULE_H */
