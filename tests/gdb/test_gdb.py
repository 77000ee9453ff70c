# SPDX-License-Identifier: MIT
"""gdb over QEMU's stub: stop in a handler, see the interrupted function, step into an interrupt."""
import re
import subprocess

import pytest

import hemi

SCRIPT = hemi.ROOT / "scripts/gdb/hemi.py"


def gdb_session(name, tmp_path, commands, append=""):
    """Boot stopped, run @commands in gdb once attached, return what gdb printed."""
    stub = tmp_path / "gdb"
    arguments = ("-S", "-chardev", f"socket,path={stub},server=on,wait=off,id=g0",
                 "-gdb", "chardev:g0")
    with hemi.Guest(name, append, arguments=arguments):
        words = ["gdb", "-nx", "-batch", str(hemi.ELF), "-x", str(SCRIPT),
                 "-ex", "set pagination off", "-ex", "set width 0",
                 "-ex", f"hemi-attach {stub}"]
        for line in commands:
            words += ["-ex", line]
        ran = subprocess.run(words, capture_output=True, text=True, check=False,
                             stdin=subprocess.DEVNULL, timeout=hemi.HANG_SECONDS)
        assert "not in symtab" not in ran.stdout + ran.stderr   # debug information that lies
        return ran.stdout


def frames(text):
    return re.findall(r"^#\d+ +(?:0x[0-9a-f]+ in )?(\S+)", text, re.M)


# In gdb: print the names of all frames, innermost first, as one line.
SHOW_FRAMES = """
def show_frames():
    frame, names = gdb.newest_frame(), []
    while frame is not None:
        names.append(frame.name() or "?")
        frame = frame.older()
    print("FRAMES", *names)
"""
ENTRY_CODE = ("asm_", "irq_entries_start", "exc_", "interrupt_return", "sysvec_", "common_interrupt")


def interrupted(names):
    """The part of a backtrace behind the entry code and the handler."""
    last = max((i for i, name in enumerate(names) if name.startswith(ENTRY_CODE)), default=-1)
    return names[last + 1:]


def in_gdb(tmp_path, code):
    """A gdb command that runs @code, with show_frames() at hand."""
    script = tmp_path / "code.py"
    script.write_text(SHOW_FRAMES + code)
    return f"source {script}"


def backtraces(text):
    return [line.split()[1:] for line in text.split("\n") if line.startswith("FRAMES")]


def test_backtrace_from_a_handler_reaches_the_interrupted_function(tmp_path):
    text = gdb_session("gdb-backtrace", tmp_path, [
        "hbreak report_boot", "continue", "delete",
        "hbreak sysvec_apic_timer_interrupt", "continue", in_gdb(tmp_path, "show_frames()")])
    names, = backtraces(text)
    assert names[0] == "sysvec_apic_timer_interrupt"
    assert names[1].startswith("asm_sysvec_apic_timer_interrupt")
    below = interrupted(names)
    assert len(below) > 1 and {"ret_from_fork", "start_kernel"} & set(below), text


def test_backtrace_from_every_instruction_of_the_entry_code(tmp_path):
    """Single-step from the stub into the C handler: each step sees the same interrupted functions."""
    text = gdb_session("gdb-every-step", tmp_path, [
        "hbreak report_boot", "continue", "delete",
        "hbreak asm_sysvec_apic_timer_interrupt", "continue",
        in_gdb(tmp_path, "for i in range(40):\n"
                         "    show_frames()\n"
                         "    gdb.execute('stepi', to_string=True)\n")])
    steps = backtraces(text)
    assert len(steps) == 40, text
    assert any(names[0].startswith("sysvec_apic_timer") for names in steps)
    first = interrupted(steps[0])
    assert first and "?" not in first[0]
    for names in steps:
        assert interrupted(names)[:len(first)] == first, names


def test_backtrace_from_the_stub(tmp_path):
    """Both instructions of the stub of vector 49, which is irq 1's."""
    text = gdb_session("gdb-stub", tmp_path, [
        "hbreak *((char *)&irq_entries_start + 8 * (49 - 32))", "continue",
        in_gdb(tmp_path, "for i in range(3):\n"
                         "    show_frames()\n"
                         "    gdb.execute('stepi', to_string=True)\n")],
        append='mod="press_key ms=20" mon="sleep 100"')
    steps = backtraces(text)
    assert len(steps) == 3 and steps[2][0].startswith("asm_common_interrupt"), text
    for names in steps:
        assert names[1:] == steps[2][1:] and "kthread" in names, names


def test_backtrace_on_the_way_out(tmp_path):
    """From the handler's return to iretq: the same again."""
    text = gdb_session("gdb-way-out", tmp_path, [
        "hbreak report_boot", "continue", "delete",
        "hbreak interrupt_return", "continue",
        in_gdb(tmp_path, "for i in range(25):\n"
                         "    show_frames()\n"
                         "    if gdb.newest_frame().name() == 'iretq_to_kernel':\n"
                         "        break\n"
                         "    gdb.execute('stepi', to_string=True)\n")])
    steps = backtraces(text)
    assert steps and steps[-1][0] == "iretq_to_kernel", text
    for names in steps:
        assert names[1:] == steps[0][1:], names


def test_single_steps_run_into_interrupts_when_asked(tmp_path):
    text = gdb_session("gdb-irqstep", tmp_path, [
        "hbreak report_boot", "continue", "delete", "hemi-irqstep on",
        in_gdb(tmp_path, "seen = False\n"
                         "for i in range(20000):\n"
                         "    gdb.execute('stepi', to_string=True)\n"
                         "    if 'interrupt' in (gdb.newest_frame().name() or ''):\n"
                         "        seen = True\n"
                         "        break\n"
                         "print('SEEN', seen)\n")])
    assert "SEEN True" in text


def test_backtrace_reaches_the_first_instructions(tmp_path):
    text = gdb_session("gdb-start", tmp_path, ["hbreak start_kernel", "continue", "backtrace"])
    assert frames(text)[:3] == ["start_kernel", "x86_64_start_kernel", "high_half"]


def test_commands_show_tasks_and_per_cpu_data(tmp_path):
    text = gdb_session("gdb-commands", tmp_path, [
        "hbreak report_boot", "continue", "hemi-ps", "hemi-percpu cpu_number"])
    assert re.search(r"^> +1 +\S+ +init$", text, re.M)
    assert re.search(r"^ +\d+ +\S+ +ksoftirqd/0$", text, re.M)
    assert re.search(r"^0$", text, re.M)


def test_commands_show_the_log_and_the_interrupt_lines(tmp_path):
    text = gdb_session("gdb-log", tmp_path, [
        "hbreak run_requested", "continue", "hemi-dmesg", "hemi-irqs"])
    assert re.search(r"^\[    0\.000000\] Hemi version \S+ \(", text, re.M)
    assert re.search(r"^\[ +\d+\.\d{6}\] hemi: booted in \d+ us, 1 CPUs$", text, re.M)
    assert re.search(r"^ +1 +\d+ +0  i8042_interrupt \(i8042\)$", text, re.M)
    assert re.search(r"^ +4 +\d+ +0  serial8250_interrupt \(ttyS0\)$", text, re.M)


@pytest.mark.parametrize("word", ["", "noapic", "nolapic"])
def test_breakpoint_in_a_device_handler(tmp_path, word):
    text = gdb_session(f"gdb-handler-{word or 'apic'}", tmp_path, [
        "hbreak common_interrupt", "continue", "info registers rsi", "backtrace"],
        append=word)
    assert "common_interrupt" in frames(text)
    assert any(name.startswith("asm_common_interrupt") for name in frames(text))
