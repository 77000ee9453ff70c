# SPDX-License-Identifier: MIT
insmod params.ko
ls /sys/module/params/parameters
cat /sys/module/params/parameters/an_int
echo 0x20 > /sys/module/params/parameters/an_int
cat /sys/module/params/parameters/an_int
echo many > /sys/module/params/parameters/an_int
echo 5 > /sys/module/params/parameters/a_uint
echo 300 > /sys/module/params/parameters/a_byte
echo 99999 > /sys/module/params/parameters/a_short
echo Y > /sys/module/params/parameters/a_bool
cat /sys/module/params/parameters/a_bool /sys/module/params/parameters/inverted
echo 1 > /sys/module/params/parameters/inverted
echo 7,8,9 > /sys/module/params/parameters/list
cat /sys/module/params/parameters/list
echo 1,2,3,4,5 > /sys/module/params/parameters/list
echo -n new > /sys/module/params/parameters/text
cat /sys/module/params/parameters/text
echo far-too-long > /sys/module/params/parameters/room
echo 4 > /sys/module/params/parameters/even
echo 5 > /sys/module/params/parameters/even
cat /sys/module/params/parameters/even
ls -l /sys/module/params/parameters/an_int /sys/module/params/parameters/a_uint | cut -c 1-10
rmmod params
insmod params.ko an_int=-5 a_uint=7 a_bool text="two words" list=4,3,2,1 large=18446744073709551615 hidden=1
rmmod params
insmod params.ko an_int=abc
insmod params.ko a_byte=256
insmod params.ko list=1,2,3,4,5
insmod params.ko room=far-too-long
insmod params.ko even=3
insmod params.ko nosuch=1
rmmod params
insmod params.ko a_bool=maybe
insmod params.ko an_int
insmod params.ko a-byte=9
rmmod params
