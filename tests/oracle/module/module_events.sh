# SPDX-License-Identifier: MIT
insmod module_events.ko
insmod init_fails.ko
rmmod init_fails
insmod init_fails.ko answer=-5
rmmod module_events
