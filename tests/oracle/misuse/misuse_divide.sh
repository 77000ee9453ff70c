# SPDX-License-Identifier: MIT
insmod misuse_divide.ko
