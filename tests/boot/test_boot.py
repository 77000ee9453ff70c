# SPDX-License-Identifier: MIT
"""Every way to boot reaches the monitor, says what it found, and ends in order."""
import os
import random
import re
import subprocess
import zlib

import pytest

import hemi

# What `make run` and its variants boot: loader, command line, QEMU arguments, options.
BOOTS = {
    "kernel": ("kernel", "", (), {}),
    "bios-iso": ("iso", "", (), {}),
    "uefi-iso": ("uefi", "", (), {"memory": "256M"}),
    "noapic": ("kernel", "noapic", (), {}),
    "nolapic": ("kernel", "nolapic", (), {}),
    "cpu-without-apic": ("kernel", "", ("-cpu", "qemu64,-apic"), {"edu": False}),
    "acpi-off": ("kernel", "acpi=off", (), {}),
    "q35": ("kernel", "", ("-M", "q35"), {}),
    "q35-noapic": ("kernel", "noapic", ("-M", "q35"), {}),
    "16M": ("kernel", "", (), {"memory": "16M"}),
    "4G": ("kernel", "", (), {"memory": "4G"}),
    "hpet-off": ("kernel", "", ("-M", "pc,hpet=off"), {}),
    "cpu-max": ("kernel", "", ("-cpu", "max"), {}),
    "smp-2": ("kernel", "", ("-smp", "2"), {}),
    "smp-4-q35": ("kernel", "", ("-smp", "4", "-M", "q35"), {}),
    "smp-4-noapic": ("kernel", "noapic", ("-smp", "4"), {}),
    "nosmp": ("kernel", "nosmp", (), {}),
}
SCRIPT = 'mon="cat /proc/interrupts; cat /proc/softirqs; ps; poweroff"'


@pytest.mark.smoke
@pytest.mark.parametrize("name", BOOTS)
def test_a8_boots_shows_and_powers_off(name):
    loader, words, arguments, options = BOOTS[name]
    result = hemi.boot(f"boot-{name}", f"{words} {SCRIPT}".strip(), loader, arguments, **options)
    assert result.status == hemi.EXIT_OK, result.log[-3000:]
    log = "\n".join(result.lines)
    assert re.search(r"^Hemi version \S+ \(", log, re.M)
    assert re.search(r"^Command line: ", log, re.M)
    cpus = int(arguments[1]) if "-smp" in arguments else 1
    assert re.search(rf"^hemi: booted in \d+ us, {cpus} CPUs$", log, re.M)
    assert re.search("^" + "".join(f" +CPU{cpu}" for cpu in range(cpus)) + " *$", log, re.M)
    assert re.search(r"^ +TASKLET:" + cpus * r" +\d+" + "$", log, re.M)
    for cpu in range(cpus):
        assert re.search(rf"\[ksoftirqd/{cpu}\]$", log, re.M)
        assert re.search(rf"\[kworker/{cpu}:0H?", log, re.M)
    ours = log[log.index("Hemi version"):]      # GRUB has warnings of its own
    assert not re.search(r"WARNING|BUG|Oops|Call Trace", ours)


@pytest.mark.parametrize("mode", ["none", "voluntary"])
def test_preempt_mode_is_obeyed(mode):
    result = hemi.boot(f"preempt-{mode}", f"ktest=sched preempt={mode}", arguments=hemi.ICOUNT)
    assert result.status == hemi.EXIT_OK, result.log[-3000:]
    assert re.search(r"ok \d+ interrupt_does_not_preempt_without_full_preemption$", result.log,
                     re.M)
    assert re.search(r"ok \d+ interrupt_preempts_a_busy_loop # SKIP", result.log)


def test_time_stamps_are_linux_s():
    result = hemi.boot("stamps", 'mon="poweroff"')
    stamps = re.findall(r"^\[ *(\d+\.\d{6})\] ", result.log, re.M)
    assert len(stamps) > 5
    assert [float(s) for s in stamps] == sorted(float(s) for s in stamps)


@pytest.mark.parametrize("loader", ["kernel", "iso"])
def test_initramfs_is_handed_over_whole(loader, tmp_path):
    archive = tmp_path / "initramfs.cpio"
    archive.write_bytes(bytes(range(256)) * 1000 + b"the end")
    result = hemi.boot(f"initramfs-{loader}", 'mon="poweroff"', loader, initrd=archive)
    crc = zlib.crc32(archive.read_bytes())
    assert re.search(rf"initramfs: \[mem 0x\w+-0x\w+\] {archive.stat().st_size} bytes, "
                     rf"crc32 {crc:08x}", result.log)
    assert result.status == hemi.EXIT_OK


def test_grub_menu_has_its_four_entries():
    menu = (hemi.ROOT / "grub.cfg").read_text()
    assert len(re.findall(r"^menuentry", menu, re.M)) == 4
    for word in ("ktest=*", "noapic", "debug=all"):
        assert word in menu


@pytest.mark.parametrize("cpu, words", [
    ("qemu64,-lm", "64-bit long mode"),
    ("qemu64,-nx", "NX"),
])
def test_a8_unsupported_cpu_gets_one_line(cpu, words):
    with hemi.Guest(f"refused-{cpu}", arguments=("-cpu", cpu)) as guest:
        guest.expect(rf"Hemi: this CPU .*{words}.*\r\n")
        assert guest.qmp("query-status")["running"]     # it halted; it did not reset


def test_a8_too_little_memory_gets_one_line():
    result = hemi.boot("memory-4M", "panic=-1", memory="4M")
    assert result.status == hemi.EXIT_PANIC
    assert re.search(r"Hemi needs at least \d+ MiB of memory", result.log)


@pytest.mark.smoke
def test_two_icount_runs_are_equal_to_the_byte():
    runs = [hemi.boot(f"icount-{i}", SCRIPT, arguments=hemi.ICOUNT).log for i in (1, 2)]
    assert runs[0] == runs[1]
    assert "hemi: booted in" in runs[0]


def test_initcall_debug_names_each_call():
    result = hemi.boot("initcall-debug", 'initcall_debug mon="poweroff"')
    calls = re.findall(r"calling  (\S+)\+0x0/0x\w+ @ 1\n", result.log)
    returns = re.findall(r"initcall (\S+)\+0x0/0x\w+ returned -?\d+ after \d+ usecs", result.log)
    assert len(calls) > 5
    assert set(calls) <= set(returns)


@pytest.mark.smoke
def test_panic_ends_with_its_exit_status_after_a_trace():
    result = hemi.boot("panic", 'panic=-1 mon=panic')
    assert result.status == hemi.EXIT_PANIC
    log = "\n".join(result.lines)
    assert "Kernel panic - not syncing: " in log
    assert re.search(r"^ *\??\s*cmd_panic\+0x\w+/0x\w+$", log, re.M)


@pytest.mark.parametrize("words", ['mon="echo one; echo two; poweroff"',
                                   '"mon=echo one; echo two; poweroff"'])
def test_mon_takes_both_ways_of_quoting(words):
    result = hemi.boot("quoting-" + words[:5], words)
    assert result.status == hemi.EXIT_OK
    assert "one\ntwo\n" in result.log


def test_f6_cold_boots():
    """Different memory, pace and number of CPUs each time; HEMI_BOOTS=1000 for the long form."""
    chance = random.Random(6)
    for number in range(int(os.environ.get("HEMI_BOOTS", "10"))):
        memory = f"{chance.choice((16, 32, 64, 100, 256))}M"
        arguments = chance.choice(((), ("-smp", "2"), ("-smp", "4"), hemi.ICOUNT))
        result = hemi.boot(f"cold-{number}", 'mon="cat /proc/interrupts; poweroff"',
                           arguments=arguments, memory=memory)
        assert result.status == hemi.EXIT_OK, f"{memory} {arguments}\n{result.log[-2000:]}"
        assert not re.search(r"WARNING|BUG|Oops|Call Trace", result.log)
