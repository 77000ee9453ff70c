# SPDX-License-Identifier: MIT
insmod init_fails.ko answer=-12
insmod init_fails.ko answer=-16
insmod init_fails.ko answer=-517
insmod init_fails.ko answer=0
insmod init_fails.ko answer=-5
rmmod init_fails
rmmod init_fails
