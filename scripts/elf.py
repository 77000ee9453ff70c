# SPDX-License-Identifier: MIT
"""A small reader of 64-bit little-endian ELF files: sections, symbols, and bytes by address."""
import collections
import struct

HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
SECTION = struct.Struct("<IIQQQQIIQQ")
SYMBOL = struct.Struct("<IBBHQQ")
SHT_SYMTAB, SHT_NOBITS = 2, 8
SHF_ALLOC = 2
SHN_UNDEF = 0
STB_WEAK = 2

Section = collections.namedtuple(
    "Section", "name_at type flags addr offset size link info align entsize")
Symbol = collections.namedtuple("Symbol", "name binding section value size")


def text_at(data, at):
    return data[at:data.index(b"\0", at)].decode("ascii", "replace")


class Elf:
    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        header = HEADER.unpack_from(self.data)
        if header[0][:6] != b"\x7fELF\x02\x01":
            raise ValueError(f"{path} is not a 64-bit ELF file")
        at, size, count, names = header[6], header[11], header[12], header[13]
        self.sections = [Section(*SECTION.unpack_from(self.data, at + i * size))
                         for i in range(count)]
        base = self.sections[names].offset
        self.names = [text_at(self.data, base + s.name_at) for s in self.sections]

    def bytes_of(self, section):
        if section.type == SHT_NOBITS:
            return bytes(section.size)
        return self.data[section.offset:section.offset + section.size]

    def content(self, name):
        """The bytes of all sections of that name."""
        return b"".join(self.bytes_of(s) for s, n in zip(self.sections, self.names) if n == name)

    def symbols(self):
        for table in self.sections:
            if table.type != SHT_SYMTAB:
                continue
            texts = self.sections[table.link].offset
            for at in range(table.offset, table.offset + table.size, SYMBOL.size):
                name, info, _, section, value, size = SYMBOL.unpack_from(self.data, at)
                yield Symbol(text_at(self.data, texts + name), info >> 4, section, value, size)

    def offset_of(self, address):
        """Where the byte at a (linked) address stands in the file."""
        for s in self.sections:
            if s.flags & SHF_ALLOC and s.type != SHT_NOBITS and 0 <= address - s.addr < s.size:
                return s.offset + address - s.addr
        raise ValueError(f"{address:#x} is in no section")
