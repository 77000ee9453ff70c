# SPDX-License-Identifier: MIT
"""Many machines: each boots and interrupts, or the log says exactly what is missing."""
import re

import pytest

import hemi
from conftest import KtapRun

THROUGH_8259 = ("noapic", "nolapic", "cpu-without-apic")


def whole_run(machine):
    """In the worker that runs this machine's cases: one boot serves both."""
    return pytest.param(machine, marks=pytest.mark.xdist_group(machine))


def assert_all_passed(run):
    failed = [".".join(case) for case, (verdict, *_) in run.cases.items() if verdict != "ok"]
    assert not failed
    assert len(run.cases) > 400, "most of it did not run"
    assert run.result.status == hemi.EXIT_OK


@pytest.mark.parametrize("machine", [whole_run(m) for m in THROUGH_8259])
def test_p5_every_suite_passes_through_the_8259(machine):
    run = KtapRun.of(machine)
    assert_all_passed(run)
    # What only the 8259 can show has not been skipped.
    for case in ("p1_spurious_irq7_is_only_counted", "p2_spurious_irq15_is_only_counted"):
        assert run.cases["irq_wires", case][:2] == ("ok", "")


@pytest.mark.parametrize("machine", [whole_run("debug-all")])
def test_l5_no_checker_complains_without_cause(machine):
    """With all checkers on: a case that complains unannounced fails, and so do lines outside."""
    run = KtapRun.of(machine)
    assert_all_passed(run)
    assert not run.complaints


# memory, QEMU arguments, command line.  More machines: BOOTS of test_boot.py, and ODD of
# test_interrupt_controllers.py, which lack something and say so.
MACHINES = {
    "17M": ("17M", (), ""),
    "100M": ("100M", (), ""),
    "3G": ("3G", (), ""),
    "q35-16M": ("16M", ("-M", "q35"), ""),
    "q35-4G": ("4G", ("-M", "q35"), ""),
    "pc-4.0": ("64M", ("-M", "pc-i440fx-4.0"), ""),       # older ones start no PVH kernel
    "q35-hpet-off": ("64M", ("-M", "q35,hpet=off"), ""),
    "q35-bare": ("64M", ("-M", "q35,usb=off,sata=off,vmport=off,smbus=off"), ""),
    "q35-acpi-off": ("64M", ("-M", "q35"), "acpi=off"),
    "no-devices": ("64M", ("-nodefaults",), ""),
    "cpu-core2duo": ("64M", ("-cpu", "core2duo"), ""),
    "cpu-nehalem": ("64M", ("-cpu", "Nehalem"), ""),
    "cpu-epyc": ("64M", ("-cpu", "EPYC"), ""),
    "smp-3": ("64M", ("-smp", "3"), ""),
    "smp-8": ("64M", ("-smp", "8"), ""),
    "smp-16": ("64M", ("-smp", "16"), ""),
    "smp-4-of-8": ("64M", ("-smp", "4,maxcpus=8"), ""),
    "smp-2-sockets": ("64M", ("-smp", "4,sockets=2,cores=2"), ""),
}


@pytest.mark.parametrize("name", MACHINES)
def test_a8_machine_boots_ticks_and_stops(name):
    memory, arguments, words = MACHINES[name]
    result = hemi.boot(f"machine-{name}", f'{words} mon="mod simrupt count=3; mod -r simrupt; '
                       'poweroff"'.strip(), arguments=arguments, memory=memory, edu=False)
    assert result.status == hemi.EXIT_OK, result.log[-3000:]
    assert re.search(r"hemi: booted in \d+ us, \d+ CPUs", result.log)
    assert "simrupt: 3 raised, 3 seen, 0 lost" in result.lines
    assert not re.search(r"WARNING|BUG:|Oops|nobody cared|NMI received", result.log)
