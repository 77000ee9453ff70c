# SPDX-License-Identifier: MIT
"""Loadable modules: built outside of the tree by both compilers, loaded, misused, unloaded."""
import os
import random
import re
import shutil
import subprocess

import pytest

import hemi
import initramfs

KO = hemi.ROOT / "tests" / "ko"
EXAMPLES = hemi.ROOT / "tests" / "modules"
SEED = int(os.environ.get("HEMI_SEED", "20261123"))
TROUBLE = re.compile(r"BUG: |WARNING: |Oops|Call Trace|Kernel panic")

pytestmark = pytest.mark.xdist_group("modules")     # what is built is built once


def make(folder, *words, ok=True):
    """Call make in a module's folder, or for it, as a course tells its students."""
    ran = subprocess.run(["make", *words], cwd=folder, capture_output=True, text=True, check=False,
                         stdin=subprocess.DEVNULL)
    assert (ran.returncode == 0) == ok, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


def build(folder, compiler, *goals, ok=True):
    return make(hemi.ROOT, f"O={hemi.BUILD}", f"CC={compiler}", f"M={folder}", *(goals or ("modules",)),
                ok=ok)


@pytest.fixture(name="folder", scope="module", params=("gcc", "clang"))
def fixture_folder(request, tmp_path_factory):
    """All modules, by one compiler: the folders of tests/ko, and the examples in one more."""
    folder = tmp_path_factory.mktemp(request.param)
    for name in ("pair", "loader", "edu_user"):
        shutil.copytree(KO / name, folder / name)
    shutil.copytree(hemi.ROOT / "drivers" / "misc", folder / "edu")
    (folder / "examples").mkdir()
    names = [path.stem for path in EXAMPLES.glob("*.c")]
    for name in names:
        shutil.copy(EXAMPLES / f"{name}.c", folder / "examples")
    (folder / "examples" / "Kbuild").write_text("".join(f"obj-m += {n}.o\n" for n in names))
    make(folder / "pair", f"KDIR={hemi.ROOT}", f"O={hemi.BUILD}", f"CC={request.param}")
    for name in ("loader", "examples", "edu", "edu_user"):
        output = build(folder / name, request.param)
        assert "warning" not in output, output
    return folder


@pytest.fixture(name="gcc_folder", scope="module")
def fixture_gcc_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ko")
    shutil.copytree(KO / "loader", folder / "loader")
    build(folder / "loader", "gcc")
    return folder


def archive(folder, files):
    """An initramfs; files by their names in the guest."""
    image = folder.with_name(f"{folder.name}-image")
    shutil.rmtree(image, ignore_errors=True)
    image.mkdir()
    initramfs.make_archive([(source, name) for name, source in files.items()],
                           image / "initramfs.cpio")
    return image / "initramfs.cpio"


def boot(name, folder, commands, append="", **options):
    """Boot with all modules of the folder in /lib/modules, run the monitor's commands."""
    files = {f"lib/modules/{path.name}": path for path in sorted(folder.rglob("*.ko"))}
    script = folder.with_name(f"{folder.name}-commands")
    script.write_text("\n".join(commands) + "\n")
    files["commands"] = script
    options.setdefault("arguments", hemi.ICOUNT)
    return hemi.boot(name, f'mon="run /commands; poweroff" {append}',
                     initrd=archive(folder, files), **options)


def after_boot(result):
    lines = result.lines
    return lines[next(i for i, line in enumerate(lines) if "hemi: booted" in line) + 1:]


def in_order(lines, *wanted):
    """Each wanted line is there, behind the one before."""
    rest = iter(lines)
    for text in wanted:
        assert any(text == line for line in rest), f"{text!r} is missing in\n" + "\n".join(lines)


# ---- the courses' examples, unmodified ----------------------------------------------------

@pytest.mark.smoke
def test_the_courses_examples_as_modules(folder):
    result = boot(f"ko-examples-{folder.name}", folder / "examples", [
        "insmod lkp_wq", "sleep 20", "rmmod lkp_wq",
        "insmod lkp_tasklet", "rmmod lkp_tasklet",
        "mod edu", "insmod shared_irq.ko irq=11", "rmmod shared_irq", "lsmod"])
    lines = after_boot(result)
    in_order(lines, "lkp_wq: loading out-of-tree module taints kernel.", "Entering module.",
             "doing some work ...", "parameter is: 42", "doing some work ...",
             "parameter is: -42", "Exiting module.")
    in_order(lines, "tasklet: scheduled", "tasklet: run 1", "tasklet: 2 runs", "Exiting module.",
             "shared_irq: listening on irq 11", "shared_irq: 0 interrupt(s) seen",
             "Module                  Size  Used by")
    assert result.status == hemi.EXIT_OK and not TROUBLE.search(result.log)


def test_a_module_logs_the_same_as_built_in(folder):
    names = ("lkp_tasklet", "which_lock", "old_and_new", "delayed_work", "wq_timeline")
    loaded = boot(f"ko-same-{folder.name}", folder / "examples",
                  [c for n in names for c in (f"insmod {n}", "sleep 400", f"rmmod {n}")])
    builtin = boot(f"ko-builtin-{folder.name}", folder / "examples",
                   [c for n in names for c in (f"mod {n}", "sleep 400", f"mod -r {n}")])
    assert loaded.status == builtin.status == hemi.EXIT_OK

    def plain(result):
        return [re.sub(r" \[\w+\]", "", line) for line in after_boot(result)
                if "taints kernel" not in line and "in use at the end" not in line]
    assert plain(loaded) == plain(builtin)


# ---- a driver for a device --------------------------------------------------------------------

def edu_folder(folder):
    """edu.ko and the module that uses it, in one folder."""
    both = folder / "both"
    both.mkdir(exist_ok=True)
    for path in (folder / "edu" / "edu.ko", folder / "edu_user" / "edu_user.ko"):
        shutil.copy(path, both)
    return both


# In real time: the device computes in a thread of the host.
def test_the_edu_driver_is_loaded_used_and_unloaded(folder):
    result = boot(f"ko-edu-{folder.name}", edu_folder(folder), [
        "insmod edu n=6", "ls /sys/class/edu", "insmod edu_user", "rmmod edu",
        "rmmod edu_user", "rmmod edu", "ls /sys/class/edu", "insmod edu msi=1", "insmod edu_user",
        "echo 0000:00:04.0 > /sys/bus/pci/drivers/edu/unbind", "rmmod edu_user",
        "echo 0000:00:04.0 > /sys/bus/pci/drivers/edu/bind", "rmmod edu", "insmod edu_user",
        "cat /proc/iomem"], arguments=())
    lines = after_boot(result)
    in_order(lines, "edu 0000:00:04.0: 6! = 720", "edu@",
             "edu_user: read 8: 3628800",
             "rmmod: can't unload module 'edu': -EAGAIN", "edu_user: interrupt: 0",
             "ls: /sys/class/edu: No such file or directory",
             "edu_user: read 8: 3628800", "edu_user: interrupt: -19",
             "insmod: can't insert '/lib/modules/edu_user.ko': -ENOENT")
    assert result.log.count("edu 0000:00:04.0: MSI irq") == 2
    assert not any(line.strip().endswith(": edu") for line in lines)    # no region is left
    assert result.status == hemi.EXIT_OK and not TROUBLE.search(result.log)


# ---- dependencies, users ---------------------------------------------------------------------

def test_a_module_that_uses_another(folder):
    result = boot(f"ko-pair-{folder.name}", folder / "pair", [
        "insmod two-files", "insmod giver", "insmod two-files base=7", "insmod giver", "lsmod",
        "cat /proc/modules", "rmmod giver", "rmmod two-files", "rmmod giver", "rmmod giver",
        "modinfo two-files", "cat /proc/modules"])
    lines = after_boot(result)
    in_order(lines, "two_files: Unknown symbol giver_two (err -2)",
             "insmod: can't insert '/lib/modules/two-files.ko': -ENOENT",
             "giver: here", "two_files: the sum is 9",
             "insmod: can't insert '/lib/modules/giver.ko': -EEXIST",
             "Module                  Size  Used by")
    text = "\n".join(lines)
    assert re.search(r"^giver +\d+ +1 two_files$", text, re.M)
    assert re.search(r"^giver \d+ 1 two_files, Live 0xffffffffa0[0-9a-f]{6} \(O\)$", text, re.M)
    assert re.search(r"^two_files \d+ 0 - Live 0xffffffffa0[0-9a-f]{6} \(O\)$", text, re.M)
    in_order(lines, "rmmod: can't unload module 'giver': -EAGAIN", "two_files: leaves",
             "giver: called 2 times", "rmmod: can't unload module 'giver': -ENOENT")
    for line in ("license:        GPL v2", "parm:           base:what is added to",
                 "parmtype:       base:int", "depends:        giver", "name:           two_files"):
        assert line in lines, text
    assert result.status == hemi.EXIT_OK and not TROUBLE.search(result.log)


def test_what_modpost_says(folder, tmp_path):
    """An unknown symbol, a GPL-only one for others, no licence: errors in Linux's words."""
    compiler = "clang" if "clang" in folder.name else "gcc"
    (tmp_path / "Kbuild").write_text("obj-m := bad.o closed_user.o nothing.o\n")
    head = "#include <linux/module.h>\n"
    (tmp_path / "bad.c").write_text(
        head + "int nowhere(void);\nint init_module(void);\nint init_module(void)\n{\n\treturn nowhere();\n}\n"
        'MODULE_LICENSE("GPL");\n')
    (tmp_path / "closed_user.c").write_text(
        head + "#include <linux/notifier.h>\nint init_module(void);\nint init_module(void)\n{\n"
        "\treturn atomic_notifier_call_chain(0, 0, 0);\n}\n" 'MODULE_LICENSE("Proprietary");\n')
    (tmp_path / "nothing.c").write_text(head + "int nothing;\n")
    output = build(tmp_path, compiler, ok=False)
    assert f'ERROR: modpost: "nowhere" [{tmp_path}/bad.ko] undefined!' in output
    assert ("ERROR: modpost: GPL-incompatible module closed_user.ko uses GPL-only symbol "
            "'atomic_notifier_call_chain'") in output
    assert f"ERROR: modpost: missing MODULE_LICENSE() in {tmp_path}/nothing.o" in output
    assert not list(tmp_path.glob("*.ko"))


@pytest.mark.parametrize("name", ("loader", "pair"))
def test_install_and_clean(folder, tmp_path, name):
    copy = tmp_path / name
    shutil.copytree(folder / name, copy)
    make(hemi.ROOT, f"O={hemi.BUILD}", f"M={copy}", f"INSTALL_MOD_PATH={tmp_path}", "modules_install")
    installed = sorted(p.name for p in (tmp_path / "lib/modules/6.1.0-hemi/updates").iterdir())
    assert installed == sorted(p.name for p in copy.rglob("*.ko"))
    make(hemi.ROOT, f"O={hemi.BUILD}", f"M={copy}", "clean")
    assert sorted(p.relative_to(copy) for p in copy.rglob("*")) == sorted(
        p.relative_to(KO / name) for p in (KO / name).rglob("*"))


def test_only_what_changed_is_compiled_again(folder, tmp_path):
    copy = tmp_path / "pair"
    shutil.copytree(KO / "pair", copy)
    compiler = "clang" if "clang" in folder.name else "gcc"
    assert build(copy, compiler).count("CC [M]") == 5
    assert "CC [M]" not in build(copy, compiler)
    (copy / "sum.h").write_text((copy / "sum.h").read_text() + "/* changed */\n")
    again = build(copy, compiler)
    assert "main.o" in again and "sum.o" in again and "giver" not in again


# ---- parameters -------------------------------------------------------------------------

def test_parameters(folder):
    result = boot(f"ko-params-{folder.name}", folder / "loader", [
        "insmod params", "rmmod params",
        "insmod params a_byte=9 a_short=-9 an_int=0x10 list=7,8 text=hello a_bool not=1 room=abc nosuch=1",
        "rmmod params", "insmod params a_byte=300", "insmod params room=far-too-long",
        "insmod params an_int=abc", "insmod params list=1,2,3,4,5", "lsmod"])
    lines = after_boot(result)
    in_order(lines, "params: 1 -2 3 -4 5 -6 7", "params: 'initial' 0 0 'none' 0: 1 2 3 4",
             "params: unknown parameter 'nosuch' ignored", "params: 9 -9 3 16 5 -6 7",
             "params: 'hello' 1 0 'abc' 2: 7 8 3 4",
             "params: `300' invalid for parameter `a_byte'",
             "insmod: can't insert '/lib/modules/params.ko': -ERANGE",
             "params: `far-too-long' too large for parameter `room'",
             "insmod: can't insert '/lib/modules/params.ko': -ENOSPC",
             "params: `abc' invalid for parameter `an_int'",
             "insmod: can't insert '/lib/modules/params.ko': -EINVAL")
    assert lines[lines.index("Module                  Size  Used by") + 1].startswith("Memory:")


# ---- what is in a module -----------------------------------------------------------------

@pytest.mark.parametrize("machine", ("one", "four"))
def test_the_parts_of_a_module(folder, machine):
    arguments = hemi.ICOUNT if machine == "one" else hemi.smp(4)
    result = boot(f"ko-parts-{folder.name}-{machine}", folder / "loader", [
        "insmod parts", "insmod below", "sym on_state", "sym parts:counter", "rmmod below",
        "rmmod parts", "lsmod", "cat /proc/vmallocinfo"], "debug=all", arguments=arguments)
    lines, text = after_boot(result), result.log
    in_order(lines, "parts: per-CPU 18, 0, list 1, zero 0, init data 5, one two",
             "parts: weak 0, fault gives 0", "parts: a warning of a module",
             "parts: below is coming", "parts: below is live", "parts: below is going",
             "parts: get 0")
    assert re.search(r"parts: I am on_state\+0x0/0x\w+ \[parts\], 1 user", text)
    assert re.search(r"WARNING: CPU: \d PID: \d+ at \S+parts\.c:\d+ warn_here\+0x\w+/0x\w+ \[parts\]",
                     text)
    assert "Modules linked in: parts(O+)\n" in text
    assert re.search(r" (parts_init|init_module)\+0x\w+/0x\w+ \[parts\]\n", text)
    assert re.search(r"[0-9a-f]{16} on_state\+0x0/0x\w+ \[parts\]", text)
    assert not re.search(r"^0xffffffffa0", text, re.M), "memory of a module is left"
    assert result.status == hemi.EXIT_OK


def test_rights_of_a_module_s_memory(gcc_folder):
    for how, line in (("text", "#PF: error_code(0x0003) - permissions violation"),
                      ("data", "#PF: error_code(0x0011) - permissions violation")):
        result = boot(f"ko-rights-{how}", gcc_folder / "loader", [f"insmod trouble how={how}"])
        assert line in result.lines and "Modules linked in: trouble(O+)" in result.lines


def test_w_xor_x_holds_with_modules_loaded(gcc_folder):
    """The suite that walks all page tables; a loaded module is in them."""
    result = boot("ko-wx", gcc_folder / "loader", ["insmod params", "ktest mm*", "rmmod params"])
    assert not re.search(r"^ *not ok", "\n".join(result.lines), re.M)
    assert any(re.match(r" *ok \d+ .*writable.*exec|.*executable", line) for line in result.lines)


# ---- init functions in trouble -----------------------------------------------------------

def test_init_in_trouble(gcc_folder):
    result = boot("ko-init", gcc_folder / "loader", [
        "insmod trouble how=error", "lsmod", "insmod trouble how=positive", "rmmod trouble",
        "insmod closed", "rmmod closed", "lsmod"])
    lines, text = after_boot(result), result.log
    in_order(lines, "insmod: can't insert '/lib/modules/trouble.ko': -ENODEV",
             "do_init_module: 'trouble'->init suspiciously returned 3, it should follow 0/-E convention",
             "do_init_module: loading module anyway...",
             "closed: module license 'Proprietary' taints kernel.",
             "Disabling lock debugging due to kernel taint", "closed: here",
             "rmmod: can't unload module 'closed': -EBUSY")
    assert re.search(r"^closed +\d+ +0 \[permanent\]$", text, re.M)


def test_an_oops_names_the_module(gcc_folder):
    result = boot("ko-oops", gcc_folder / "loader", [
        "insmod trouble how=oops", "lsmod", "insmod trouble", "rmmod trouble"])
    lines, text = after_boot(result), "\n".join(after_boot(result))
    assert re.search(r"^RIP: 0010:write_to_null\+0x\w+/0x\w+ \[trouble\]$", text, re.M)
    assert re.search(r"^CPU: 0 PID: \d+ Comm: insmod Tainted: G +O ", text, re.M)
    assert "Modules linked in: trouble(O+)" in lines
    in_order(lines, "insmod: can't insert '/lib/modules/trouble.ko': -EINTR",
             "insmod: can't insert '/lib/modules/trouble.ko': -EBUSY",
             "rmmod: can't unload module 'trouble': -EBUSY")
    assert result.status == hemi.EXIT_PANIC


def test_an_oops_in_a_work_item_names_the_module(gcc_folder):
    result = boot("ko-oops-work", gcc_folder / "loader", ["insmod trouble how=work", "sleep 10"])
    assert "Workqueue: events on_work [trouble]" in result.lines
    assert "Modules linked in: trouble(O)" in result.lines


# ---- what is left behind ------------------------------------------------------------------

LEFT = {
    "irq": r"leaver: irq 5 still has handler on_irq\+0x0/0x\w+ \[leaver\]",
    "timer": r"leaver: timer_list with function on_timer\+0x0/0x\w+ \[leaver\] is still in use",
    "hrtimer": r"leaver: hrtimer with function on_hrtimer\+0x0/0x\w+ \[leaver\] is still in use",
    "work": r"leaver: work_struct with function on_work\+0x0/0x\w+ \[leaver\] is still in use",
    "delayed": r"leaver: timer_list with function on_work\+0x0/0x\w+ \[leaver\] is still in use",
    "tasklet": r"leaver: tasklet_struct with function on_tasklet\+0x0/0x\w+ \[leaver\] is still in use",
    "thread": r"leaver: thread sleeper/\d+ is still in sleeper\+0x\w+/0x\w+ \[leaver\]",
}
STAYS = ("irq", "tasklet")      # nothing ends it


@pytest.mark.parametrize("what, machine", [(what, "one") for what in LEFT] + [
    (what, "four") for what in ("timer", "tasklet", "thread")])
def test_f5_what_a_module_leaves_behind_is_named(gcc_folder, what, machine):
    # In real time the first rmmod may come late, so what is awaited does not come at all.
    later = 200 if machine == "one" else 10 ** 6
    result = boot(f"ko-left-{what}-{machine}", gcc_folder / "loader", [
        f"insmod leaver what={what} later_ms={later}", "sleep 4", "rmmod leaver", "lsmod", "sleep 1000",
        "rmmod leaver", "cat /proc/modules", "echo end"],
        arguments=hemi.ICOUNT if machine == "one" else hemi.smp(4))
    lines = after_boot(result)
    assert any(re.fullmatch(LEFT[what], line) for line in lines), "\n".join(lines)
    in_order(lines, "leaver: leaves",
             "leaver: its memory is kept; try rmmod again when this has ended",
             "rmmod: can't unload module 'leaver': -EBUSY")
    stayed = re.search(r"^leaver \d+ 0 - Unloading 0x\w+ \(O-\)$", "\n".join(lines), re.M)
    assert bool(stayed) == (what in STAYS or machine == "four")
    assert not TROUBLE.search(result.log) and result.status == hemi.EXIT_OK


def test_f5_an_init_that_fails_and_leaves_a_timer(gcc_folder):
    result = boot("ko-left-init", gcc_folder / "loader", [
        "insmod leaver what=timer fail=1", "sleep 500", "rmmod leaver", "lsmod"])
    lines = after_boot(result)
    assert any(re.fullmatch(LEFT["timer"], line) for line in lines)
    in_order(lines, "insmod: can't insert '/lib/modules/leaver.ko': -ENODEV",
             "leaver: the timer came", "Module                  Size  Used by")
    assert not TROUBLE.search(result.log)


# ---- hostile files ---------------------------------------------------------------------------

def stripped(source, folder):
    target = folder / source.name
    subprocess.run(["objcopy", "--strip-debug", source, target], check=True)
    return target.read_bytes()


def test_a_module_for_another_kernel(gcc_folder, tmp_path):
    good = stripped(gcc_folder / "loader" / "params.ko", tmp_path)
    (tmp_path / "params.ko").write_bytes(good.replace(b"6.1.0-hemi SMP", b"6.1.9-hemi SMP"))
    result = boot("ko-vermagic", tmp_path, ["insmod params"])
    assert ("params: version magic '6.1.9-hemi SMP preempt mod_unload ' should be "
            "'6.1.0-hemi SMP preempt mod_unload '") in result.lines
    assert "insmod: can't insert '/lib/modules/params.ko': -ENOEXEC" in result.lines


def damaged(good, rng):
    """One broken copy: cut off, or with some bits turned, most of them where the tables are."""
    if rng.random() < 0.2:
        return good[:rng.randrange(len(good))]
    bad = bytearray(good)
    sections = int.from_bytes(good[40:48], "little")
    for _ in range(rng.choice((1, 1, 2, 8))):
        where = rng.choice((rng.randrange(64), rng.randrange(sections, len(good)),
                            rng.randrange(len(good)), rng.randrange(len(good))))
        bad[where] ^= 1 << rng.randrange(8)
    return bytes(bad)


@pytest.mark.parametrize("name", ("parts", "params"))
def test_damaged_files_are_refused(gcc_folder, tmp_path, name):
    rng = random.Random(f"{SEED}-{name}")
    print(f"HEMI_SEED={SEED}")
    good = stripped(gcc_folder / "loader" / f"{name}.ko", tmp_path)
    count = int(os.environ.get("HEMI_FUZZ", "250"))
    files = {"lib/modules/good.ko": tmp_path / f"{name}.ko"}
    for i in range(count):
        path = tmp_path / f"bad{i}"
        path.write_bytes(damaged(good, rng))
        files[f"bad{i}"] = path
    (tmp_path / "once").write_text("".join(f"insmod -n /bad{i}\n" for i in range(count)))
    (tmp_path / "commands").write_text("run /once\nsleep 500\nmem\nrun /once\nsleep 500\nmem\nlsmod\ninsmod good\nlsmod\n")
    files |= {"once": tmp_path / "once", "commands": tmp_path / "commands"}
    result = hemi.boot(f"ko-damaged-{name}", 'mon="run /commands; poweroff" debug=all',
                       initrd=archive(tmp_path, files), arguments=hemi.ICOUNT, memory="128M")
    lines = after_boot(result)
    verdicts = [line for line in lines if line.startswith("insmod: ")]
    assert len(verdicts) == 2 * count, "\n".join(lines[-60:])
    assert sum("-ENOEXEC" in line for line in verdicts) > count / 4
    before = lines[:lines.index("Module                  Size  Used by")]
    assert not TROUBLE.search("\n".join(before)), "\n".join(before[-60:])
    used = re.findall(r"^slab:\d+kB \(in use (\d+)kB\) kmalloc_large:(\d+)kB vmalloc:(\d+)kB",
                      "\n".join(lines), re.M)
    assert len(used) == 2 and used[0] == used[1], f"the second round cost memory: {used}"
    assert result.status == hemi.EXIT_OK
