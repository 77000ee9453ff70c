#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Make a bootable image with GRUB for BIOS and UEFI.

    scripts/mkiso.py hemi.elf hemi.iso grub.cfg
"""
import os
import shutil
import subprocess
import sys
import tempfile

# GRUB modules that the menu needs; the full set makes the image ten times as large.
MODULES = "normal multiboot2 serial terminal part_gpt part_msdos iso9660 all_video test echo"


def single_entry(append, initrd):
    """A grub.cfg that boots at once with the given command line."""
    words = f" {append}" if append else ""
    module = "  module2 /boot/initramfs.cpio\n" if initrd else ""
    return ("serial --unit=0 --speed=115200\nterminal_input serial console\n"
            "terminal_output serial console\nset timeout=0\n"
            f'menuentry "Hemi" {{\n  multiboot2 /boot/hemi.elf{words}\n{module}}}\n')


def make_iso(elf, image, config, initrd=None):
    """Write @image with @elf, the text @config as grub.cfg, and the file @initrd."""
    with tempfile.TemporaryDirectory(prefix="hemi-iso-") as root:
        os.makedirs(os.path.join(root, "boot/grub"))
        shutil.copy(elf, os.path.join(root, "boot/hemi.elf"))
        subprocess.run(["strip", "--strip-debug", os.path.join(root, "boot/hemi.elf")], check=True)
        if initrd:
            shutil.copy(initrd, os.path.join(root, "boot/initramfs.cpio"))
        with open(os.path.join(root, "boot/grub/grub.cfg"), "w", encoding="ascii") as out:
            out.write(config)
        made = subprocess.run(["grub-mkrescue", f"--install-modules={MODULES}", "--locales=",
                               "--themes=", "--fonts=", "-o", image, root],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              check=False)
        if made.returncode:
            sys.exit(made.stdout + "mkiso: grub-mkrescue failed")


if __name__ == "__main__":
    make_iso(sys.argv[1], sys.argv[2], open(sys.argv[3], encoding="ascii").read())
