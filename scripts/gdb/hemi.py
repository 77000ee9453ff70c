# SPDX-License-Identifier: MIT
"""Hemi's commands for gdb: `gdb build/hemi.elf -x scripts/gdb/hemi.py`, or `make gdb`.

    hemi-attach [target]   connect (default localhost:1234)
    hemi-irqstep on|off    let single steps run into interrupts, or not (QEMU hides them)
    hemi-ps                all tasks
    hemi-percpu NAME [CPU] a per-CPU variable
    hemi-dmesg             the kernel log, from memory
    hemi-modules [DIR ...] symbols of the modules that are loaded, from their .ko files
    hemi-irqs              interrupt descriptors with their handlers
    hemi-trace             step to the end of this interrupt: functions, instructions in each

And a backtrace that goes on: gdb knows how to leave a C function, but the entry
code is assembly and changes stacks on the way.  The unwinder below steps over it
into the function that was interrupted.
"""
import contextlib
import os
import pathlib

import gdb
import gdb.unwinder

DEFAULT_TARGET = "localhost:1234"
WORD = 8
STUB_SIZE, STUBS = 8, 256 - 32          # of device interrupts: arch/x86/entry/stubs.asm

# struct pt_regs from its lowest address on, in gdb's names.
PT_REGS = ("r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8",
           "rax", "rcx", "rdx", "rsi", "rdi", "orig_ax", "rip", "cs", "eflags", "rsp", "ss")
PT_ORIG_AX = PT_REGS.index("orig_ax") * WORD
PT_RIP = PT_REGS.index("rip") * WORD


def address_of(symbol):
    return int(gdb.parse_and_eval(f"(unsigned long)&'{symbol}'"))


def function_start(pc):
    """Name and address of the symbol that @pc is in, by the symbol table alone."""
    stubs = address_of("irq_entries_start")
    if 0 <= pc - stubs < STUBS * STUB_SIZE:     # NASM gives each a name of its own
        return "irq_entries_start", stubs
    text = gdb.execute(f"info symbol {pc:#x}", to_string=True)
    if text.startswith("No symbol"):
        return None, 0
    name, _, rest = text.partition(" ")
    offset = int(rest.split()[1]) if rest.startswith("+") else 0
    return name, pc - offset


class FrameId:
    def __init__(self, sp, pc):
        self.sp, self.pc = sp, pc


class EntryUnwinder(gdb.unwinder.Unwinder):
    """From any instruction of the stubs and of entry.asm to the interrupted code.

    Where the registers lie is known in three ways:
      - C was called: rbp is the address of struct pt_regs plus one (no frame is odd);
      - on the way in: the pushes between the label and pc have been done;
      - on the way out: the pops after a label with "restore" have been done.
    """

    # label: where rsp points there, as an offset into struct pt_regs
    ON_ENTRY = {"asm_common_interrupt": PT_ORIG_AX, "asm_common_exception": PT_ORIG_AX - WORD,
                "asm_paranoid_exception": PT_ORIG_AX - WORD}
    STUBS = ("irq_entries_start", "exc_entries_start")

    def __init__(self):
        super().__init__("hemi-entry")

    def __call__(self, pending):
        pc = int(pending.read_register("rip")) & (1 << 64) - 1
        name, start = function_start(pc)
        if name is None or not self.is_entry_code(name):
            return None
        sp = int(pending.read_register("rsp")) & (1 << 64) - 1
        bp = int(pending.read_register("rbp")) & (1 << 64) - 1
        regs = self.find_regs(pending, name, start, pc, sp, bp)
        if regs is None:
            return None
        # While the frame is built or taken down, what lies below rsp is still, or again,
        # in the registers.
        return self.unwind_info(pending, regs, regs if regs == bp - 1 else sp)

    def is_entry_code(self, name):
        return (name.startswith(("asm_", "irq_entries_start", "exc_", "interrupt_return",
                                 "return_to_kernel", "return_to_user", "restore_to_kernel",
                                 "preempt_on_return", "iretq_to_")))

    def find_regs(self, pending, name, start, pc, sp, bp):
        if name.startswith("iretq_to_"):
            return sp - PT_RIP
        if "restore" in name:
            return sp - self.moved(pending, start, pc, "pop")
        function = name.partition(".")[0]
        if name != function:            # a local label: count from the function's beginning
            start = address_of(function)
        if name.startswith("irq_entries_start"):
            return sp - (PT_RIP if (pc - start) % 8 == 0 else PT_ORIG_AX)
        if bp & 1 and self.moved(pending, start, pc, "lea", "[rsp+1]", "0x1(%rsp)"):
            return bp - 1
        if bp & 1 and name.startswith(("interrupt_return", "return_to_", "preempt_on_return")):
            return bp - 1
        if function in self.ON_ENTRY:
            return sp - self.ON_ENTRY[function] + self.moved(pending, start, pc, "push")
        if name.startswith("asm_sysvec_"):
            return sp - PT_RIP + self.moved(pending, start, pc, "push")
        return None

    @staticmethod
    def moved(pending, start, pc, mnemonic, *operands):
        """How many bytes the instructions in [start, pc) of that kind move rsp."""
        count, at = 0, start
        while at < pc:
            line = pending.architecture().disassemble(at)[0]
            text = line["asm"]
            if text.startswith(mnemonic) and (not operands or
                                              any(o in text for o in operands)):
                count += 1
            at += line["length"]
        return count * WORD

    @staticmethod
    def unwind_info(pending, regs, stored_from):
        word = gdb.lookup_type("unsigned long")

        def saved(register):
            at = regs + PT_REGS.index(register) * WORD
            if at < stored_from:
                return pending.read_register(register)
            return gdb.Value(at).cast(word.pointer()).dereference()

        info = pending.create_unwind_info(FrameId(saved("rsp"), saved("rip")))
        for register in PT_REGS:
            if register not in ("orig_ax", "cs", "ss", "eflags"):
                info.add_saved_register(register, saved(register))
        return info


gdb.unwinder.register_unwinder(None, EntryUnwinder(), replace=True)


def per_cpu(symbol, cpu=0):
    """The per-CPU variable @symbol of @cpu, as a gdb.Value."""
    offset = int(gdb.parse_and_eval(f"__per_cpu_offset[{cpu}]"))
    pattern = gdb.parse_and_eval(f"&{symbol}")
    return gdb.Value(int(pattern) + offset).cast(pattern.type).dereference()


def list_entries(head, type_name, member):
    """The elements of a struct list_head ring."""
    pointer = gdb.lookup_type(type_name).pointer()
    offset = next(f.bitpos // 8 for f in pointer.target().fields() if f.name == member)
    node = head["next"]
    while int(node) != int(head.address):
        yield gdb.Value(int(node) - offset).cast(pointer).dereference()
        node = node["next"]


class Command(gdb.Command):
    """A gdb command whose help is its docstring."""

    def __init__(self):
        super().__init__(self.name, gdb.COMMAND_DATA)


class Attach(Command):
    """hemi-attach [target]: connect to QEMU's gdb stub (make debug waits for it)."""
    name = "hemi-attach"

    def invoke(self, argument, from_tty):
        gdb.execute("set architecture i386:x86-64")
        gdb.execute(f"target remote {argument or DEFAULT_TARGET}")


class IrqStep(Command):
    """hemi-irqstep on|off: whether single steps take interrupts and advance timers."""
    name = "hemi-irqstep"
    MASKS = {"on": 0x1, "off": 0x7}     # ENABLE=1, NOIRQ=2, NOTIMER=4

    def invoke(self, argument, from_tty):
        if argument not in self.MASKS:
            raise gdb.GdbError("usage: hemi-irqstep on|off")
        gdb.execute(f"maintenance packet Qqemu.sstep={self.MASKS[argument]:#x}", to_string=True)
        print(f"single steps {'run into' if argument == 'on' else 'hide'} interrupts")


class Ps(Command):
    """hemi-ps: all tasks, the running one marked with >."""
    name = "hemi-ps"

    def invoke(self, argument, from_tty):
        running = int(per_cpu("current_task"))
        init = gdb.parse_and_eval("&init_task").dereference()
        print("  PID   STATE  COMMAND")
        for task in [init, *list_entries(init["tasks"], "struct task_struct", "tasks")]:
            mark = ">" if int(task.address) == running else " "
            print(f"{mark}{int(task['pid']):4d}  {int(task['__state']):#06x}  "
                  f"{task['comm'].string()}")


class PerCpu(Command):
    """hemi-percpu NAME [CPU]: a per-CPU variable."""
    name = "hemi-percpu"

    def invoke(self, argument, from_tty):
        words = gdb.string_to_argv(argument)
        if not words:
            raise gdb.GdbError("usage: hemi-percpu NAME [CPU]")
        print(per_cpu(words[0], int(words[1]) if len(words) > 1 else 0))


class Dmesg(Command):
    """hemi-dmesg: the kernel log, from memory; works where no console does."""
    name = "hemi-dmesg"

    LOG_CONT, LOG_NEWLINE = 1, 2        # enum log_flag of kernel/printk/ring.h
    NS_PER_US = 1000

    def invoke(self, argument, from_tty):
        slots = gdb.parse_and_eval("'ring.c'::slots")
        count = slots.type.range()[1] + 1
        tail, head = (int(gdb.parse_and_eval(f"'ring.c'::{word}")["counter"]) & 0xffffffff
                      for word in ("log_tail", "log_head"))
        open_line = False
        while tail != head:
            first = slots[tail % count]
            if int(first["id"]) != (tail + 1) & 0xffffffff:
                break                   # still being written
            header = first["first"]["header"]
            text, used = self.text_of(slots, count, tail, int(header["len"]))
            flags = int(header["flags"])
            if not (open_line and flags & self.LOG_CONT):
                microseconds = int(header["ts_nsec"]) // self.NS_PER_US
                stamp = f"[{microseconds // 1000000:5d}.{microseconds % 1000000:06d}] "
                text = ("\n" if open_line else "") + stamp + text
            open_line = not flags & self.LOG_NEWLINE
            gdb.write(text + ("" if open_line else "\n"))
            tail = (tail + used) & 0xffffffff

    @staticmethod
    def text_of(slots, count, at, length):
        """The text of the record at slot @at, and how many slots it takes."""
        out, used = b"", 0
        while used == 0 or len(out) < length:
            slot = slots[(at + used) % count]
            piece = slot["more"] if used else slot["first"]["text"]
            size = min(length - len(out), piece.type.sizeof)
            if size:
                out += bytes(gdb.selected_inferior().read_memory(int(piece.address), size))
            used += 1
        return out.decode("latin-1"), used


class Irqs(Command):
    """hemi-irqs: the lines that have a handler: number, times, depth of disable, handlers."""
    name = "hemi-irqs"

    def invoke(self, argument, from_tty):
        print("  IRQ  TIMES  DEPTH  HANDLERS")
        for desc in self.descriptors():
            action, names = desc["action"], []
            while int(action):
                function = int(action["handler"])
                names.append(f"{function_start(function)[0]} ({action['name'].string()})")
                action = action["next"]
            if names:
                print(f"{int(desc['irq_data']['irq']):5d}  {self.times(desc):5d}  "
                      f"{int(desc['depth']):5d}  {', '.join(names)}")

    @staticmethod
    def descriptors():
        table = gdb.parse_and_eval("'irqdesc.c'::irq_desc")
        return (table[i] for i in range(table.type.range()[1] + 1))

    @staticmethod
    def times(desc, cpu=0):
        if not int(desc["kstat_irqs"]):
            return 0
        offset = int(gdb.parse_and_eval(f"__per_cpu_offset[{cpu}]"))
        counter = gdb.lookup_type("unsigned int").pointer()
        return int(gdb.Value(int(desc["kstat_irqs"]) + offset).cast(counter).dereference())


@contextlib.contextmanager
def silence():
    """Send what gdb itself prints away: it tells of each new function that it steps into."""
    gdb.flush()
    terminal, away = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(away, 1)
    try:
        yield
    finally:
        gdb.flush()
        os.dup2(terminal, 1)
        os.close(terminal)
        os.close(away)


class Trace(Command):
    """hemi-trace [MAX]: step until iretq and list the functions that had the CPU on the way.

    Start it where an interrupt enters: hbreak asm_common_interrupt.  Further interrupts
    are hidden meanwhile (hemi-irqstep off), so it is one interrupt's own way."""
    name = "hemi-trace"
    MAX = 100000

    def invoke(self, argument, from_tty):
        with silence():
            functions = self.step_to_the_end(int(argument or self.MAX))
        print("hemi-trace: functions and instructions")
        for name, count in functions:
            print(f"{name:30} {count:5}")
        print(f"{sum(count for _, count in functions)} instructions")

    @staticmethod
    def step_to_the_end(most):
        """[[function, instructions]] until iretq; who comes back after a call is listed anew."""
        functions = []
        for _ in range(most):
            full = function_start(int(gdb.parse_and_eval("$pc")))[0] or "?"
            name = full.partition(".")[0]       # without local labels and gcc's suffixes
            if not functions or functions[-1][0] != name:
                functions.append([name, 0])
            functions[-1][1] += 1
            if name.startswith("iretq_to"):
                break
            gdb.execute("stepi", to_string=True)
        return functions


class Modules(Command):
    """hemi-modules [DIR ...]: load symbols of the loaded modules from .ko files in or below DIR."""
    name = "hemi-modules"

    def invoke(self, argument, from_tty):
        files = {}
        for folder in gdb.string_to_argv(argument) or ["."]:
            for path in pathlib.Path(folder).rglob("*.ko"):
                files[path.stem.replace("-", "_")] = path
        for module in list_entries(gdb.parse_and_eval("modules"), "struct module", "list"):
            name = module["name"].string()
            where = {s["name"].string(): int(s["address"]) for s in self.sections(module)}
            print(f"{name} at {int(module['core_layout']['base']):#x}: {files.get(name, 'no .ko file')}")
            if name in files and ".text" in where:
                rest = " ".join(f"-s {n} {a:#x}" for n, a in where.items() if n != ".text")
                gdb.execute(f"add-symbol-file {files[name]} {where['.text']:#x} {rest}",
                            to_string=True)

    @staticmethod
    def sections(module):
        kept = module["sections"].dereference()
        return [kept["section"][i] for i in range(int(kept["num"]))]


for command in (Attach, IrqStep, Ps, PerCpu, Dmesg, Irqs, Trace, Modules):
    command()
