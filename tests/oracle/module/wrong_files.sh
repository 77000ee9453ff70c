# SPDX-License-Identifier: MIT
insmod nosuch.ko
echo text > text.ko; insmod text.ko
head -c 20 wrong_files.ko > short.ko; insmod short.ko
head -c 1000 wrong_files.ko > short.ko; insmod short.ko
touch empty.ko; insmod empty.ko
insmod /bin/busybox
rmmod nosuch
insmod wrong_files.ko
cat /sys/module/wrong_files/version
rmmod wrong_files
