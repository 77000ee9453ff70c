# SPDX-License-Identifier: MIT
"""Boot Hemi in QEMU for a test: to the end with boot(), or talk to it with Guest."""
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import pexpect

START_KERNEL_MAP = 0xffffffff80000000   # where the image is linked; less this is where it lies

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(os.environ.get("HEMI_BUILD", ROOT / "build"))
LOGS = BUILD / "test-logs"
ELF = BUILD / "hemi.elf"
ISO = BUILD / "hemi.iso"
sys.path.insert(0, str(ROOT / "scripts"))

EXIT_OK, EXIT_FAIL, EXIT_PANIC = 33, 35, 37     # isa-debug-exit: code * 2 + 1
OVMF_CODE = "/usr/share/OVMF/OVMF_CODE_4M.fd"
OVMF_VARS = "/usr/share/OVMF/OVMF_VARS_4M.fd"

# One guest instruction is one nanosecond; a run is the same to the bit.
ICOUNT = ("-icount", "shift=0,sleep=off", "-rtc", "base=2024-01-01T00:00:00,clock=vm")



def smp(cpus):
    """So many CPUs, each by a thread of the host, in real time."""
    return ("-accel", "tcg,thread=multi", "-smp", str(cpus))


def turns(cpus):
    """So many CPUs in virtual time: one runs until it halts, pauses, or a timer is due."""
    return ("-smp", str(cpus), *ICOUNT)


# A guest that hangs is ended after this; nothing is ever judged by how long it took.
HANG_SECONDS = 240
SMP_HANG_SECONDS = 1800     # in real time a loaded host, on which CPUs wait for each other, counts


def command(loader="kernel", append="", arguments=(), serial="stdio", memory="64M", edu=True,
            initrd=None, scratch=None, image=None):
    """The QEMU command line for one boot."""
    if serial == "stdio":               # ^C goes to the guest
        serial = "chardev:serial0"
        arguments = ["-chardev", "stdio,id=serial0,signal=off", *arguments]
    words = ["qemu-system-x86_64", "-display", "none", "-monitor", "none", "-no-reboot",
             "-serial", serial, "-m", memory, "-device", "isa-debug-exit,iobase=0xf4,iosize=4"]
    if edu:
        words += ["-device", "edu"]
    if loader == "kernel":
        words += ["-kernel", str(ELF)] + (["-append", append] if append else [])
        words += ["-initrd", str(initrd)] if initrd else []
    else:
        words += ["-cdrom", str(image or ISO)]
    if loader == "uefi":
        variables = pathlib.Path(scratch) / "vars.fd"
        shutil.copy(OVMF_VARS, variables)
        words += ["-drive", f"if=pflash,format=raw,readonly=on,file={OVMF_CODE}",
                  "-drive", f"if=pflash,format=raw,file={variables}"]
    return words + list(arguments)


def iso_with(append, directory, initrd=None):
    """An image that boots at once with this command line."""
    import mkiso
    image = pathlib.Path(directory) / "hemi.iso"
    mkiso.make_iso(str(ELF), str(image), mkiso.single_entry(append, initrd is not None),
                   str(initrd) if initrd else None)
    return image


class Result:
    """How a boot ended: its log as text and QEMU's exit status."""

    def __init__(self, log, status):
        self.log = log.replace("\r\n", "\n").replace("\r", "\n")
        self.status = status

    @property
    def lines(self):
        """Log lines without their time stamps."""
        return [strip_stamp(line) for line in self.log.split("\n")]


def strip_stamp(line):
    return re.sub(r"^\[ *\d+\.\d{6}\] ", "", line)


def log_path(name):
    LOGS.mkdir(parents=True, exist_ok=True)
    return LOGS / (re.sub(r"[^A-Za-z0-9_.-]+", "_", name) + ".log")


def boot(name, append="", loader="kernel", arguments=(), **options):
    """Boot, wait until QEMU ends, keep the serial log under build/test-logs/."""
    path = log_path(name)
    with tempfile.TemporaryDirectory(prefix="hemi-test-") as scratch:
        if loader != "kernel" and (append or options.get("initrd")):
            options["image"] = iso_with(append, scratch, options.pop("initrd", None))
        words = command(loader, append, arguments, serial=f"file:{path}", scratch=scratch,
                        **options)
        timeout = SMP_HANG_SECONDS if "-smp" in arguments else HANG_SECONDS
        try:
            status = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True,
                                    timeout=timeout, check=False).returncode
        except subprocess.TimeoutExpired:
            status = "hang"
    return Result(path.read_text(encoding="latin-1"), status)


def symbol_address(name):
    """Where a variable of the kernel lies in the guest's physical memory."""
    table = subprocess.run(["nm", str(ELF)], capture_output=True, text=True, check=True).stdout
    addresses = re.findall(rf"^([0-9a-f]+) \w {re.escape(name)}$", table, re.M)
    assert len(addresses) == 1, f"{name}: {len(addresses)} symbols"
    return int(addresses[0], 16) - START_KERNEL_MAP


class Listener:
    """A socket that QEMU connects to when it starts."""

    def __init__(self, path):
        self.path = path
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(path)
        self.socket.listen(1)
        self.socket.settimeout(HANG_SECONDS / 4)

    def accept(self):
        connection, _ = self.socket.accept()
        self.socket.close()
        connection.settimeout(None)
        return connection


class Wires:
    """The guest's interrupt lines and memory, held from outside by QEMU's qtest protocol.

    Lines are pulled at the inputs of one interrupt controller, so a device that shares the
    line there neither knows of it nor can quiet it.
    """

    def __init__(self, connection, controller):
        self.socket, self.controller = connection, controller
        self.stream = connection.makefile("rw")

    def command(self, line):
        self.stream.write(line + "\n")
        self.stream.flush()
        reply = self.stream.readline().split()
        assert reply and reply[0] == "OK", f"{line}: {reply}"
        return reply[1:]

    def set(self, line, level):
        self.command(f"set_irq_in {self.controller} unnamed-gpio-in {line} {level}")

    def read32(self, address):
        return int(self.command(f"readl {address:#x}")[0], 16)

    def await_count(self, address, wanted):
        """Wait until a counter of the guest has come as far; its value."""
        deadline = time.monotonic() + HANG_SECONDS / 4
        while (count := self.read32(address)) < wanted:
            assert time.monotonic() < deadline, f"hang: the counter stays at {count}"
        return count

    def close(self):
        self.stream.close()
        self.socket.close()


class Guest:
    """A running Hemi: its serial line by pexpect, QEMU by QMP, its wires by qtest if asked for."""

    def __init__(self, name, append="", loader="kernel", arguments=(), wires=None, **options):
        self.scratch = tempfile.TemporaryDirectory(prefix="hemi-test-")
        qmp = Listener(os.path.join(self.scratch.name, "qmp"))
        arguments = ["-qmp", f"unix:{qmp.path},server=off", *arguments]
        if wires:
            qtest = Listener(os.path.join(self.scratch.name, "qtest"))
            arguments += ["-qtest", f"unix:{qtest.path},server=off", "-qtest-log", os.devnull]
        words = command(loader, append, arguments, scratch=self.scratch.name, **options)
        self.log = open(log_path(name), "w", encoding="latin-1")
        self.child = pexpect.spawn(words[0], words[1:], encoding="latin-1", timeout=HANG_SECONDS / 4,
                                   echo=False, dimensions=(50, 200))
        self.child.logfile_read = self.log
        self.socket = qmp.accept()
        self.stream = self.socket.makefile("rw")
        self.wires = Wires(qtest.accept(), None) if wires else None
        self.stream.readline()
        self.qmp("qmp_capabilities")
        if wires:
            self.wires.controller = self.find_controller(wires)

    def find_controller(self, kind, path="/machine", depth=4):
        """Where the machine keeps its "ioapic", or the master of its two "isa-i8259"."""
        for child in self.qmp("qom-list", path=path):
            name = f"{path}/{child['name']}"
            if child["type"] == f"child<{kind}>" and (
                    kind != "isa-i8259" or self.qmp("qom-get", path=name, property="master")):
                return name
            if child["type"].startswith("child<") and depth:
                if found := self.find_controller(kind, name, depth - 1):
                    return found
        return None

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.child.close(force=True)
        if self.wires:
            self.wires.close()
        self.stream.close()
        self.socket.close()
        self.log.close()
        self.scratch.cleanup()

    def qmp(self, execute, **arguments):
        """Run one QMP command; events that come meanwhile are passed over."""
        self.stream.write(json.dumps({"execute": execute, "arguments": arguments}) + "\n")
        self.stream.flush()
        while True:
            reply = json.loads(self.stream.readline())
            if "return" in reply or "error" in reply:
                assert "error" not in reply, reply
                return reply["return"]

    def expect(self, pattern):
        self.child.expect(pattern)
        return self.child.match

    def read_now(self):
        """What has come since; nothing, if nothing has."""
        try:
            return self.child.read_nonblocking(1 << 16, timeout=0)
        except pexpect.TIMEOUT:
            return ""

    def prompt(self):
        """Wait for the monitor's prompt; what came before it is returned."""
        self.child.expect("hemi> ")
        return self.child.before.replace("\r", "")

    def run(self, line):
        """Run one command of the monitor and return what it printed."""
        self.child.send(line + "\r")
        self.child.expect_exact(line)
        return self.prompt()

    def send_keys(self, *names):
        """Press keys by their QMP names, one after the other."""
        for name in names:
            keys = [{"type": "qcode", "data": part} for part in name.split("-")]
            self.qmp("send-key", keys=keys)

    def wait(self):
        """Wait for QEMU's end; its exit status."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus
