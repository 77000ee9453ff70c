# SPDX-License-Identifier: MIT
"""Machines whose wires, clocks or tables differ: interrupts arrive, and the machine stops."""
import re
import subprocess

import pytest

import hemi

ROW = r"^ *(\d+): +(\d+) +(IO-APIC|XT-PIC|PCI-MSI) +(?:(\d+)-(edge|fasteoi) +)?(.*?) *$"


def interrupts(result):
    """The numbered rows of /proc/interrupts: user -> (irq, count, chip, pin, flow)."""
    return {m[6]: (int(m[1]), int(m[2]), m[3], m[4] and int(m[4]), m[5])
            for line in result.lines if (m := re.match(ROW, line))}


# Where edu sits, and the irq and chip that its INTx wire must end at.
WIRES = {
    "pc-slot-4": ("", ("-device", "edu,addr=4"), 11, "IO-APIC"),
    "pc-slot-5": ("", ("-device", "edu,addr=5"), 10, "IO-APIC"),
    "pc-noapic": ("noapic", ("-device", "edu,addr=4"), 11, "XT-PIC"),
    "pc-bridge": ("", ("-device", "pci-bridge,chassis_nr=1,id=b", "-device", "edu,bus=b,addr=5"),
                  10, "IO-APIC"),
    "q35-slot-3": ("", ("-M", "q35", "-device", "edu,addr=3"), 23, "IO-APIC"),
    "q35-slot-6": ("", ("-M", "q35", "-device", "edu,addr=6"), 22, "IO-APIC"),
    "q35-inner-25": ("", ("-M", "q35", "-device", "edu,addr=0x19"), 16, "IO-APIC"),
    "q35-inner-29": ("", ("-M", "q35", "-device", "edu,addr=0x1d"), 16, "IO-APIC"),
    "q35-bridge": ("", ("-M", "q35", "-device", "i82801b11-bridge,id=b,addr=0x1e",
                        "-device", "edu,bus=b,addr=5"), 21, "IO-APIC"),
    "q35-noapic": ("noapic", ("-M", "q35", "-device", "edu,addr=3"), 11, "XT-PIC"),
    "old-ioapic": ("", ("-global", "ioapic.version=0x11", "-device", "edu,addr=4"), 11, "IO-APIC"),
}


@pytest.mark.parametrize("name", WIRES)
def test_intx_arrives_where_the_board_wires_it(name):
    words, arguments, irq, chip = WIRES[name]
    result = hemi.boot(f"intx-{name}", f'{words} mon="mod edu; cat /proc/interrupts; poweroff"',
                       arguments=arguments, edu=False)
    assert result.status == hemi.EXIT_OK
    number, count, got_chip, pin, flow = interrupts(result)["edu"]
    assert (number, got_chip) == (irq, chip)
    assert count == 1
    if chip == "IO-APIC":
        assert (pin, flow) == (irq, "fasteoi")


# Machines that lack something: command line, arguments, what the log must say.
ODD = {
    "no-pit": ("", ("-M", "pc,pit=off"), r"TSC [\d.]+ MHz, by the ACPI PM timer"),
    "no-tables": ("", ("-M", "pc,acpi=off"), "no RSDP found: no ACPI"),
    "isapc": ("", ("-M", "isapc", "-cpu", "qemu64"), "Switch to virtual wire mode setup"),
    "microvm": ("", ("-M", "microvm"), r"IOAPIC: apic_id 1, .* GSI 24-47"),
    "tables-lie": ("", ("-M", "q35,acpi=off", "-cpu", "qemu64,-apic"), "No local APIC"),
}


@pytest.mark.parametrize("name", ODD)
def test_a8_odd_machine_ticks_and_says_what_is_missing(name):
    words, arguments, message = ODD[name]
    result = hemi.boot(f"odd-{name}", f'{words} mon="ktest timer; cat /proc/interrupts; poweroff"',
                       arguments=arguments, edu=False)
    assert result.status == hemi.EXIT_OK
    assert re.search(message, result.log)
    ticks = sum(int(n) for n in re.findall(r"(?:LOC:|timer\b.*?|^ *0:) +(\d+) +(?:Local|XT)",
                                           "\n".join(result.lines), re.M))
    assert ticks > 10
    assert not re.search(r"WARNING|BUG:|Oops|nobody cared", result.log.split("/proc/interrupts")[0])


@pytest.mark.parametrize("machine", ["pc", "q35", "microvm"])
def test_acpi_switches_off_without_the_exit_device(machine):
    words = hemi.command(append='mon="poweroff"', arguments=("-M", machine), edu=False)
    device = next(i for i, w in enumerate(words) if w.startswith("isa-debug-exit"))
    del words[device - 1:device + 1]
    status = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
                            check=False).returncode
    assert status == 0


@pytest.mark.parametrize("words, arguments", [
    ("", ()), ("nolapic", ()), ("", ("-M", "q35")), ("", ("-M", "microvm"))])
def test_reboot_resets_the_machine(words, arguments):
    # QEMU runs with -no-reboot, so a reset ends it: with 0, not with the exit device's status.
    name = "-".join(["reboot", words, *arguments[1:]])
    result = hemi.boot(name, f'{words} mon="reboot"', arguments=arguments, edu=False)
    assert result.status == 0
    assert "reboot: Restarting system" in result.log


@pytest.mark.parametrize("words, arguments", [
    ("noapic", ()), ("nolapic", ()), ("", ("-cpu", "qemu64,-apic"))])
def test_nmi_speaks_on_an_idle_cpu_without_apic(words, arguments):
    with hemi.Guest(f"nmi-{words or 'no-apic'}", words, arguments=arguments, edu=False) as guest:
        guest.prompt()
        guest.qmp("inject-nmi")
        guest.expect(r"NMI received for unknown reason \w\w on CPU 0\.")
