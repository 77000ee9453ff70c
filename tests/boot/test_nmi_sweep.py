# SPDX-License-Identifier: MIT
"""Has the NMI sweep (tests/unit/nmi_sweep_test.c) interrupted every instruction of the entry code?"""
import re
import subprocess

import hemi

# NMIs are held back here: only the CPU's memory of one shows that it came (cases x6_*).
NMI_ONLY = {"nmi_safe_return"}
# 256 stubs of two or three instructions, all alike (entry_test.c looks at each byte).
STUBS = re.compile(r"exc_\d+_\w+|irq_entries_start|exc_entries_start|\.\.@\d+\.stub")


def instructions(start, end):
    """[(address, symbol, text)] of a part of the kernel."""
    text = subprocess.run(["objdump", "-d", "--no-show-raw-insn", f"--start-address={start:#x}",
                           f"--stop-address={end:#x}", str(hemi.ELF)],
                          capture_output=True, text=True, check=True).stdout
    symbol, found = None, []
    for line in text.splitlines():
        if match := re.match(r"[0-9a-f]+ <(.+)>:$", line):
            symbol = match[1]
        elif match := re.match(r" *([0-9a-f]+):\t(.*)", line):
            found.append((int(match[1], 16), symbol, match[2].strip()))
    return found


def expected(start, end):
    """All but padding and stubs, and what stands behind a function that does not return."""
    for address, symbol, text in instructions(start, end):
        if re.match(r"nop|int3|ud2|\.\.\.|xchg +%ax,%ax|cs nop|data16", text):
            continue
        if symbol in NMI_ONLY or STUBS.fullmatch(symbol):
            continue
        yield address, f"{symbol}: {text}"


def bitmap(guest, directory, name, base, size):
    """The addresses whose bit is set in a map of the kernel's."""
    path = directory / name
    guest.qmp("pmemsave", val=hemi.symbol_address(name), size=size // 8, filename=str(path))
    data = path.read_bytes()
    return {base + bit for bit in range(size) if data[bit // 8] >> bit % 8 & 1}


def test_e2_every_instruction_of_the_entry_code_is_hit(tmp_path):
    where = {name: hemi.symbol_address(name) + hemi.START_KERNEL_MAP
             for name in ("_stext", "__irqentry_text_start", "__switch_to_asm", "ret_from_fork")}
    with hemi.Guest("nmi-sweep", arguments=hemi.ICOUNT) as guest:
        guest.prompt()
        log = guest.run("ktest sweep_nmi*")
        assert "not ok" not in log
        for suite in ("sweep_nmi", "sweep_nmi_user"):
            assert re.search(rf"# {suite}: pass:\d+ fail:0 skip:0", log)
        hits = bitmap(guest, tmp_path, "nmi_sweep_entry_hits", where["_stext"], 8192)
        hits |= bitmap(guest, tmp_path, "nmi_sweep_switch_hits", where["__switch_to_asm"], 256)
    wanted = dict(expected(where["_stext"], where["__irqentry_text_start"]))
    wanted |= {address: text for address, text in
               expected(where["__switch_to_asm"], where["__switch_to_asm"] + 256)
               if text.startswith(("__switch_to_asm", "ret_from_fork"))}
    missed = [text for address, text in sorted(wanted.items()) if address not in hits]
    assert len(wanted) > 250 and not missed, "\n".join(missed)
