# SPDX-License-Identifier: MIT
insmod misc_dev.ko
ls -l /dev/oracle_misc | cut -c 1-10
grep -c oracle_misc /proc/misc
dd if=/dev/oracle_misc bs=16 count=3 2>/dev/null
dd if=/dev/oracle_misc of=/dev/null bs=16 count=1 iflag=nonblock 2>&1 | head -1
(sleep 0.2; echo -n ab > /dev/oracle_misc) & dd if=/dev/oracle_misc bs=16 count=2 2>/dev/null
dd if=/dev/oracle_misc bs=1 count=1 2>/dev/null & sleep 0.1; echo -n x > /dev/oracle_misc; wait
rmmod misc_dev
ls /dev/oracle_misc
