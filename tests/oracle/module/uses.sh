# SPDX-License-Identifier: MIT
insmod uses.ko
insmod exports_helper.ko
insmod uses.ko
lsmod | sed 's/  *[0-9]*  */ SIZE /'
cut -d ' ' -f 1,3,4,5 /proc/modules
cat /sys/module/exports_helper/refcnt
ls /sys/module/exports_helper/holders
cat /sys/module/uses/initstate
rmmod exports_helper
insmod uses.ko
insmod exports_helper.ko
rmmod uses
rmmod uses
insmod uses.ko value=-1
lsmod | grep -c uses
rmmod exports_helper
ls -d /sys/module/uses
grep -c oracle_twice /proc/kallsyms
