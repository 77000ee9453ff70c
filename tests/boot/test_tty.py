# SPDX-License-Identifier: MIT
"""Terminals, as a person has them: BusyBox's shell on the serial line."""
import re
import sys

import pexpect
import pytest

import hemi

sys.path.insert(0, str(hemi.ROOT / "scripts"))
import initramfs    # noqa: E402  scripts/initramfs.py

PROMPT = r"[/~] # \x1b\[6n"        # the shell asks where the cursor is


@pytest.fixture(scope="module", name="archive")
def fixture_archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("tty") / "initramfs"
    initramfs.make_userland(str(path))
    return path


class Shell(hemi.Guest):
    """A guest at the prompt of its shell on ttyS0."""

    def __init__(self, name, archive, append="console=ttyS0"):
        super().__init__(name, append, initrd=archive)
        self.child.timeout = 15
        self.expect(PROMPT)

    def do(self, line):
        """Run one command; what it printed."""
        self.child.send(line + "\r")
        self.child.expect_exact(line)
        self.expect(PROMPT)
        return (self.child.before + "\n").replace("\r", "")


def test_job_control(archive):
    """^C, ^Z, fg, bg, and a read in the background."""
    with Shell("tty-jobs", archive) as guest:
        assert "/dev/ttyS0" in guest.do("tty")
        guest.child.send("sleep 1000\r")
        guest.expect("sleep 1000")
        guest.child.send("\x03")
        guest.expect(r"\^C")
        guest.expect(PROMPT)
        guest.child.send("cat\r")
        guest.expect("cat\r+\n")
        guest.child.send("one\r")
        guest.expect("one\r+\none\r+\n")
        guest.child.send("\x1a")
        guest.expect(r"\^Z\[1\]\+  Stopped +cat")
        guest.expect(PROMPT)
        guest.child.send("fg\r")
        guest.expect("cat\r+\n")
        guest.child.send("two\r")
        guest.expect("two\r+\ntwo\r+\n")
        guest.child.send("\x04")
        guest.expect(PROMPT)
        guest.do("cat &")
        assert re.search(r"Stopped \(tty input\) +cat", guest.do("sleep 1; jobs"))
        guest.do("kill %1; kill -CONT %1")
        guest.child.send("sleep 1000 | cat\r")
        guest.expect(r"\| cat")
        guest.child.send("\x1c")
        guest.expect(r"\^\\")
        guest.expect(PROMPT)
        assert "alive" in guest.do("echo alive")


def test_a_background_write_is_stopped_by_tostop(archive):
    with Shell("tty-tostop", archive) as guest:
        guest.do("stty tostop")
        guest.do("echo from behind &")
        assert re.search(r"Stopped \(tty output\)", guest.do("sleep 1; jobs"))
        guest.child.send("fg\r")
        guest.expect("from behind")


def test_a_line_is_edited_by_the_kernel(archive):
    with Shell("tty-edit", archive) as guest:
        guest.child.send("cat > /tmp/a\r")
        guest.expect("/tmp/a\r+\n")
        guest.child.send("abx\x7fc dead\x17word\rgone\x15kept\r\x04")
        guest.expect(PROMPT)
        assert "abc word\nkept\n" in guest.do("cat /tmp/a")


def test_without_echo_nothing_is_shown(archive):
    with Shell("tty-noecho", archive) as guest:
        guest.child.send("stty -echo; read x; stty echo; echo got $x\r")
        guest.expect("got .x\r+\n")
        guest.child.send("secret\r")
        guest.expect(r"got secret\r+\n")
        assert "secret\r+\n" not in guest.child.before


def test_raw_bytes_one_by_one(archive):
    with Shell("tty-raw", archive) as guest:
        guest.child.send("stty raw -echo; dd bs=1 count=3 2>/dev/null | hexdump -C; stty sane\r")
        guest.expect("sane\r+\n")
        guest.child.send("\x03\r\x1a")
        guest.expect("00000000  03 0d 1a")
        guest.expect(PROMPT)
        assert "alive" in guest.do("echo alive")


def test_stop_and_start(archive):
    with Shell("tty-flow", archive) as guest:
        guest.child.send("\x13")
        guest.child.send("echo later\r")
        guest.child.expect([pexpect.TIMEOUT, "later"], timeout=1)
        assert guest.child.match is pexpect.TIMEOUT
        guest.child.send("\x11")
        guest.expect("echo later\r+\nlater\r+\n")


def test_a_flood_of_lines_arrives_whole(archive):
    """Nobody paces the lines but the UART; cat reads them as they come, and ^C works behind it."""
    lines = 400
    with Shell("tty-flood", archive) as guest:
        guest.child.send("stty -echo; cat > /tmp/flood; stty echo\r")
        guest.expect("stty echo\r+\n")
        for number in range(lines):
            guest.child.send(f"{number:04} " + "x" * 70 + "\r")
        guest.child.send("\x04")
        guest.expect(PROMPT)
        assert f"{lines * 76} /tmp/flood" in guest.do("wc -c /tmp/flood")
        assert f"\n{lines}\n" in guest.do("cut -d' ' -f1 /tmp/flood | sort -u | wc -l")


def test_a_flood_that_nobody_reads_stops_nothing(archive):
    with Shell("tty-unread", archive) as guest:
        guest.child.send("stty -echo; sleep 5; stty echo; dd iflag=nonblock bs=64k 2>&1 | tail -1\r")
        guest.expect("tail -1\r+\n")
        for _ in range(100):
            guest.child.send("x" * 1000)
        guest.child.send("\x03")
        guest.child.send("\r" * 3)
        guest.child.send("\x03")
        guest.child.expect(PROMPT, timeout=hemi.HANG_SECONDS)
        guest.do("stty sane")
        assert "alive" in guest.do("echo alive")


def test_the_end_of_a_session_is_a_hangup(archive):
    """Who was started in the background and still reads gets the end; init starts a new shell."""
    with Shell("tty-hangup", archive) as guest:
        guest.do("(trap '' HUP; while read x; do :; done; echo ended > /tmp/end) &")
        guest.child.send("exit\r")
        guest.expect("built-in shell")
        guest.expect(PROMPT)
        assert "/dev/ttyS0" in guest.do("tty")
        assert "ended" in guest.do("sleep 1; cat /tmp/end")


def test_sysrq_works_beside_a_shell(archive):
    with Shell("tty-sysrq", archive) as guest:
        guest.qmp("chardev-send-break", id="serial0")
        guest.child.send("h")
        guest.expect(r"sysrq: HELP : loglevel")
        assert "alive" in guest.do("echo alive")
        guest.qmp("chardev-send-break", id="serial0")
        guest.child.send("g")
        guest.prompt()
        assert "monitor_break+0x" in guest.run("bt")
        guest.child.send("go\r")
        guest.expect("go")
        assert "alive" in guest.do("echo alive")
