"""The faults of `faults.txt`, and sound files with faults planted in them."""

import re
import unicodedata
from dataclasses import dataclass, field

OPEN, CLOSE = "⟦", "⟧"


@dataclass
class Fault:
    """One fault: in each tool's language the edits that make it, and what names its place where there are no lines."""

    name: str
    group: str = ""
    syntax: set = field(default_factory=set)
    edits: dict = field(default_factory=dict)
    paths: dict = field(default_factory=dict)


@dataclass
class Range:
    """A right place: from one position to another, both belong to it. Positions are (line, column), counted in
    characters from 1."""

    start: tuple
    end: tuple

    def holds(self, line, column):
        if column is None:
            return self.start[0] <= line <= self.end[0]
        return self.start <= (line, column) <= self.end

    def lines(self):
        return self.end[0] - self.start[0]


def read(path):
    """All faults of the file, in order."""
    faults = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = [line.split(": ", 1) for line in block.splitlines()]
        (_, name), *rest = lines
        fault = Fault(name)
        for key, value in rest:
            if key == "group":
                fault.group = value
            elif key == "syntax":
                fault.syntax = set(value.split())
            else:
                edit, at, place = value.partition(" @ ")
                find, put = (part.replace("\\n", "\n") for part in edit.split(" ⇒ "))
                fault.edits.setdefault(key, []).append((find, put))
                if at:
                    fault.paths[key] = place
        faults.append(fault)
    return faults


def planted(text, faults, tool):
    """The text with the faults in it, and for each fault its right places."""
    for number, fault in enumerate(faults):
        for find, put in fault.edits[tool]:
            if text.count(find) != 1:
                raise ValueError(f"{tool}: {fault.name}: {find!r} stands {text.count(find)} times in the file")
            # Private characters keep the places of different faults apart until all edits are made.
            marked = put.replace(OPEN, chr(0xE000 + number)).replace(CLOSE, chr(0xF000 + number))
            text = text.replace(find, marked)
    ranges = [[] for _ in faults]
    begun = {}
    plain, line, column = [], 1, 1
    for character in text:
        code = ord(character)
        if 0xE000 <= code < 0xF000:
            begun[code - 0xE000] = (line, column)
        elif 0xF000 <= code < 0xF8FF:
            ranges[code - 0xF000].append(Range(begun[code - 0xF000], (line, column)))
        else:
            plain.append(character)
            line, column = (line + 1, 1) if character == "\n" else (line, column + 1)
    return "".join(plain), ranges


def width(text):
    """How many columns a text takes at a terminal, where a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def under(excerpt, offset):
    """The index of the character of an excerpt that stands over the column `offset` (from 0) of a terminal."""
    for index in range(len(excerpt)):
        if width(excerpt[: index + 1]) > offset:
            return index
    return len(excerpt)


def uncoloured(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
