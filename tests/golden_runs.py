# SPDX-License-Identifier: MIT
"""Golden logs: runs whose serial log is known to the byte.

Each run is one boot in virtual time.  Two boots of one build give the same bytes, time
stamps included; that is asserted as it stands.  The log kept in tests/golden/NAME.log was made
by an earlier build, so comparable() first takes out what any change of code moves: time
stamps and other counts of instructions, addresses, registers, offsets, line numbers and
process numbers.  Order, wording and all counts of events stay.

    make golden     boot all, rewrite the files that differ in what is compared, and the
                    logs which the documents quote
"""
import difflib
import re
import subprocess
import sys
import tempfile

import hemi

FOLDER = hemi.ROOT / "tests/golden"
DOCS = hemi.ROOT / "docs"

# Where a log begins that is not about the boot.
BOOTED = "hemi: booted in"

# name: command line.
RUNS = {
    # The whole boot, nothing else.
    "boot": 'mon=poweroff',
    # One key: vector, line, handler, softirq, tasklet.
    "key-press": 'mod=press_key mon="path key; sleep 20; poweroff"',
    "key-press-8259": 'noapic nolapic mod=press_key mon="path key; sleep 20; irqs; poweroff"',
    "tick": 'mon="path tick; poweroff"',
    # The same with a lamp to be switched, which takes a thread and two answers by interrupt.
    "caps-lock": 'mod="press_key code=0x3a" mon="path key; sleep 20; irqs; poweroff"',
    # Interrupt, softirq, tasklet, thread, work item.
    "irq-chain": 'mod="edu_chain ms=20" mon="path irq 11; mod -r edu_chain; poweroff"',
    # The same a thousand times: what is counted where.
    "load": 'mod="edu_chain count=1000" mon="sleep 50; irqs; softirqs; ps; mod -r edu_chain; '
            'poweroff"',
    "threaded-irq": 'mod=edu_thread mon="ps; mod -r edu_thread; poweroff"',
    "shared-line": 'mod="shared_irq irq=11" mod=edu mon="sleep 8; irqs; mod -r shared_irq; '
                   'poweroff"',
    "courses-workqueue": 'mon="mod lkp_wq; sleep 8; mod -r lkp_wq; poweroff"',
    "courses-tasklet": 'mon="mod lkp_tasklet; mod -r lkp_tasklet; poweroff"',
    "which-context": 'mon="sleep 8; mod which_context; mod -r which_context; poweroff"',
    "which-lock": 'mon="mod which_lock; poweroff"',
    "wrong-lock": 'debug=spinlock mon="mod wrong_lock; poweroff"',
    # Two deadlocks that lockdep sees although they do not happen.
    "lock-order": 'debug=lockdep mon="mod lock_order what=order; poweroff"',
    "lock-in-irq": 'debug=lockdep mon="mod lock_order what=irq; poweroff"',
    "timers": 'mon="sleep 8; mod timer_demo; sleep 2300; mod -r timer_demo; poweroff"',
    "delayed-work": 'mon="mod delayed_work; poweroff"',
    "softirq-flood": 'mon="mod softirq_flood runs=1000; softirqs; poweroff"',
    # The forms of several versions of Linux side by side.
    "old-and-new": 'mon="sleep 8; mod old_and_new; poweroff"',
    # Three items on a queue that lets one, two or three of them be under way.
    "timeline-1": 'mon="mod wq_timeline ordered=1; poweroff"',
    "timeline-2": 'mon="mod wq_timeline max_active=2; poweroff"',
    "timeline-3": 'mon="mod wq_timeline max_active=3; poweroff"',
    "nobody-cared": 'mod=edu_stuck mon="cat /proc/irq/11/spurious; mod -r edu_stuck; poweroff"',
    "warn-in-softirq": 'mon="mod lkdtm cpoint_type=WARNING cpoint_name=SOFTIRQ; poweroff"',
    "oops-in-work": 'mon="mod work_oops; poweroff"',
    "panic-in-hardirq": 'panic=-1 mon="mod lkdtm cpoint_type=PANIC cpoint_name=HARDIRQ"',
    # A thread that never wakes, named after two minutes.
    "hung-task": 'hung_task_panic=1 panic=-1 mon="mod lkdtm cpoint_type=HUNG_TASK"',
    "free-twice": 'mon="mod irq_misuse what=free_twice; poweroff"',
    "unbalanced-enable": 'mon="mod irq_misuse what=enable; poweroff"',
    "flags-mismatch": 'mon="mod irq_misuse what=flags; poweroff"',
    "scheduling-while-atomic": 'mon="mod irq_misuse what=schedule; poweroff"',
    "sleeping-with-irqs-off": 'mon="mod irq_misuse what=sleep; poweroff"',
}

# What depends on the build and not on the behaviour.
REPLACEMENTS = [(re.compile(pattern, re.M), text) for pattern, text in (
    (r"^\[ *\d+\.\d{6}\] ", "[time] "),
    (r"^(\[time\] Hemi version) .*", r"\1"),
    (r"\b[0-9a-f]{16}\b", "ADDRESS"),
    (r"\bEFLAGS: [0-9a-f]{8}", "EFLAGS: FLAGS"),
    (r"(Code:) .*", r"\1"),
    (r"(?:\.(?:part|isra|constprop|cold)(?:\.\d+)?)+\b", ""),     # gcc's names for pieces
    (r"\+0x[0-9a-f]+/0x[0-9a-f]+", "+OFFSET"),
    (r"(\.[ch]):\d+\b", r"\1:LINE"),
    (r"\b(PID:|pid:) \d+", r"\1 N"),
    (r"\binsmod/\d+\b", "insmod/N"),
    (r"\b(task [\w/-]+):\d+", r"\1:N"),
    (r"\b(p?pid:)\d+ +", r"\1N "),
    (r"^ +\d+ +\d+ (TS|FF|RR|IDL) (.*) \d\d:\d\d:\d\d ", r"N N \1 \2 TIME "),
    (r"\+\d+ ns", "+N ns"),
    (r"\bin \d+ us\b", "in N us"),
    (r"\b\d+K\b", "NK"),
    (r"^(last_unhandled) \d+", r"\1 N"),
    (r"\b\d+\.\d+ MHz", "N MHz"),
    (r"(max_cycles:|max_idle_ns:).*", r"\1"),
    # Ticks, and characters printed: how many depends on how long all took.
    (r"^( *(?:LOC|TIMER|SCHED|HRTIMER|RCU|TASKLET):) +\d+", r"\1 N"),
    (r"^( *\d+:) +\d+(.* (?:ttyS0|timer))$", r"\1 N\2"),
    # A guess of the unwinder, as the question mark says.
    (r"^\[time\]  \? .*\n", ""),
)]


# Which functions a call trace shows depends on what the compiler has built into its caller.
FRAME = re.compile(r"^\[time\]  (?!<)\S+\+OFFSET\n|^\[time\] RIP: .*\n|"
                   r"(?<=:LINE) \S+\+OFFSET$", re.M)


def comparable(text, frames=True):
    for pattern, replacement in REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text if frames else FRAME.sub("", text)


def run(name, number=1):
    """Boot; the log, and how QEMU ended."""
    return hemi.boot(f"golden-{name}-{number}", RUNS[name], arguments=hemi.ICOUNT)


def worth_keeping(name, log):
    """Of a log that is not about the boot, what comes after it."""
    if name == "boot":
        return log
    at = log.index("\n", log.index(BOOTED)) + 1
    return log[at:]


def kept_path(name):
    return FOLDER / f"{name}.log"


def kept(name):
    path = kept_path(name)
    return path.read_text(encoding="latin-1") if path.exists() else ""


def difference(name, log, frames=True):
    """A readable diff between the kept log and @log, empty when they agree."""
    old, new = comparable(kept(name), frames), comparable(log, frames)
    return "\n".join(difflib.unified_diff(old.split("\n"), new.split("\n"), f"tests/golden/{name}.log",
                                          "this build", lineterm="", n=2))


# ---- traces: the functions of one interrupt, and the instructions that each one ran ---

# name: command line, breakpoints on the way to the interrupt.  The second is the stub of vector 49.
TRACES = {
    "key-press": ('mod="press_key ms=20" mon="sleep 100; poweroff"',
                  ("press_key.c:press", "*((char *)&irq_entries_start + 8 * (49 - 32))")),
}


def trace(name):
    """[(function, instructions)] from the stub to iretq, by gdb's hemi-trace."""
    append, breakpoints = TRACES[name]
    with tempfile.TemporaryDirectory(prefix="hemi-test-") as scratch:
        stub = f"{scratch}/gdb"
        arguments = (*hemi.ICOUNT, "-S", "-chardev", f"socket,path={stub},server=on,wait=off,id=g0",
                     "-gdb", "chardev:g0")
        with hemi.Guest(f"trace-{name}", append, arguments=arguments):
            words = ["gdb", "-nx", "-batch", str(hemi.ELF), "-x",
                     str(hemi.ROOT / "scripts/gdb/hemi.py"), "-ex", f"hemi-attach {stub}"]
            for breakpoint_ in breakpoints:
                words += ["-ex", f"hbreak {breakpoint_}", "-ex", "continue"]
            ran = subprocess.run([*words, "-ex", "hemi-trace"], capture_output=True, text=True,
                                 check=False, stdin=subprocess.DEVNULL, timeout=hemi.HANG_SECONDS)
    table = ran.stdout.split("hemi-trace:")[-1]
    return [(name, int(count)) for name, count in re.findall(r"^(\w+) +(\d+)$", table, re.M)]


#   <!-- trace: NAME -->
#   ```
#   function  instructions  what it does: some of the trace's lines, in its order
#   ```
TRACE_QUOTE = re.compile(r"(<!-- trace: ([\w-]+) -->\n```\n)(.*?)(^```$)", re.M | re.S)


def retraced(quote, functions):
    """@quote with the numbers of @functions, or None if its lines are not among them."""
    out, at = [], 0
    for line in quote.rstrip("\n").split("\n"):
        indent, name, gap, count, rest = re.fullmatch(r"( *)(\w+)( +)(\d+)(.*)", line).groups()
        while at < len(functions) and functions[at][0] != name:
            at += 1
        if at == len(functions):
            return None
        out.append(f"{indent}{name}{functions[at][1]:{len(gap) + len(count)}}{rest}\n")
        at += 1
    return "".join(out)


# ---- logs that documents quote -------------------------------------------------------

#   <!-- log: NAME -->
#   ```
#   lines of tests/golden/NAME.log; a line "..." stands for some that are left out
#   ```
QUOTE = re.compile(r"(<!-- log: ([\w-]+) -->\n```\w*\n)(.*?)(^```$)", re.M | re.S)
GAP = "..."


def find_piece(piece, lines, start):
    """Where the lines of @piece stand in @lines, compared as logs are; -1 if nowhere."""
    wanted = [comparable(line) for line in piece]
    found = [comparable(line) for line in lines]
    for at in range(start, len(lines) - len(piece) + 1):
        if found[at:at + len(piece)] == wanted:
            return at
    return -1


def refreshed(quote, log):
    """@quote with the numbers of @log, or None if it does not stand there."""
    lines, out, at = log.split("\n"), [], 0
    pieces = re.split(rf"^{re.escape(GAP)}\n", quote, flags=re.M)
    for piece in (text.rstrip("\n").split("\n") for text in pieces):
        if piece != [""]:
            at = find_piece(piece, lines, at)
            if at < 0:
                return None
            out.append("".join(line + "\n" for line in lines[at:at + len(piece)]))
            at += len(piece)
        else:
            out.append("")
    return f"{GAP}\n".join(out)


def rewrite_quotes():
    for path in sorted(DOCS.glob("*.md")):
        old = path.read_text(encoding="utf-8")
        new = QUOTE.sub(lambda m: m[1] + (refreshed(m[3], kept(m[2])) or m[3]) + m[4], old)
        new = TRACE_QUOTE.sub(lambda m: m[1] + (retraced(m[3], trace(m[2])) or m[3]) + m[4], new)
        if new != old:
            path.write_text(new, encoding="utf-8")
            print(f"golden: {path.name} quotes anew")


def main():
    FOLDER.mkdir(exist_ok=True)
    for name in RUNS:
        log = worth_keeping(name, run(name).log)
        if difference(name, log):
            kept_path(name).write_text(log, encoding="latin-1")
            print(f"golden: {name} rewritten")
    rewrite_quotes()
    for path in FOLDER.glob("*.log"):
        if path.stem not in RUNS:
            print(f"golden: {path.name} belongs to no run")


if __name__ == "__main__":
    sys.exit(main())
