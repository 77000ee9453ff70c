# SPDX-License-Identifier: MIT
"""Files from outside: the initramfs that the boot loader brings, and what the monitor sees of it."""
import gzip
import random
import subprocess

import pytest

import hemi

SEEDS = range(1, 5)


def cpio(directory):
    """The archive of a directory, as bytes."""
    names = subprocess.run(["find", "."], cwd=directory, capture_output=True, check=True).stdout
    return subprocess.run(["cpio", "-o", "-H", "newc", "--quiet"], cwd=directory, input=names,
                          capture_output=True, check=True).stdout


@pytest.fixture
def tree(tmp_path):
    """A small tree of files, and room for an archive beside it."""
    root = tmp_path / "root"
    (root / "etc").mkdir(parents=True)
    (root / "etc" / "motd").write_text("welcome\n")
    (root / "motd").symlink_to("etc/motd")
    (root / "second").hardlink_to(root / "etc" / "motd")
    return root


def boot_with(name, archive, tmp_path, commands, **options):
    path = tmp_path / "initramfs.cpio"
    path.write_bytes(archive)
    return hemi.boot(f"files-{name}", f'mon="{commands}; poweroff"', arguments=hemi.ICOUNT,
                     initrd=path, **options)


def test_the_files_of_the_initramfs_are_at_the_root(tree, tmp_path):
    result = boot_with("root", cpio(tree), tmp_path, "ls; ls -l /second; cat /motd; echo more >> /second; cat /etc/motd")
    assert result.status == hemi.EXIT_OK
    for line in ("etc/", "motd@", "second", "proc/"):
        assert line in result.lines
    assert result.lines.count("welcome") == 2 and result.lines.count("more") == 1
    assert any(line.startswith("-rw-r--r--   2 ") for line in result.lines)
    assert "Unpacking initramfs..." in result.lines


def test_a_compressed_archive_is_named(tree, tmp_path):
    result = boot_with("gzip", gzip.compress(cpio(tree)), tmp_path, "ls")
    assert "Initramfs unpacking failed: compression method gzip not configured" in result.lines
    assert result.status == hemi.EXIT_OK


def test_two_archives_in_a_row(tree, tmp_path):
    first = cpio(tree)
    (tree / "etc" / "motd").write_text("again\n")
    result = boot_with("two", first + cpio(tree), tmp_path, "cat /motd")
    assert "again" in result.lines and "welcome" not in result.lines


def test_an_archive_that_does_not_fit_is_an_error_and_no_panic(tree, tmp_path):
    (tree / "large").write_bytes(bytes(9 << 20))
    result = boot_with("large", cpio(tree), tmp_path, "echo alive", memory="20M")
    assert "Initramfs unpacking failed: write error" in result.lines
    assert "alive" in result.lines and result.status == hemi.EXIT_OK


@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_archive_is_survived(tree, tmp_path, seed):
    archive = bytearray(cpio(tree))
    dice = random.Random(seed)
    for _ in range(8):
        archive[dice.randrange(len(archive))] = dice.randrange(256)
    result = boot_with(f"damaged-{seed}", bytes(archive), tmp_path, "ls -l /; echo alive")
    assert "alive" in result.lines and result.status == hemi.EXIT_OK


def test_a_character_device_of_the_courses():
    commands = ("mod page_device; ls -l /dev/page_device; echo some text > /dev/page_device; "
                "cat /dev/page_device /sys/class/page_device/page_device/dev; "
                "cat /sys/module/page_device/parameters/opens /proc/devices; "
                "mod -r page_device; cat /dev/page_device")
    result = hemi.boot("files-chardev", f'mon="{commands}; poweroff"', arguments=hemi.ICOUNT)
    assert result.status == hemi.EXIT_OK
    at = [result.lines.index(line) for line in (
        "Device Driver Insert...Done!!!",
        "crw-------   1     0     0  254,   0 /dev/page_device",
        "some text", "254:0", "2", "Character devices:", "254 page_device",
        "Device Driver Remove...Done!!!",
        "cat: /dev/page_device: No such file or directory")]
    assert at == sorted(at)
    assert result.lines.count("Device File Opened: minor 0") == 2
    assert result.lines.count("Device File Closed") == 2


def test_devices_and_attributes_from_the_monitor():
    commands = ("echo x > /dev/full; echo x > /dev/null; ls /sys/class/mem; cat /proc/mounts; "
                "echo 99 > /sys/module/kernel/parameters/hung_task_timeout_secs; "
                "cat /sys/module/kernel/parameters/hung_task_timeout_secs")
    result = hemi.boot("files-sys", f'mon="{commands}; poweroff"', arguments=hemi.ICOUNT)
    for line in ("echo: /dev/full: -ENOSPC", "urandom@", "sysfs /sys sysfs rw 0 0",
                 "debugfs /sys/kernel/debug debugfs rw 0 0", "devtmpfs /dev devtmpfs rw 0 0", "99"):
        assert line in result.lines
    assert result.status == hemi.EXIT_OK
