# SPDX-License-Identifier: MIT
"""Debian's BusyBox, unmodified: the prompt, each command, jobs, modules, the end."""
import re
import shutil
import subprocess

import pytest

import hemi
import initramfs

KO = hemi.ROOT / "tests" / "ko"
PROMPT = "/ # "
NOTHING_WRONG = re.compile(r"BUG: |WARNING: |Oops|Call Trace|Kernel panic|not found|Function not implemented")


def archive(folder, run=None, files=()):
    path = folder / "initramfs.cpio"
    initramfs.make_userland(path, files, run)
    return path


def run(name, folder, commands, files=(), append="", **options):
    """Boot with RUN='s archive; the boot's result."""
    options.setdefault("arguments", hemi.ICOUNT)
    return hemi.boot(f"userland-{name}", f"panic=-1 {append}".strip(),
                     initrd=archive(folder, commands, files), **options)


def output(result):
    """What came from the commands."""
    lines = result.lines
    first = next(i for i, line in enumerate(lines) if line.startswith("Run /init"))
    last = max(i for i, line in enumerate(lines) if line.startswith("Memory: "))
    return lines[first + 1:last]


@pytest.fixture(name="shell")
def fixture_shell(request, tmp_path):
    """A prompt; send() types a line, and returns what came before the next prompt."""
    with hemi.Guest(f"userland-{request.node.name}", initrd=archive(tmp_path)) as guest:
        guest.child.expect_exact(PROMPT)
        yield guest


def send(guest, line):
    guest.child.send(line + "\r")
    guest.child.expect_exact(line)
    guest.child.expect_exact(PROMPT)
    return guest.child.before.replace("\r", "").strip()


# ---- commands, one by one ---------------------------------------------------------------

COMMANDS = {
    "ls /": r"^bin .*proc .*sys",
    "echo a b": r"^a b$",
    "cat /etc/group": r"^root:x:0:$",
    "ps": r"^ +6 root +\[ksoftirqd/0\]$",
    "top -b -n1": r"^Mem: \d+K used, \d+K free",
    "dmesg": r"^Hemi version",
    "kill -l": r"^ 9\) KILL$",
    "sleep 0.01; echo slept": r"^slept$",
    "time true": r"^real\s+0m 0.0\ds$",
    "free": r"^Mem: +\d+ +\d+ +\d+",
    "uptime": r"up 0 min, +0 users, +load average: 0.00",
    "mount": r"^proc on /proc type proc \(rw\)$",
    "echo abc | grep -c b": r"^1$",
    "echo abc | sed s/b/x/": r"^axc$",
    "awk 'BEGIN { print 6 * 7 }'": r"^42$",
    "echo xyz | hexdump -C": r"^00000000  78 79 7a 0a ",
    "devmem 0 8": r"^0x[0-9A-F]{2}$",
    "lsmod": r"^Module +Size +Used by",
    "vi -c :q /etc/passwd; echo left": r"left$",
    "cat /proc/interrupts": r"^ *4: +\d+ +IO-APIC +4-edge +ttyS0$",
    "cat /proc/softirqs": r"^ +TASKLET: +\d+$",
    "uname -a": r"^Linux hemi 6\.1\.0-hemi #1 SMP PREEMPT_DYNAMIC x86_64 GNU/Linux$",
    "readlink /proc/self/exe": r"^/bin/busybox$",
    "ls -l /proc/self/fd": r"1 -> /dev/ttyS0$",
    "head -1 /proc/stat": r"^cpu  \d+( \d+){9}$",
    "cat /proc/loadavg": r"^0\.00 0\.00 0\.00 \d+/\d+ \d+$",
    "cat /proc/self/comm": r"^cat$",
    "hostname": r"^hemi$",
    "(sleep 100 & kill $!; wait $!; echo $?)": r"^143$",
    "cd /proc/self && pwd": r"^/proc/self$",
    "sh -c 'kill -SEGV $$'; echo $?": r"^139$",
}


@pytest.fixture(name="transcript", scope="module")
def fixture_transcript(tmp_path_factory):
    """All commands in one boot, each with its output in between two marks."""
    script = "\n".join(f"echo; echo '>>> {i}'\n{command}" for i, command in enumerate(COMMANDS))
    result = run("commands", tmp_path_factory.mktemp("all"), script + "\necho; echo '>>> end'")
    parts = re.split(r"^>>> (\w+)$", "\n".join(output(result)), flags=re.M)
    return result, dict(zip(parts[1::2], parts[2::2]))


@pytest.mark.xdist_group("userland")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_works(transcript, command):
    result, parts = transcript
    assert result.status == hemi.EXIT_OK, result.log[-2000:]
    part = parts[str(list(COMMANDS).index(command))]
    assert re.search(COMMANDS[command], part, re.M), part
    assert not NOTHING_WRONG.search(part), part


def test_the_status_of_run(tmp_path):
    assert run("true", tmp_path, "true").status == hemi.EXIT_OK
    assert run("false", tmp_path, "echo before; false").status == hemi.EXIT_FAIL


def test_files_and_modules_are_where_they_belong(tmp_path):
    shutil.copytree(KO / "pair", tmp_path / "pair")
    built = subprocess.run(["make", f"O={hemi.BUILD}", f"M={tmp_path / 'pair'}", "modules"],
                           cwd=hemi.ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    modules = sorted((tmp_path / "pair").rglob("*.ko"))
    text = tmp_path / "hello.txt"
    text.write_text("hello\n")
    name = modules[0].stem
    result = run("modules", tmp_path, "cat /hello.txt\ncd /lib/modules\n" + "\n".join(
        f"insmod {m.name} || insmod {m.name}" for m in modules) + f"""
for m in *.ko; do insmod $m 2>/dev/null; done
lsmod; modinfo ./{modules[0].name}
for i in 1 2; do for m in *.ko; do rmmod $(basename $m .ko) 2>/dev/null; done; done
cat /proc/modules; echo done""", [(text, "hello.txt"), *((m, f"lib/modules/{m.name}")
                                                         for m in modules)])
    lines = output(result)
    assert "hello" in lines
    listed = "\n".join(lines)
    for module in modules:
        assert re.search(rf"^{module.stem.replace('-', '_')} +\d+ +\d", listed, re.M), listed
    assert re.search(rf"^filename: +\S*{name}\.ko$", listed, re.M) and lines[-1] == "done"
    assert result.status == hemi.EXIT_OK


def test_a_machine_of_16_mib(tmp_path):
    result = run("16M", tmp_path, "ls / | wc -l; ps | tail -1; free", memory="16M")
    assert result.status == hemi.EXIT_OK and not NOTHING_WRONG.search(result.log), result.log


def test_the_prompt_comes_within_30_million_instructions(tmp_path):
    """In virtual time a nanosecond is an instruction; the shell's first command says when."""
    result = run("prompt", tmp_path, "cat /proc/uptime")
    uptime = next(line for line in output(result) if re.match(r"\d+\.\d\d \d+\.\d\d$", line))
    assert float(uptime.split()[0]) * 1e9 <= 30e6, uptime


def test_init_that_ends_is_a_panic(tmp_path):
    result = hemi.boot("userland-no-init", "rdinit=/bin/true panic=-1", arguments=hemi.ICOUNT,
                       initrd=archive(tmp_path))
    assert "Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000000" in result.log
    assert result.status == hemi.EXIT_PANIC


# ---- at the prompt ------------------------------------------------------------------------

def test_keys_and_jobs(shell):
    assert send(shell, "echo $((1 + 2))") == "3"
    shell.child.send("cat\r")                   # ^C
    shell.child.expect_exact("cat")
    shell.child.send("typed\r")
    shell.child.expect(r"yped\s+typed\s")
    shell.child.send("\x03")
    shell.child.expect_exact(PROMPT)
    shell.child.send("cat\r")                   # ^Z and fg, then ^D
    shell.child.send("again\r")
    shell.child.expect(r"gain\s+again\s")
    shell.child.send("\x1a")
    shell.child.expect(r"\[1\]\+ +Stopped +cat")
    shell.child.expect_exact(PROMPT)
    assert "Stopped" in send(shell, "jobs")
    shell.child.send("fg\r")
    shell.child.expect(r"fg\s+cat\s")
    shell.child.send("more\r")
    shell.child.expect(r"ore\s+more\s")
    shell.child.send("\x04")
    shell.child.expect_exact(PROMPT)
    assert send(shell, "sleep 1000 & jobs").endswith("Running                    sleep 1000")
    send(shell, "kill %1")
    assert "Terminated" in send(shell, "wait; jobs")


def test_poweroff_by_init(shell):
    shell.child.send("poweroff\r")
    shell.child.expect_exact("reboot: Power down")
    assert shell.wait() == hemi.EXIT_OK


@pytest.mark.parametrize("cpus", (1, 4))
def test_programs_side_by_side(tmp_path, cpus):
    """Pipes in the background: with one CPU and with four, each gets to its end."""
    result = run(f"smp-{cpus}", tmp_path, """
for i in 1 2 3 4; do (seq 200 | sort -rn | head -1) & done
wait; nproc""", arguments=hemi.turns(cpus) if cpus > 1 else hemi.ICOUNT)
    lines = output(result)
    assert lines.count("200") == 4 and str(cpus) in lines and result.status == hemi.EXIT_OK


def test_the_document_lists_every_system_call():
    source = (hemi.ROOT / "include/asm/syscalls.list").read_text()
    names = {name for kind, name in re.findall(r"^SYSCALL(_64|_32|)\(.*?(\w+)\)$", source, re.M)
             if kind != "_32"}
    text = (hemi.ROOT / "docs/userland.md").read_text()
    listed = text.partition("<!-- system calls -->")[2].partition("<!-- end -->")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == names
