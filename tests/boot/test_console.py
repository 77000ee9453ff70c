# SPDX-License-Identifier: MIT
"""What reaches the kernel from outside: breaks, SysRq, keys, NMIs, machine checks; and how a panic ends."""
import re

import pytest

import hemi

EXIT_PANIC = hemi.EXIT_PANIC


def send_break(guest):
    """A serial break; whatever reads the line sees it before the next byte."""
    guest.qmp("chardev-send-break", id="serial0")


def hmp(guest, line):
    return guest.qmp("human-monitor-command", **{"command-line": line})


def test_break_then_key_is_sysrq():
    with hemi.Guest("sysrq-serial") as guest:
        guest.prompt()
        send_break(guest)
        guest.child.send("h")
        guest.expect(r"sysrq: HELP : loglevel\(0-9\) reboot\(b\) crash\(c\) ")
        send_break(guest)
        guest.child.send("t")
        guest.expect(r"sysrq: Show State")
        guest.expect(r"task:ksoftirqd/0 +state:S stack:\d+ +pid:\d+")
        guest.expect(r"smpboot_thread_fn\+0x|run_ksoftirqd\+0x|ksoftirqd_thread\+0x|schedule\+0x")
        guest.expect(r"ret_from_fork\+0x")
        guest.child.send("\r")
        guest.prompt()
        assert "alive" in guest.run("echo alive")


def test_sysrq_p_shows_the_interrupted_registers():
    with hemi.Guest("sysrq-p") as guest:
        guest.prompt()
        send_break(guest)
        guest.child.send("p")
        guest.expect(r"sysrq: Show Regs")
        guest.expect(r"CPU: 0 PID: \d+ Comm: \S+ Not tainted")
        guest.expect(r"RIP: 0010:\w+\+0x")


def test_sysrq_g_stops_everything_for_the_monitor():
    with hemi.Guest("sysrq-g") as guest:
        guest.prompt()
        send_break(guest)
        guest.child.send("g")
        guest.expect("sysrq: DEBUG")
        guest.prompt()
        trace = guest.run("bt")
        assert re.search(r"monitor_break\+0x", trace) and "<IRQ>" in trace
        guest.send_keys("e", "c", "h", "o", "spc", "k", "e", "y", "s", "ret")
        guest.expect(r"\nkeys\r*\n")
        guest.prompt()
        guest.child.send("go\r\r")
        guest.prompt()
        trace = guest.run("bt")
        assert "monitor_interactive" in trace and "monitor_break" not in trace


def test_alt_sysrq_on_the_keyboard():
    with hemi.Guest("sysrq-keyboard") as guest:
        guest.prompt()
        guest.send_keys("alt-sysrq-m")
        guest.expect(r"sysrq: Show Memory")
        assert "m: unknown" not in guest.run("echo alive")


def test_sysrq_c_panics():
    with hemi.Guest("sysrq-c", "panic=-1") as guest:
        guest.prompt()
        send_break(guest)
        guest.child.send("c")
        guest.expect("Kernel panic - not syncing: sysrq triggered crash")
        guest.expect("<IRQ>")
        assert guest.wait() == EXIT_PANIC


def test_sysrq_o_powers_off():
    with hemi.Guest("sysrq-o") as guest:
        guest.prompt()
        send_break(guest)
        guest.child.send("o")
        guest.expect("reboot: Power down")
        assert guest.wait() == hemi.EXIT_OK


@pytest.mark.parametrize("keys, text", [
    (("e", "c", "h", "o", "spc", "h", "i", "ret"), "hi"),
    (("e", "c", "h", "o", "spc", "shift-a", "shift-1", "ret"), "A!"),
    (("e", "c", "h", "o", "spc", "caps_lock", "z", "1", "caps_lock", "z", "ret"), "Z1z"),
    (("e", "c", "h", "x", "backspace", "o", "spc", "o", "k", "ret"), "ok"),
    (("c", "h", "o", "spc", "a", "home", "e", "end", "b", "ret"), "ab"),
    (("j", "u", "n", "k", "ctrl-u", "e", "c", "h", "o", "spc", "u", "ret"), "u"),
])
def test_keys_make_command_lines(keys, text):
    with hemi.Guest("keys-" + "".join(keys)) as guest:
        guest.prompt()
        guest.send_keys(*keys)
        guest.expect(rf"\n{re.escape(text)}\r*\n")
        guest.prompt()


def screen(guest, directory):
    """The text of the VGA screen, from its memory: character and attribute in turn."""
    path = directory / "screen"
    guest.qmp("pmemsave", val=0xb8000, size=80 * 25 * 2, filename=str(path))
    text = path.read_bytes()[::2].decode("latin-1")
    return [text[at:at + 80].rstrip() for at in range(0, len(text), 80)]


def test_the_screen_shows_what_the_serial_line_shows(tmp_path):
    with hemi.Guest("screen") as guest:
        guest.prompt()
        guest.send_keys("e", "c", "h", "o", "spc", "a", "b", "left", "x", "ret")
        guest.expect(r"\naxb\r*\n")
        guest.prompt()
        lines = [line for line in screen(guest, tmp_path) if line]
        assert lines[-3:] == ["hemi> echo axb", "axb", "hemi>"]
        guest.run("ps")
        guest.run("cat /proc/interrupts")       # more than a screen in all: it scrolls
        lines = [line for line in screen(guest, tmp_path) if line]
        assert lines[-1] == "hemi>"
        assert not any("axb" in line for line in lines)
        assert any(re.match(r" +1: +\d+ .*i8042", line) for line in lines)


def test_no_typed_byte_is_lost_in_a_flood():
    """A line at the terminal's speed: nobody paces the bytes but the UART's FIFO and the queue."""
    with hemi.Guest("flood") as guest:
        guest.prompt()
        for number in range(50):
            word = f"{number:03}" + "x" * 100
            guest.child.send(f"echo {word}\r")
        for number in range(50):
            guest.expect(rf"\n{number:03}x{{100}}\r*\n")


def test_key_pressed_during_the_boot_stops_nothing():
    with hemi.Guest("early-key", arguments=("-S",)) as guest:
        guest.send_keys("x", "y")
        guest.qmp("cont")
        guest.prompt()
        guest.send_keys("ctrl-u", "e", "c", "h", "o", "spc", "o", "k", "ret")
        guest.expect(r"\nok\r*\n")


def test_panic_in_an_nmi_is_reported_whole():
    """The NMI comes while the console prints: the report must not wait for what it interrupted."""
    with hemi.Guest("nmi-panic", 'panic=-1 unknown_nmi_panic mon="cat /proc/interrupts"') as guest:
        guest.prompt()
        guest.child.send("dmesg\r" * 20)
        guest.expect("Command line:")
        guest.qmp("inject-nmi")
        guest.expect(r"Uhhuh\. NMI received for unknown reason")
        guest.expect("Kernel panic - not syncing: NMI: Not continuing")
        guest.expect("<NMI>")
        guest.expect(r"exc_nmi\+0x")
        guest.expect("</TASK>")
        assert guest.wait() == EXIT_PANIC


def test_machine_check_that_hit_nobody_is_survived():
    with hemi.Guest("mce-survived", arguments=("-cpu", "max")) as guest:
        guest.prompt()
        # bank 3: valid, uncorrected, enabled, address, signalled, no action required; and the
        # interrupted code can go on
        hmp(guest, "mce 0 3 0xb500000000000001 0x5 0x12345678 0x0")
        guest.expect(r"mce: \[Hardware Error\]: CPU 0: Machine Check Exception: 5")
        guest.expect(r"mce: \[Hardware Error\]: CPU 0: Machine Check: Bank 3: b500000000000001")
        guest.expect(r"mce: \[Hardware Error\]: ADDR 12345678")
        guest.child.send("\r")
        guest.prompt()
        assert "alive" in guest.run("echo alive")


def test_uncorrected_machine_check_panics():
    with hemi.Guest("mce-fatal", "panic=-1", arguments=("-cpu", "max")) as guest:
        guest.prompt()
        hmp(guest, "mce 0 2 0xbe00000000000001 0x4 0xabc000 0x0")
        guest.expect(r"Machine Check: Bank 2: be00000000000001")
        guest.expect("Kernel panic - not syncing: Fatal machine check")
        assert guest.wait() == EXIT_PANIC


def test_a_panic_without_panic_word_leaves_a_prompt():
    with hemi.Guest("panic-monitor") as guest:
        guest.prompt()
        guest.child.send("panic\r")
        guest.expect("Kernel panic - not syncing")
        guest.prompt()
        assert "alive" in guest.run("echo alive")
        assert "Kernel panic - not syncing" in guest.run("dmesg")
        guest.send_keys("e", "c", "h", "o", "spc", "k", "e", "y", "s", "ret")
        guest.expect(r"\nkeys\r*\n")


def test_the_last_line_before_the_end_is_complete():
    result = hemi.boot("last-line", 'mon="dmesg; dmesg; dmesg; echo the very last line; poweroff"')
    assert result.status == hemi.EXIT_OK
    assert result.lines[-2:] == ["reboot: Power down", ""]


def test_input_behind_a_full_ring_is_not_lost():
    """SysRq-t fills the ring from inside the UART's handler; what is typed while it drains comes."""
    with hemi.Guest("serial-flood") as guest:
        guest.prompt()
        for number in range(20):
            send_break(guest)
            guest.child.send("t")
            guest.expect("</TASK>")
            guest.child.send(f"echo {number} done\r")
            guest.expect(rf"\n{number} done\r")
            guest.prompt()
