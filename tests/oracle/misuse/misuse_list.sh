# SPDX-License-Identifier: MIT
insmod misuse_list.ko twice=1
echo $?
