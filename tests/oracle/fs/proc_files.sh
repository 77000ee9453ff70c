# SPDX-License-Identifier: MIT
insmod proc_files.ko
ls /proc/oracle
ls -l /proc/oracle | cut -c 1-10
cat /proc/oracle/numbers
cat /proc/oracle/limit
echo 2 > /proc/oracle/limit
cat /proc/oracle/link
cat /proc/oracle/numbers
echo many > /proc/oracle/limit
echo 0x10 > /proc/oracle/limit
dd if=/proc/oracle/numbers bs=5 count=3 skip=2 2>/dev/null
tail -n 2 /proc/oracle/numbers
cat /proc/oracle/text
echo x > /proc/oracle/text
touch /proc/oracle/new
mkdir /proc/oracle/dir
exec 9< /proc/oracle/limit
rmmod proc_files
exec 9<&-
ls /proc/oracle
