# SPDX-License-Identifier: MIT
"""Files and shared memory in programs: user/mmap.c, which passes on Linux as well, as process 1."""
import shutil
import subprocess

import pytest

import hemi

PARTS = ["private areas of files", "shared areas of files", "the end of a file",
         "calls that touch the file they are for", "shared memory", "/dev/zero",
         "areas with a place", "rights", "errors", "mmap: all is well"]
MACHINES = {"one-cpu": hemi.ICOUNT, "four-cpus-in-turn": hemi.turns(4)}


@pytest.fixture
def archive(tmp_path):
    root = tmp_path / "root"
    (root / "dev").mkdir(parents=True)
    shutil.copy(hemi.BUILD / "user" / "mmap", root / "init")
    path = tmp_path / "initramfs.cpio"
    with open(path, "wb") as out:
        subprocess.run(["cpio", "-o", "-H", "newc", "--quiet"], cwd=root, stdout=out,
                       input=b"dev\ninit\n", check=True)
    return path


@pytest.mark.parametrize("machine", MACHINES)
def test_mmap_does_as_on_linux(archive, machine):
    result = hemi.boot(f"mmap-{machine}", "console=ttyS0 panic=-1 debug=all",
                       arguments=MACHINES[machine], initrd=archive)
    assert [line for line in result.lines if line in PARTS] == PARTS, result.log
    # The end of process 1 is a panic, and tells how it ended.
    assert "Attempted to kill init! exitcode=0x00000000" in result.log
    assert "WARNING" not in result.log and "BUG" not in result.log, result.log


def test_mmap_on_linux_says_the_same(tmp_path):
    """The judge: the same file, run by the kernel of this machine."""
    run = subprocess.run([hemi.BUILD / "user" / "mmap"], capture_output=True, text=True,
                         cwd=tmp_path, check=False)
    assert run.stdout.splitlines() == PARTS and run.returncode == 0
