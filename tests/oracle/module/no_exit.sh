# SPDX-License-Identifier: MIT
insmod no_exit.ko
rmmod no_exit
grep no_exit /proc/modules | cut -d ' ' -f 1,3,4,5
insmod no_exit.ko
