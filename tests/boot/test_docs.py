# SPDX-License-Identifier: MIT
"""What the documents say is there: files, functions, links, commands, words, code and logs.

Marks in a document (invisible when it is rendered):
  <!-- file: PATH -->      the C block below stands in that file; "..." leaves something out
  <!-- log: NAME -->       the block below stands in tests/golden/NAME.log, likewise
  <!-- trace: NAME -->     its lines are functions that gdb steps through in this order
  <!-- not offered: a b -->   these names of Linux are declared nowhere
A C block has one of the first marks, so everything that is shown is compiled and run.
"""
import functools
import re
import subprocess

import pytest

import conftest
import golden_runs
import hemi
import test_failnth

DOCS = sorted([*hemi.ROOT.glob("*.md"), *hemi.ROOT.glob("docs/*.md")])
SOURCES = (".c", ".h", ".asm", ".inc", ".py", ".md", ".list", ".sh", ".ld", ".cfg", ".log", ".ini")
# Files of a build, and of QEMU, that no checkout has.
MADE = ("hemi.elf", "build/")
EVERY = pytest.mark.parametrize("doc", DOCS, ids=lambda path: path.name)


@functools.cache
def tracked():
    out = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=hemi.ROOT,
                         capture_output=True, text=True, check=True).stdout
    return out.split("\n")


@functools.cache
def code(folders):
    """All C and NASM below @folders as one text, without comments."""
    texts = []
    for path in tracked():
        if path.startswith(folders) and path.endswith((".c", ".h", ".asm", ".inc")):
            if (hemi.ROOT / path).exists():
                text = (hemi.ROOT / path).read_text()
                texts.append(re.sub(r";.*" if path.endswith((".asm", ".inc")) else
                                    r"/\*.*?\*/|//[^\n]*", "", text, flags=re.S if path.endswith(
                                        (".c", ".h")) else 0))
    return "\n".join(texts)


@functools.cache
def words_of(folders):
    return set(re.findall(r"\w+", code(folders)))


def everything():
    return words_of(("arch/", "kernel/", "drivers/", "fs/", "lib/", "include/", "tests/", "user/"))


def blocks(doc):
    """(mark, language, text) of each fenced block; the mark is the comment line above it."""
    return re.findall(r"(?:<!-- ([^\n]*?) -->\n)?^```(\w*)\n(.*?)^```$", doc.read_text(), re.M | re.S)


def inline(doc):
    """What stands between single backquotes, outside of fenced blocks."""
    text = re.sub(r"^```.*?^```$", "", doc.read_text(), flags=re.M | re.S)
    return re.findall(r"`([^`\n]+)`", text)


# ---- names ------------------------------------------------------------------------------


@EVERY
def test_links_lead_somewhere(doc):
    for target in re.findall(r"\]\(([^)\s]+)\)", doc.read_text()):
        if target.startswith(("http:", "https:")):
            continue
        name, _, anchor = target.partition("#")
        path = (doc.parent / name) if name else doc
        assert path.exists(), target
        if anchor:
            titles = re.findall(r"^#+ (.*)$", path.read_text(), re.M)
            slugs = [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles]
            assert anchor in slugs, target


def exists(name):
    """A file or folder by its path, or a file by the end of its path."""
    return (hemi.ROOT / name).exists() or any(path.endswith("/" + name) for path in tracked())


@EVERY
def test_files_that_are_named_exist(doc):
    missing = []
    for text in inline(doc):
        for name in re.findall(r"(?<![\w/<.$*-])[\w.-]+(?:/[\w.*-]+)*/?(?=$|[\s:,)])", text):
            is_file = (name.endswith(SOURCES) and name not in SOURCES) or (name.endswith("/") and "/" in name[:-1])
            if is_file and not re.search(r"\*|\bNAME\b", name) and not name.startswith(MADE) and not exists(name):
                missing.append(name)
        for name in re.findall(r"<((?:linux|asm|kunit)/[\w/.-]+)>", text):
            if not (hemi.ROOT / "include" / name).exists():
                missing.append(name)
    assert not missing


@EVERY
def test_functions_that_are_named_exist(doc):
    names = {name for text in inline(doc) for name in re.findall(r"\b([a-zA-Z_]\w+)\(\)", text)}
    assert not names - everything()


@functools.cache
def all_words():
    """Every word of the tree outside of documents, names of files included."""
    words = set()
    for path in tracked():
        words |= set(re.findall(r"\w+", path))
        if path.endswith((*SOURCES, "Makefile")) and not path.endswith(".md"):
            if (hemi.ROOT / path).exists():
                words |= set(re.findall(r"\w+", (hemi.ROOT / path).read_text(errors="replace")))
    return words


@EVERY
def test_identifiers_that_are_named_exist(doc):
    """Any word with an underscore between backquotes; `r3_` and the like stand for a family."""
    names = {name for text in inline(doc)
             for name in re.findall(r"\b[a-z]\w*_\w+\b", re.sub(r"\btest_r\d+_", "", text))}
    assert not names - all_words()


@EVERY
def test_functions_named_with_a_file_are_in_it(doc):
    """`path/file.c:function` and `path/file.asm:label`."""
    wrong = []
    for text in inline(doc):
        for path, name in re.findall(r"^([\w/.-]+\.(?:c|h|asm)):(\w+)(?:\(\))?$", text):
            if not exists(path) or not re.search(rf"\b{name}\b", (hemi.ROOT / path).read_text()):
                wrong.append(text)
    assert not wrong


@EVERY
def test_what_is_not_offered_is_not_there(doc):
    offered = words_of(("include/",))
    for names in re.findall(r"<!-- not offered: (.*?) -->", doc.read_text(), re.S):
        assert not set(names.split()) & offered


# ---- commands ----------------------------------------------------------------------------


@functools.cache
def make_targets():
    text = (hemi.ROOT / "Makefile").read_text()
    return set(" ".join(re.findall(r"^\.PHONY: (.*)$", text, re.M)).split())


def make_words(line):
    """The targets of one `make` command."""
    words = line.split("#")[0].split()
    return [word for word in words[words.index("make") + 1:] if re.fullmatch(r"[a-z][\w-]*", word)]


@EVERY
def test_make_commands_exist(doc):
    commands = [text for text in inline(doc) if re.match(r"(\w+=\S+ )*make( |$)", text)]
    for _, language, text in blocks(doc):
        if language == "sh":
            commands += [line for line in text.split("\n") if re.match(r"(\w+=\S+ )*make\b", line)]
    for command in commands:
        # Prose goes on behind a target: only the first counts there.
        assert set(make_words(command)[:1]) <= make_targets(), command


@EVERY
def test_shell_blocks_are_commands_that_are_known(doc):
    for _, language, text in blocks(doc):
        for line in text.split("\n") if language == "sh" else ():
            words = [word for word in line.split("#")[0].split() if "=" not in word]
            assert not words or words[0] in ("make", "git", "gdb", "qemu-system-x86_64"), line


def monitor_lines(doc):
    """What the document types at the prompt; two blanks begin the explanation."""
    return [re.split(r"  +", line)[0] for line in
            re.findall(r"^ *hemi> (\w.*)", doc.read_text(), re.M)]


def proc_files(doc):
    """The files of /proc that it names; N stands for an irq, and 1 is one."""
    text = re.sub(r"/proc/irq/N\b", "/proc/irq/1", doc.read_text())
    return re.findall(r"/proc/[a-z]\w*(?:/[\w]+)*(?![\w/<{]|\.\.)", text)


def test_monitor_commands_work():
    lines = [line for doc in DOCS for line in monitor_lines(doc)]
    lines += [f"cat {path}" for doc in DOCS for path in proc_files(doc)]
    assert len(lines) > 10
    result = hemi.boot("docs-monitor", f'mon="{"; ".join(dict.fromkeys(lines))}; poweroff"',
                       arguments=hemi.ICOUNT)
    assert not re.search(r"unknown command|usage:|-E(?!INTR)[A-Z]+|No such file|neither a number",
                         result.log), result.log
    assert result.status in (hemi.EXIT_OK, hemi.EXIT_PANIC)     # an oops was asked for


def table_below(title, header):
    """First cells of the rows under @header in the section @title of debugging.md."""
    text = (hemi.ROOT / "docs/debugging.md").read_text().partition(f"\n## {title}\n")[2]
    rows = text.partition(header)[2].partition("\n\n")[0]
    return re.findall(r"^\| (.*?) \|", rows, re.M)


def test_sysrq_keys_are_those_of_the_driver():
    source = (hemi.ROOT / "drivers/char/sysrq.c").read_text()
    known = set(re.findall(r"\['(\w)' - 'a' \+ 10\]", source)) | {"0-9", "h"}
    keys = {key for cell in table_below("SysRq", "| --- | --- |") for key in cell.split(", ")}
    assert keys == known


def test_gdb_commands_are_those_of_the_script():
    source = (hemi.ROOT / "scripts/gdb/hemi.py").read_text()
    known = set(re.findall(r'^    name = "(hemi-\w+)"$', source, re.M))
    cells = table_below("gdb", "| --- | --- |")
    assert known and {re.search(r"hemi-\w+", cell)[0] for cell in cells} == known


def test_machines_are_those_that_are_booted():
    text = (hemi.ROOT / "docs/testing.md").read_text().partition("\n## Machines\n")[2]
    names = re.findall(r"^\| `([\w-]+)` \|", text.partition("\n## ")[0], re.M)
    assert names == list(conftest.MACHINES)


def test_golden_logs_are_all_listed():
    text = (hemi.ROOT / "docs/testing.md").read_text().partition("\n## Golden logs\n")[2]
    cells = re.findall(r"^\| (`.*?) \|", text.partition("\n## ")[0], re.M)
    assert {name for cell in cells for name in re.findall(r"`([\w-]+)`", cell)} == \
        set(golden_runs.RUNS)


@EVERY
def test_modules_that_are_started_exist(doc):
    for text in (doc.read_text(),):
        for name in re.findall(r"\bmod(?:=\"?| (?:-r )?)([a-z]\w*)(?=[\s\";`])", text):
            if name in ("p", "a", "edu"):
                continue
            if re.search(rf"\bmod(?: |=\"?){name}\b", text) and "_" in name:
                assert exists(f"tests/modules/{name}.c") or exists(f"drivers/misc/{name}.c"), name


# ---- code and logs -------------------------------------------------------------------------


def stands_in(quote, text):
    """All pieces of @quote, which "..." lines divide, stand in @text in this order."""
    at = 0
    for piece in re.split(r"^\s*\.\.\.\n", quote, flags=re.M):
        if piece.strip("\n"):
            at = text.find("\n" + piece.strip("\n") + "\n", at)
            if at < 0:
                return piece
            at += 1
    return None


@EVERY
def test_code_is_a_file_s(doc):
    for mark, language, text in blocks(doc):
        if language == "c":
            assert mark.startswith("file: "), f"a C block without a file:\n{text}"
            source = (hemi.ROOT / mark.removeprefix("file: ")).read_text()
            assert stands_in(text, "\n" + source) is None, f"{mark}:\n{stands_in(text, source)}"


@EVERY
def test_logs_are_golden_ones(doc):
    for mark, _, text in blocks(doc):
        if mark.startswith("log: "):
            log = golden_runs.kept(mark.removeprefix("log: "))
            assert log, mark
            assert golden_runs.refreshed(text, log) is not None, f"{mark}:\n{text}"


@EVERY
def test_traces_are_real(doc):
    """The functions of a quoted trace have the CPU in this order, one instruction at a time."""
    for mark, _, text in blocks(doc):
        if mark.startswith("trace: "):
            functions = golden_runs.trace(mark.removeprefix("trace: "))
            assert golden_runs.retraced(text, functions) is not None, functions


def test_marks_are_seen():
    """Of each kind there is one, or the tests above look at nothing."""
    marks = [mark for doc in DOCS for mark, _, _ in blocks(doc)]
    assert any(mark.startswith("file: ") for mark in marks)
    assert any(mark.startswith("log: ") for mark in marks)
    assert any(mark.startswith("trace: ") for mark in marks)


def test_quotes_are_compared():
    assert stands_in("b\n...\nd\n", "a\nb\nc\nd\n") is None
    assert stands_in("d\n...\nb\n", "a\nb\nc\nd\n")
    assert stands_in("x\n", "a\nb\n")


# ---- the command line -------------------------------------------------------------------------


def words_of_the_tree():
    """Every word that some file claims, as it is written on the command line."""
    words = set()
    for path in tracked():
        if not path.endswith(".c") or path.startswith("tests/boot") or path.endswith("_test.c"):
            continue
        text = (hemi.ROOT / path).read_text()
        words |= {word.rstrip("=") for word in
                  re.findall(r'^(?:__setup|early_param)\("([^"]+)"', text, re.M)}
        if not path.startswith(("tests/modules/", "tests/ko/", "tests/oracle/", "drivers/misc/")):
            name = re.sub(r"\.c$", "", path.split("/")[-1]).replace("-", "_")
            prefix = re.search(r'^#define MODULE_PARAM_PREFIX\s+"(\w+)\."', text, re.M)
            name = prefix[1] if prefix else name
            words |= {f"{name}.{parameter}" for parameter in
                      re.findall(r"^module_param(?:_named|_cb)?\((\w+)", text, re.M)}
            words |= set(re.findall(r"^core_param\((\w+)", text, re.M))
    return words


def words_of_the_table():
    text = (hemi.ROOT / "docs/cmdline.md").read_text()
    cells = re.findall(r"^\| (`.*?) \|", text.partition("The checkers of")[0], re.M)
    return {re.sub(r"=.*", "", word) for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


def test_every_word_of_the_command_line_is_documented_and_real():
    # NAME.PARAM stands for all parameters of the example modules.
    assert words_of_the_table() - {"NAME.PARAM"} == words_of_the_tree()


def test_every_checker_of_debug_is_documented_and_real():
    table = (hemi.ROOT / "kernel/params.c").read_text()
    known = set(re.findall(r'^\t\{ "(\w+)",\s+DEBUG_\w+ \},', table, re.M)) | {"off"}
    text = (hemi.ROOT / "docs/cmdline.md").read_text()
    row = re.search(r"^\| `debug=.*$", text, re.M)[0]
    assert set(re.findall(r"`(\w+)`", row)) - {"debug"} == known
    table = re.findall(r"^\| `(\w+)` \|", text.partition("The checkers of")[2], re.M)
    assert set(table) == known - {"all", "off"}


def marked(name, document):
    """What stands between <!-- name: begin --> and its end."""
    text = (hemi.ROOT / "docs" / document).read_text()
    return re.search(rf"<!-- {name}: begin -->(.*?)<!-- {name}: end -->", text, re.S)[1]


def figures_of_other_documents():
    """The numbers in the second table of reliability.md, by the command in their row."""
    swept = [int(hit) for hit in re.findall(r"(\d+) of \d+", marked("sweep", "testing.md"))]
    models = re.findall(r"^\| `(\w+\.pml)` \|[^|]*\| ([\d,]+) \|.*?(\d+) of \d+ \|$",
                        marked("models", "testing.md"), re.M)
    caught = {name: int(mutants) for name, _, mutants in models}
    states = sum(int(number.replace(",", "")) for _, number, _ in models)
    killed = re.search(r"(\d+) killed of (\d+)", marked("mutants", "mutants.md"))
    refused = sum(boots for _, _, boots in test_failnth.KINDS.values())
    return {"make sweep": [sum(swept), len(swept)],
            "make models": [states, len(models), sum(caught.values())],
            "make mutants": [int(killed[1]), int(killed[2])],
            "make test K=test_g2": [refused]}


def test_reliability_repeats_the_figures_of_other_documents():
    text = (hemi.ROOT / "docs/reliability.md").read_text()
    for command, figures in figures_of_other_documents().items():
        row = re.search(rf"^\| [^|]* \| ([^|]*) \| `{command}` \|", text, re.M)
        assert row, f"reliability.md has no row of {command}"
        said = [int(number.replace(",", "")) for number in re.findall(r"[\d,]*\d", row[1])]
        assert said == figures, f"the row of {command} in reliability.md must say {figures}"
