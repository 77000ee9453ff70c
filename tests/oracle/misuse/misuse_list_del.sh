# SPDX-License-Identifier: MIT
insmod misuse_list_del.ko twice=0
echo $?
