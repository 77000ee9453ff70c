# SPDX-License-Identifier: MIT
insmod misuse_address.ko how=1
