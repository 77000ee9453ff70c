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
import sys

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
    "timers": 'mon="sleep 8; mod timer_demo; sleep 2300; mod -r timer_demo; poweroff"',
    "delayed-work": 'mon="mod delayed_work; poweroff"',
    "softirq-flood": 'mon="mod softirq_flood runs=1000; softirqs; poweroff"',
    # Three items on a queue that lets one, two or three of them be under way.
    "timeline-1": 'mon="mod wq_timeline ordered=1; poweroff"',
    "timeline-2": 'mon="mod wq_timeline max_active=2; poweroff"',
    "timeline-3": 'mon="mod wq_timeline max_active=3; poweroff"',
    "nobody-cared": 'mod=edu_stuck mon="cat /proc/irq/11/spurious; mod -r edu_stuck; poweroff"',
    "warn-in-softirq": 'mon="mod lkdtm cpoint_type=WARNING cpoint_name=SOFTIRQ; poweroff"',
    "oops-in-work": 'mon="mod work_oops; poweroff"',
    "panic-in-hardirq": 'panic=-1 mon="mod lkdtm cpoint_type=PANIC cpoint_name=HARDIRQ"',
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
    (r"(atomic: |CPU#\d+, |\.owner: )([\w/:-]+)/\d+\b", r"\1\2/N"),
    (r"^ +\d+ +\d+ (TS|FF|RR|IDL) (.*) \d\d:\d\d:\d\d ", r"N N \1 \2 TIME "),
    (r"\+\d+ ns", "+N ns"),
    (r"\bin \d+ us\b", "in N us"),
    (r"\b\d+K\b", "NK"),
    (r"^(last_unhandled) \d+", r"\1 N"),
    (r"(max_cycles:|max_idle_ns:|MHz).*", r"\1"),
    # Ticks, and characters printed: how many depends on how long all took.
    (r"^( *(?:LOC|TIMER|SCHED|HRTIMER|RCU|TASKLET):) +\d+", r"\1 N"),
    (r"^( *\d+:) +\d+(.* ttyS0)$", r"\1 N\2"),
    # A guess of the unwinder, as the question mark says.
    (r"^\[time\]  \? .*\n", ""),
)]


def comparable(text):
    for pattern, replacement in REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text


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


def difference(name, log):
    """A readable diff between the kept log and @log, empty when they agree."""
    old, new = comparable(kept(name)), comparable(log)
    return "\n".join(difflib.unified_diff(old.split("\n"), new.split("\n"), f"tests/golden/{name}.log",
                                          "this build", lineterm="", n=2))


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
