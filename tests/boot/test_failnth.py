# SPDX-License-Identifier: MIT
"""Every allocation of the boot may fail: it ends in a panic that says what was lacking, or goes on.

The boot takes some 400 allocations.  A sample of them, evenly spread, fails here, each in a boot
of its own; HEMI_FAILNTH=all takes every one.  Paths after the boot are swept inside the kernel
(tests/unit/failnth*_test.c).
"""
import functools
import os
import re

import pytest

import hemi

SHARES = 8              # items among which the boots are dealt, so that they run side by side
# One allocation fails; it and all later ones; one where a second CPU is started.
KINDS = {"once": ("", 1, 40), "from-then-on": ("+", 1, 24), "two-cpus": ("", 2, 24)}
BROKEN = re.compile(r"Oops|BUG: |kernel BUG|WARNING: |double fault|general protection")
LACKS_MEMORY = re.compile(r"Kernel panic - not syncing: .*([Nn]o memory|[Ee]rror -12)")


def boot(word, cpus=1):
    return hemi.boot(f"failnth-{cpus}-{word}", f"failnth={word} panic=-1 mon=poweroff",
                     arguments=("-smp", str(cpus), *hemi.ICOUNT))


@functools.cache
def allocations_of_a_boot(cpus):
    result = boot("1000000", cpus)
    assert result.status == hemi.EXIT_OK
    return int(re.search(r"failnth: the boot took (\d+) allocations, none failed", result.log)[1])


def sample(cpus, boots):
    last = allocations_of_a_boot(cpus)
    if os.environ.get("HEMI_FAILNTH") == "all":
        boots = last
    return sorted({1 + i * (last - 1) // (boots - 1) for i in range(boots)})


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("kind", KINDS)
def test_g2_boot_without_an_allocation(kind, share):
    suffix, cpus, boots = KINDS[kind]
    for nth in sample(cpus, boots)[share::SHARES]:
        result = boot(f"{nth}{suffix}", cpus)
        where = f"failnth={nth}{suffix}, status {result.status}\n{result.log[-3000:]}"
        assert "FAULT_INJECTION: forcing a failure." in result.log, where
        assert f", allocation {nth} of the boot, in " in result.log, where
        assert not BROKEN.search(result.log), where
        if result.status == hemi.EXIT_PANIC:
            assert LACKS_MEMORY.search(result.log), where
        else:
            assert result.status == hemi.EXIT_OK, where
            assert "hemi: booted in" in result.log, where


@pytest.mark.parametrize("word", ["0", "x", "5x", "-1"])
def test_g2_a_malformed_number_is_named(word):
    result = boot(word)
    assert result.log.count(f"failnth={word}: not a number from 1 on, ignored") == 1
    assert "FAULT_INJECTION" not in result.log
    assert result.status == hemi.EXIT_OK
