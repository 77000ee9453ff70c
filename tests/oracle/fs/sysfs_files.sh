# SPDX-License-Identifier: MIT
insmod sysfs_files.ko
ls /sys/kernel/oracle /sys/kernel/oracle/more
cat /sys/kernel/oracle/level
echo 7 > /sys/kernel/oracle/level
cat /sys/kernel/oracle/level
echo 11 > /sys/kernel/oracle/level
echo x > /sys/kernel/oracle/level
echo changed > /sys/kernel/oracle/text
cat /sys/kernel/oracle/text
echo -n short > /sys/kernel/oracle/text
cat /sys/kernel/oracle/text
echo s > /sys/kernel/oracle/more/secret
cat /sys/kernel/oracle/more/secret
cat /sys/kernel/oracle/more/fixed
echo 1 > /sys/kernel/oracle/more/fixed
ls -l /sys/kernel/oracle/level /sys/kernel/oracle/more/secret | cut -c 1-10
readlink /sys/kernel/oracle/up
rmmod sysfs_files
ls /sys/kernel/oracle
