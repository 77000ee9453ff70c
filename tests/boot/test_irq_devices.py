# SPDX-License-Identifier: MIT
"""Whole devices on their lines: made of software, and two on one wire."""
import re

import pytest

import hemi


def simrupt_lines(name, words="", commands="mod simrupt count=3; mod -r simrupt"):
    result = hemi.boot(f"simrupt-{name}", f'{words} mon="{commands}; poweroff"'.strip(),
                       arguments=hemi.ICOUNT)
    assert result.status == hemi.EXIT_OK, result.log[-2000:]
    return [line.removeprefix("simrupt: ") for line in result.lines
            if line.startswith("simrupt: ")]


def whole_way(irq, letters):
    """What the log says for these data: hardirq, softirq, process, one after the other."""
    lines = []
    for letter in letters:
        lines += [f"top_half: irq {irq} brings '{letter}', interrupts off", "move: softirq",
                  f"consume: '{letter}' in process context"]
    return lines


def test_simrupt_shows_the_whole_way_of_its_data():
    lines = simrupt_lines("log")
    irq = int(re.match(r"irq (\d+), each 10 ms$", lines[1])[1])
    assert lines == ["chip: unmask", f"irq {irq}, each 10 ms", *whole_way(irq, "abc"),
                     "chip: mask", "3 raised, 3 seen, 0 lost"]


def test_simrupt_by_a_thread_shows_the_same_data_in_order():
    """threadirqs: the top half becomes a thread; the data still come whole and in order."""
    lines = simrupt_lines("threaded", "threadirqs")
    assert re.findall(r"consume: '(.)'", "\n".join(lines)) == list("abc")
    assert lines[-1] == "3 raised, 3 seen, 0 lost"


def test_simrupt_starts_again_after_it_was_removed():
    once = "mod simrupt count=2; mod -r simrupt"
    lines = simrupt_lines("again", commands=f"{once}; {once}")
    assert lines.count("2 raised, 2 seen, 0 lost") == 2


# Two edu devices four slots apart share their wire: which irq, by machine and controller.
PAIRS = {
    "pc": ("", (), (4, 8), 11),
    "pc-noapic": ("noapic", (), (4, 8), 11),
    "q35": ("", ("-M", "q35"), (3, 7), 23),
    "q35-noapic": ("noapic", ("-M", "q35"), (3, 7), 11),
}


@pytest.mark.parametrize("name", PAIRS)
def test_s1_two_devices_on_one_wire_are_both_served(name):
    """The driver of each is asked at every interrupt, and finds out whose it was."""
    words, arguments, slots, irq = PAIRS[name]
    devices = [word for slot in slots for word in ("-device", f"edu,addr={slot}")]
    result = hemi.boot(f"pair-{name}", f'{words} mon="mod edu n=5; cat /proc/interrupts; mod -r edu; '
                       'poweroff"'.strip(), arguments=(*arguments, *devices), edu=False)
    text = "\n".join(result.lines)
    assert result.status == hemi.EXIT_OK, text[-2000:]
    for slot in slots:
        assert f"edu 0000:00:{slot:02x}.0: INTx irq {irq}" in result.lines
        assert f"edu 0000:00:{slot:02x}.0: 5! = 120" in result.lines
    row = re.search(rf"^ *{irq}: +(\d+) .* edu, edu$", text, re.M)
    assert row and int(row[1]) == 4, text       # two devices, a test and a factorial each
    assert not re.search(r"WARNING|BUG:|nobody cared", text)
