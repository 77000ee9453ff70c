# SPDX-License-Identifier: MIT
"""Processes as programs see them: user/processes.c, which passes on Linux as well, as process 1."""
import re
import shutil
import subprocess

import pytest

import hemi

PARTS = ["fork, wait and exit", "children in any order", "waiting without waiting", "exec",
         "orphans are init's", "groups and sessions", "threads and futexes", "the end of threads",
         "processes: all is well"]
MACHINES = {"one-cpu": hemi.ICOUNT, "four-cpus-in-turn": hemi.turns(4)}


@pytest.fixture
def archive(tmp_path):
    """An initramfs whose /init is one of the programs of user/."""
    def make(program):
        root = tmp_path / "root"
        (root / "dev").mkdir(parents=True)
        shutil.copy(hemi.BUILD / "user" / program, root / "init")
        path = tmp_path / "initramfs.cpio"
        with open(path, "wb") as out:
            subprocess.run(["cpio", "-o", "-H", "newc", "--quiet"], cwd=root, stdout=out,
                           input=b"dev\ninit\n", check=True)
        return path
    return make


@pytest.mark.parametrize("machine", MACHINES)
def test_processes_live_and_end_as_on_linux(archive, machine):
    result = hemi.boot(f"processes-{machine}", "console=ttyS0 panic=-1 debug=all", arguments=MACHINES[machine],
                       initrd=archive("processes"))
    said = [line for line in result.lines if line in PARTS]
    assert said == PARTS, result.log
    # The end of process 1 is a panic, and tells how it ended.
    assert "Attempted to kill init! exitcode=0x00000000" in result.log
    assert "WARNING" not in result.log and "BUG" not in result.log, result.log


@pytest.mark.parametrize("machine", MACHINES)
def test_fork_bomb_ends_with_an_error(archive, machine):
    result = hemi.boot(f"fork-bomb-{machine}", "console=ttyS0 panic=-1 bomb", memory="32M",
                       arguments=MACHINES[machine], initrd=archive("processes"))
    assert "as many as there can be" in result.lines, result.log
    assert "Attempted to kill init! exitcode=0x00000000" in result.log


def test_programs_on_linux_say_the_same():
    """The judge: the same file, run by the kernel of this machine."""
    run = subprocess.run([hemi.BUILD / "user" / "processes"], capture_output=True, text=True,
                         check=False)
    assert run.stdout.splitlines() == PARTS and run.returncode == 0


def test_position_independent_program_gets_its_arguments(archive):
    result = hemi.boot("processes-pie", "console=ttyS0 panic=-1 word=value", arguments=hemi.ICOUNT,
                       initrd=archive("hello-pie"))
    assert "hello from ring 3" in result.lines, result.log
    assert "argument 0: /init" in result.lines


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("machine", MACHINES)
def test_u6_calls_with_nonsense_harm_nobody(archive, machine, seed):
    """user/fuzz.c: thousands of calls by chance, from children that may not hurt each other."""
    result = hemi.boot(f"fuzz-{machine}-{seed}", f"console=ttyS0 panic=-1 -- {seed} 12 200",
                       arguments=MACHINES[machine], initrd=archive("fuzz"))
    assert f"fuzz: seed {seed}, children 12: done" in result.lines, result.log
    complaints = [line for line in result.lines if re.search("BUG|WARNING|Oops|lockup|stall", line)]
    assert not complaints, result.log
