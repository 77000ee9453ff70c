/* SPDX-License-Identifier: MIT */
/* uapi/linux/reboot.h - what reboot() wants: two numbers that show it is meant, and what */
#ifndef UAPI_LINUX_REBOOT_H
#define UAPI_LINUX_REBOOT_H

#define LINUX_REBOOT_MAGIC1	0xfee1dead
#define LINUX_REBOOT_MAGIC2	672274793
#define LINUX_REBOOT_MAGIC2A	85072278
#define LINUX_REBOOT_MAGIC2B	369367448
#define LINUX_REBOOT_MAGIC2C	537993216

#define LINUX_REBOOT_CMD_RESTART	0x01234567
#define LINUX_REBOOT_CMD_HALT		0xcdef0123
#define LINUX_REBOOT_CMD_CAD_ON		0x89abcdef	/* Ctrl-Alt-Del resets at once */
#define LINUX_REBOOT_CMD_CAD_OFF	0x00000000	/* it sends SIGINT to init */
#define LINUX_REBOOT_CMD_POWER_OFF	0x4321fedc
#define LINUX_REBOOT_CMD_RESTART2	0xa1b2c3d4	/* with a text for the firmware */

#endif /* UAPI_LINUX_REBOOT_H */
