# SPDX-License-Identifier: MIT
insmod chardev.ko
grep -c oracle /proc/devices
ls /sys/class/oracle
[ -c /dev/oracle0 ] && echo a device
echo hello > /dev/oracle0
cat /dev/oracle0
echo more >> /dev/oracle0
cat /dev/oracle0
dd if=/dev/oracle0 bs=2 count=2 skip=1 2>/dev/null
echo something that is longer than the buffer of the module > /dev/oracle0
cat /dev/oracle0
cat /dev/oracle1
exec 9< /dev/oracle0
rmmod chardev
exec 9<&-
rmmod chardev
cat /dev/oracle0
grep -c oracle /proc/devices
