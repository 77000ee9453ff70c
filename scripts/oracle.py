#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Linux is the judge: the modules of tests/oracle/ on Linux 6.1 and on Hemi, line by line.

    scripts/oracle.py [-k PATTERN] [--kernel linux|hemi] [--show] BUILD-DIRECTORY

Each module is built for both kernels from one directory with the Makefile that Linux's kbuild
wants, both kernels boot in virtual time with the same BusyBox initramfs, and a shell runs the
same commands.  What a command prints goes to the kernel's log, so that one log has it all, in
order.  The logs are normalised (RULES: time stamps, process numbers, addresses, and what of a
report depends on the kernel's own functions) and compared.

  tests/oracle/AREA/NAME.c        a case; AREA/Makefile lists it.  All of an area share one boot,
                                  but where the Makefile says `# alone`
  tests/oracle/AREA/NAME.sh       its commands, if not just insmod and rmmod
  tests/oracle/expected/NAME.log  what Linux logs, normalised: `make test` compares Hemi with it
  tests/oracle/accepted           differences that shall be, each with its reason
"""
import argparse
import difflib
import fnmatch
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT / "tests/oracle"
EXPECTED = CASES / "expected"
ACCEPTED = CASES / "accepted"
BUSYBOX = "/bin/busybox"
HELPER = "_helper"              # a module that another one's commands load

# One instruction is one nanosecond: a log is the same every time.
ICOUNT = ["-icount", "shift=0,sleep=off", "-rtc", "base=2024-01-01T00:00:00,clock=vm"]
QEMU = ["qemu-system-x86_64", "-display", "none", "-monitor", "none", "-no-reboot", "-cpu", "max",
        "-m", "256M", "-device", "edu", "-device", "isa-debug-exit,iobase=0xf4,iosize=4"]
WORDS = {
    "linux": "console=ttyS0 printk.devkmsg=on panic=-1 hung_task_panic=1 preempt=full mitigations=off nokaslr",
    "hemi": "console=ttyS0 printk.devkmsg=on panic=-1 hung_task_panic=1 preempt=full debug=list,stack",
}
HANG_SECONDS = 300

INIT = r"""#!/bin/busybox sh
# Run the commands, all that they print to the kernel's log.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mount -t debugfs debugfs /sys/kernel/debug
cd /modules
insmod first_helper.ko          # what is said of the first module only
rmmod first_helper
say() { echo "$1" > /dev/kmsg; }
while IFS= read -r _command <&3; do
	case "$_command" in
	"##"*)	say "oracle:${_command#"##"}"; continue ;;
	""|"#"*) continue ;;
	esac
	say "# $_command"
	eval "$_command" < /dev/null > /tmp/.output 2>&1 3<&-
	_status=$?
	while IFS= read -r _text; do say "$_text"; done < /tmp/.output
	[ $_status = 0 ] || say "status $_status"
done 3< /commands
say "oracle: end"
poweroff -f
"""


# ---- what there is ---------------------------------------------------------------------------

class Case:
    def __init__(self, source):
        self.name, self.area = source.stem, source.parent.name
        script = source.with_suffix(".sh")
        self.commands = (script.read_text() if script.exists() else
                         f"insmod {self.name}.ko\nrmmod {self.name}\n")

    @property
    def expected(self):
        return EXPECTED / f"{self.name}.log"


def areas():
    return sorted(path.parent for path in CASES.glob("*/Makefile"))


def boots(pattern="*"):
    """The cases, as lists of those that share a boot."""
    out = []
    for area in areas():
        cases = [Case(path) for path in sorted(area.glob("*.c")) if HELPER not in path.stem]
        cases = [case for case in cases if fnmatch.fnmatch(case.name, pattern)]
        if "# alone" in (area / "Makefile").read_text():
            out += [[case] for case in cases]
        elif cases:
            out.append(cases)
    return out


# ---- Linux -------------------------------------------------------------------------------------

LINUX_MODULES = "6.1.0-"        # of Debian 12; which one the archive has now, apt knows


def linux_release():
    """The release that linux-image-amd64 depends on."""
    ran = subprocess.run(["apt-cache", "depends", "linux-image-amd64"], capture_output=True, text=True,
                         check=True)
    found = re.search(rf"linux-image-({re.escape(LINUX_MODULES)}\d+-amd64)", ran.stdout)
    if not found:
        raise SystemExit("oracle: apt offers no Linux 6.1: this wants Debian 12 (and apt-get update)")
    return found[1]


def fetch_linux(build):
    """Download the kernel and what builds modules for it, unpack it below the build directory."""
    folder = build / "linux"
    if (folder / "complete").exists():
        return
    release = linux_release()
    common = release.replace("-amd64", "-common")
    packages = [f"linux-image-{release}", f"linux-headers-{release}", f"linux-headers-{common}",
                "linux-kbuild-6.1"]
    print("Downloading", *packages)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "root").mkdir(parents=True)
    subprocess.run(["apt-get", "download", "-qq", *packages], cwd=folder, check=True)
    for path in sorted(folder.glob("*.deb")):
        if path.name.startswith("linux-image"):     # its 300 MB of modules stay where they are
            unpack = f"dpkg-deb --fsys-tarfile {path} | tar -x -C {folder}/root ./boot"
            subprocess.run(["sh", "-c", unpack], check=True)
        else:
            subprocess.run(["dpkg-deb", "-x", str(path), str(folder / "root")], check=True)
        path.unlink()
    makefile = headers(build) / "Makefile"
    makefile.write_text(makefile.read_text().replace("/usr/src/", f"{folder}/root/usr/src/"))
    (folder / "complete").touch()


# ---- building ----------------------------------------------------------------------------------

def headers(build):
    return next((build / "linux/root/usr/src").glob("linux-headers-*-amd64"))


def build_modules(kernel, build, area_names):
    """Copy the directories as they are, and call make for each."""
    out = build / "oracle" / kernel
    shutil.rmtree(out, ignore_errors=True)
    ignore = shutil.ignore_patterns("expected", "*.log")
    shutil.copytree(CASES, out, ignore=ignore)
    make = (["make", "-C", str(headers(build))] if kernel == "linux" else
            ["make", "-C", str(ROOT), f"O={build}"])
    for name in sorted(set(area_names) | {"module"}):
        ran = subprocess.run([*make, f"M={out / name}", "modules"], capture_output=True, text=True,
                             check=False, stdin=subprocess.DEVNULL,
                             env={k: v for k, v in os.environ.items() if k != "MAKEFLAGS"})
        text = ran.stdout + ran.stderr
        if ran.returncode or "warning:" in text:
            print(f"oracle: {name} for {kernel}:\n{text}", file=sys.stderr)
        if ran.returncode:
            raise SystemExit(1)
    return out


# ---- booting -------------------------------------------------------------------------------------

def make_initramfs(folder, built, cases, files=()):
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("bin", "proc", "sys", "dev", "tmp", "modules"):
        (folder / name).mkdir(parents=True)
    shutil.copy(BUSYBOX, folder / "bin/busybox")
    (folder / "init").write_text(INIT)
    (folder / "init").chmod(0o755)
    modules = [built / "module/first_helper.ko"]
    for area in {case.area for case in cases}:
        modules += sorted((built / area).glob("*.ko"))
    for path in modules:
        subprocess.run(["strip", "-g", str(path), "-o", str(folder / "modules" / path.name)], check=True)
    (folder / "commands").write_text("".join(f"## {c.name}\n{c.commands}" for c in cases))
    names = "\n".join(str(p.relative_to(folder)) for p in sorted(folder.rglob("*")))
    archive = folder.with_suffix(".cpio")
    with open(archive, "wb") as out:
        subprocess.run(["cpio", "-o", "-H", "newc", "--quiet"], cwd=folder, input=names.encode(),
                       stdout=out, check=True)
    return archive


def kernel_image(kernel, build):
    if kernel == "hemi":
        return build / "hemi.elf"
    return next((build / "linux/root/boot").glob("vmlinuz-*"))


def boot(kernel, build, cases, built, arguments=()):
    """Boot with the modules of these cases; the log of the serial line."""
    title = cases[0].name if len(cases) == 1 else cases[0].area
    folder = build / "oracle" / f"boot-{kernel}-{title}"
    archive = make_initramfs(folder, built, cases)
    log = folder.with_suffix(".log")
    command = [*QEMU, *(arguments or ICOUNT), "-serial", f"file:{log}", "-kernel",
               str(kernel_image(kernel, build)), "-initrd", str(archive), "-append", WORDS[kernel]]
    try:
        subprocess.run(command, check=False, timeout=HANG_SECONDS, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        print(f"oracle: {title} hangs on {kernel}", file=sys.stderr)
    shutil.rmtree(folder)
    return log.read_text(encoding="latin-1")


# ---- what is compared ------------------------------------------------------------------------------

STAMP = re.compile(r"^\[ *\d+\.\d{6}\] ?")

# Lines that come when they like, or that tell of the machine.
NOISE = re.compile(r"|".join((
    r"^(tsc|clocksource|random|input|ACPI|PCI|e1000|hrtimer: interrupt took)\b",
    r"^Hardware name:", r"^Code: ", r"^(CR2|CR0|FS|DR0|DR3|PKRU|R[A-D]X|R[SD]I|RBP|R\d\d|RSP|CS):\s",
    r"^ \? 0x", r"^PGD ", r"^RIP: 0033:", r"^ ?</?(TASK|IRQ|NMI|SOFTIRQ)>", r"^Workqueue: ", r"^CR2: ",
    r"^note: .* exited with", r"^workqueue: .* hogged CPU",
)))

RULES = [(re.compile(pattern), text) for pattern, text in (
    (r"\b(?:ff|00|de)[0-9a-f]{14}\b", "ADDRESS"),
    (r" \[last unloaded: .*\]", ""),
    (r"\+0x[0-9a-f]+/0x[0-9a-f]+", "+OFFSET"),
    (r"/[\w./-]*/(\w+\.[ch]):(\d+)", r"\1:\2"),         # where the module was built
    (r"\bPID: \d+", "PID: N"),
    (r"\b(insmod|rmmod|sh|cat|swapper/\d|k\w+/[\w:]+)/\d+/", r"\1/N/"),
    (r"\b(kworker/\d+):\d+", r"\1:N"),
    (r"\birq/\d+-", "irq/N-"),
    (r"\b(irq|IRQ) (#?)\d+", r"\1 \2N"),
    (r"(Comm: \S+) +(?:Not tainted|Tainted: [A-Z ]+?) +\d\S*( .*)?$", r"\1 VERSION"),
    (r"\((?:[A-Z]*)O[A-Z]*([+-]?)\)", r"(O\1)"),
    (r"(\[#\d+\]) PREEMPT SMP( NOPTI)?", r"\1"),
)]

# A kernel's own function is its own business; a module's is not.
OWN_FRAME = re.compile(r"^ (\? )?[\w.]+\+OFFSET( \[\w+\])?$")
OWN_PLACE = re.compile(r"(at )\S+\.[ch]:\d+ [\w.]+\+OFFSET$")
OWN_RIP = re.compile(r"^(RIP: 0010:)[\w.]+\+OFFSET$")


def normalise(lines):
    out = []
    for line in lines:
        line = STAMP.sub("", line).rstrip()
        if NOISE.search(line):
            continue
        for pattern, text in RULES:
            line = pattern.sub(text, line)
        frame = OWN_FRAME.match(line)
        if frame and (frame[1] or not frame[2]):
            continue
        line = OWN_PLACE.sub(r"\1KERNEL", line)
        out.append(OWN_RIP.sub(r"\1KERNEL", line))
    return out


def split(log):
    """{case: its lines}: what follows its headline, up to the next one's."""
    out, current = {}, None
    for line in log.replace("\r", "").split("\n"):
        if not STAMP.match(line):
            continue
        headline = re.fullmatch(r"oracle: (\S+)", STAMP.sub("", line))
        if headline:
            current = out.setdefault(headline[1], [])
        elif current is not None:
            current.append(line)
    out.pop("end", None)
    return {name: normalise(lines) for name, lines in out.items()}


class Accepted:
    """Lines that only one of the two has, with the reason:

        GLOB-OF-CASES -LINE-PATTERN     only Linux has it
        GLOB-OF-CASES +LINE-PATTERN     only Hemi has it
            why
    """

    def __init__(self, path=ACCEPTED):
        self.rules, self.used = [], set()
        for line in path.read_text().split("\n"):
            found = re.fullmatch(r"(\S+) ([+-])(.*)", line)
            if found and not line.startswith("#"):
                self.rules.append((found[1], found[2], re.compile(found[3])))

    def take(self, name, line):
        for at, (glob, side, pattern) in enumerate(self.rules):
            if line[0] == side and fnmatch.fnmatch(name, glob) and pattern.fullmatch(line[1:]):
                self.used.add(at)
                return True
        return False


def compare(name, linux, hemi, accepted):
    """(lines of a diff that nobody has accepted, number of those that somebody has)."""
    diff = list(difflib.unified_diff(linux, hemi, "linux", "hemi", lineterm="", n=2))[2:]
    changes = [line for line in diff if line[0] in "+-"]
    taken = sum(accepted.take(name, line) for line in changes)
    return ([] if taken == len(changes) else diff), taken


# ---- the whole --------------------------------------------------------------------------------------

def run(kernel, build, groups):
    built = build_modules(kernel, build, {case.area for cases in groups for case in cases})
    logs = {}
    for cases in groups:
        logs |= split(boot(kernel, build, cases, built))
    return logs


def write_expected(groups, logs):
    EXPECTED.mkdir(exist_ok=True)
    for case in (case for cases in groups for case in cases):
        case.expected.write_text("".join(f"{line}\n" for line in logs.get(case.name, [])))


def read_expected(case):
    return case.expected.read_text().split("\n")[:-1] if case.expected.exists() else []


def report(groups, hemi):
    """The table, behind it what differs.  Return: whether nothing does."""
    accepted, wrong = Accepted(), {}
    print(f"{'area':8} {'module':24} {'lines':>5}  result")
    for case in (case for cases in groups for case in cases):
        linux = read_expected(case)
        diff, taken = compare(case.name, linux, hemi.get(case.name, []), accepted)
        if diff:
            wrong[case.name] = diff
        verdict = "DIFFERS" if diff else f"equal but {taken} accepted" if taken else "equal"
        print(f"{case.area:8} {case.name:24} {len(linux):5}  {verdict}")
    for name, diff in wrong.items():
        print(f"\n{name}:\n" + "\n".join(diff))
    total = sum(map(len, groups))
    print(f"\n{total - len(wrong)} of {total} modules log the same on Linux and on Hemi")
    return not wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-k", default="*")
    parser.add_argument("--kernel", choices=("linux", "hemi"))
    parser.add_argument("--show", action="store_true")
    parser.add_argument("build", type=pathlib.Path)
    args = parser.parse_args()
    groups = boots(args.k)
    args.build = args.build.resolve()
    if args.kernel != "hemi":
        fetch_linux(args.build)
        logs = run("linux", args.build, groups)
        write_expected(groups, logs)
        if args.show:
            for name, lines in logs.items():
                print(f"== {name}", *lines, sep="\n")
    if args.kernel == "linux":
        return 0
    return 0 if report(groups, run("hemi", args.build, groups)) else 1


if __name__ == "__main__":
    sys.exit(main())
