# SPDX-License-Identifier: MIT
insmod debugfs_files.ko
ls /sys/kernel/debug/oracle
cat /sys/kernel/debug/oracle/byte
cat /sys/kernel/debug/oracle/hex
cat /sys/kernel/debug/oracle/flag
echo 200 > /sys/kernel/debug/oracle/byte
echo 300 > /sys/kernel/debug/oracle/byte
echo y > /sys/kernel/debug/oracle/flag
echo maybe > /sys/kernel/debug/oracle/flag
echo 0x100 > /sys/kernel/debug/oracle/word
echo 5 > /sys/kernel/debug/oracle/counter
cat /sys/kernel/debug/oracle/blob
cat /sys/kernel/debug/oracle/list
echo x > /sys/kernel/debug/oracle/list
rmmod debugfs_files
ls /sys/kernel/debug/oracle
