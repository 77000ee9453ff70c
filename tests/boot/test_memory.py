# SPDX-License-Identifier: MIT
"""Memory from outside: what fits, what it costs, and damage that is named."""
import re
import subprocess
import zlib

import pytest

import hemi

KERNEL_MAY_USE_KB = 4096
IMAGE_LIMIT = 1 << 20


def meminfo(result):
    return {name: int(kb) for name, kb in re.findall(r"^(\w+): +(\d+) kB$", "\n".join(result.lines), re.M)}


@pytest.mark.parametrize("memory", ["9M", "16M", "64M", "512M", "3G", "5G"])
def test_every_size_of_memory_is_used(memory):
    result = hemi.boot(f"memory-{memory}", 'mon="cat /proc/meminfo; mem; poweroff"', memory=memory)
    assert result.status == hemi.EXIT_OK, result.log[-2000:]
    unit = {"M": 1 << 10, "G": 1 << 20}[memory[-1]]
    given = int(memory[:-1]) * unit
    found = meminfo(result)
    # 1/128 goes to struct page, at most 4 MiB to the image and the firmware.
    assert given - given / 100 - 4096 < found["MemTotal"] < given
    assert found["MemTotal"] - found["MemFree"] < KERNEL_MAY_USE_KB
    assert ("Normal: free:" in result.log) == (memory == "5G")


def loaded_bytes(*files):
    """What of these object files is code or data, .bss left out."""
    rows = subprocess.run(["size", "-d", *files], capture_output=True, text=True,
                          check=True).stdout.splitlines()[1:]
    return sum(int(text) + int(data) for text, data in (row.split()[:2] for row in rows))


def test_image_is_small():
    """The suites are in the image, and do not count: a kernel that is used runs none."""
    suites = sorted((hemi.BUILD / "tests" / "unit").glob("*.o"))
    assert suites
    assert loaded_bytes(hemi.ELF) - loaded_bytes(*suites) < IMAGE_LIMIT


def test_uefi_hands_the_initramfs_over_whole(tmp_path):
    archive = tmp_path / "initramfs.cpio"
    archive.write_bytes(bytes(range(255)) * 2000)
    result = hemi.boot("initramfs-uefi", 'mon="poweroff"', "uefi", initrd=archive, memory="256M")
    assert re.search(rf"{archive.stat().st_size} bytes, crc32 {zlib.crc32(archive.read_bytes()):08x}",
                     result.log)
    assert result.status == hemi.EXIT_OK


# lkdtm's type: what the log says, with debug=slab.
NAMED = {
    "SLAB_FREE_CROSS": r"Wrong slab cache\. lkdtm-heap-b but object is from lkdtm-heap-a",
    "SLAB_FREE_PAGE": r"kfree: object pointer: 0xffff888[0-9a-f]{9}",
    "WRITE_BUDDY_AFTER_FREE": r"pagealloc: memory corruption",
    "PAGE_FREE_DOUBLE": r"BUG: Bad page state in process \S+ +pfn:[0-9a-f]{5}",
    "ALLOC_WHILE_ATOMIC": r"BUG: sleeping function called from invalid context at ",
}


@pytest.mark.parametrize("crash", NAMED)
def test_g1_misuse_is_named_and_survived(crash):
    result = hemi.boot(f"lkdtm-{crash}",
                       f'debug=slab mon="mod lkdtm cpoint_type={crash}; echo alive; poweroff"')
    assert re.search(NAMED[crash], result.log), result.log[-3000:]
    assert result.lines.count("alive") == 1
    assert result.status == hemi.EXIT_OK


def test_g1_a_report_names_both_callers_and_shows_the_bytes():
    result = hemi.boot("slab-report", 'debug=slab mon="mod lkdtm cpoint_type=WRITE_AFTER_FREE; poweroff"')
    log = "\n".join(result.lines)
    assert re.search(r"^BUG kmalloc-64 \(.*\): Poison overwritten$", log, re.M)
    assert re.search(r"^0xffff888\w+-0xffff888\w+ @offset=\d+\. First byte 0xad instead of 0x6b$", log, re.M)
    assert re.search(r"^Allocated in lkdtm_write_after_free\+0x\w+/0x\w+ age=\d+ cpu=0 pid=\d+$", log, re.M)
    assert re.search(r"^Freed in lkdtm_write_after_free\+0x\w+/0x\w+ age=\d+ cpu=0 pid=\d+$", log, re.M)
    assert re.search(r"^Object   ffff888\w+: (6b ){16}", log, re.M)
    assert "FIX kmalloc-64: Restoring Poison 0x" in log


def test_without_debug_the_same_misuse_is_not_looked_for():
    result = hemi.boot("slab-off", 'mon="mod lkdtm cpoint_type=SLAB_LINEAR_OVERFLOW; echo alive; poweroff"')
    assert "BUG kmalloc" not in result.log
