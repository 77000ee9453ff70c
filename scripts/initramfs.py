#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Make the initramfs: Debian's busybox-static, its names, and what else is to be in the guest.

    scripts/initramfs.py ARCHIVE [--serial|--screen] [--run "commands"] [SOURCE=NAME ...]

A program calls make_userland() or, for files only, make_archive().  What is written is a cpio
archive of the kind "newc"; nothing in it depends on who makes it or when.
"""
import argparse
import os
import re
import stat
import subprocess
import sys

BUSYBOX = "/bin/busybox"
SHELL = "bin/sh"

# Names of BusyBox that work on what Hemi has not got (networks, disks, users), or that
# would do harm: they stay reachable as `busybox NAME`.
LEFT_OUT = set("""
    acpid adjtimex arp arping blkdiscard blockdev brctl busybox chvt crond crontab deallocvt
    dnsdomainname dpkg dpkg-deb dumpkmap dumpleases fatattr fdisk fsfreeze fstrim ftpget ftpput
    getty hostid httpd hwclock i2cdetect i2cdump i2cget i2cset i2ctransfer ifconfig ifdown ifup
    ionice ip ipcalc ipneigh klogd linux32 linux64 linuxrc loadfont loadkmap logger login logread
    losetup lsscsi mdev microcom mkdosfs mke2fs mkpasswd mkswap mt nameif nbd-client nc netstat
    nslookup nsenter openvt partprobe passwd ping ping6 pivot_root rdate resume rev route rpm
    rpm2cpio run-init setkeycodes setpriv ssl_client start-stop-daemon su sulogin svc svok swapoff
    swapon switch_root syslogd telnet telnetd tftp traceroute traceroute6 tunctl ubirename udhcpc
    udhcpd uevent unshare vconfig watchdog wget who w last
""".split())

PASSWD = "root:x:0:0:root:/root:/bin/sh\n"
GROUP = "root:x:0:\n"
PROFILE = """\
# Read by login shells: those of /etc/inittab.
export PATH=/sbin:/usr/sbin:/bin:/usr/bin
export PS1='\\w \\$ '
"""
INITTAB = """\
# terminal:unused:when:what - read by busybox init, which is process 1
{rows}::ctrlaltdel:/bin/busybox reboot -f
"""
# The commands of RUN= in a shell of their own; how it ends tells QEMU's exit status.
RUNNER = """\
#!/bin/sh
sh -l /etc/run
status=$?
[ $status = 0 ] || echo 1 > /sys/module/reboot/parameters/exit_failed
poweroff -f
"""

# In their order: a folder stands before what is in it.
FOLDERS = ("bin", "dev", "etc", "lib", "lib/modules", "proc", "root", "sbin", "sys", "tmp", "usr",
           "usr/bin", "usr/sbin", "var")


class Archive:
    """A cpio archive that grows in memory."""

    def __init__(self):
        self.parts, self.names, self.size = [], set(), 0

    def _write(self, data):
        self.parts += [data, bytes(-len(data) % 4)]

    def add(self, name, mode, data=b""):
        """One file; its folders must be there."""
        if name in self.names:
            sys.exit(f"initramfs: /{name} is there twice")
        self.names.add(name)
        number = len(self.names) if name != "TRAILER!!!" else 0
        fields = (number, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name.encode()) + 1, 0)
        header = "070701" + "".join(f"{field:08x}" for field in fields)
        self._write(header.encode() + name.encode() + b"\0")
        self._write(data)

    def folder(self, name):
        """A folder and those it is in, unless they are there."""
        parts = name.split("/")
        for i in range(1, len(parts) + 1):
            path = "/".join(parts[:i])
            if path and path not in self.names:
                self.add(path, stat.S_IFDIR | 0o755)

    def link(self, name, target):
        self.add(name, stat.S_IFLNK | 0o777, target.encode())

    def text(self, name, text, mode=0o644):
        self.add(name, stat.S_IFREG | mode, text.encode())

    def copy(self, source, name):
        """A file of this machine."""
        self.folder(os.path.dirname(name))
        with open(source, "rb") as file:
            mode = stat.S_IFREG | (0o755 if os.access(source, os.X_OK) else 0o644)
            self.add(name, mode, file.read())

    def finish(self, path):
        self.add("TRAILER!!!", 0)
        with open(path, "wb") as out:
            out.write(b"".join(self.parts))


def is_static(program):
    """An ELF file that needs no other: it has no PT_INTERP."""
    with open(program, "rb") as file:
        data = file.read(4096)
    if data[:4] != b"\x7fELF":
        return False
    start, = (int.from_bytes(data[32:40], "little"),)
    size, count = (int.from_bytes(data[at:at + 2], "little") for at in (54, 56))
    kinds = [int.from_bytes(data[start + i * size:start + i * size + 4], "little")
             for i in range(count)]
    return 3 not in kinds


def applets(busybox):
    """Where each name of BusyBox belongs, by its own list: ["bin/ls", ...]."""
    made = subprocess.run([busybox, "--list-full"], capture_output=True, text=True, check=True)
    return [path for path in made.stdout.split() if path.split("/")[-1] not in LEFT_OUT]


def inittab(terminals, run):
    """The shell of each terminal; the second one begins when somebody presses Enter there."""
    if run:
        return INITTAB.format(rows=f"{terminals[0]}::once:/etc/rc.run\n")
    rows = [f"{terminals[0]}::respawn:-/bin/sh\n"]
    rows += [f"{name}::askfirst:-/bin/sh\n" for name in terminals[1:]]
    return INITTAB.format(rows="".join(rows))


def add_busybox(archive, busybox, terminals, run):
    if not os.path.exists(busybox) or not is_static(busybox):
        sys.exit(f"initramfs: {busybox} is not the one of Debian's package busybox-static")
    archive.copy(busybox, "bin/busybox")
    for path in applets(busybox):
        if path not in archive.names:
            archive.folder(os.path.dirname(path))
            archive.link(path, "/bin/busybox")
    archive.link("init", "bin/busybox")
    archive.text("etc/inittab", inittab(terminals, run))
    archive.text("etc/passwd", PASSWD)
    archive.text("etc/group", GROUP)
    archive.text("etc/profile", PROFILE)
    if run:
        archive.text("etc/run", run + "\n", 0o755)
        archive.text("etc/rc.run", RUNNER, 0o755)


def make_archive(files, path):
    """Files only: pack (source, its name in the guest), folders before what is in them."""
    archive = Archive()
    for source, name in files:
        archive.copy(source, name)
    archive.finish(path)


def release():
    """What uname -r says in the guest."""
    header = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                          "../include/generated/utsrelease.h")
    with open(header, encoding="ascii") as file:
        return re.search(r'UTS_RELEASE "(.*)"', file.read())[1]


def add_module_list(archive, files):
    """By it modinfo finds a module by its name; what needs which is not said."""
    folder = f"lib/modules/{release()}"
    names = [name for _, name in files if name.endswith(".ko")]
    archive.folder(folder)
    archive.text(f"{folder}/modules.dep", "".join(f"/{name}:\n" for name in names))


def make_userland(path, files=(), run=None, terminals=("ttyS0", "tty1"), busybox=BUSYBOX):
    """BusyBox and files; with @run, a text of shell commands, they run and the power goes off."""
    archive = Archive()
    for name in FOLDERS:
        archive.folder(name)
    add_busybox(archive, busybox, terminals, run)
    for source, name in files:
        archive.copy(source, name)
    add_module_list(archive, files)
    archive.finish(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("archive")
    parser.add_argument("--screen", action="store_true", help="the prompt is on tty1, not ttyS0")
    parser.add_argument("--run", help="shell commands instead of a prompt")
    parser.add_argument("files", nargs="*", metavar="SOURCE=NAME")
    words = parser.parse_args()
    files = [tuple(pair.split("=", 1)) for pair in words.files]
    make_userland(words.archive, files, words.run,
                  ("tty1", "ttyS0") if words.screen else ("ttyS0", "tty1"))


if __name__ == "__main__":
    main()
