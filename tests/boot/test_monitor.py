# SPDX-License-Identifier: MIT
"""The monitor as a person uses it: on the serial line and on keyboard and screen."""
import re

import pytest

import hemi


def irq_count(table, row):
    match = re.search(rf"^ *{row}: +(\d+)", table, re.M)
    return int(match[1]) if match else 0


@pytest.fixture(name="guest", scope="module")
def fixture_guest():
    with hemi.Guest("monitor") as guest:
        guest.prompt()
        yield guest


def test_typing_moves_the_row_of_irq_4(guest):
    before = irq_count(guest.run("irqs"), 4)
    assert irq_count(guest.run("cat /proc/interrupts"), 4) > before


def test_help_lists_every_command(guest):
    text = guest.run("help")
    for name in ("ps", "cat", "dmesg", "irqs", "softirqs", "wq", "timers", "mem", "bt", "sym",
                 "md", "path", "mod", "ktest", "bench", "panic", "poweroff", "reboot"):
        assert re.search(rf"^{name}\b", text, re.M), name


@pytest.mark.parametrize("line, answer", [
    ("nonsense", "nonsense: unknown command; `help` lists them"),
    ("path", "usage: path key|tick|irq N"),
    ("path irq x", "usage: path key|tick|irq N"),
    ("cat", "usage: cat FILE ..."),
    ("cat /proc/nonsense", "cat: /proc/nonsense: No such file or directory"),
    ("bt 99999", "bt: no task has pid 99999"),
    ("sym no_such_symbol", "no_such_symbol: neither a number nor a symbol"),
    ("md 0x10", "0000000000000010: not mapped"),
    ("ktest no-such-suite", "ktest: no suite matches no-such-suite"),
    ('echo "open', "a quote is not closed"),
    ("mod no_such_module", "mod: no_such_module: -ENOENT"),
])
def test_a_bad_line_gets_one_clear_line(guest, line, answer):
    lines = [text for text in guest.run(line).split("\n") if text.strip()]
    assert lines == [answer]


def test_sym_and_md_agree(guest):
    address = re.search(r"([0-9a-f]{16}) linux_banner\+0x0/0x\w+", guest.run("sym linux_banner"))[1]
    assert "Hemi version" in guest.run(f"md 0x{address} 16")


def test_bt_of_a_sleeping_thread(guest):
    pid = re.search(r"^ *(\d+) .*\[kthreadd\]$", guest.run("ps"), re.M)[1]
    trace = guest.run(f"bt {pid}")
    assert re.search(r"schedule\+0x\w+/0x\w+", trace)
    assert re.search(r"kthreadd\+0x\w+/0x\w+", trace)


def test_line_editing_and_history(guest):
    guest.child.send("echo abd\x1b[D\x7fbc\r")         # left, rubout, two letters
    assert re.search(r"^abcd$", guest.prompt(), re.M)
    guest.child.send("\x1b[A\r")                          # up: the same again
    assert re.search(r"^abcd$", guest.prompt(), re.M)
    guest.child.send("not run\x03")                       # ^C gives it up
    assert "^C" in guest.prompt()


def test_ps_in_linux_s_columns(guest):
    text = guest.run("ps")
    assert re.search(r"^ +PID +PPID CLS RTPRIO +NI PSR STAT +TIME COMMAND$", text, re.M)
    assert re.search(r"^ +1 +0 TS +- +0 +0 R +\d\d:\d\d:\d\d init$", text, re.M)
    assert re.search(r"^ +2 +0 TS +- +0 +0 S +\d\d:\d\d:\d\d \[kthreadd\]$", text, re.M)
    assert re.search(r" TS +- +0 +0 S .*\[ksoftirqd/0\]$", text, re.M)
    assert re.search(r" TS +- -20 +0 I< .*\[kworker/0:0H", text, re.M)


def test_keys_through_qmp_move_irq_1_and_path_shows_the_way():
    with hemi.Guest("keyboard") as guest:
        guest.prompt()
        before = irq_count(guest.run("irqs"), 1)
        guest.child.send("path irq 1\r")
        guest.expect("path irq 1")
        guest.send_keys("spc")
        guest.expect(r"path: \+0 ns +vector +\S*49")      # ISA vector 0x31
        guest.expect(r"path: \+\d+ ns +irq +1")
        guest.expect(r"path: \+\d+ ns +handler +\S*")
        guest.expect(r"path: \+\d+ ns +softirq +TASKLET")
        guest.expect(r"path: \+\d+ ns +tasklet ")
        guest.prompt()
        assert irq_count(guest.run("irqs"), 1) > before
        guest.send_keys("e", "c", "h", "o", "spc", "shift-h", "i", "ret")
        guest.expect(r"\nHi\r")


def test_path_says_when_no_interrupt_came():
    result = hemi.boot("path-none", 'mon="path irq 8; poweroff"', arguments=hemi.ICOUNT)
    assert "path: no such interrupt came" in result.lines


def test_a_key_pressed_during_boot_does_not_stop_later_ones():
    with hemi.Guest("early-key", arguments=("-S",)) as guest:
        guest.qmp("cont")
        for _ in range(20):
            guest.send_keys("a")
        guest.prompt()
        guest.send_keys("ctrl-u")
        guest.send_keys("e", "c", "h", "o", "spc", "x", "y", "ret")
        guest.expect(r"\nxy\r")


def test_sysrq_by_serial_break_and_by_keys():
    with hemi.Guest("sysrq") as guest:
        guest.prompt()
        guest.send_keys("alt-sysrq-h")
        guest.expect(r"sysrq: HELP : ")


@pytest.mark.smoke
def test_the_courses_example():
    result = hemi.boot("lkp_wq", 'mon="mod lkp_wq; sleep 20; mod -r lkp_wq; poweroff"')
    lines = [line for line in result.lines if line in (
        "Entering module.", "doing some work ...", "parameter is: 42", "parameter is: -42",
        "Exiting module.")]
    assert lines[0] == "Entering module." and lines[-1] == "Exiting module."
    assert sorted(lines[1:-1]) == ["doing some work ..."] * 2 + ["parameter is: -42",
                                                               "parameter is: 42"]
    assert result.status == hemi.EXIT_OK


def test_a_panic_at_the_prompt_leaves_the_monitor_to_look_around():
    with hemi.Guest("panic-monitor") as guest:
        guest.prompt()
        guest.child.send("panic\r")
        guest.expect("Kernel panic - not syncing: ")
        guest.prompt()
        assert "ksoftirqd/0" in guest.run("ps")
        assert "panic+0x0/" in guest.run("sym panic")
        guest.child.send("poweroff\r")
        assert guest.wait() == hemi.EXIT_PANIC
