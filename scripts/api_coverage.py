#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Which names of Linux's API are offered here, and which of them a test uses.

    scripts/api_coverage.py [--check] BUILD-DIRECTORY

docs/api-names.list holds the names that modules use, with Linux's header and a frequency.
A name is offered if the preprocessor or the compiler meets it in that header, included alone
as a module does; if it is a global symbol of the kernel, it must be exported, too.  It is
exercised if a test, an example module or a loadable one under tests/ names it.  Writes
docs/api-coverage.md; --check only compares, and fails if the document is not true any more.
"""
import argparse
import collections
import concurrent.futures
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
NAMES = ROOT / "docs" / "api-names.list"
DOCUMENT = ROOT / "docs" / "api-coverage.md"
INCLUDE = ROOT / "include"
FLAGS = ["-std=gnu11", "-ffreestanding", "-nostdinc", f"-I{INCLUDE}", "-D__KERNEL__", "-DMODULE",
         "-include", "linux/kconfig.h",
         '-DKBUILD_MODNAME="probe"', '-DKBUILD_BASENAME="probe"']
# Linux's homes of things that live elsewhere here; a module never names these headers.
WITHIN = {
    "asm-generic/bitsperlong.h": "linux/bits.h",
    "asm-generic/bug.h": "linux/bug.h",
    "generated/autoconf.h": "linux/kernel.h",
    "uapi/asm-generic/fcntl.h": "linux/fs.h",
    "uapi/asm-generic/ioctl.h": "linux/ioctl.h",
    "uapi/asm-generic/poll.h": "linux/poll.h",
    "uapi/asm-generic/signal-defs.h": "linux/signal.h",
    "uapi/linux/time.h": "linux/time.h",
    "vdso/limits.h": "linux/limits.h",
    "vdso/math64.h": "linux/math64.h",
    "vdso/time64.h": "linux/time64.h",
    "linux/slab_def.h": "linux/slab.h",
    "asm-generic/bitops/const_hweight.h": "linux/bitops.h",
    "asm-generic/io.h": "linux/io.h",
    "asm/bitops.h": "linux/bitops.h",
    "asm/page_types.h": "asm/page.h",
    "asm/rwonce.h": "linux/compiler.h",
    "asm/shared/io.h": "asm/io.h",
    "linux/pgtable.h": "linux/mm.h",
    "uapi/linux/capability.h": "linux/capability.h",
    "uapi/linux/fs.h": "linux/fs.h",
    "uapi/linux/limits.h": "linux/limits.h",
    "uapi/drm/drm.h": "linux/types.h",
    "uapi/linux/types.h": "linux/types.h",
    "uapi/asm/signal.h": "linux/signal.h",
    "uapi/linux/eventpoll.h": "linux/poll.h",
    "vdso/bits.h": "linux/bits.h",
}
TOKEN = re.compile(r"[A-Za-z_]\w*")

Name = collections.namedtuple("Name", "name header files")


def read_names():
    names = []
    for line in NAMES.read_text().splitlines():
        if line and not line.startswith("#"):
            name, header, files = line.split()
            names.append(Name(name, header, int(files)))
    return names


def tokens_of_header(header):
    """Every identifier that a module finds when it includes this header and no other."""
    if not (INCLUDE / header).exists():
        return None
    out = subprocess.run(["gcc", *FLAGS, "-E", "-dD", "-include", header, "-x", "c", "/dev/null"],
                         capture_output=True, text=True, check=False)
    if out.returncode:
        sys.exit(f"api_coverage: {header} does not compile alone:\n{out.stderr}")
    return set(TOKEN.findall(re.sub(r'"(\\.|[^"\\])*"', "", out.stdout)))


def symbols(build):
    """Global symbols of the kernel, and those it exports."""
    out = subprocess.run(["nm", build / "hemi.elf"], capture_output=True, text=True, check=True)
    rows = [line.split() for line in out.stdout.splitlines()]
    exported = {row[2].removeprefix("__ksymtab_") for row in rows
                if len(row) == 3 and row[2].startswith("__ksymtab_")}
    return {row[2] for row in rows if len(row) == 3 and row[1] in "TDBRV"}, exported


def tokens_of_tests():
    """What tests and examples name, comments left out."""
    seen = set()
    for folder in ("tests", "drivers/misc"):
        for path in (ROOT / folder).rglob("*.c"):
            text = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(errors="replace"), flags=re.S)
            seen |= set(TOKEN.findall(text))
    return seen


def judge(names, build):
    """For each name: offered?, exercised?, and a remark."""
    homes = {WITHIN.get(n.header, n.header) for n in names}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        reach = dict(zip(sorted(homes), pool.map(tokens_of_header, sorted(homes))))
    anywhere = set().union(*(tokens for tokens in reach.values() if tokens))
    kernel, exported = symbols(build)
    tested = tokens_of_tests()
    verdicts = {}
    for n in names:
        home = reach[WITHIN.get(n.header, n.header)]
        remark = ""
        if home is None:
            remark = "no such header"
        elif n.name not in home:
            remark = "by another header" if n.name in anywhere else "not offered"
        elif n.name in kernel and n.name not in exported:
            remark = "not exported"
        verdicts[n] = (not remark, n.name in tested, remark)
    return verdicts


def share(part, whole):
    return f"{part} of {whole} ({100 * part / whole:.0f} %)" if whole else "-"


def row(header, names, verdicts):
    offered = [n for n in names if verdicts[n][0]]
    missing = [f"`{n.name}` ({n.files}{', ' + verdicts[n][2] if verdicts[n][2] == 'not exported' else ''})"
               for n in names if not verdicts[n][0]]
    untested = [f"`{n.name}`" for n in offered if not verdicts[n][1]]
    return (f"| {header} | {len(offered)}/{len(names)} | "
            f"{sum(verdicts[n][1] for n in offered)} | {' '.join(missing)} | {' '.join(untested)} |")


def document(verdicts):
    names = list(verdicts)
    offered = [n for n in names if verdicts[n][0]]
    exercised = [n for n in offered if verdicts[n][1]]
    uses = sum(n.files for n in names)
    by_header = collections.defaultdict(list)
    for n in names:
        by_header[n.header].append(n)
    headers = sorted(by_header, key=lambda h: (-sum(n.files for n in by_header[h]), h))
    return "\n".join([
        "<!-- SPDX-License-Identifier: MIT -->",
        "# What of Linux's API is here",
        "",
        "Written by `scripts/api_coverage.py`; `docs/api-names.list` is what it asks for: the names",
        "that 963 public teaching modules use, each with Linux 6.1's header and the number of sources",
        "that name it. *Offered*: a module that includes that header alone finds the name, and the",
        "kernel exports it if it is one of its functions. *Exercised*: a test, an example or a",
        "loadable module under `tests/` uses it.",
        "",
        f"- offered: {share(len(offered), len(names))} of the names; weighed by use: "
        f"{share(sum(n.files for n in offered), uses)}",
        f"- of these exercised: {share(len(exercised), len(offered))}; weighed by use: "
        f"{share(sum(n.files for n in exercised), sum(n.files for n in offered))}",
        "",
        "What is not offered is not declared either; `docs/differences-from-linux.md` says why, where",
        "there is a reason beyond time. Numbers in brackets: sources that use it.",
        "",
        "| header | offered | exercised | not offered | offered, not exercised |",
        "|---|---|---|---|---|",
        *(row(h, by_header[h], verdicts) for h in headers), ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    options = parser.parse_args()
    text = document(judge(read_names(), options.build))
    if not options.check:
        DOCUMENT.write_text(text)
    elif DOCUMENT.read_text() != text:
        sys.exit("api_coverage: docs/api-coverage.md is out of date: run scripts/api_coverage.py")
    print("\n".join(line for line in text.splitlines() if line.startswith("- ")))


if __name__ == "__main__":
    main()
