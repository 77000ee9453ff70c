# SPDX-License-Identifier: MIT
insmod irq_proc.ko count=7
grep oracle_ /proc/interrupts | sed 's/^ *[0-9]*: *[0-9]* */LINE COUNT /'
line=$(grep oracle_ /proc/interrupts | sed 's/^ *\([0-9]*\):.*/\1/')
ls /proc/irq/$line | grep oracle_
before=$(grep oracle_ /proc/interrupts | awk '{ print $2 }')
rmmod irq_proc
grep -c oracle_ /proc/interrupts
insmod irq_proc.ko count=3
after=$(grep oracle_ /proc/interrupts | awk '{ print $2 }')
echo $((after - before))
rmmod irq_proc
