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

import pexpect

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

# A guest that hangs is ended after this; nothing is ever judged by how long it took.
HANG_SECONDS = 240


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
        try:
            status = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True,
                                    timeout=HANG_SECONDS, check=False).returncode
        except subprocess.TimeoutExpired:
            status = "hang"
    return Result(path.read_text(encoding="latin-1"), status)


class Guest:
    """A running Hemi: its serial line by pexpect, QEMU by QMP."""

    def __init__(self, name, append="", loader="kernel", arguments=(), **options):
        self.scratch = tempfile.TemporaryDirectory(prefix="hemi-test-")
        qmp = os.path.join(self.scratch.name, "qmp")
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(qmp)
        listener.listen(1)
        listener.settimeout(HANG_SECONDS / 4)
        words = command(loader, append, ["-qmp", f"unix:{qmp},server=off", *arguments],
                        scratch=self.scratch.name, **options)
        self.log = open(log_path(name), "w", encoding="latin-1")
        self.child = pexpect.spawn(words[0], words[1:], encoding="latin-1", timeout=HANG_SECONDS / 4,
                                   echo=False, dimensions=(50, 200))
        self.child.logfile_read = self.log
        self.socket, _ = listener.accept()      # QEMU connects when it starts
        listener.close()
        self.socket.settimeout(None)
        self.stream = self.socket.makefile("rw")
        self.stream.readline()
        self.qmp("qmp_capabilities")

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.child.close(force=True)
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
