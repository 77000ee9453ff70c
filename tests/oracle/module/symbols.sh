# SPDX-License-Identifier: MIT
insmod symbols.ko
rmmod symbols
insmod exports_helper.ko
insmod symbols.ko
rmmod exports_helper
rmmod symbols
