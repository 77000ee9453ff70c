#!/bin/sh
# SPDX-License-Identifier: MIT
# Print version.c: the banner's first line.  $1 version, $2 compiler command.
# No date and no host: the same sources give the same bytes.
cat <<END
// SPDX-License-Identifier: MIT
#include <linux/printk.h>
#include <linux/utsname.h>
const char linux_banner[] = "Hemi version $1 ($($2 --version | head -n 1 | sed 's/["\\]//g')) SMP PREEMPT_DYNAMIC";
const char hemi_version[] = "$1";
END
