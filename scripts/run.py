#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Boot Hemi in QEMU on this terminal.  `make run` and `make debug` call this.

    scripts/run.py [--debug] BUILD-DIRECTORY

What to boot and how is taken from the environment, as given to make:
  SMP=2  MEM=256M  APPEND="words"  QEMU_ARGS="..."
  FILES="f g"  MODULES="a.ko b.ko"  put into the guest: at its root, in /lib/modules
  RUN="commands"                   run them in a shell instead of a prompt, then power off
  USERLAND=no                      no BusyBox: the monitor takes the terminal
  BOOT=kernel|iso|uefi             how the kernel is loaded (default: kernel)
  DISPLAY_MODE=serial|curses|gui   where the screen goes (default: serial)
"""
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import initramfs  # noqa: E402
import mkiso  # noqa: E402

QEMU = "qemu-system-x86_64"
OVMF_CODE = "/usr/share/OVMF/OVMF_CODE_4M.fd"
OVMF_VARS = "/usr/share/OVMF/OVMF_VARS_4M.fd"
EXIT_OK = 33            # isa-debug-exit: 0x10 * 2 + 1
GDB_PORT = 1234
MODULE_FOLDER = "lib/modules"


def setting(name, default=""):
    """A variable of the environment; an empty one counts as not given."""
    return os.environ.get(name) or default


def initrd_arguments(scratch):
    """The initramfs: BusyBox, FILES and MODULES; without BusyBox, if it is not wanted, only those."""
    files = [(name, os.path.basename(name)) for name in shlex.split(setting("FILES"))]
    files += [(name, os.path.join(MODULE_FOLDER, os.path.basename(name)))
              for name in shlex.split(setting("MODULES"))]
    archive = os.path.join(scratch, "initramfs.cpio")
    if setting("USERLAND", "yes") != "no":
        screen = setting("DISPLAY_MODE") in ("curses", "gui")
        initramfs.make_userland(archive, files, setting("RUN"),
                                ("tty1", "ttyS0") if screen else ("ttyS0", "tty1"))
    elif files:
        initramfs.make_archive(files, archive)
    else:
        return None
    return archive


def command_line():
    """What is to run unattended ends QEMU when it panics."""
    return " ".join(filter(None, (setting("APPEND"), "panic=-1" if setting("RUN") else "")))


def boot_arguments(build, scratch):
    """How the kernel gets into memory: by QEMU itself, or by GRUB from an image."""
    mode, append = setting("BOOT", "kernel"), command_line()
    initrd = initrd_arguments(scratch)
    elf = os.path.join(build, "hemi.elf")
    if mode == "kernel":
        arguments = ["-kernel", elf]
        if append:
            arguments += ["-append", append]
        if initrd:
            arguments += ["-initrd", initrd]
        return arguments
    if mode not in ("iso", "uefi"):
        sys.exit(f"run: BOOT={mode} is not one of kernel, iso, uefi")
    image = os.path.join(build, "hemi.iso")
    if append or initrd:
        image = os.path.join(scratch, "hemi.iso")
        mkiso.make_iso(elf, image, mkiso.single_entry(append, initrd is not None), initrd)
    arguments = ["-cdrom", image]
    if mode == "uefi":
        variables = os.path.join(scratch, "vars.fd")
        shutil.copy(OVMF_VARS, variables)
        arguments += ["-drive", f"if=pflash,format=raw,readonly=on,file={OVMF_CODE}",
                      "-drive", f"if=pflash,format=raw,file={variables}"]
    return arguments


def display_arguments():
    mode = setting("DISPLAY_MODE", "serial")
    if mode == "serial":
        return ["-display", "none", "-serial", "mon:stdio"]
    if mode == "curses":
        return ["-display", "curses", "-serial", "null"]
    if mode == "gui":
        return ["-serial", "mon:stdio"]
    sys.exit(f"run: DISPLAY_MODE={mode} is not one of serial, curses, gui")


def qemu_command(build, scratch, debug):
    extra = shlex.split(setting("QEMU_ARGS"))
    command = [QEMU, "-no-reboot", "-smp", setting("SMP", "1"), "-m", setting("MEM", "256M"),
               "-device", "isa-debug-exit,iobase=0xf4,iosize=4"]
    # QEMU's edu refuses a CPU without an APIC: it wants to be able to send messages.
    if not any("edu" in word or "-apic" in word for word in extra):
        command += ["-device", "edu"]
    if debug:
        command += ["-S", "-gdb", f"tcp:127.0.0.1:{GDB_PORT}"]
        print(f"waiting for gdb on port {GDB_PORT}: run `make gdb` in another terminal")
    return command + display_arguments() + boot_arguments(build, scratch) + extra


def main():
    arguments = [a for a in sys.argv[1:] if a != "--debug"]
    with tempfile.TemporaryDirectory(prefix="hemi-") as scratch:
        command = qemu_command(arguments[0], scratch, "--debug" in sys.argv)
        status = subprocess.run(command, check=False).returncode
    sys.exit(0 if status == EXIT_OK else status)


if __name__ == "__main__":
    main()
