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
        return subprocess.run(words, capture_output=True, text=True, check=False,
                              stdin=subprocess.DEVNULL, timeout=hemi.HANG_SECONDS).stdout


def frames(text):
    return re.findall(r"^#\d+ +(?:0x[0-9a-f]+ in )?(\S+)", text, re.M)


def test_backtrace_from_a_handler_reaches_the_interrupted_function(tmp_path):
    text = gdb_session("gdb-backtrace", tmp_path, [
        "hbreak report_boot", "continue", "delete",
        "hbreak sysvec_apic_timer_interrupt", "continue", "backtrace"])
    names = frames(text)
    assert "sysvec_apic_timer_interrupt" in names
    assert any(name.startswith("asm_sysvec_apic_timer_interrupt") for name in names)
    # Idle or the boot thread: either way it leads to the bottom of a stack.
    assert {"cpu_startup_entry", "kernel_init"} & set(names), text


def test_backtrace_from_every_instruction_of_the_entry_code(tmp_path):
    """Single-step from the stub to the C handler: each step sees the interrupted function."""
    text = gdb_session("gdb-every-step", tmp_path, [
        "hbreak report_boot", "continue", "delete",
        "hbreak asm_sysvec_apic_timer_interrupt", "continue",
        "python\nfor i in range(40):\n  f = gdb.newest_frame()\n  names = []\n"
        "  while f is not None:\n    names.append(f.name() or '?')\n    f = f.older()\n"
        "  print('STEP', *names)\n  gdb.execute('stepi', to_string=True)\nend"])
    steps = [line.split()[1:] for line in text.split("\n") if line.startswith("STEP")]
    assert len(steps) == 40, text
    for names in steps:
        assert {"cpu_startup_entry", "kernel_init"} & set(names), names


def test_single_steps_run_into_interrupts_when_asked(tmp_path):
    steps = ("python\nseen = False\nfor i in range(20000):\n  gdb.execute('stepi', to_string=True)\n"
             "  name = gdb.newest_frame().name() or ''\n"
             "  if 'timer_interrupt' in name:\n    seen = True\n    break\n"
             "print('SEEN', seen)\nend")
    text = gdb_session("gdb-irqstep", tmp_path, [
        "hbreak report_boot", "continue", "delete", "hemi-irqstep on", steps])
    assert "SEEN True" in text


def test_commands_show_tasks_and_per_cpu_data(tmp_path):
    text = gdb_session("gdb-commands", tmp_path, [
        "hbreak report_boot", "continue", "hemi-ps", "hemi-percpu cpu_number"])
    assert re.search(r"^> +1 +\S+ +init$", text, re.M)
    assert re.search(r"^ +\d+ +\S+ +ksoftirqd/0$", text, re.M)
    assert re.search(r"^0$", text, re.M)


@pytest.mark.parametrize("word", ["", "noapic", "nolapic"])
def test_breakpoint_in_a_device_handler(tmp_path, word):
    text = gdb_session(f"gdb-handler-{word or 'apic'}", tmp_path, [
        "hbreak common_interrupt", "continue", "info registers rsi", "backtrace"],
        append=word)
    assert "common_interrupt" in frames(text)
    assert "asm_common_interrupt" in frames(text)
