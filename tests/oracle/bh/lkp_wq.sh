# SPDX-License-Identifier: MIT
insmod lkp_wq.ko
sleep 0.1
rmmod lkp_wq
