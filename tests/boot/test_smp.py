# SPDX-License-Identifier: MIT
"""Machines of several CPUs from outside: who comes up, who is left out, and how it ends.

The default set is small, for each boot of several CPUs keeps the host busy; HEMI_TORTURE=1 in
the environment adds the rest of the matrix.
"""
import os
import re
import struct

import pytest

import hemi

MATRIX_ONLY = pytest.mark.skipif(not os.environ.get("HEMI_TORTURE"), reason="HEMI_TORTURE=1")


def boot_smp(name, words="", cpus="4", arguments=(), memory="64M",
             commands="irqs; cat /proc/irq/4/smp_affinity_list; poweroff"):
    return hemi.boot(f"smp-{name}", f'{words} panic=-1 mon="{commands}"'.strip(),
                     arguments=("-accel", "tcg,thread=multi", "-smp", cpus, *arguments),
                     memory=memory)


def online(result):
    match = re.search(r"hemi: booted in \d+ us, (\d+) CPUs", result.log)
    return int(match[1]) if match else None


# name: (CPUs online, -smp, QEMU arguments, command line)
BOOTS = {
    "q35-2": (2, "2", ("-M", "q35"), ""),
    "pc-64": (64, "64", (), ""),
    "holes": (6, "6,sockets=2,cores=3,threads=1", (), ""),      # APIC ids 0, 1, 2, 4, 5, 6
    "nosmp": (1, "4", (), "nosmp"),
    "maxcpus-2": (2, "4", (), "maxcpus=2"),
    "noapic": (4, "4", (), "noapic"),
}
MATRIX = {f"{machine}-{cpus}": (cpus, str(cpus), ("-M", machine), "")
          for machine in ("pc", "q35") for cpus in (1, 2, 3, 4, 8, 16, 64)}
MATRIX |= {
    "pc-4-of-8": (4, "4,maxcpus=8", (), ""),
    "q35-threads": (12, "12,sockets=2,cores=3,threads=2", ("-M", "q35"), ""),
    "nolapic": (1, "4", (), "nolapic"),
    "more-than-64": (64, "70", (), ""),
}
CASES = [*(pytest.param(name, BOOTS[name], id=name) for name in BOOTS),
         *(pytest.param(name, MATRIX[name], id=f"matrix-{name}", marks=MATRIX_ONLY)
           for name in MATRIX)]


@pytest.mark.parametrize("name, machine", CASES)
def test_a8_several_cpus(name, machine):
    """All come up, /proc/interrupts has a column for each, and nothing complains.

    The last one can take the console's interrupt; the one behind it is refused.
    """
    cpus, smp, arguments, words = machine
    result = boot_smp(name, words, smp, arguments, commands=(
        f"echo {cpus - 1} > /proc/irq/4/smp_affinity_list; cat /proc/irq/4/effective_affinity_list; sleep 50; irqs; "
        f"echo {cpus} > /proc/irq/4/smp_affinity_list; cat /proc/irq/4/smp_affinity_list; poweroff"))
    assert online(result) == cpus, result.log[-2000:]
    header = next(line for line in result.lines if line.split()[:1] == ["CPU0"])
    assert len(header.split()) == cpus
    local = next(line for line in result.lines if line.lstrip().startswith("LOC:"))
    if "nolapic" not in words:
        assert all(int(count) for count in local.split()[1:cpus + 1]), local
    if cpus > 1 and "apic" not in words:
        console = next(line for line in result.lines if re.match(r" +4: ", line))
        assert int(console.split()[cpus]) > 0, console
        at = next(i for i, line in enumerate(result.lines)
                  if re.match(r"echo: /proc/irq/4/smp_affinity_list: (Invalid argument|-ERANGE)$", line))
        assert result.lines[at + 1] == str(cpus - 1)
    assert not re.search(r"WARNING|BUG:|Oops|nobody cared|No irq handler", result.log)
    assert result.status == hemi.EXIT_OK


def madt(apic_ids):
    """The body of a MADT with these processors and the pc's IO-APIC."""
    body = struct.pack("<II", 0xfee00000, 1)
    for number, apic_id in enumerate(apic_ids):
        body += struct.pack("<BBBBI", 0, 8, number, apic_id, 1)
    body += struct.pack("<BBBBII", 1, 12, 0, 0, 0xfec00000, 0)
    body += struct.pack("<BBBBIH", 2, 10, 0, 0, 2, 0)           # irq 0 is GSI 2
    return body


def test_a8_cpu_that_does_not_answer_is_left_out(tmp_path):
    """A second MADT lists a processor that is not there; those behind it come up."""
    table = tmp_path / "madt"
    table.write_bytes(madt([0, 1, 77, 2]))
    result = boot_smp("absent", "acpi_apic_instance=2", "3",
                      ("-acpitable", f"sig=APIC,data={table}"))
    assert "smpboot: CPU2 with APIC id 77 does not answer" in result.lines
    assert "smp: CPU2 is left out: -EIO" in result.lines
    assert online(result) == 3
    header = next(line for line in result.lines if line.split()[:1] == ["CPU0"])
    assert header.split() == ["CPU0", "CPU1", "CPU3"]
    assert result.status == hemi.EXIT_OK


def test_a8_little_memory():
    result = boot_smp("16M", memory="16M")
    assert online(result) == 4 or "is left out: -ENOMEM" in result.log
    assert result.status == hemi.EXIT_OK


def test_a4_files_move_a_line():
    """The console's own interrupt goes to CPU 2, and is counted there."""
    result = boot_smp("affinity", commands="echo 4 > /proc/irq/4/smp_affinity; "
                      "cat /proc/irq/4/smp_affinity_list /proc/irq/4/effective_affinity; "
                      "echo ff0 > /proc/irq/4/smp_affinity; sleep 50; irqs; poweroff")
    at = result.lines.index("echo: /proc/irq/4/smp_affinity: Invalid argument")
    assert result.lines[at - 2:at] == ["2", "4"]
    row = next(line for line in result.lines[at:] if re.match(r" +4: ", line))
    assert int(row.split()[3]) > 0, row
    assert result.status == hemi.EXIT_OK


# ---- one time for all ---------------------------------------------------------------------


def test_counters_that_differ_are_no_clock():
    """QEMU's cannot; so the kernel is told to take them for different when it compares them."""
    result = hemi.boot("smp-tsc-warp", "tsc_warp=1000000 ktest=smp_clock",
                       arguments=hemi.turns(4))
    at = result.lines.index("TSC synchronization [CPU#0 -> CPU#1]:")
    assert re.fullmatch(r"Measured \d+ cycles TSC warp between CPUs, turning off TSC clock.",
                        result.lines[at + 1])
    assert result.lines[at + 2] == "tsc: Marking TSC unstable due to check_tsc_sync_source failed"
    assert result.lines[at + 4] == "clocksource: Switched to clocksource acpi_pm"
    assert result.log.count("TSC synchronization") == 1
    assert online(result) == 4
    assert result.status == hemi.EXIT_OK, result.log[-2000:]


def test_counters_that_agree_are_the_clock():
    result = hemi.boot("smp-tsc", 'mon="poweroff"', arguments=hemi.turns(4))
    assert "clocksource: Switched to clocksource tsc" in result.lines
    assert "TSC synchronization" not in result.log and "unstable" not in result.log
    assert result.status == hemi.EXIT_OK


def test_jiffies_are_right_while_another_cpu_has_its_first_tick():
    result = hemi.boot("smp-first-tick", "ktest=smp_clock.jiffies_never_run_ahead",
                       arguments=hemi.turns(2))
    assert result.status == hemi.EXIT_OK, result.log[-2000:]


@pytest.mark.parametrize("cpus", [2, 4])
def test_k6_no_cpu_idles_for_two_ticks_while_a_thread_waits(cpus):
    """In virtual time, where the bound is exact."""
    result = hemi.boot(f"smp-idle-{cpus}", "ktest=smp_idle", arguments=hemi.turns(cpus))
    assert result.status == hemi.EXIT_OK, result.log[-2000:]
    assert result.log.count("worst") == 2


# ---- the end of several CPUs ------------------------------------------------------------


@pytest.mark.parametrize("case, text, cpus", [
    ("f4_all_at_once", r"all at once on CPU \d", 8),
    ("f4_in_nmis_of_all_others", r"in an NMI on CPU [1-7]", 8),
    ("f4_while_another_owns_the_consoles", "without the consoles on CPU 0", 2)])
def test_f4_panic_is_one_report(case, text, cpus):
    result = hemi.boot(f"smp-{case}", f"panic=-1 ktest=smp_panic.{case}", arguments=hemi.smp(cpus))
    panics = re.findall(r"Kernel panic - not syncing: .*", result.log)
    assert len(panics) == 1 and re.search(text, panics[0]), result.log[-3000:]
    assert len(re.findall(r"Call Trace:", result.log)) == 1
    assert result.status == hemi.EXIT_PANIC


def test_f4_all_others_are_stopped():
    """They count, every other one with interrupts off, until the one that panics stops them."""
    result = hemi.boot("smp-stopped", "panic=-1 ktest=smp_panic.f4_all_others_stand_still",
                       arguments=hemi.turns(4))
    assert "smp_panic: 0 CPUs run on" in result.lines, result.log[-3000:]
    assert result.status == hemi.EXIT_PANIC


def test_f3_oops_while_another_cpu_owns_the_consoles():
    result = hemi.boot("smp-oops", "panic=-1 oops=panic "
                       "ktest=smp_panic.f3_oops_while_another_owns_the_consoles",
                       arguments=hemi.smp(2))
    assert "Oops: 0002 [#1] PREEMPT SMP" in result.lines
    assert "Kernel panic - not syncing: Fatal exception" in result.lines
    assert result.status == hemi.EXIT_PANIC


def test_k5_loop_with_interrupts_off_is_named():
    """A buddy CPU names it, with its registers; it recovers, and is named the next time."""
    result = hemi.boot("smp-lockup", "watchdog_thresh=2 ktest=smp_lockup", arguments=hemi.smp(2))
    assert result.log.count("NMI watchdog: Watchdog detected hard LOCKUP on cpu 1") == 2
    assert result.status == hemi.EXIT_OK, result.log[-3000:]


def test_k5_hard_lockup_panics_if_wanted():
    result = hemi.boot("smp-lockup-panic", "watchdog_thresh=2 hardlockup_panic=1 panic=-1 "
                       "ktest=smp_lockup.k5_loop*", arguments=hemi.smp(2))
    assert "Kernel panic - not syncing: Hard LOCKUP" in result.lines
    assert result.status == hemi.EXIT_PANIC


def test_a7_sysrq_shows_all_cpus():
    with hemi.Guest("smp-sysrq-l", 'panic=-1', arguments=hemi.smp(4)) as guest:
        guest.prompt()
        guest.send_keys("alt-sysrq-l")
        answers = [int(guest.expect(r"NMI backtrace for cpu (\d)")[1]) for _ in range(4)]
        assert sorted(answers) == [0, 1, 2, 3]          # the others in any order
        guest.run("echo alive")
