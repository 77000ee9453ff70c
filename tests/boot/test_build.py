# SPDX-License-Identifier: MIT
"""The build itself: both compilers, dependencies, the install script, check and book."""
import os
import re
import subprocess

import pytest

import hemi


# As the Makefile was called: the path is part of the commands, and these of the dependencies.
OUT = f"O={os.path.relpath(hemi.BUILD, hemi.ROOT)}"


def make(*words):
    return subprocess.run(["make", "-C", hemi.ROOT, *words], capture_output=True, text=True,
                          check=False, stdin=subprocess.DEVNULL)


@pytest.fixture(name="clang_build", scope="module")
def fixture_clang_build(tmp_path_factory):
    """An out-of-tree build by clang; -Werror makes a warning a failure."""
    folder = tmp_path_factory.mktemp("clang")
    built = make("-j2", "CC=clang", f"O={folder}")
    assert built.returncode == 0, built.stdout[-2000:] + built.stderr[-2000:]
    return folder


def test_clang_builds_a_kernel_that_passes_its_tests(clang_build, monkeypatch):
    monkeypatch.setattr(hemi, "ELF", clang_build / "hemi.elf")
    result = hemi.boot("clang", "ktest=*", arguments=hemi.ICOUNT)
    assert "clang" in result.lines[0]
    assert result.status == hemi.EXIT_OK, result.log[-2000:]


@pytest.mark.parametrize("header, objects", [
    ("include/asm/irq_vectors.h", ("arch/x86/entry/stubs.asm.o", "arch/x86/cpu/idt.o")),
    ("arch/x86/entry/frame.inc", ("arch/x86/entry/entry.asm.o",)),
    ("include/linux/list.h", ("kernel/bh/tasklet.o", "drivers/misc/lkdtm.o")),
])
def test_a_changed_header_rebuilds_what_includes_it(header, objects):
    dry = make("-n", "-W", header, OUT, "V=1", "objs")
    for name in objects:
        assert re.search(rf"-o \S*{re.escape(name)}\b", dry.stdout), (name, dry.stdout[-500:])


def test_nothing_is_rebuilt_when_nothing_changed():
    dry = make("-n", OUT, "V=1", "objs")
    assert not re.search(r"^(gcc|clang|nasm) .*-o ", dry.stdout, re.M), dry.stdout


def test_without_apt_the_install_script_says_what_is_needed(tmp_path):
    ran = subprocess.run(["/bin/sh", hemi.ROOT / "scripts/deps.sh", "build"], check=False,
                         capture_output=True, text=True, env={"PATH": str(tmp_path)})
    assert ran.returncode == 1
    assert "gcc make binutils nasm python3" in ran.stderr


def test_style_check_passes():
    ran = make("check")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_book_prints_the_path_in_order():
    ran = make("-s", "book")
    rows = [line.split()[:2] for line in
            (hemi.ROOT / "docs/reading-order.list").read_text().split("\n")
            if line.strip() and not line.startswith("#")]
    printed = re.findall(r"^=+\n *(\d+) +(\S+/\S+)", ran.stdout, re.M)
    assert ran.returncode == 0 and [list(row) for row in printed] == rows


def test_help_names_every_command():
    text = make("-s", "help").stdout
    for name in ("make ", "iso", "run", "test", "debug", "gdb", "bench", "check", "book", "clean"):
        assert name in text


def test_symbol_names_survive_their_compression():
    """What scripts/kallsyms.py packs is what the linker had; the kernel unpacks the same way."""
    import kallsyms
    listing = subprocess.run(["nm", "-n", hemi.ELF], capture_output=True, text=True, check=True)
    names = [line.split()[2] for line in listing.stdout.splitlines() if len(line.split()) == 3]
    packed, tokens = kallsyms.compress(names)
    unpacked = ["".join(tokens[b - 0x80] if b >= 0x80 else chr(b) for b in name)
                for name in packed]
    assert unpacked == names
    assert sum(map(len, packed)) < 0.6 * sum(map(len, names))
    assert kallsyms.compress([]) == ([], [])
