# SPDX-License-Identifier: MIT
insmod busy_module.ko
echo 1 > /sys/module/busy_module/parameters/held
echo 1 > /sys/module/busy_module/parameters/held
lsmod | grep busy_module | awk '{ print $3 }'
rmmod busy_module
echo 0 > /sys/module/busy_module/parameters/held
rmmod busy_module
echo 0 > /sys/module/busy_module/parameters/held
rmmod busy_module
