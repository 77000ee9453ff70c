# SPDX-License-Identifier: MIT
insmod misuse_null.ko
cut -d ' ' -f 1,3,4,5 /proc/modules
rmmod misuse_null
echo the shell lives
