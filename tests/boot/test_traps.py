# SPDX-License-Identifier: MIT
"""Each exception of the CPU, raised in the kernel (tests/modules/trap.c)."""
import re

import pytest

import hemi

# kind: how the report begins, and where it says that it happened
TRAPS = {
    "divide": (r"divide error: 0000 \[#1\]", "divide"),
    "opcode": (r"invalid opcode: 0000 \[#1\]", "opcode"),
    "general": (r"general protection fault, probably for non-canonical address "
                r"0x8000000000000000: 0000 \[#1\]", "general"),
    "segment": (r"segment-related general protection fault: fff8 \[#1\]", "segment"),
    "page": (r"BUG: kernel NULL pointer dereference, address: 0000000000000008", "page"),
    "breakpoint": (r"int3: 0000 \[#1\]", "breakpoint"),
    "overflow": (r"overflow: 0000 \[#1\]", "overflow"),
}


def assert_reported(log, kind):
    first_line, function = TRAPS[kind]
    assert re.search(rf"^{first_line}", log, re.M), log[-3000:]
    assert re.search(rf"^RIP: 0010:{function}\+0x\w+/0x\w+$", log, re.M)
    assert re.search(r"^RAX: [0-9a-f]{16} RBX: [0-9a-f]{16} RCX: [0-9a-f]{16}$", log, re.M)
    assert re.search(r"^Call Trace:$", log, re.M)
    assert re.search(r"^---\[ end trace [0-9a-f]{16} \]---$", log, re.M)
    assert f"trap: survived {kind}" not in log


@pytest.mark.parametrize("kind", TRAPS)
def test_x2_exception_in_a_thread_ends_that_thread_only(kind):
    result = hemi.boot(f"trap-{kind}", f'mon="mod trap kind={kind}; mod simrupt count=2; '
                       'mod -r simrupt; poweroff"')
    log = "\n".join(result.lines)
    assert_reported(log, kind)
    assert "Comm: trap " in log
    assert "trap: the thread is gone" in result.lines
    assert "simrupt: 2 raised, 2 seen, 0 lost" in result.lines      # everything goes on
    assert "Kernel panic" not in log
    assert result.status == hemi.EXIT_PANIC     # an orderly power-off still tells of the oops


@pytest.mark.parametrize("where", ["hardirq", "softirq"])
@pytest.mark.parametrize("kind", ["divide", "opcode", "page"])
def test_x2_exception_in_an_interrupt_is_fatal(kind, where):
    result = hemi.boot(f"trap-{kind}-{where}", f'panic=-1 mon="mod trap kind={kind} where={where}"')
    log = "\n".join(result.lines)
    assert_reported(log, kind)
    assert "Kernel panic - not syncing: Fatal exception in interrupt" in log
    assert result.status == hemi.EXIT_PANIC
